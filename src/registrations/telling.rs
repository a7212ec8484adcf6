//! Telling those who registered what became of the event.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

use super::registration::{self, Status};
use crate::error::Result;
use crate::events::editing::Change;
use crate::events::event;
use crate::mail::{self, Letter, LetterKind};

/// How many letters are written in one statement.
const PIECE: u64 = 500;

/// The event was called off: everyone who has a seat or waits for one gets a letter.
pub async fn called_off(txn: &DatabaseTransaction, now: DateTime<Utc>, event: &event::Model) -> Result<()> {
    tell(
        txn,
        now,
        event,
        &[Status::Confirmed, Status::Waitlisted],
        LetterKind::EventCancelled,
        |registration| json!({ "held_seat": registration.status == Status::Confirmed }),
    )
    .await
}

/// Time, place or title changed: everyone who has a seat gets a corrected invitation.
pub async fn changed(txn: &DatabaseTransaction, now: DateTime<Utc>, change: &Change) -> Result<()> {
    if !change.is_material() || change.after.cancelled_at.is_some() || change.after.is_past(now) {
        return Ok(());
    }
    let before = json!({
        "title": change.before.title,
        "translations": change.before.translations,
        "starts_at": change.before.starts_at,
        "ends_at": change.before.ends_at,
        "format": change.before.format,
        "venue": change.before.venue,
        "has_link": change.before.join_url.is_some(),
    });
    tell(txn, now, &change.after, &[Status::Confirmed], LetterKind::EventChanged, |_| json!({ "before": before })).await
}

async fn tell(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    event: &event::Model,
    whom: &[Status],
    kind: LetterKind,
    facts: impl Fn(&registration::Model) -> Value,
) -> Result<()> {
    let mut after = -1;
    loop {
        let people = registration::Entity::find()
            .filter(registration::Column::EventId.eq(event.id))
            .filter(registration::Column::Status.is_in(whom.iter().copied()))
            .filter(registration::Column::Place.gt(after))
            .order_by_asc(registration::Column::Place)
            .limit(PIECE)
            .all(txn)
            .await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = last.place;
        let letter = |person: registration::Model| Letter {
            batch_id: None,
            id: Uuid::now_v7(),
            kind,
            about_id: Some(person.id),
            thread_id: Some(person.id),
            facts: facts(&person),
            recipient: person.email,
            recipient_name: person.name,
            language: person.language,
        };
        mail::post(txn, now, people.into_iter().map(letter).collect()).await?;
    }
}
