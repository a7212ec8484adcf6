//! Lists to take away. Whoever may, takes the list of an event's attendees along as CSV, XLSX, ODS or JSON. A list holds
//! everyone who ever registered, or those whom a filter means: those who have a seat first, then those who wait, then
//! those who cancelled, each in the order in which they came. It is read and written in pieces, so that its size does not
//! matter. On paper (PDF) there are a sheet to sign and badges to wear. Who took which list is noted.
//!
//! A text that a spreadsheet would take for a formula is neutralised in CSV, XLSX and ODS. JSON knows no formulas and
//! holds each text as it was typed.

mod cell;
mod columns;
mod csv;
mod desk;
mod download;
mod format;
mod json;
mod menu;
mod ods;
mod printed;
mod rows;
mod sheet;
mod taker;
mod taking;
mod words;
mod xlsx;

use rocket::fairing::AdHoc;
use rocket::routes;
use tokio::io::AsyncWrite;

use crate::api::Document;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::language::Language;
use crate::registrations::attendees::Filter;
use crate::registrations::registration::Status;

pub use cell::harmless;
pub use columns::Column;
pub use csv::Dialect;
pub use format::ExportFormat;
pub use printed::MOST as MOST_ON_PAPER;
pub use taking::{Taken, fits_on_paper, note};

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("exports", |rocket| async {
        if let Some(document) = rocket.state::<Document>() {
            document.add(download::description);
        }
        let rocket = rocket.attach(taker::looking());
        rocket.mount("/api/v1", download::routes()).mount("/", routes![desk::show, menu::show])
    })
}

/// How somebody would like the list.
#[derive(Clone, Debug)]
pub struct Wishes {
    pub columns: Vec<Column>,
    /// The language of headings and words, and of options that were chosen; what people typed stays as it is.
    pub language: Language,
    /// For CSV alone.
    pub dialect: Dialect,
    /// Whom one wants.
    pub filter: Filter,
    /// For the sheet to sign alone: each stop on pages of its own.
    pub by_stop: bool,
}

impl Wishes {
    /// Everyone, with all columns, for the spreadsheets of this country.
    pub fn all(language: Language) -> Wishes {
        Wishes {
            columns: Column::ALL.to_vec(),
            language,
            dialect: Dialect::default(),
            filter: Filter::default(),
            by_stop: false,
        }
    }

    /// Whom one wants: on paper those who have a seat, unless one asks for others.
    pub fn whom(&self, format: ExportFormat) -> Filter {
        match self.filter.status {
            None if format.is_printed() => self.filter.among(Some(Status::Confirmed)),
            _ => self.filter.clone(),
        }
    }
}

/// Writes the list of the event's attendees; answers how many there are. No transaction is held meanwhile: somebody who
/// moves from one group to another while the list is written may stand in it twice, or not at all.
pub async fn export_to<W: AsyncWrite + Unpin + Send>(
    db: &Database,
    details: &Details,
    format: ExportFormat,
    wishes: &Wishes,
    to: &mut W,
) -> Result<u64> {
    let table = columns::Table::new(details, wishes);
    let mut rows = rows::Rows::of(db, details, &wishes.whom(format));
    match format {
        ExportFormat::Csv => csv::write(&table, &mut rows, wishes.dialect, to).await,
        ExportFormat::Json => json::write(&table, &mut rows, to).await,
        ExportFormat::Xlsx => sheet::write(xlsx::fill, &table, &mut rows, to).await,
        ExportFormat::Ods => sheet::write(ods::fill, &table, &mut rows, to).await,
        ExportFormat::SignIn | ExportFormat::Badges => printed::write(format, details, wishes, &mut rows, to).await,
    }
}

/// The list could not be written: the disk is full, the reader went away.
fn broken(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the list could not be written: {error}"))
}
