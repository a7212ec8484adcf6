//! Drafts that were made in one deed, on one page: the way to each of them, and one button that puts all of them online.

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::response::Redirect;
use rocket::{get, post};

use super::typed::Typed;
use crate::error::{Error, Result};
use crate::events::desk_head::state_words;
use crate::events::event::Status;
use crate::events::{Details, event};
use crate::language::Language;
use crate::organisers::{Authority, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::steering::{moving, putting_online};

#[derive(Template)]
#[template(path = "planning/drafts.html")]
pub struct Drafts {
    page: Layout,
    bar: DeskBar,
    rows: Vec<Row>,
    /// What was done just now.
    done: Option<String>,
    /// The button that puts them online; none where nobody would see more.
    button: Option<String>,
}

/// One of them.
pub struct Row {
    slug: String,
    title: String,
    /// "Donderdag 4 maart 2027, 13.30 – 15.30 uur"
    when: String,
    region: String,
    tag: &'static str,
    state: String,
}

impl Row {
    fn of(details: &Details, l: Language, now: DateTime<Utc>) -> Row {
        let event = &details.event;
        let (tag, state) = state_words(event, now);
        let hours = l.hours(event.starts_at, event.ends_at, event.zone());
        Row {
            slug: event.slug.clone(),
            title: event.title(l).to_string(),
            when: format!("{}, {hours}", l.date_line(event.first_day())),
            region: details.region.names.get(l).to_string(),
            tag,
            state: l.say(state),
        }
    }
}

/// Where these stand together, with a note of what was done: "made=3".
pub fn together<'a>(events: impl Iterator<Item = &'a event::Model>, note: &str) -> String {
    let slugs: String = events.map(|event| format!("&event={}", event.slug)).collect();
    format!("/organise/drafts?{note}{slugs}")
}

async fn theirs(at: &Reception<'_>, who: &Authority, slugs: &[String]) -> Result<Vec<Details>> {
    moving::theirs(at, who, slugs).await?.map_err(|_| Error::NotFound)
}

#[get("/organise/drafts?<event>&<made>&<online>")]
pub async fn index(
    event: Vec<String>,
    made: Option<u32>,
    online: Option<u32>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Drafts>> {
    let (l, now) = (page.l, at.clock.now());
    let events = theirs(&at, &who, &event).await?;
    let unseen = events.iter().filter(|details| details.event.status() == Status::Draft).count();
    let made = made.map(|made| l.count("series-copy-made", made));
    Ok(Page::ok(Drafts {
        bar: DeskBar::of(&who),
        rows: events.iter().map(|details| Row::of(details, l, now)).collect(),
        done: made.or_else(|| online.map(|online| l.count("drafts-online", online))),
        button: (unseen > 0).then(|| l.count("drafts-publish", unseen as i64)),
        page: page.titled(l.say("drafts-title"), "").hidden(),
    }))
}

#[post("/organise/publications", data = "<typed>")]
pub async fn publish(who: SignedIn, _own: OwnForm, at: Reception<'_>, typed: Typed) -> Result<Redirect> {
    let slugs: Vec<String> = typed.all("event").map(str::to_string).collect();
    let events = theirs(&at, &who, &slugs).await?;
    let ids: Vec<i32> = events.iter().map(|details| details.event.id).collect();
    let online = putting_online::publish_all(&at, &who, &ids).await?;
    Ok(Redirect::to(together(events.iter().map(|details| &details.event), &format!("online={online}"))))
}
