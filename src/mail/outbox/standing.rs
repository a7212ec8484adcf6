//! How the outbox stands, at a glance. No question here reads letters that left long ago.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::from_the_start;
use crate::database::Database;
use crate::error::Result;
use crate::mail::kind::Urgency;
use crate::mail::letter::{Column, Entity};
use crate::mail::reason::Reason;
use crate::mail::unreachable;

/// What waits, what was given up, and how much leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Letters that have not left yet, those without one left out.
    pub waiting: Vec<(Urgency, i64)>,
    /// How many of them were tried before, in vain.
    pub tried: i64,
    /// When the oldest of them was posted.
    pub oldest: Option<DateTime<Utc>>,
    /// How many will never arrive, by cause.
    pub given_up: BTreeMap<&'static str, i64>,
    /// How many left in the last minute.
    pub last_minute: u64,
}

impl Standing {
    pub async fn of(db: &Database, now: DateTime<Utc>) -> Result<Standing> {
        let last_minute = Entity::find()
            .filter(Column::SentAt.gt(now - TimeDelta::minutes(1)))
            .filter(Column::LastError.is_null())
            .count(db.read())
            .await?;
        let rows: Vec<(Urgency, i64, i64, DateTime<Utc>)> = Entity::find()
            .select_only()
            .column(Column::Urgency)
            .column_as(Column::Id.count(), "letters")
            .column_as(Column::LastError.count(), "tried")
            .column_as(Column::PostedAt.min(), "oldest")
            .filter(Column::SentAt.is_null())
            .filter(Column::FailedAt.is_null())
            .group_by(Column::Urgency)
            .order_by_asc(Column::Urgency)
            .into_tuple()
            .all(db.read())
            .await?;
        Ok(Standing {
            waiting: rows.iter().map(|(urgency, letters, ..)| (*urgency, *letters)).collect(),
            tried: rows.iter().map(|(_, _, tried, _)| tried).sum(),
            oldest: rows.iter().map(|(.., oldest)| *oldest).min(),
            given_up: given_up(db).await?,
            last_minute,
        })
    }

    /// How many letters have not left yet.
    pub fn all_waiting(&self) -> i64 {
        self.waiting.iter().map(|(_, letters)| letters).sum()
    }

    /// How many will never arrive.
    pub fn all_given_up(&self) -> i64 {
        self.given_up.values().sum()
    }

    /// How long the oldest has waited.
    pub fn age(&self, now: DateTime<Utc>) -> TimeDelta {
        self.oldest.map_or(TimeDelta::zero(), |posted| (now - posted).max(TimeDelta::zero()))
    }
}

async fn given_up(db: &Database) -> Result<BTreeMap<&'static str, i64>> {
    let rows: Vec<(Option<String>, i64)> = Entity::find()
        .select_only()
        .column(Column::LastError)
        .column_as(Column::Id.count(), "letters")
        .filter(Column::FailedAt.is_not_null())
        .group_by(Column::LastError)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut causes = BTreeMap::new();
    for (why, letters) in rows {
        *causes.entry(Reason::of(&why.unwrap_or_default()).code()).or_default() += letters;
    }
    Ok(causes)
}

/// Lets every letter that was given up try again from the start, or only those of these causes; says how many. Each goes
/// to the address that its reader has now, which may have been corrected; that an earlier one came back from there does
/// not keep it here.
pub async fn retry_all(db: &Database, now: DateTime<Utc>, causes: &[String]) -> Result<u64> {
    let rows: Vec<(Uuid, Option<String>)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::LastError)
        .filter(Column::FailedAt.is_not_null())
        .into_tuple()
        .all(db.read())
        .await?;
    let meant = |why: &Option<String>| {
        let code = Reason::of(why.as_deref().unwrap_or_default()).code();
        causes.is_empty() || causes.iter().any(|cause| cause == code)
    };
    let letters: Vec<Uuid> = rows.iter().filter(|(_, why)| meant(why)).map(|(id, _)| *id).collect();
    let txn = db.begin().await?;
    if !db.is_sqlite() {
        txn.execute_unprepared(HOLD_EVENTS).await?;
    }
    let mut retried = 0;
    for some in letters.chunks(500) {
        let update = from_the_start(now)
            .col_expr(Column::Recipient, Expr::cust(ADDRESS_NOW))
            .col_expr(Column::RecipientName, Expr::cust(NAME_NOW))
            .filter(Column::Id.is_in(some.iter().copied()))
            .filter(Column::Recipient.ne(""));
        retried += update.exec(&txn).await?.rows_affected;
        unreachable::lift_for(&txn, some).await?;
    }
    txn.commit().await?;
    Ok(retried)
}

/// Nobody's address is corrected meanwhile, since that takes the row of the event first; in the order of their ids, so that
/// two who take several never wait for each other.
const HOLD_EVENTS: &str = "SELECT id FROM events WHERE id IN (SELECT r.event_id FROM registrations r \
    JOIN letters l ON l.about_id = r.id WHERE l.failed_at IS NOT NULL) ORDER BY id FOR UPDATE";

/// Of the registration that a letter is about; what the letter says, where it is about none, or tells an address that it
/// is theirs no more. By the name of the table: registrations stand above mail.
const ADDRESS_NOW: &str = "COALESCE((SELECT r.email FROM registrations r WHERE r.id = letters.about_id \
    AND r.email <> '' AND letters.kind <> 'registration_moved'), letters.recipient)";
const NAME_NOW: &str = "COALESCE((SELECT r.name FROM registrations r WHERE r.id = letters.about_id \
    AND r.email <> '' AND letters.kind <> 'registration_moved'), letters.recipient_name)";
