//! The list that a phone keeps, so that it can go on without a network. It is sent whole at first; from then on the
//! phone says what it has (`mark`), and hears only of the parts on which something changed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::get;
use rocket::http::Status as Http;
use rocket::serde::json::Json;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::list::Tally;
use super::mark::{Mark, part_of};
use super::words::{CameIn, Day};
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::event::folded;
use crate::language::Language;
use crate::organisers::{Deed, SignedIn};
use crate::registrations::registration::{Column, Entity, Status};
use crate::registrations::{Reception, held_stop};
use crate::slug::Slug;

/// What a phone hears.
#[derive(Serialize)]
pub struct News {
    /// What the phone has after this.
    mark: String,
    count: Count,
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
    stops: Vec<i32>,
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
    let news = rocket::tokio::task::block_in_place(|| News::since(known.as_ref(), people, l));
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
    fn since(known: Option<&Mark>, mut people: Vec<Person>, l: Language) -> Option<News> {
        let mark = Mark::of(&people, l);
        let parts = known.map(|known| mark.differing(known));
        if parts.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let count = Count::of(tally(&people), l);
        if let Some(parts) = &parts {
            people.retain(|person| parts.contains(&person.part));
        }
        Some(News { mark: mark.to_string(), count, parts, people })
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

/// The list, in the order in which a phone keeps it.
async fn everybody(db: &DatabaseConnection, details: &Details, l: Language) -> Result<Vec<Person>> {
    let mut stops = stops_of_all(db, details).await?;
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
        Person {
            id: row.id.simple().to_string(),
            part: part_of(row.id),
            search: folded(&format!("{} {}", row.name, row.organisation)),
            state: row.status,
            since,
            day,
            stops: stops.remove(&row.id).unwrap_or_default(),
            name: row.name,
            organisation: row.organisation,
        }
    };
    let mut people: Vec<Person> = rows.into_iter().map(person).collect();
    people.sort_by(|a, b| (&a.search, &a.id).cmp(&(&b.search, &b.id)));
    Ok(people)
}

/// At which stops each has a seat.
async fn stops_of_all(db: &DatabaseConnection, details: &Details) -> Result<HashMap<Uuid, Vec<i32>>> {
    let stops: Vec<i32> = details.stops.iter().map(|s| s.id).collect();
    let mut by_person: HashMap<Uuid, Vec<i32>> = HashMap::new();
    if stops.is_empty() {
        return Ok(by_person);
    }
    let held = held_stop::Entity::find()
        .filter(held_stop::Column::StopId.is_in(stops))
        .filter(held_stop::Column::Status.eq(Status::Confirmed))
        .order_by_asc(held_stop::Column::StopId);
    for held in held.all(db).await? {
        by_person.entry(held.registration_id).or_default().push(held.stop_id);
    }
    Ok(by_person)
}
