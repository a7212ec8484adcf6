//! What was recorded, or left something to read.

use std::ops::Range;

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::get;
use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::hall::Hall;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::events::listing::{Search, brief};
use crate::kept_pages::Shelf;
use crate::language::{Language, Passage, sentence};
use crate::page::{Html, Layout};
use crate::regions::Network;

/// How many stand on a page.
const A_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "recordings/index.html")]
pub struct Index {
    page: Layout,
    recordings: Vec<Recording>,
    newer: Option<u64>,
    older: Option<u64>,
    where_are_we: String,
}

/// A past event that one can still learn from.
pub struct Recording {
    pub path: String,
    pub title: Passage,
    pub accent: &'static str,
    pub date: String,
    pub day: String,
    /// What it was about, as a sentence.
    pub summary: Passage,
    /// What is kept of it.
    pub kept: String,
}

#[get("/recordings?<page>")]
pub async fn index(shelf: Shelf<'_>, page: Option<u32>, layout: Layout, hall: Hall<'_>) -> Result<Html> {
    let number = page.unwrap_or(1).max(1);
    let query = if number > 1 { format!("page={number}") } else { String::new() };
    shelf.page(layout, &query, |layout| Index::of(number.into(), layout, &hall)).await
}

impl Index {
    async fn of(number: u64, page: Layout, hall: &Hall<'_>) -> Result<Index> {
        let (db, network, now) = (hall.db, &hall.network, hall.clock.now());
        let (l, skipped) = (page.l, (number - 1) * A_PAGE);
        let everywhere = Search::default();
        let (recordings, all) = looking_back(db, network, &everywhere, l, now, skipped..skipped + A_PAGE).await?;
        let pages = all.div_ceil(A_PAGE).max(1);
        if number > pages {
            return Err(Error::NotFound);
        }
        let numbers = [("page", number.into()), ("pages", pages.into())];
        Ok(Index {
            page: page.titled(l.say("recordings-title"), l.say("recordings-lede")),
            recordings,
            newer: (number > 1).then(|| number - 1),
            older: (number < pages).then(|| number + 1),
            where_are_we: l.with("recordings-page", numbers),
        })
    }
}

/// The past events with a recording or materials, the newest first: those that are wanted, and how many there are.
pub async fn looking_back(
    db: &Database,
    network: &Network,
    search: &Search,
    l: Language,
    now: DateTime<Utc>,
    wanted: Range<u64>,
) -> Result<(Vec<Recording>, u64)> {
    use sea_orm::ExprTrait;
    let materials = Expr::col(event::Column::Materials).cast_as(Alias::new("text"));
    let select = search
        .select(network)
        .filter(event::Column::EndsAt.lte(now))
        .filter(event::Column::CancelledAt.is_null())
        .filter(Condition::any().add(event::Column::RecordingUrl.is_not_null()).add(materials.ne("[]")));
    let all = select.clone().count(db.read()).await?;
    let newest = select.order_by_desc(event::Column::StartsAt).order_by_desc(event::Column::Id);
    let wanted = newest.offset(wanted.start).limit(wanted.end - wanted.start);
    let events = brief(wanted).all(db.read()).await?;
    let recording = |event: &event::Model| Recording::of(event, network, l);
    Ok((events.iter().filter_map(recording).collect(), all))
}

impl Recording {
    fn of(event: &event::Model, network: &Network, l: Language) -> Option<Recording> {
        let date = event.first_day();
        let kept = if event.recording_url.is_some() {
            recorded(event.recording_minutes, l)
        } else {
            l.say("recording-materials")
        };
        Some(Recording {
            path: format!("/events/{}", event.slug),
            title: event.title_passage(l),
            accent: network.region(event.region_id)?.accent.code(),
            date: l.plain_date(date),
            day: date.to_string(),
            summary: event.summary_passage(l).map(sentence),
            kept,
        })
    }
}

/// "Opname van 1 uur 12."
pub fn recorded(minutes: Option<i32>, l: Language) -> String {
    match minutes {
        None | Some(..=0) => l.say("recording"),
        Some(minutes @ 1..=59) => l.count("recording-minutes", minutes),
        Some(minutes) => {
            let (hours, rest) = (i64::from(minutes / 60), i64::from(minutes % 60));
            l.with("recording-hours", [("hours", hours.into()), ("minutes", rest.into())])
        }
    }
}
