//! The same lists, and those on paper, for an organiser who is signed in.

use rocket::form::FromForm;
use rocket::http::Status;
use rocket::{Responder, get};

use super::download::{self, Download};
use super::menu::{Choice, Menu};
use super::taker::Taker;
use super::{Column, Dialect, ExportFormat, Wishes, fits_on_paper};
use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::organisers::{Deed, SignedIn, organiser};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::attendees::Filter;
use crate::slug::Slug;

/// What stands in the address beside the filter. What makes no sense is left out.
#[derive(FromForm)]
pub struct Asked<'r> {
    /// Codes of columns, one by one or with commas between them.
    columns: Vec<&'r str>,
    dialect: Option<&'r str>,
    /// `stop`: the sheet has pages for each stop.
    parts: Option<&'r str>,
}

impl Asked<'_> {
    /// The columns that were chosen; none when none were.
    fn chosen(&self) -> Vec<Column> {
        Column::known_of(&self.columns.join(","))
    }
}

/// The columns of the last list that they took away; all of them the first time.
pub fn remembered(who: &organiser::Model) -> Vec<Column> {
    let known = who.list_columns.as_deref().map(Column::known_of).unwrap_or_default();
    if known.is_empty() { Column::ALL.to_vec() } else { known }
}

#[derive(Responder)]
pub enum Answer {
    List(Download),
    /// There are too many people for one document.
    TooMany(Box<Page<Menu>>),
}

/// Every list has the rank of what comes last, since its name is a pattern.
#[get("/organise/events/<slug>/<list>?<asked..>", rank = 20)]
pub async fn show(
    slug: Slug<'_>,
    list: &str,
    asked: Asked<'_>,
    filter: Filter,
    who: Taker<SignedIn>,
    page: Layout,
    at: Reception<'_>,
) -> Result<Answer> {
    let format = ExportFormat::ALL.into_iter().find(|format| format.file() == list).ok_or(Error::NotFound)?;
    let details = event_for(at.db, &at.network, &who, Deed::ExportRegistrations, slug).await?;
    let chosen = asked.chosen();
    let wishes = Wishes {
        columns: if chosen.is_empty() { remembered(&who.organiser) } else { chosen.clone() },
        language: page.l,
        dialect: Dialect::of_code(asked.dialect),
        filter,
        by_stop: asked.parts == Some("stop"),
    };
    if let Err(count) = fits_on_paper(at.db, &details, format, &wishes).await? {
        let choice = Choice::remembered(&who.organiser, wishes.filter).too_many(count);
        let menu = Menu::of(page, &who, &details, &at, choice).await?;
        return Ok(Answer::TooMany(Box::new(Page(Status::UnprocessableEntity, menu))));
    }
    let chosen = !chosen.is_empty() && !format.is_printed();
    Ok(Answer::List(download::prepare(&at, who.taking(), &details, format, &wishes, chosen).await?))
}
