//! Organisers make and change events, and those who registered hear of it. Each verb is one transaction: the deed, the
//! letters, the seats that come free, and the note in the audit trail.

pub mod another_date;
pub mod changes;
pub mod ending;
pub mod explaining;
mod hosting;
pub mod moving;
pub mod putting_online;
pub mod repeating;
pub mod telling;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde_json::{Value, json};

use super::attendees::filter::has_answered;
use super::seats::reseating;
use super::{Reception, registration};
use crate::error::{Error, Fault, Result};
use crate::events::input::EventInput;
use crate::events::sheet::Sheet;
use crate::events::{Details, copying, editing, event};
use crate::organisers::audit::{self, Act, Fact};
use crate::organisers::{Authority, Deed, may};
use hosting::{may_host, may_rehost};

/// What a change came to.
#[derive(Clone, Debug)]
pub struct Changed {
    pub event: event::Model,
    /// How many people get a corrected invitation.
    pub told: i32,
    /// How many people moved up from the waiting list, or are offered a seat.
    pub moved_up: i32,
}

/// Why an event is not changed.
#[derive(Clone, Debug)]
pub enum Obstacle {
    /// Something makes no sense.
    Faults(Vec<Fault>),
    /// Somebody else changed it since it was read.
    Overtaken,
    /// Only the region that hosts it decides about this field.
    OnlyTheHost(&'static str),
}

/// Why a deed is not done, though it may be by right; `locales/` has the words, `refusal-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// People have registered: taking it back, or deleting it, would leave them with nothing.
    Registered,
    /// It was called off before anybody saw it.
    Cancelled,
    /// It is a draft: there is nothing to call off.
    Draft,
}

impl Refusal {
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Registered => "registered",
            Refusal::Cancelled => "cancelled",
            Refusal::Draft => "draft",
        }
    }
}

/// Makes a draft.
pub async fn create(
    at: &Reception<'_>,
    who: &Authority,
    input: &EventInput,
) -> Result<Result<event::Model, Vec<Fault>>> {
    let made = create_all(at, who, std::slice::from_ref(input)).await?;
    match made.map(|mut made| made.pop()) {
        Ok(Some(event)) => Ok(Ok(event)),
        Ok(None) => Err(Error::Internal("an event was made and is not there".into())),
        Err(faults) => Ok(Err(faults)),
    }
}

/// Makes drafts: all of them or none.
pub async fn create_all(
    at: &Reception<'_>,
    who: &Authority,
    inputs: &[EventInput],
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let mut made = Vec::new();
    for input in inputs {
        may_host(at, who, input)?;
        let event = match editing::create(&txn, now, &at.network, input, at.config.timezone.name()).await? {
            Ok(event) => event,
            Err(faults) => return Ok(Err(faults)),
        };
        note(&txn, now, who, Act::EventCreated, &event, &[]).await?;
        made.push(event);
    }
    txn.commit().await?;
    Ok(Ok(made))
}

/// Makes drafts of the same event on another day, one for each wish: all of them or none.
pub async fn copy(
    at: &Reception<'_>,
    who: &Authority,
    source: &Details,
    wishes: &[copying::Wish<'_>],
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    for wish in wishes {
        let host = wish.region.map_or(source.region.id, |region| region.id);
        may(who, Deed::WriteEvents, &[host], &at.network)?;
    }
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let mut copies = Vec::new();
    for wish in wishes {
        let copy = match copying::copy(&txn, now, source, wish).await? {
            Ok(copy) => copy,
            Err(faults) => return Ok(Err(faults)),
        };
        note(&txn, now, who, Act::EventCopied, &copy, &[(Fact::Of, json!(source.event.slug))]).await?;
        copies.push(copy);
    }
    txn.commit().await?;
    Ok(Ok(copies))
}

/// Changes what the input names, if the event is still at this version. Those who hold a seat hear of what they must
/// know; seats that come free go to those who wait. What is as it was already is not written.
pub async fn change(
    at: &Reception<'_>,
    who: &Authority,
    id: i32,
    input: &EventInput,
    version: Option<i32>,
) -> Result<Result<Changed, Obstacle>> {
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    let now = at.clock.now();
    if version.is_some_and(|version| version != event.version) {
        return Ok(Err(Obstacle::Overtaken));
    }
    let before = Details::within(&txn, &at.network, event.clone()).await?;
    if let Some(field) = may_rehost(at, who, &before, input)? {
        return Ok(Err(Obstacle::OnlyTheHost(field)));
    }
    let change = match editing::change(&txn, now, &at.network, event, input).await? {
        Ok(change) => change,
        Err(faults) => return Ok(Err(Obstacle::Faults(faults))),
    };
    another_date::begin_anew(&txn, now, &change).await?;
    let told = telling::changed(&txn, now, std::slice::from_ref(&change)).await?;
    let capacity = input.capacity.filter(|capacity| *capacity != before.event.capacity);
    reseating::fit(&txn, now, &at.config.secret, id, capacity).await?;
    let after = Details::within(&txn, &at.network, locked(&txn, id).await?).await?;
    if !input.answers_may_go && lost_answers(&txn, &before, &after).await? {
        return Ok(Err(Obstacle::Faults(vec![Fault::new("questions", "fault-question-answered")])));
    }
    if after.says_the_same_as(&before) {
        // The dates of its entry are those of its last change (RFC 5545, section 3.8.7.3).
        return Ok(Ok(Changed { event: before.event, told: 0, moved_up: 0 }));
    }
    let moved_up = moved_up(&before.event, &after.event);
    note_change(&txn, now, who, (&before, &after), told).await?;
    done(at, txn).await?;
    at.bell.ring();
    Ok(Ok(Changed { event: after.event, told, moved_up }))
}

/// Whether somebody answered a question that is no longer asked: no page or list would show what they said.
async fn lost_answers(txn: &DatabaseTransaction, before: &Details, after: &Details) -> Result<bool> {
    let is_kept = |id: i32| after.questions.iter().any(|q| q.id == id);
    for gone in before.questions.iter().map(|q| q.id).filter(|id| !is_kept(*id)) {
        let answered = registration::Entity::find()
            .filter(registration::Column::EventId.eq(before.event.id))
            .filter(has_answered(txn.get_database_backend(), gone));
        if answered.limit(1).count(txn).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many of those who waited have a seat now, or may say yes to one.
fn moved_up(before: &event::Model, after: &event::Model) -> i32 {
    let in_line = |event: &event::Model| event.waiting - event.offered;
    (in_line(before) - in_line(after)).max(0)
}

/// How many registrations there are, cancelled ones too.
pub async fn registered(txn: &impl ConnectionTrait, event_id: i32) -> Result<u64> {
    Ok(registration::Entity::find().filter(registration::Column::EventId.eq(event_id)).count(txn).await?)
}

/// How many of them are still known; the others were forgotten.
pub async fn known(db: &impl ConnectionTrait, event_id: i32) -> Result<u64> {
    let all = registration::Entity::find().filter(registration::Column::EventId.eq(event_id));
    Ok(all.filter(registration::Column::Email.ne("")).count(db).await?)
}

/// Commits, and lets this process see at once what changed for everybody.
pub(super) async fn done(at: &Reception<'_>, txn: DatabaseTransaction) -> Result<()> {
    txn.commit().await?;
    at.revision.refresh(at.db).await?;
    Ok(())
}

/// The event as it is now, and nobody else changes it until the transaction ends.
pub(super) async fn locked(txn: &DatabaseTransaction, id: i32) -> Result<event::Model> {
    let found = event::Entity::find_by_id(id).filter(event::Column::DeletedAt.is_null()).lock_exclusive();
    found.one(txn).await?.ok_or(Error::NotFound)
}

/// Notes what an event was and is, how many heard of it and how many moved up.
pub(super) async fn note_change(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: &Authority,
    (before, after): (&Details, &Details),
    told: i32,
) -> Result<()> {
    let facts = [
        (Fact::Version, json!(after.event.version)),
        (Fact::Changed, json!(Sheet::of(before).differences(&Sheet::of(after)))),
        (Fact::Told, json!(told)),
        (Fact::MovedUp, json!(moved_up(&before.event, &after.event))),
    ];
    note(txn, now, who, Act::EventChanged, &after.event, &facts).await
}

/// Notes in the audit trail what was done with an event.
pub(super) async fn note(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: &Authority,
    act: Act,
    event: &event::Model,
    facts: &[(Fact, Value)],
) -> Result<()> {
    audit::note(txn, now, Some(&who.organiser), act, event.subject(), facts).await
}
