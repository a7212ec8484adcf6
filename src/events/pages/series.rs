//! A series with all its dates.

use askama::Template;
use rocket::get;

use super::feed_links::FeedLinks;
use super::hall::Hall;
use crate::error::{Error, Result};
use crate::events::listing::Search;
use crate::events::views::{EventRow, dated_rows};
use crate::kept_pages::Shelf;
use crate::language::Passage;
use crate::page::{Html, Layout};
use crate::regions::series;
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
pub async fn show(shelf: Shelf<'_>, slug: Slug<'_>, page: Layout, hall: Hall<'_>) -> Result<Html> {
    let series = hall.network.series_called(&slug).ok_or(Error::NotFound)?;
    shelf.page(page, "", |page| Show::of(series, page, &hall)).await
}

impl Show {
    async fn of(series: &series::Model, page: Layout, hall: &Hall<'_>) -> Result<Show> {
        let network = &hall.network;
        let region = network.region(series.region_id).ok_or(Error::NotFound)?;
        let (l, at) = (page.l, hall.time());
        let all = Search { series: Some(series.id), ..Search::default() }.briefly(hall.db, network).await?;
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
