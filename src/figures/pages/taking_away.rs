//! A list of figures on its way out.

use rocket::Request;
use rocket::http::ContentType;
use rocket::response::{self, Responder, Response};

use crate::error::Result;
use crate::exports::Dialect;
use crate::figures::report::Report;
use crate::figures::sheet;
use crate::language::Language;
use crate::page::in_one_piece;

/// A CSV with the name under which it is kept.
pub struct Sheet {
    name: String,
    bytes: Vec<u8>,
}

impl Sheet {
    /// A dialect that nobody knows is the one of this country.
    pub fn of(report: &Report, name: String, dialect: Option<&str>, l: Language) -> Result<Sheet> {
        Ok(Sheet::holding(name, sheet::csv(report, Dialect::of_code(dialect), l)?))
    }

    /// Lines that are written already.
    pub fn holding(name: String, bytes: Vec<u8>) -> Sheet {
        Sheet { name, bytes }
    }
}

impl<'r> Responder<'r, 'static> for Sheet {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .header(ContentType::CSV)
            .raw_header("Content-Disposition", format!("attachment; filename=\"{}.csv\"", self.name))
            .raw_header("Cache-Control", "private, no-store");
        in_one_piece(&mut answer, self.bytes).ok()
    }
}
