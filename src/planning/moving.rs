//! Moving events from the list: a whole day of them at once, looked at before it is done.

use askama::Template;
use chrono::NaiveDate;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};

use super::new::hosting;
use super::typed::Typed;
use crate::error::Result;
use crate::events::Details;
use crate::events::editing::Change;
use crate::events::shifting::Shift;
use crate::language::{Language, unbroken};
use crate::organisers::{DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::steering::changes::Before;
use crate::registrations::steering::moving::{self, Refusal};
use crate::registrations::steering::{another_date, telling};

/// The most minutes that a move shifts the clock, either way.
const MOST_MINUTES: i64 = 12 * 60;

#[derive(Template)]
#[template(path = "planning/moving.html")]
pub struct Moving {
    page: Layout,
    bar: DeskBar,
    rows: Vec<Row>,
    date: String,
    minutes: String,
    /// Field and sentence.
    mistakes: Vec<(&'static str, String)>,
    /// Who hears of it, when there is something to do.
    sentence: Option<String>,
    /// Who is noted as present, and will not be any more.
    absent: Option<String>,
}

/// An event that is to move.
pub struct Row {
    slug: String,
    /// The version that is looked at.
    seen: String,
    title: String,
    region: String,
    before: String,
    /// The new time, once it is known.
    after: Option<String>,
    people: String,
}

impl Row {
    fn of(details: &Details, change: Option<(&Change, i32)>, l: Language) -> Row {
        let event = &details.event;
        let time = |change: &Change| {
            let differences = Before::of(change).differences(&change.after, [], l);
            differences.into_iter().next().map(|difference| unbroken(&difference.after))
        };
        let day = l.date(event.first_day());
        Row {
            slug: event.slug.clone(),
            seen: format!("{}:{}", event.id, event.version),
            title: event.title(l).to_string(),
            region: details.region.names.get(l).to_string(),
            before: format!("{day}, {}", unbroken(&l.hours(event.starts_at, event.ends_at, event.zone()))),
            after: change.and_then(|(change, _)| time(change)),
            people: change.map(|(_, people)| l.count("move-hear", people)).unwrap_or_default(),
        }
    }
}

impl Moving {
    fn blank(page: Layout, who: &SignedIn, events: &[Details]) -> Moving {
        let l = page.l;
        Moving {
            bar: DeskBar::of(who),
            rows: events.iter().map(|details| Row::of(details, None, l)).collect(),
            date: String::new(),
            minutes: "0".to_string(),
            mistakes: Vec::new(),
            sentence: None,
            absent: None,
            page: page.titled(l.say("move-title"), "").hidden(),
        }
    }

    /// What was chosen and typed, with what it would do or what is wrong with it.
    async fn of(
        page: Layout,
        who: &SignedIn,
        at: &Reception<'_>,
        events: &[Details],
        date: &str,
        minutes: &str,
    ) -> Result<Moving> {
        let l = page.l;
        let blank = Moving { date: date.into(), minutes: minutes.into(), ..Moving::blank(page, who, events) };
        let shift = match shift(events, date, minutes) {
            Ok(shift) => shift,
            Err(mistakes) => {
                let mistakes = mistakes.into_iter().map(|(field, key)| (field, l.say(key))).collect();
                return Ok(Moving { mistakes, ..blank });
            }
        };
        let changes = match moving::foresee(at, events, shift) {
            Ok(changes) => changes,
            Err(refusal) => return Ok(blank.refused(&refusal)),
        };
        let now = at.clock.now();
        let (mut rows, mut absent) = (Vec::with_capacity(events.len()), 0);
        for (details, change) in events.iter().zip(&changes) {
            let people = telling::hearing(at.db.read(), now, std::slice::from_ref(change)).await?;
            rows.push(Row::of(details, Some((change, people)), l));
            absent += another_date::absent(at.db.read(), now, change).await?;
        }
        let told = telling::hearing(at.db.read(), now, &changes).await?;
        let absent = (absent > 0).then(|| l.count("plan-presence-goes", absent as i64));
        Ok(Moving { rows, sentence: Some(l.count("move-told", told)), absent, ..blank })
    }

    fn refused(mut self, refusal: &Refusal) -> Moving {
        let key = format!("move-refused-{}", refusal.code());
        self.mistakes.push(("date", self.page.l.fill(&key, [("title", refusal.title())])));
        self
    }

    fn mistakes_title(&self) -> String {
        self.page.l.count("form-errors", self.mistakes.len() as i64)
    }

    /// The sentence for as many events as there are.
    fn counted(&self, key: &str) -> String {
        self.page.l.count(key, self.rows.len() as i64)
    }

    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|(known, _)| *known == field).map(|(_, message)| message.as_str())
    }

    fn answer(self) -> Page<Moving> {
        let status = if self.mistakes.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
        Page(status, self)
    }
}

/// From the day of the first to the day that was typed; the others move as far.
fn shift(events: &[Details], date: &str, minutes: &str) -> Result<Shift, Vec<(&'static str, &'static str)>> {
    let mut mistakes = Vec::new();
    let first = events.first().map(|details| &details.event);
    let day = date.parse::<NaiveDate>().ok();
    let shift = first.zip(day).and_then(|(first, day)| Shift::to(day, first.starts_at, first.zone()));
    if shift.is_none() {
        mistakes.push(("date", "plan-fault-date"));
    }
    let typed = if minutes.is_empty() { Some(0) } else { minutes.parse::<i64>().ok() };
    let minutes = typed.filter(|minutes| (-MOST_MINUTES..=MOST_MINUTES).contains(minutes));
    if minutes.is_none() {
        mistakes.push(("minutes", "move-fault-minutes"));
    }
    match (shift, minutes) {
        (Some(shift), Some(minutes)) => Ok(Shift { minutes, ..shift }),
        _ => Err(mistakes),
    }
}

#[get("/organise/moves/new?<event>&<date>&<minutes>")]
pub async fn new(
    event: Vec<String>,
    date: Option<&str>,
    minutes: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Moving>> {
    let events = match moving::chosen(&at, &who, &event).await? {
        Ok(events) => events,
        Err(refusal) => return Ok(Moving::blank(page, &who, &[]).refused(&refusal).answer()),
    };
    match date {
        Some(date) => {
            let minutes = minutes.unwrap_or("0").trim();
            Ok(Moving::of(page, &who, &at, &events, date.trim(), minutes).await?.answer())
        }
        None => Ok(Moving::blank(page, &who, &events).answer()),
    }
}

#[post("/organise/moves", data = "<typed>")]
pub async fn create(
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<Moving>>> {
    hosting(&who, &at)?;
    let slugs: Vec<String> = typed.all("event").map(str::to_string).collect();
    let events = match moving::chosen(&at, &who, &slugs).await? {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(Moving::blank(page, &who, &[]).refused(&refusal).answer())),
    };
    let (date, minutes) = (typed.get("date"), typed.get("minutes"));
    let Ok(shift) = shift(&events, date, minutes) else {
        return Ok(Err(Moving::of(page, &who, &at, &events, date, minutes).await?.answer()));
    };
    let seen: Vec<(i32, i32)> = typed.all("seen").filter_map(version).collect();
    let is_seen = |details: &Details| seen.contains(&(details.event.id, details.event.version));
    let moved = match events.len() == seen.len() && events.iter().all(is_seen) {
        true => moving::move_all(&at, &who, &seen, shift).await?,
        false => Err(Refusal::Overtaken),
    };
    match moved {
        Ok(moved) => Ok(Ok(Redirect::to(format!("/organise?done=moved-{}-{}", moved.events, moved.told)))),
        Err(refusal) => Ok(Err(Moving::of(page, &who, &at, &events, date, minutes).await?.refused(&refusal).answer())),
    }
}

/// "12:3": the event and its version.
fn version(seen: &str) -> Option<(i32, i32)> {
    let (id, version) = seen.split_once(':')?;
    Some((id.parse().ok()?, version.parse().ok()?))
}

/// What the list says after a move.
pub fn note(done: Option<&str>, l: Language) -> Option<String> {
    let (events, told) = done?.strip_prefix("moved-")?.split_once('-')?;
    let (events, told): (i64, i64) = (events.parse().ok()?, told.parse().ok()?);
    let told = if told > 0 { format!(" {}", l.count("plan-done-told", told)) } else { String::new() };
    Some(format!("{}{told}", l.count("move-done", events)))
}
