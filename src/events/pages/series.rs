//! A series with all its dates.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::{State, get};

use super::feed_links::FeedLinks;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::listing::Search;
use crate::events::views::{EventRow, dated_rows};
use crate::kept_pages::Shelf;
use crate::language::Passage;
use crate::page::{Html, Layout};
use crate::regions::{Network, TheNetwork, series};
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "series/show.html")]
pub struct Show {
    page: Layout,
    title: Passage,
    summary: Passage,
    accent: &'static str,
    region: String,
    upcoming: Vec<EventRow>,
    past: Vec<EventRow>,
    feed: FeedLinks,
    feed_title: String,
}

#[get("/series/<slug>")]
pub async fn show(
    shelf: Shelf<'_>,
    slug: Slug<'_>,
    page: Layout,
    network: TheNetwork,
    db: &State<Database>,
    clock: &State<Clock>,
    config: &State<Config>,
) -> Result<Html> {
    let series = network.series_called(&slug).ok_or(Error::NotFound)?;
    shelf.page(page, "", |page| Show::of(series, page, &network, db, (clock.now(), config.timezone))).await
}

impl Show {
    async fn of(
        series: &series::Model,
        page: Layout,
        network: &Network,
        db: &Database,
        at: (DateTime<Utc>, Tz),
    ) -> Result<Show> {
        let region = network.region(series.region_id).ok_or(Error::NotFound)?;
        let l = page.l;
        let all = Search { series: Some(series.id), ..Search::default() }.briefly(db, network).await?;
        let (mut past, upcoming): (Vec<_>, Vec<_>) = all.into_iter().partition(|e| e.is_past(at.0));
        past.reverse();
        let (title, summary) = (series.titles.passage(l), series.summaries.passage(l));
        let path = format!("/calendar/series/{}.ics", series.slug);
        let page = page.titled(&*title, &*summary).with_calendar(&*title, &path);
        Ok(Show {
            accent: region.accent.code(),
            region: region.names.get(l).to_string(),
            upcoming: dated_rows(&upcoming, network, l, at),
            past: dated_rows(&past, network, l, at),
            feed: FeedLinks::of(&page, &path, &[], &title),
            feed_title: l.fill("feed-region-title", [("region", &title)]),
            title,
            summary,
            page,
        })
    }
}
