//! Who is there. An organiser notes it at the door, a program over the API, or the link to join an online event does.
//! Each deed locks the person first, so that of two devices that scan the same code one notes it and the other hears
//! since when, and whoever takes it back or cancels at the same moment comes either before or after. Seats do not move:
//! one who waits or has cancelled can be let in, and still holds no seat. At a stop it is noted who is there (`at_stop`);
//! whoever is at a stop is at the event.

mod at_stop;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::events::{event, stop};
use crate::language::Language;
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;
use crate::registrations::registration::{Column, Entity, Model, Status};

/// How long before an event somebody can have arrived; a device that claims more has a wrong clock.
pub const EARLIEST: Duration = Duration::hours(24);
/// How long before an online event the link to join counts.
const ANTEROOM: Duration = Duration::minutes(30);

/// Somebody at the door, as a device saw it.
pub struct Arrival<'a> {
    pub event: &'a event::Model,
    /// Of the event; none: at the event as a whole.
    pub stop: Option<&'a stop::Model>,
    pub registration: Uuid,
    /// When, as `moment` allows it.
    pub at: DateTime<Utc>,
    /// Without a seat too.
    pub anyway: bool,
    pub by: &'a organiser::Model,
}

/// How it stands after the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They are in since then; `first` when this deed noted it.
    In {
        since: DateTime<Utc>,
        first: bool,
    },
    Out,
    /// They have no seat, and nobody said to let them in all the same.
    NoSeat(Status),
    /// They have a seat at the event and none at this stop: they wait for it, or did not choose it.
    NoSeatHere {
        waits: bool,
    },
    /// Somebody took it back after the moment at which it was seen.
    TakenBack,
    /// There is no such registration for this event.
    NotFound,
}

/// When it can have been: not in the future, and not days before the event.
pub fn moment(event: &event::Model, now: DateTime<Utc>, said: DateTime<Utc>) -> DateTime<Utc> {
    said.max(event.starts_at - EARLIEST).min(now)
}

/// Notes that somebody is there; what was noted first stays.
pub async fn check_in(db: &Database, arrival: &Arrival<'_>) -> Result<Outcome> {
    let txn = db.begin().await?;
    let outcome = match arrival.stop {
        Some(stop) => at_stop::arrive(&txn, arrival, stop).await?,
        None => arrive(&txn, arrival).await?,
    };
    txn.commit().await?;
    Ok(outcome)
}

async fn arrive(txn: &DatabaseTransaction, arrival: &Arrival<'_>) -> Result<Outcome> {
    let Some(person) = locked(txn, arrival).await? else { return Ok(Outcome::NotFound) };
    if taken_back_since(txn, arrival).await? {
        return Ok(Outcome::TakenBack);
    }
    if let Some(since) = person.checked_in_at {
        return Ok(Outcome::In { since, first: false });
    }
    if person.status != Status::Confirmed && !arrival.anyway {
        return Ok(Outcome::NoSeat(person.status));
    }
    set_presence(txn, person.id, Some(arrival.at)).await?;
    note(txn, arrival, Act::CheckedIn).await?;
    Ok(Outcome::In { since: arrival.at, first: true })
}

/// What a device saw before somebody else took it back is overtaken, however late it is sent. Whoever is taken back at
/// the event is at every stop; at a stop, there alone.
async fn taken_back_since(txn: &DatabaseTransaction, arrival: &Arrival<'_>) -> Result<bool> {
    let undone = audit::Entity::find()
        .filter(audit::Column::RegistrationId.eq(arrival.registration))
        .filter(audit::Column::Act.eq(Act::CheckInUndone))
        .filter(audit::Column::At.gt(arrival.at));
    let here = |undone: audit::Model| match undone.facts[Fact::StopId.code()].as_i64() {
        None => true,
        Some(there) => arrival.stop.is_some_and(|stop| i64::from(stop.id) == there),
    };
    Ok(undone.all(txn).await?.into_iter().any(here))
}

/// Takes back that somebody is there, if it was noted before.
pub async fn undo(db: &Database, arrival: &Arrival<'_>) -> Result<Outcome> {
    let txn = db.begin().await?;
    let outcome = match arrival.stop {
        Some(stop) => at_stop::leave(&txn, arrival, stop).await?,
        None => leave(&txn, arrival).await?,
    };
    txn.commit().await?;
    Ok(outcome)
}

async fn leave(txn: &DatabaseTransaction, arrival: &Arrival<'_>) -> Result<Outcome> {
    let Some(person) = locked(txn, arrival).await? else { return Ok(Outcome::NotFound) };
    let Some(since) = person.checked_in_at else { return Ok(Outcome::Out) };
    if since > arrival.at {
        return Ok(Outcome::In { since, first: false });
    }
    let later = at_stop::leave_all(txn, arrival).await?;
    set_presence(txn, person.id, later).await?;
    note(txn, arrival, Act::CheckInUndone).await?;
    Ok(later.map_or(Outcome::Out, |since| Outcome::In { since, first: false }))
}

/// The person, as nobody else changes them until the transaction ends.
async fn locked(txn: &DatabaseTransaction, arrival: &Arrival<'_>) -> Result<Option<Model>> {
    let found = Entity::find_by_id(arrival.registration).filter(Column::EventId.eq(arrival.event.id));
    Ok(found.lock_exclusive().one(txn).await?)
}

async fn set_presence(txn: &DatabaseTransaction, person: Uuid, since: Option<DateTime<Utc>>) -> Result<()> {
    let noting = Entity::update_many().col_expr(Column::CheckedInAt, Expr::value(since));
    noting.filter(Column::Id.eq(person)).exec(txn).await?;
    Ok(())
}

async fn note(txn: &DatabaseTransaction, arrival: &Arrival<'_>, act: Act) -> Result<()> {
    let subject = Subject { registration_id: Some(arrival.registration), ..arrival.event.subject() };
    let mut facts = vec![(Fact::Anyway, json!(arrival.anyway))];
    if let Some(stop) = arrival.stop {
        facts.push((Fact::Stop, json!(stop.titles.get(Language::default()))));
        facts.push((Fact::StopId, json!(stop.id)));
    }
    audit::note(txn, arrival.at, Some(arrival.by), act, subject, &facts).await
}

/// Notes that somebody with a seat joined an online event, where the organiser wants that to count: from half an hour
/// before it begins until it ends.
pub async fn joined(db: &Database, now: DateTime<Utc>, event: &event::Model, registration: Uuid) -> Result<()> {
    let open = event.starts_at - ANTEROOM <= now && now <= event.ends_at;
    if !event.joining_counts || !open {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::CheckedInAt, Expr::value(now))
        .filter(Column::Id.eq(registration))
        .filter(Column::Status.eq(Status::Confirmed))
        .filter(Column::CheckedInAt.is_null())
        .exec(db.write())
        .await?;
    Ok(())
}
