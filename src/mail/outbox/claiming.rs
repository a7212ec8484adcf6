//! Which letters are due. No transaction is open while a letter travels: a worker claims letters for five minutes, and a
//! claim that runs out (the worker was killed) is anyone's again.

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::mail::delivery::pace::Pace;
use crate::mail::kind::Urgency;
use crate::mail::letter::{Column, Entity, Model};

/// How long a claim holds.
pub const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// Claims up to `limit` letters that are due at `now` and at least as urgent as `least`: the more urgent first, then in
/// the order in which they became due. A letter waits for the earlier ones of its thread, so that a cancellation never
/// overtakes its invitation; only for those that are less urgent and touch no calendar it does not wait.
pub async fn claim(db: &Database, now: DateTime<Utc>, limit: u64, least: Urgency) -> Result<Vec<Model>> {
    claim_on(db.write(), db, now, limit, least).await
}

/// The same, in step with a limit per minute. Without room, or with more due than there is room for, also answers how
/// long to wait.
pub async fn claim_in_step(
    db: &Database,
    now: DateTime<Utc>,
    limit: u64,
    least: Urgency,
    pace: Pace,
) -> Result<(Vec<Model>, Option<Duration>)> {
    let txn = db.begin().await?;
    let mut slots = pace.slots(&txn, db, now).await?;
    let free = slots.free();
    if free == 0 {
        return Ok((Vec::new(), Some(slots.pause())));
    }
    let letters = claim_on(&txn, db, now, limit.min(free), least).await?;
    if !letters.is_empty() {
        slots.take(&txn, letters.len()).await?;
    }
    txn.commit().await?;
    Ok((letters, None))
}

async fn claim_on(
    connection: &impl ConnectionTrait,
    db: &Database,
    now: DateTime<Utc>,
    limit: u64,
    least: Urgency,
) -> Result<Vec<Model>> {
    let sql = if db.is_sqlite() {
        CLAIM_DUE.to_string()
    } else {
        CLAIM_DUE.replace("LIMIT $3", "LIMIT $3 FOR UPDATE OF l SKIP LOCKED")
    };
    let values: [Value; 4] = [now.into(), (now + CLAIM).into(), (limit as i64).into(), least.into()];
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    let mut letters = Entity::find().from_raw_sql(statement).all(connection).await?;
    letters.sort_by_key(|letter| (letter.urgency, letter.due_at, letter.id));
    Ok(letters)
}

/// Holds claims for another five minutes, for letters that still travel.
pub async fn hold(db: &Database, letters: &HashSet<Uuid>, now: DateTime<Utc>) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::ClaimedUntil, (now + CLAIM).into())
        .filter(Column::Id.is_in(letters.iter().copied()))
        .filter(Column::ClaimedUntil.is_not_null());
    update.exec(db.write()).await?;
    Ok(())
}

/// The head of a thread is the letter that names no other; the rest follow as they were posted. `MATERIALIZED`, or else
/// PostgreSQL may run the query again for each row and claim more than it locked. The `OR` keeps what is asked of a thread
/// from being planned as a join of all that wait with all that wait, and `COALESCE` keeps its head from being looked for
/// among them rather than by its id.
const CLAIM_DUE: &str = "
WITH due AS MATERIALIZED (
    SELECT l.id FROM letters l
    WHERE l.sent_at IS NULL AND l.failed_at IS NULL AND l.due_at <= $1 AND l.urgency <= $4
      AND (l.claimed_until IS NULL OR l.claimed_until <= $1)
      AND (l.thread_id IS NULL OR NOT (
        EXISTS (
            SELECT 1 FROM letters h
            WHERE h.id = l.thread_id AND h.thread_id IS NULL AND COALESCE(h.sent_at, h.failed_at) IS NULL
              AND (h.urgency < 3 OR h.urgency <= l.urgency))
        OR EXISTS (
            SELECT 1 FROM letters e
            WHERE e.thread_id = l.thread_id AND e.sent_at IS NULL AND e.failed_at IS NULL
              AND (e.urgency < 3 OR e.urgency <= l.urgency)
              AND (e.posted_at < l.posted_at OR (e.posted_at = l.posted_at AND e.id < l.id)))))
    ORDER BY l.urgency, l.due_at, l.id
    LIMIT $3
)
UPDATE letters SET claimed_until = $2, attempts = attempts + 1
WHERE id IN (SELECT id FROM due)
RETURNING *";
