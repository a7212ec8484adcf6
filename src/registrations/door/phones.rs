//! What phones noted while they were without a network: many at once, each with its own time.

use std::io::ErrorKind;

use chrono::{DateTime, Duration, Utc};
use rocket::http::Status as Http;
use rocket::post;
use rocket::serde::json::{self, Json};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::check_ins::stop_of;
use super::checking_in::{self, Arrival};
use super::words::{code, is_well, sentence};
use crate::error::Result;
use crate::events::Details;
use crate::events::access::event_for;
use crate::language::Language;
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::steering::another_date;
use crate::registrations::{Reception, registration, ticket};
use crate::slug::Slug;

/// How many are taken at once; a phone sends the rest afterwards.
const MOST: usize = 200;

/// What a phone noted while it was on its own, oldest first. Its clock may be wrong: it says what time it has now too.
#[derive(Deserialize)]
pub struct Noted {
    sent_at: i64,
    check_ins: Vec<CheckIn>,
}

/// One of them: a person of the list, or a ticket that was scanned.
#[derive(Deserialize)]
struct CheckIn {
    #[serde(default)]
    id: String,
    #[serde(default)]
    ticket: Option<String>,
    /// Where it was noted; none: at the door of the event, or by a page of before.
    #[serde(default)]
    stop: Option<i32>,
    at: i64,
    #[serde(default)]
    undo: bool,
    #[serde(default)]
    anyway: bool,
}

/// What became of each, in the same order.
#[derive(Serialize)]
pub struct Answered {
    results: Vec<Verdict>,
}

#[derive(Serialize)]
struct Verdict {
    outcome: &'static str,
    said: String,
    /// Whether nobody has to look after it.
    good: bool,
}

impl Verdict {
    /// What the person was noted for is not there any more.
    fn unnoted(outcome: &'static str, name: &str, l: Language) -> Verdict {
        Verdict { outcome, said: l.fill(&format!("door-said-{outcome}"), [("name", name)]), good: false }
    }
}

#[post("/organise/events/<slug>/door/check-ins", data = "<noted>", format = "json")]
pub async fn create(
    slug: Slug<'_>,
    noted: Result<Json<Noted>, json::Error<'_>>,
    who: SignedIn,
    l: Language,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<std::result::Result<Json<Answered>, Http>> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let noted = match noted {
        Ok(Json(noted)) if noted.check_ins.len() > MOST => return Ok(Err(Http::PayloadTooLarge)),
        Ok(Json(noted)) => noted,
        Err(why) => return Ok(Err(unread(&why))),
    };
    let book = Book { at: &at, details: &details, who: &who, sent_at: noted.sent_at, l };
    let mut results = Vec::with_capacity(noted.check_ins.len());
    for check_in in &noted.check_ins {
        results.push(book.enter(check_in).await?);
    }
    Ok(Ok(Json(Answered { results })))
}

/// The status of what cannot be read, as Rocket decides it: too long, no JSON, or JSON that says something else.
fn unread(why: &json::Error<'_>) -> Http {
    match why {
        json::Error::Io(error) if error.kind() == ErrorKind::UnexpectedEof => Http::PayloadTooLarge,
        json::Error::Parse(_, error) if error.is_data() => Http::UnprocessableEntity,
        _ => Http::BadRequest,
    }
}

/// The book of the door, into which goes what a phone noted.
struct Book<'a> {
    at: &'a Reception<'a>,
    details: &'a Details,
    who: &'a SignedIn,
    /// By the phone's clock.
    sent_at: i64,
    l: Language,
}

impl Book<'_> {
    async fn enter(&self, check_in: &CheckIn) -> Result<Verdict> {
        let Book { at, details, who, sent_at, l } = *self;
        let person = match find(at, details, check_in).await? {
            Ok(person) => person,
            Err(stranger) => return Ok(stranger.verdict(l)),
        };
        let stop = check_in.stop.map(|id| stop_of(details, id));
        if stop == Some(None) {
            return Ok(Verdict::unnoted("no-stop", &person.name, l));
        }
        let now = at.clock.now();
        let seen = seen_at(now, sent_at, check_in.at);
        if !check_in.undo && another_date::was_at_a_former_one(at.db.read(), &details.event, seen).await? {
            return Ok(Verdict::unnoted("other-date", &person.name, l));
        }
        let arrival = Arrival {
            event: &details.event,
            stop: stop.flatten(),
            registration: person.id,
            at: checking_in::moment(&details.event, now, seen),
            anyway: check_in.anyway,
            by: &who.organiser,
        };
        let outcome = if check_in.undo {
            checking_in::undo(at.db, &arrival).await?
        } else {
            checking_in::check_in(at.db, &arrival).await?
        };
        let said = sentence(&details.event, &person.name, outcome, now, l);
        Ok(Verdict { outcome: code(outcome), said, good: is_well(&details.event, outcome, now) })
    }
}

/// When it was, by our clock: as long ago as the phone says.
fn seen_at(now: DateTime<Utc>, sent_at: i64, at: i64) -> DateTime<Utc> {
    let ago = Duration::try_milliseconds(sent_at.saturating_sub(at).max(0));
    ago.and_then(|ago| now.checked_sub_signed(ago)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Why a code opens nothing here.
enum Stranger {
    /// No registration of this event.
    Unknown,
    /// No ticket of ours, or not with this key.
    Forged,
    /// A true ticket, for something else.
    Elsewhere,
}

impl Stranger {
    fn verdict(&self, l: Language) -> Verdict {
        let (outcome, key) = match self {
            Stranger::Unknown => ("unknown", "door-said-unknown"),
            Stranger::Forged => ("forged", "door-said-forged"),
            Stranger::Elsewhere => ("elsewhere", "door-said-elsewhere"),
        };
        Verdict { outcome, said: l.say(key), good: false }
    }
}

/// Whom it is about.
async fn find(
    at: &Reception<'_>,
    details: &Details,
    check_in: &CheckIn,
) -> Result<std::result::Result<registration::Model, Stranger>> {
    let person = async |id| registration::Entity::find_by_id(id).one(at.db.read()).await;
    let here = |person: &registration::Model| person.event_id == details.event.id;
    let Some(text) = &check_in.ticket else {
        let Ok(id) = Uuid::try_parse(&check_in.id) else { return Ok(Err(Stranger::Unknown)) };
        return Ok(person(id).await?.filter(here).ok_or(Stranger::Unknown));
    };
    let Some((id, key)) = ticket::read(at.config, text) else { return Ok(Err(Stranger::Forged)) };
    let genuine = |person: &registration::Model| ticket::is_genuine(&at.config.secret, person, &key);
    Ok(match person(id).await?.filter(genuine) {
        None => Err(Stranger::Forged),
        Some(person) if here(&person) => Ok(person),
        Some(_) => Err(Stranger::Elsewhere),
    })
}
