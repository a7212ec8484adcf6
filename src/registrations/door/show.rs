//! The page of the door: how many are there, a search, and the list with a button for each.

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::get;
use rocket::http::RawStr;
use rocket::response::Redirect;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::list::{Sought, Tally, sought};
use super::words::{CameIn, is_well, sentence};
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::language::Language;
use crate::organisers::{Deed, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::checking_in::Outcome;
use crate::registrations::registration::{self, Status};
use crate::slug::Slug;

/// How many stand on one page; a script has them all.
const PAGE: u64 = 200;

#[derive(Template)]
#[template(path = "door/show.html")]
pub struct DoorPage {
    page: Layout,
    head: EventHead,
    hall: String,
    inside: i64,
    count: String,
    q: String,
    stop: Option<i32>,
    stops: Vec<(i32, String)>,
    rows: Vec<Row>,
    number: u64,
    pages: u64,
    /// What was just done, and whether it went as hoped.
    notice: Option<(bool, String)>,
    may_add: bool,
    /// From when until when a phone keeps the list without looking again, in milliseconds since 1970; outside of it,
    /// for a day.
    from: i64,
    until: i64,
    /// Where the event is: a phone shows on which day somebody came, unless that is today there.
    zone: &'static str,
    /// The page for a phone without a network: it names nobody.
    shell: bool,
}

/// Somebody on the list.
struct Row {
    id: String,
    name: String,
    organisation: String,
    /// That they are in, and since when.
    since: Option<String>,
    status: Status,
}

impl DoorPage {
    fn words(&self, row: &Row) -> String {
        match (&row.since, row.status) {
            (Some(since), _) => since.clone(),
            (None, Status::Waitlisted) => self.page.l.say("door-waiting"),
            (None, Status::Cancelled) => self.page.l.say("door-cancelled"),
            (None, Status::Confirmed) => row.organisation.clone(),
        }
    }

    fn sentences(&self) -> Vec<(&'static str, String)> {
        let l = self.page.l;
        let words = |key: &str| l.fill(key, [("name", "%1"), ("n", "%1"), ("time", "%2"), ("day", "%3")]);
        SENTENCES.iter().map(|(name, key)| (*name, words(key))).collect()
    }

    fn is_at(&self, stop: &i32) -> bool {
        self.stop == Some(*stop)
    }

    fn has_seat(&self, row: &Row) -> bool {
        row.status == Status::Confirmed
    }

    /// Another page of the same search.
    fn page_path(&self, number: u64) -> String {
        Place { q: &self.q, stop: self.stop, page: Some(number) }.path(&self.head.slug, "")
    }
}

/// What the script says, by the name under which it finds the words. It puts a name or a number in for `%1`, a time for
/// `%2`, and a day for `%3`.
const SENTENCES: [(&str, &str); 22] = [
    ("in", "door-in"),
    ("undo", "door-undo"),
    ("anyway", "door-anyway"),
    ("since", "door-since"),
    ("since-day", "door-since-day"),
    ("unsent", "door-unsent"),
    ("unsent-in", "door-unsent-in"),
    ("waiting", "door-waiting"),
    ("cancelled", "door-cancelled"),
    ("more", "door-more"),
    ("no-camera", "door-no-camera"),
    ("signed-out", "door-signed-out"),
    ("not-allowed", "door-not-allowed"),
    ("gone", "door-gone"),
    ("said-in", "door-said-in"),
    ("said-already", "door-said-already"),
    ("said-already-day", "door-said-already-day"),
    ("said-unsent", "door-said-unsent"),
    ("said-waiting", "door-said-waiting"),
    ("said-cancelled", "door-said-cancelled"),
    ("said-forged", "door-said-forged"),
    ("said-later", "door-said-later"),
];

/// Where on the list one was, to come back to.
pub struct Place<'a> {
    pub q: &'a str,
    pub stop: Option<i32>,
    pub page: Option<u64>,
}

impl Place<'_> {
    fn path(&self, slug: &str, more: &str) -> String {
        let mut query = Vec::new();
        if !self.q.is_empty() {
            query.push(format!("q={}", RawStr::new(self.q).percent_encode()));
        }
        query.extend(self.stop.map(|stop| format!("stop={stop}")));
        query.extend(self.page.filter(|page| *page > 1).map(|page| format!("page={page}")));
        if !more.is_empty() {
            query.push(more.to_string());
        }
        let and = if query.is_empty() { "" } else { "?" };
        format!("/organise/events/{slug}/door{and}{}", query.join("&"))
    }

    /// Back to the list, with a note on what was done to whom.
    pub fn after(&self, slug: Slug<'_>, done: &str, about: Uuid) -> Redirect {
        Redirect::to(self.path(&slug, &format!("done={done}&about={}", about.simple())))
    }
}

/// What one looks for, and what was just done.
#[derive(rocket::form::FromForm)]
pub struct Wanted<'r> {
    #[field(default = "")]
    q: &'r str,
    stop: Option<i32>,
    page: Option<u64>,
    done: Option<&'r str>,
    about: Option<&'r str>,
    shell: Option<bool>,
}

#[get("/organise/events/<slug>/door?<wanted..>")]
pub async fn show(
    slug: Slug<'_>,
    wanted: Wanted<'_>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<DoorPage>> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let l = page.l;
    let q: String = wanted.q.chars().take(100).collect();
    let shell = wanted.shell == Some(true);
    let stop = wanted.stop.filter(|id| details.stops.iter().any(|s| s.id == *id));
    let found = sought(details.event.id, &Sought { words: &q, stop });
    let total = if shell { 0 } else { found.clone().count(at.db.read()).await? };
    let pages = total.div_ceil(PAGE).max(1);
    let number = wanted.page.unwrap_or(1).clamp(1, pages);
    let found = found.offset((number - 1) * PAGE).limit(if shell { 0 } else { PAGE });
    let people = if shell { Vec::new() } else { found.all(at.db.read()).await? };
    let tally = Tally::of(at.db.read(), details.event.id).await?;
    let notice = notice(&at, &details, &wanted, l).await?;
    let now = at.clock.now();
    let may_add = may(&who, Deed::ChangeRegistrations, &details.hosts(), &at.network).is_ok();
    Ok(Page::ok(DoorPage {
        head: EventHead::of(&details, l, (now, at.config.timezone), &who, &at.network, Tab::Door),
        hall: tally.hall(l),
        inside: tally.inside,
        count: tally.words(l),
        stops: details.stops.iter().map(|s| (s.id, s.titles.get(l).to_string())).collect(),
        rows: people.into_iter().map(|p| Row::of(p, &details, now, l)).collect(),
        from: (details.event.starts_at - chrono::Duration::hours(24)).timestamp_millis(),
        until: (details.event.ends_at + chrono::Duration::hours(12)).timestamp_millis(),
        zone: details.event.zone().name(),
        page: page.titled(l.labelled(l.say("tab-door"), details.event.title(l)), "").hidden(),
        q,
        stop,
        number,
        pages,
        notice,
        may_add,
        shell,
    }))
}

impl Row {
    fn of(person: registration::Model, details: &Details, now: DateTime<Utc>, l: Language) -> Row {
        let today = details.event.day_of(now);
        Row {
            id: person.id.simple().to_string(),
            since: person.checked_in_at.map(|at| CameIn::of(&details.event, at, l).words(today, l)),
            name: person.name,
            organisation: person.organisation,
            status: person.status,
        }
    }
}

/// What was just done, in a sentence; nothing when it is not so any more.
async fn notice(
    at: &Reception<'_>,
    details: &Details,
    wanted: &Wanted<'_>,
    l: Language,
) -> Result<Option<(bool, String)>> {
    let (Some(done), Some(Ok(about))) = (wanted.done, wanted.about.map(Uuid::try_parse)) else {
        return Ok(None);
    };
    let found = registration::Entity::find_by_id(about)
        .filter(registration::Column::EventId.eq(details.event.id))
        .one(at.db.read())
        .await?;
    let Some(person) = found else { return Ok(None) };
    let outcome = match (done, person.checked_in_at) {
        ("in" | "already", Some(since)) => Outcome::In { since, first: done == "in" },
        ("out", None) => Outcome::Out,
        ("taken-back", None) => Outcome::TakenBack,
        ("waitlisted" | "cancelled", None) => Outcome::NoSeat(person.status),
        _ => return Ok(None),
    };
    let now = at.clock.now();
    let good = is_well(&details.event, outcome, now);
    Ok(Some((good, sentence(&details.event, &person.name, outcome, now, l))))
}
