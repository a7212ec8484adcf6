//! Who is expected, who is there, and how many that makes: for the page, and for the script that keeps a copy.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::http::Status as Http;
use rocket::response::{self, Responder, Response};
use rocket::serde::json::Json;
use rocket::{Request, get};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::Serialize;
use uuid::Uuid;

use super::words::since;
use crate::database::containing;
use crate::drawing;
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::events::event::folded;
use crate::language::Language;
use crate::organisers::{Deed, SignedIn};
use crate::registrations::registration::{self, Column, Entity, Status};
use crate::registrations::{Reception, held_stop};
use crate::slug::Slug;

/// Whom one looks for at the door.
#[derive(Clone, Debug, Default)]
pub struct Sought<'a> {
    /// Words in name or organisation.
    pub words: &'a str,
    /// Those who have a seat at this stop.
    pub stop: Option<i32>,
}

/// Those who are expected and those who are there, by name; who looks for somebody also finds those who wait and those
/// who cancelled.
pub fn sought(event: i32, sought: &Sought<'_>) -> Select<Entity> {
    let mut found = Entity::find().filter(Column::EventId.eq(event));
    let words = folded(sought.words);
    if words.is_empty() {
        found = found.filter(expected());
    }
    for word in words.split_whitespace() {
        found = found.filter(Expr::col(Column::Search).like(containing(word)));
    }
    if let Some(stop) = sought.stop {
        let there = Query::select()
            .column(held_stop::Column::RegistrationId)
            .from(held_stop::Entity)
            .and_where(Expr::col(held_stop::Column::StopId).eq(stop))
            .and_where(Expr::col(held_stop::Column::Status).eq(Status::Confirmed))
            .take();
        found = found.filter(Column::Id.in_subquery(there));
    }
    // The folded text begins with the name.
    found.order_by_asc(Column::Search).order_by_asc(Column::Id)
}

fn expected() -> Condition {
    Condition::any().add(Column::Status.eq(Status::Confirmed)).add(Column::CheckedInAt.is_not_null())
}

/// How many are there, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub inside: i64,
    pub expected: i64,
}

impl Tally {
    pub async fn of(db: &DatabaseConnection, event: i32) -> Result<Tally> {
        let counted: Option<(i64, i64)> = Entity::find()
            .select_only()
            .column_as(Column::CheckedInAt.count(), "inside")
            .column_as(Column::Id.count(), "expected")
            .filter(Column::EventId.eq(event))
            .filter(expected())
            .into_tuple()
            .one(db)
            .await?;
        let (inside, expected) = counted.unwrap_or_default();
        Ok(Tally { inside, expected })
    }

    /// The hall, with a dot for each who is expected.
    pub fn hall(self, l: Language) -> String {
        let whole = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
        drawing::hall(whole(self.expected), whole(self.inside), &l.number(self.inside), "")
    }

    /// "van de 45 binnen"
    pub fn words(self, l: Language) -> String {
        l.count("door-of", self.expected)
    }
}

/// What changes with the list.
#[derive(Default, FromQueryResult)]
struct Newest {
    everybody: i64,
    changed: Option<DateTime<Utc>>,
    arrived: Option<DateTime<Utc>>,
}

/// A text that changes with whatever the list shows.
async fn mark(db: &DatabaseConnection, event: i32, tally: Tally, l: Language) -> Result<String> {
    let newest = Entity::find()
        .select_only()
        .column_as(Column::Id.count(), "everybody")
        .column_as(Column::UpdatedAt.max(), "changed")
        .column_as(Column::CheckedInAt.max(), "arrived")
        .filter(Column::EventId.eq(event))
        .into_model::<Newest>()
        .one(db)
        .await?;
    let Newest { everybody, changed, arrived } = newest.unwrap_or_default();
    let micros = |at: Option<DateTime<Utc>>| at.map_or(0, |at| at.timestamp_micros());
    let Tally { inside, expected } = tally;
    Ok(format!("\"{l}-{inside}-{expected}-{everybody}-{:x}-{:x}\"", micros(changed), micros(arrived)))
}

/// The count, as the script shows it.
#[derive(Serialize)]
pub struct Count {
    inside: i64,
    expected: i64,
    words: String,
    hall: String,
}

impl Count {
    pub fn of(tally: Tally, l: Language) -> Count {
        Count { inside: tally.inside, expected: tally.expected, words: tally.words(l), hall: tally.hall(l) }
    }
}

/// An answer that is sent only when it changed.
pub enum Fresh<T> {
    Same(String),
    New(String, Json<T>),
}

impl<'r, T: Serialize> Responder<'r, 'static> for Fresh<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let (mut response, mark) = match self {
            Fresh::Same(mark) => (Response::build().status(Http::NotModified).finalize(), mark),
            Fresh::New(mark, body) => (body.respond_to(request)?, mark),
        };
        response.set_raw_header("ETag", mark);
        Ok(response)
    }
}

/// What the browser has already.
pub struct Known<'r>(Option<&'r str>);

#[rocket::async_trait]
impl<'r> rocket::request::FromRequest<'r> for Known<'r> {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> rocket::request::Outcome<Self, Self::Error> {
        rocket::request::Outcome::Success(Known(request.headers().get_one("If-None-Match")))
    }
}

impl Known<'_> {
    fn is(&self, mark: &str) -> bool {
        self.0.is_some_and(|known| known.trim_start_matches("W/") == mark)
    }
}

/// How many are there; the script asks every few seconds.
#[get("/organise/events/<slug>/door/count")]
pub async fn count(
    slug: Slug<'_>,
    who: SignedIn,
    l: Language,
    known: Known<'_>,
    at: Reception<'_>,
) -> Result<Fresh<Count>> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let tally = Tally::of(at.db.read(), details.event.id).await?;
    let mark = mark(at.db.read(), details.event.id, tally, l).await?;
    if known.is(&mark) {
        return Ok(Fresh::Same(mark));
    }
    Ok(Fresh::New(mark, Json(Count::of(tally, l))))
}

/// The list that a phone keeps.
#[derive(Serialize)]
pub struct People {
    count: Count,
    people: Vec<Person>,
}

/// Somebody on it: no address and no answer, only what one needs at the door.
#[derive(Serialize)]
struct Person {
    id: String,
    name: String,
    organisation: String,
    search: String,
    state: &'static str,
    since: Option<String>,
    stops: Vec<i32>,
}

/// Everybody who registered, for a phone that may lose its network.
#[get("/organise/events/<slug>/door/people")]
pub async fn people(
    slug: Slug<'_>,
    who: SignedIn,
    l: Language,
    known: Known<'_>,
    at: Reception<'_>,
) -> Result<Fresh<People>> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let (db, event) = (at.db.read(), details.event.id);
    let tally = Tally::of(db, event).await?;
    let mark = mark(db, event, tally, l).await?;
    if known.is(&mark) {
        return Ok(Fresh::Same(mark));
    }
    let mut stops = stops_of_all(db, &details).await?;
    let everybody = Entity::find().filter(Column::EventId.eq(event)).order_by_asc(Column::Search);
    let everybody = everybody.order_by_asc(Column::Id).all(db).await?;
    let person = |p: registration::Model| Person {
        id: p.id.simple().to_string(),
        search: folded(&format!("{} {}", p.name, p.organisation)),
        state: p.status.code(),
        since: p.checked_in_at.map(|at| since(&details.event, at, l)),
        stops: stops.remove(&p.id).unwrap_or_default(),
        name: p.name,
        organisation: p.organisation,
    };
    let people = everybody.into_iter().map(person).collect();
    Ok(Fresh::New(mark, Json(People { count: Count::of(tally, l), people })))
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
        .filter(held_stop::Column::Status.eq(Status::Confirmed));
    for held in held.all(db).await? {
        by_person.entry(held.registration_id).or_default().push(held.stop_id);
    }
    Ok(by_person)
}
