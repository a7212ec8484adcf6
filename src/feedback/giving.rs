//! Saying how it was: once, by whoever had a seat, in the weeks after the event.

use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, QuerySelect};

use super::answer;
use super::said::Said;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::registrations::looking_back;
use crate::registrations::registration::{self, Status};

/// Why there is nothing to say, or not any more; `locales/` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    CalledOff,
    NoSeat,
    /// The event is still to come, or under way.
    TooEarly,
    /// Nobody asks, or not any more.
    Over,
}

impl Refusal {
    /// Its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::CalledOff => "feedback-called-off",
            Refusal::NoSeat => "feedback-no-seat",
            Refusal::TooEarly => "feedback-too-early",
            Refusal::Over => "feedback-over",
        }
    }
}

/// Why this person has nothing to say now, if so.
pub fn refusal(event: &event::Model, person: &registration::Model, now: DateTime<Utc>) -> Option<Refusal> {
    if event.cancelled_at.is_some() {
        Some(Refusal::CalledOff)
    } else if person.status != Status::Confirmed {
        Some(Refusal::NoSeat)
    } else if event.asks_feedback && !event.is_past(now) {
        Some(Refusal::TooEarly)
    } else {
        (!event.asks_how_it_was(now)).then_some(Refusal::Over)
    }
}

/// Keeps what somebody said; false: they had said it before, and that stays.
pub async fn give(
    db: &Database,
    now: DateTime<Utc>,
    person: &registration::Model,
    said: Said,
) -> Result<Result<bool, Refusal>> {
    let txn = db.begin().await?;
    let event = event::Entity::find_by_id(person.event_id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
    let person = registration::Entity::find_by_id(person.id).one(&txn).await?.ok_or(Error::NotFound)?;
    if let Some(refusal) = refusal(&event, &person, now) {
        return Ok(Err(refusal));
    }
    if !looking_back::note(&txn, person.id).await? {
        return Ok(Ok(false));
    }
    answer::add(&txn, event.id, said).await?;
    txn.commit().await?;
    Ok(Ok(true))
}
