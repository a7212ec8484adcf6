//! An event is called off or deleted, and those who counted on it hear of it.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::telling;
use super::{Refusal, done, locked, note, registered};
use crate::database::Database;
use crate::error::Result;
use crate::events::{event, publishing};
use crate::organisers::Authority;
use crate::organisers::audit::{Act, Fact};
use crate::registrations::Reception;
use crate::registrations::seats::reseating;

/// Calls an event off; everyone who has a seat or waits for one gets a letter. What is over may be called off for the
/// records, since it did not take place; nobody is written to. Answers with the number of letters.
pub async fn call_off(at: &Reception<'_>, who: &Authority, id: i32, reason: &str) -> Result<i32> {
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    let now = at.clock.now();
    let mut told = 0;
    if event.cancelled_at.is_none() {
        let event = publishing::call_off(&txn, now, event, reason).await?;
        if !event.is_past(now) {
            told = telling::called_off(&txn, now, &event).await?;
        }
        if event.offered > 0 {
            reseating::withdraw_offers(&txn, now, &at.config.secret, id).await?;
        }
        let facts = [(Fact::Reason, json!(event.cancellation_reason)), (Fact::Told, json!(told))];
        note(&txn, now, who, Act::EventCalledOff, &event, &facts).await?;
    }
    done(at, txn).await?;
    at.bell.ring();
    Ok(told)
}

/// How many people counted on it, while the day is still to come: so many hear of it when it is called off.
pub async fn concerned(db: &Database, event: &event::Model, now: DateTime<Utc>) -> Result<i32> {
    if event.is_past(now) { Ok(0) } else { telling::counting_on(db.read(), event).await }
}

/// Deletes an event: it is gone from every page, and what happened stays in the records. Who holds a seat at what is
/// still to come must hear that it is called off first.
pub async fn delete(at: &Reception<'_>, who: &Authority, id: i32) -> Result<Result<(), Refusal>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if !may_go(&txn, &event, now).await? {
        return Ok(Err(Refusal::Registered));
    }
    let facts = [(Fact::Registrations, json!(registered(&txn, id).await?))];
    let event = publishing::delete(&txn, now, event).await?;
    note(&txn, now, who, Act::EventDeleted, &event, &facts).await?;
    done(at, txn).await?;
    Ok(Ok(()))
}

/// Whether nobody is left waiting at a door that nobody opens.
pub async fn may_go(db: &impl ConnectionTrait, event: &event::Model, now: DateTime<Utc>) -> Result<bool> {
    Ok(event.cancelled_at.is_some() || event.is_past(now) || telling::counting_on(db, event).await? == 0)
}
