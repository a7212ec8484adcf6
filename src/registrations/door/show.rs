//! The page of the door, of the event or of one of its stops: how many are there, a search, and the list with a button
//! for each.

use askama::Template;
use chrono::{DateTime, Duration, Utc};
use rocket::form::FromForm;
use rocket::get;
use sea_orm::{DatabaseConnection, PaginatorTrait, QuerySelect, Select};

use super::at_stops::{self, AtStops, StopDoor};
use super::checking_in::EARLIEST;
use super::list::{Sought, Tally, sought};
use super::place::Place;
use super::words::CameIn;
use super::{notice, script};
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::desk_head::{EventHead, Tab};
use crate::events::{Details, stop};
use crate::language::Language;
use crate::organisers::{Deed, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::registration::{self, Status};
use crate::slug::Slug;

/// How many stand on one page; a script has them all.
const PAGE: u64 = 200;

/// How long after the event a phone keeps the list without looking again.
const AFTERWARDS: Duration = Duration::hours(12);

#[derive(Template)]
#[template(path = "door/show.html")]
pub struct DoorPage {
    page: Layout,
    head: EventHead,
    /// Where one stands: the event or the stop, and when it is.
    title: String,
    when: String,
    hall: String,
    inside: i64,
    count: String,
    missing: String,
    q: String,
    stop: Option<i32>,
    stops: Vec<StopDoor>,
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
    /// Why they are not expected at this stop.
    elsewhere: Option<String>,
    /// At the door of the event, their stops.
    stops: String,
}

impl DoorPage {
    fn words(&self, row: &Row) -> String {
        match (&row.since, row.status) {
            (Some(since), _) => since.clone(),
            (None, Status::Waitlisted) => self.page.l.say("door-waiting"),
            (None, Status::Cancelled) => self.page.l.say("door-cancelled"),
            (None, Status::Confirmed) => row.elsewhere.as_ref().unwrap_or(&row.organisation).clone(),
        }
    }

    fn sentences(&self) -> Vec<(&'static str, String)> {
        script::sentences(self.page.l)
    }

    fn is_at(&self, stop: &StopDoor) -> bool {
        self.stop == Some(stop.id)
    }

    fn has_seat(&self, row: &Row) -> bool {
        row.status == Status::Confirmed && row.elsewhere.is_none()
    }

    /// Another page of the same search.
    fn page_path(&self, number: u64) -> String {
        Place { q: &self.q, stop: self.stop, page: Some(number) }.path(&self.head.slug, "")
    }
}

/// What one looks for, and what was just done.
#[derive(FromForm)]
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
    let stops = doors(&details, l);
    let here = stops.iter().find(|stop| wanted.stop == Some(stop.id));
    let stop = here.map(|here| here.id);
    let found = sought(details.event.id, &Sought { words: &q, stop });
    let leaf = if shell { Leaf::EMPTY } else { Leaf::of(at.db.read(), found, wanted.page).await? };
    let tally = Tally::of(at.db.read(), details.event.id, stop).await?;
    let notice = notice::of(&at, &details, (wanted.done, wanted.about), stop, l).await?;
    let head = EventHead::of(&details, l, (at.clock.now(), at.config.timezone), &who, &at.network, Tab::Door);
    let (title, when) = here.map_or((head.title.clone(), head.when()), |here| (here.title.clone(), here.when.clone()));
    Ok(Page::ok(DoorPage {
        page: page.about(l.say("tab-door"), &title).hidden(),
        hall: tally.hall(l),
        inside: tally.inside,
        count: tally.words(l),
        missing: tally.missing(l),
        rows: rows(&at, leaf.people, stop, (&details, stops.as_slice()), l).await?,
        number: leaf.number,
        pages: leaf.pages,
        may_add: may(&who, Deed::ChangeRegistrations, &details.hosts(), &at.network).is_ok(),
        from: (details.event.starts_at - EARLIEST).timestamp_millis(),
        until: (details.event.ends_at + AFTERWARDS).timestamp_millis(),
        zone: details.event.zone().name(),
        head,
        title,
        when,
        q,
        stop,
        stops,
        notice,
        shell,
    }))
}

/// The doors at which one can choose to stand, beside that of the event.
fn doors(details: &Details, l: Language) -> Vec<StopDoor> {
    stop::with_people(&details.stops).into_iter().map(|stop| StopDoor::of(stop, details, l)).collect()
}

/// Those of whom one looks for who stand on one page.
struct Leaf {
    people: Vec<registration::Model>,
    number: u64,
    pages: u64,
}

impl Leaf {
    const EMPTY: Leaf = Leaf { people: Vec::new(), number: 1, pages: 1 };

    async fn of(db: &DatabaseConnection, found: Select<registration::Entity>, number: Option<u64>) -> Result<Leaf> {
        let pages = found.clone().count(db).await?.div_ceil(PAGE).max(1);
        let number = number.unwrap_or(1).clamp(1, pages);
        let people = found.offset((number - 1) * PAGE).limit(PAGE).all(db).await?;
        Ok(Leaf { people, number, pages })
    }
}

async fn rows(
    at: &Reception<'_>,
    people: Vec<registration::Model>,
    stop: Option<i32>,
    (details, stops): (&Details, &[StopDoor]),
    l: Language,
) -> Result<Vec<Row>> {
    let mut by_person = at_stops::of(at.db.read(), details, people.iter().map(|p| p.id).collect()).await?;
    let now = at.clock.now();
    let row = |person: registration::Model| {
        let theirs = by_person.remove(&person.id).unwrap_or_default();
        let stops = if stop.is_none() { theirs.all(stops, l) } else { String::new() };
        Row { stops, ..Row::of(person, stop.map(|stop| (stop, theirs)), details, now, l) }
    };
    Ok(people.into_iter().map(row).collect())
}

impl Row {
    /// At the door of the event, or of a stop.
    fn of(
        person: registration::Model,
        here: Option<(i32, AtStops)>,
        details: &Details,
        now: DateTime<Utc>,
        l: Language,
    ) -> Row {
        let today = details.event.day_of(now);
        let since = match &here {
            None => person.checked_in_at,
            Some((stop, at_stops)) => at_stops.there.get(stop).copied(),
        };
        Row {
            id: person.id.simple().to_string(),
            since: since.map(|at| CameIn::of(&details.event, at, l).words(today, l)),
            elsewhere: here.and_then(|(stop, at_stops)| at_stops.elsewhere(stop, details, l)),
            name: person.name,
            organisation: person.organisation,
            status: person.status,
            stops: String::new(),
        }
    }
}
