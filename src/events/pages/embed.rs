//! The agenda as it stands on a website of others, in a frame: what is to come, and the way to all of it. It has no form
//! and no script and remembers nothing, so it alone may be framed by anybody (`security::is_framed`).

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::{State, get};

use super::empty;
use super::filter::{Asked, Filter};
use super::months::{Entry, Month, months};
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::kept_pages::Shelf;
use crate::language::Language;
use crate::page::{Html, Layout};
use crate::regions::{Network, TheNetwork};

/// How many events it shows: a frame is for a glance.
const MOST: u64 = 20;

#[derive(Template)]
#[template(path = "embed/agenda.html")]
pub struct Index {
    page: Layout,
    months: Vec<Month>,
    /// What is said when there is none.
    nothing: Option<String>,
    /// The way to the whole agenda.
    agenda: String,
}

#[get("/embed/agenda?<asked..>")]
pub async fn index(
    shelf: Shelf<'_>,
    asked: Asked<'_>,
    page: Layout,
    network: TheNetwork,
    db: &State<Database>,
    clock: &State<Clock>,
    config: &State<Config>,
) -> Result<Html> {
    let filter = Filter::of(&asked, &network).lasting();
    let query = filter.query();
    shelf.page(page, &query, |page| Index::of(filter, page, &network, db, clock.now(), config)).await
}

impl Index {
    async fn of(
        filter: Filter<'_>,
        page: Layout,
        network: &Network,
        db: &Database,
        now: DateTime<Utc>,
        config: &Config,
    ) -> Result<Index> {
        let l = page.l;
        let events = filter.search(now, config.timezone).first(db, network, MOST).await?;
        let title = match filter.region {
            Some(region) => l.fill("embed-title-region", [("region", region.names.get(l))]),
            None => l.say("embed-title"),
        };
        let months = months(&events, network, l, (now, config.timezone)).into_iter();
        Ok(Index {
            months: months.map(|month| month.with_paths(|path| in_language(path, l))).collect(),
            nothing: events.is_empty().then(|| empty::title(&filter, l)),
            agenda: in_language(&filter.path_of(1), l),
            page: page.titled(title, ""),
        })
    }
}

/// The address in this language: the frame leaves no cookie behind that would say it.
fn in_language(path: &str, l: Language) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}lang={l}")
}
