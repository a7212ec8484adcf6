//! The same lists, for an organiser who is signed in.

use rocket::{Route, get, routes};

use super::download::{self, Download};
use super::{ExportFormat, Wishes};
use crate::api::event_for;
use crate::error::Result;
use crate::language::Language;
use crate::organisers::{Deed, SignedIn};
use crate::registrations::Reception;

pub fn routes() -> Vec<Route> {
    routes![csv, xlsx, ods]
}

async fn list(slug: &str, format: ExportFormat, l: Language, who: SignedIn, at: Reception<'_>) -> Result<Download> {
    let details = event_for(&who, Deed::ExportRegistrations, slug, &at).await?;
    download::prepare(&at, details, format, &Wishes::all(l)).await
}

#[get("/organise/events/<slug>/registrations.csv")]
async fn csv(slug: &str, language: Language, who: SignedIn, at: Reception<'_>) -> Result<Download> {
    list(slug, ExportFormat::Csv, language, who, at).await
}

#[get("/organise/events/<slug>/registrations.xlsx")]
async fn xlsx(slug: &str, language: Language, who: SignedIn, at: Reception<'_>) -> Result<Download> {
    list(slug, ExportFormat::Xlsx, language, who, at).await
}

#[get("/organise/events/<slug>/registrations.ods")]
async fn ods(slug: &str, language: Language, who: SignedIn, at: Reception<'_>) -> Result<Download> {
    list(slug, ExportFormat::Ods, language, who, at).await
}
