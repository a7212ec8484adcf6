//! The list that a phone keeps, so that it can go on without a network. It is sent whole at first; from then on the
//! phone says what it has (`mark`), and hears only of the parts on which something changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rocket::get;
use rocket::http::Status as Http;
use rocket::serde::json::Json;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::at_stops;
use super::list::Tally;
use super::mark::{Mark, part_of};
use super::words::{CameIn, Day, Since};
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::event::folded;
use crate::events::{Details, stop};
use crate::language::Language;
use crate::organisers::{Deed, SignedIn};
use crate::registrations::Reception;
use crate::registrations::registration::{Column, Entity, Status};
use crate::slug::Slug;

/// What a phone hears.
#[derive(Serialize)]
pub struct News {
    /// What the phone has after this.
    mark: String,
    count: Count,
    /// The same at each stop, by its id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    counts: BTreeMap<i32, Count>,
    /// The parts whose people come in the place of those whom the phone had; none when it is to take the whole list.
    parts: Option<Vec<usize>>,
    people: Vec<Person>,
}

/// How many are there, as the script shows it.
#[derive(Serialize)]
struct Count {
    inside: i64,
    expected: i64,
    words: String,
    hall: String,
}

/// Somebody on the list: no address and no answer, only what one needs at the door.
#[derive(Serialize)]
pub struct Person {
    id: String,
    /// Of the list, when only what changed is sent.
    pub part: usize,
    name: String,
    organisation: String,
    search: String,
    state: Status,
    since: Option<String>,
    #[serde(flatten)]
    day: Option<Day>,
    /// The stops at which they have a seat.
    stops: Vec<i32>,
    /// Those for which they wait.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waits: Vec<i32>,
    /// Those at which they are.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    there: BTreeMap<i32, Since>,
}

/// What the database has of them.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    organisation: String,
    status: Status,
    checked_in_at: Option<DateTime<Utc>>,
}

/// Everybody who registered; for a phone that sends its mark, what changed since then, or nothing.
#[get("/organise/events/<slug>/door/people?<since>")]
pub async fn index(
    slug: Slug<'_>,
    since: Option<&str>,
    who: SignedIn,
    l: Language,
    at: Reception<'_>,
) -> Result<std::result::Result<Json<News>, Http>> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let known: Option<Mark> = since.and_then(|mark| mark.parse().ok());
    let people = everybody(at.db.read(), &details, l).await?;
    // Thousands of people are sorted and hashed, and nobody else shall wait for it.
    let news = rocket::tokio::task::block_in_place(|| News::since(known.as_ref(), people, &details, l));
    Ok(news.map(Json).ok_or(Http::NoContent))
}

/// A phone with the page of the version before asks here for how many are inside, and takes 404 for an event that is
/// gone: it shall go on as if it had no network.
#[get("/organise/events/<slug>/door/count")]
pub async fn formerly_count(slug: Slug<'_>, who: SignedIn, at: Reception<'_>) -> Result<Http> {
    event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    Ok(Http::ServiceUnavailable)
}

impl News {
    /// For a phone that has what `known` says.
    fn since(known: Option<&Mark>, mut people: Vec<Person>, details: &Details, l: Language) -> Option<News> {
        let mark = Mark::of(&people, l);
        let parts = known.map(|known| mark.differing(known));
        if parts.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let count = Count::of(tally(&people), l);
        let stops = stop::with_people(&details.stops);
        let counts = stops.iter().map(|stop| (stop.id, Count::of(tally_at(stop.id, &people), l))).collect();
        if let Some(parts) = &parts {
            people.retain(|person| parts.contains(&person.part));
        }
        Some(News { mark: mark.to_string(), count, counts, parts, people })
    }
}

impl Count {
    fn of(tally: Tally, l: Language) -> Count {
        Count { inside: tally.inside, expected: tally.expected, words: tally.words(l), hall: tally.hall(l) }
    }
}

fn tally(people: &[Person]) -> Tally {
    let inside = people.iter().filter(|p| p.since.is_some()).count();
    let expected = people.iter().filter(|p| p.since.is_some() || p.state == Status::Confirmed).count();
    Tally { inside: inside as i64, expected: expected as i64 }
}

fn tally_at(stop: i32, people: &[Person]) -> Tally {
    let inside = people.iter().filter(|p| p.there.contains_key(&stop)).count();
    let expected = people.iter().filter(|p| p.there.contains_key(&stop) || p.stops.contains(&stop)).count();
    Tally { inside: inside as i64, expected: expected as i64 }
}

/// The list, in the order in which a phone keeps it.
async fn everybody(db: &DatabaseConnection, details: &Details, l: Language) -> Result<Vec<Person>> {
    let mut by_person = at_stops::of_everybody(db, details).await?;
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name, Column::Organisation, Column::Status, Column::CheckedInAt])
        .filter(Column::EventId.eq(details.event.id))
        .into_model::<Row>()
        .all(db)
        .await?;
    let person = |row: Row| {
        let came = row.checked_in_at.map(|at| CameIn::of(&details.event, at, l));
        let (since, day) = came.map(|came| (came.time, came.day)).unzip();
        let stops = by_person.remove(&row.id).unwrap_or_default();
        Person {
            id: row.id.simple().to_string(),
            part: part_of(row.id),
            search: folded(&format!("{} {}", row.name, row.organisation)),
            state: row.status,
            since,
            day,
            there: stops.there.into_iter().map(|(stop, at)| (stop, CameIn::of(&details.event, at, l).into())).collect(),
            stops: stops.seats,
            waits: stops.waits,
            name: row.name,
            organisation: row.organisation,
        }
    };
    let mut people: Vec<Person> = rows.into_iter().map(person).collect();
    people.sort_by(|a, b| (&a.search, &a.id).cmp(&(&b.search, &b.id)));
    Ok(people)
}
