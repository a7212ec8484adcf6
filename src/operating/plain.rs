//! An answer for machines: a line or a list of plain text that no cache keeps.

use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder, Response};

use crate::page::in_one_piece;

pub struct Plain {
    pub status: Status,
    pub text: String,
    pub content_type: &'static str,
}

impl Plain {
    /// A line of text.
    pub fn line(status: Status, text: &str) -> Plain {
        Plain { status, text: format!("{text}\n"), content_type: "text/plain; charset=utf-8" }
    }
}

impl<'r> Responder<'r, 'static> for Plain {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .status(self.status)
            .raw_header("Content-Type", self.content_type)
            .raw_header("Cache-Control", "no-store");
        in_one_piece(&mut answer, self.text).ok()
    }
}
