//! The list of an event's attendees, for a program that may take it away.
//!
//! The whole list is written to a file without a name before the first byte leaves: Rocket 0.5 ends a streamed body
//! properly even when its source failed, so a list that broke off half-way would look whole.

use std::io::SeekFrom;

use rocket::form::FromForm;
use rocket::http::{Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::{Request, Route, get, routes};
use tokio::fs::File;
use tokio::io::AsyncSeekExt;
use utoipa::OpenApi;

use super::taker::Taker;
use super::{Column, Dialect, ExportFormat, Taken, Wishes, broken, export_to, taking};
use crate::api::{Guarded, Problem, ProblemDetails, Wish, event_for, given};
use crate::error::{Fault, Result};
use crate::events::Details;
use crate::language::Language;
use crate::organisers::{Deed, Program, organiser};
use crate::registrations::Reception;
use crate::registrations::attendees::{FilterQuery, Strictly};
use crate::slug::Slug;

/// A list, ready to go out.
pub struct Download {
    file: File,
    length: u64,
    format: ExportFormat,
    name: String,
}

/// What was asked for, as it came in.
#[derive(FromForm)]
struct Asked<'r> {
    columns: Option<&'r str>,
    dialect: Option<&'r str>,
}

impl Asked<'_> {
    fn wishes(&self, filter: Strictly, language: Language) -> Result<Wishes, Vec<Fault>> {
        let mut wishes = Wishes::all(language);
        let mut faults = Vec::new();
        match filter.0 {
            Ok(filter) => wishes.filter = filter,
            Err(found) => faults = found,
        }
        match given(self.columns).map(Column::parse_list) {
            Some(Ok(columns)) => wishes.columns = columns,
            Some(Err(_)) => faults.push(Fault::new("columns", "fault-column")),
            None => {}
        }
        match given(self.dialect).map(str::parse::<Dialect>) {
            Some(Ok(dialect)) => wishes.dialect = dialect,
            Some(Err(())) => faults.push(Fault::new("dialect", "fault-dialect")),
            None => {}
        }
        if faults.is_empty() { Ok(wishes) } else { Err(faults) }
    }
}

async fn download(
    slug: Slug<'_>,
    format: ExportFormat,
    asked: Asked<'_>,
    filter: Strictly,
    wish: Wish,
    who: Taker<Program>,
    at: Reception<'_>,
) -> Result<Download, Problem> {
    let details = event_for(&who, Deed::ExportRegistrations, slug, &at).await?;
    let wishes = asked.wishes(filter, wish.0.unwrap_or_default())?;
    Ok(prepare(&at, who.taking(), &details, format, &wishes, false).await?)
}

/// Writes the list, ready to go out, and notes who takes it (none: somebody only looks); remembers their columns when they
/// chose some.
pub async fn prepare(
    at: &Reception<'_>,
    who: Option<&organiser::Model>,
    details: &Details,
    format: ExportFormat,
    wishes: &Wishes,
    chosen: bool,
) -> Result<Download> {
    let mut file = File::from_std(tempfile::tempfile().map_err(broken)?);
    let count = export_to(at.db, details, format, wishes, &mut file).await?;
    if let Some(who) = who {
        let txn = at.db.begin().await?;
        taking::note_in(&txn, at.clock.now(), Some(who), Taken { details, format, wishes, count }).await?;
        if chosen {
            taking::remember_columns(&txn, who.id, &wishes.columns).await?;
        }
        txn.commit().await?;
    }
    let length = file.seek(SeekFrom::End(0)).await.map_err(broken)?;
    file.seek(SeekFrom::Start(0)).await.map_err(broken)?;
    Ok(Download { file, length, format, name: format.file_name(&details.event.slug) })
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .status(Status::Ok)
            .header(Header::new("Content-Type", self.format.content_type()))
            .raw_header("Content-Disposition", format!("attachment; filename=\"{}\"", self.name))
            .raw_header("Cache-Control", "private, no-store")
            .sized_body(self.length as usize, self.file)
            .max_chunk_size(64 * 1024)
            .ok()
    }
}

/// One address for each format.
macro_rules! lists {
    ($($name:ident, $id:tt, $path:tt, $whole:tt, $format:expr, $media:tt, $body:ty, $says:tt;)*) => {
        $(
            #[doc = $says]
            ///
            /// Those who have a seat come first, then those who wait, then those who cancelled. `columns` picks and orders the
            /// columns, `lang` chooses the language of headings. Each download is noted with the token's organiser.
            #[utoipa::path(
                get,
                path = $whole,
                operation_id = $id,
                tag = "Registrations",
                params(
                    ("slug" = String, Path, description = "The event"),
                    ("columns" = Option<String>, Query, description = "Codes of columns with commas between: id, status, position, name, email, organisation, role, region, language, registered_at, stops, answers, checked_in_at, stop_check_ins"),
                    ("dialect" = Option<String>, Query, description = "CSV alone: `belgian` (semicolons and a byte order mark) or `rfc4180` (commas, no mark)"),
                    ("lang" = Option<String>, Query, description = "nl, fr or en"),
                    FilterQuery,
                ),
                responses(
                    (status = 200, description = "The list", body = $body, content_type = $media),
                    Guarded,
                    (status = 422, description = "An unknown column or dialect, or a value or a name that means nothing", body = ProblemDetails, content_type = "application/problem+json"),
                ),
                security(("token" = []))
            )]
            #[get($path)]
            async fn $name(
                slug: Slug<'_>,
                asked: Asked<'_>,
                filter: Strictly,
                wish: Wish,
                who: Taker<Program>,
                at: Reception<'_>,
            ) -> Result<Download, Problem> {
                download(slug, $format, asked, filter, wish, who, at).await
            }
        )*

        pub fn routes() -> Vec<Route> {
            routes![$($name),*]
        }

        #[derive(OpenApi)]
        #[openapi(paths($($name),*))]
        struct Lists;
    };
}

lists! {
    csv, "list_registrations_as_csv", "/events/<slug>/registrations.csv?<asked..>", "/api/v1/events/{slug}/registrations.csv",
        ExportFormat::Csv, "text/csv", String, "The attendees as CSV";
    xlsx, "list_registrations_as_xlsx", "/events/<slug>/registrations.xlsx?<asked..>", "/api/v1/events/{slug}/registrations.xlsx",
        ExportFormat::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", String,
        "The attendees as a spreadsheet for Excel";
    ods, "list_registrations_as_ods", "/events/<slug>/registrations.ods?<asked..>", "/api/v1/events/{slug}/registrations.ods",
        ExportFormat::Ods, "application/vnd.oasis.opendocument.spreadsheet", String,
        "The attendees as a spreadsheet for LibreOffice";
    json, "list_registrations_as_json", "/events/<slug>/registrations.json?<asked..>", "/api/v1/events/{slug}/registrations.json",
        ExportFormat::Json, "application/json", Vec<BTreeMap<String, serde_json::Value>>, "The attendees as a JSON array";
}

/// These addresses, for the API's description.
pub fn description() -> utoipa::openapi::OpenApi {
    Lists::openapi()
}
