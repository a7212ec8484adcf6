//! The agenda as it stands on a website of others, in a frame: what is to come, and the way to all of it. It has no form
//! and no script and remembers nothing, so it alone may be framed by anybody (`security::is_framed`).

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::get;

use super::empty;
use super::filter::{Asked, Filter};
use super::hall::Hall;
use crate::error::Result;
use crate::events::event;
use crate::events::views::EventRow;
use crate::kept_pages::Shelf;
use crate::language::{Language, Passage};
use crate::page::{Html, Layout};
use crate::regions::region;

/// How many events it shows: a frame is for a glance.
const MOST: u64 = 20;

#[derive(Template)]
#[template(path = "embed/agenda.html")]
pub struct Index {
    page: Layout,
    /// The seat of the region whose agenda it is.
    accent: Option<&'static str>,
    rows: Vec<EventRow>,
    /// What is said when there is none.
    nothing: Option<String>,
    /// The way to the house.
    home: String,
    /// The way to all that is shown here, and what it is called.
    agenda: String,
    all: String,
}

#[get("/embed/agenda?<asked..>")]
pub async fn index(shelf: Shelf<'_>, asked: Asked<'_>, page: Layout, hall: Hall<'_>) -> Result<Html> {
    let filter = Filter::of(&asked, &hall.network).lasting();
    let query = filter.query();
    shelf.page(page, &query, |page| Index::of(filter, page, &hall)).await
}

impl Index {
    async fn of(filter: Filter<'_>, page: Layout, hall: &Hall<'_>) -> Result<Index> {
        let (l, at) = (page.l, hall.time());
        let events = filter.search(at.0, at.1).first(hall.db, &hall.network, MOST).await?;
        let (title, all) = match filter.region {
            Some(region) => {
                let region = [("region", region.names.get(l))];
                (l.fill("embed-title-region", region), l.fill("embed-all-region", region))
            }
            None => (l.say("embed-title"), l.say("embed-all")),
        };
        let rows = events.iter().filter_map(|event| {
            let host = hall.network.region(event.region_id)?;
            Some(row(event, host, filter.region, l, at))
        });
        Ok(Index {
            rows: rows.collect(),
            accent: filter.region.map(|region| region.accent.code()),
            nothing: events.is_empty().then(|| empty::title(&filter, l)),
            home: in_language("/", l),
            agenda: in_language(&filter.path_of(1), l),
            all,
            page: page.titled(title, ""),
        })
    }
}

/// An event as the frame shows it: with its month, its host where that is another than the frame says, and no more about
/// it than that it was called off, and why.
fn row(
    event: &event::Model,
    host: &region::Model,
    of: Option<&region::Model>,
    l: Language,
    at: (DateTime<Utc>, Tz),
) -> EventRow {
    let row = EventRow::of(event, host, l, at).with_month(event, l, at.0);
    let row = if of.is_some_and(|of| of.id == host.id) { row.without_region() } else { row };
    let line = if row.called_off { row.line } else { Passage::default() };
    EventRow { path: in_language(&row.path, l), line, ..row }
}

/// The address in this language: the frame leaves no cookie behind that would say it.
fn in_language(path: &str, l: Language) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}lang={l}")
}
