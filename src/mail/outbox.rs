//! The outbox: which letters are due, and what became of them. No transaction is open while a letter travels: a worker
//! claims letters for five minutes, and a claim that runs out (the worker was killed) is anyone's again.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    Statement, Value,
};
use uuid::Uuid;

use super::kind::Urgency;
use super::letter::{Column, Entity, Model};
use super::pace::Pace;
use super::status_code::StatusCode;
use super::unreachable;
use crate::database::Database;
use crate::error::Result;

/// How long a claim holds.
pub const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// The pauses of a letter that cannot leave: one minute, doubling, at most four hours; after the last try, about three
/// days later, it is given up.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(1);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(4);
const MOST_ATTEMPTS: i32 = 26;

/// What stands in the row of a letter that was not needed any more.
const SUPERSEDED: &str = "superseded";

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// There was nothing to say any more (a place on a list that the person has left).
    Superseded,
    /// The claim was too short to set out.
    NotTried,
    /// The mail server lets nobody in: no fault of the letter's, which keeps its place in the line.
    Away(String),
    /// It could not leave now.
    Later(String),
    /// It will never arrive.
    GivenUp(String),
    /// Nor will any other: the server says with this code that nobody has the address.
    NoAddress(StatusCode, String),
}

impl Outcome {
    /// Whether a letter that has been tried so often, and cannot leave now, is given up.
    pub fn is_last(attempts: i32) -> bool {
        attempts >= MOST_ATTEMPTS
    }
}

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

/// Writes down what became of claimed letters; those that were sent in one statement.
pub async fn settle_all(db: &Database, letters: &[(Model, Outcome)], now: DateTime<Utc>) -> Result<()> {
    let (sent, others): (Vec<_>, Vec<_>) = letters.iter().partition(|(_, outcome)| *outcome == Outcome::Sent);
    if !sent.is_empty() {
        Entity::update_many()
            .col_expr(Column::ClaimedUntil, None::<DateTime<Utc>>.into())
            .col_expr(Column::SentAt, now.into())
            .col_expr(Column::LastError, None::<String>.into())
            .filter(Column::Id.is_in(sent.iter().map(|(letter, _)| letter.id)))
            // It may have come back before we wrote down that it left. Said of each alone, it is the condition of an index
            // that PostgreSQL believes to be empty until it looks again, and would read from end to end: 30 ms in a rush.
            .filter(Expr::cust("COALESCE(sent_at, failed_at) IS NULL"))
            .exec(db.write())
            .await?;
    }
    let (back, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, outcome)| *outcome == Outcome::NotTried);
    if !back.is_empty() {
        put_back(db, back.iter().map(|(letter, _)| letter.id)).await?;
    }
    for (letter, outcome) in others {
        settle(db, letter, outcome, now).await?;
    }
    Ok(())
}

/// Ends the claims of letters that never set out.
async fn put_back(db: &Database, letters: impl Iterator<Item = Uuid>) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::ClaimedUntil, None::<DateTime<Utc>>.into())
        .col_expr(Column::Attempts, Expr::cust("attempts - 1"))
        .filter(Column::Id.is_in(letters))
        .filter(Column::SentAt.is_null());
    update.exec(db.write()).await?;
    Ok(())
}

/// Writes down what became of a claimed letter that did not simply leave.
async fn settle(db: &Database, letter: &Model, outcome: &Outcome, now: DateTime<Utc>) -> Result<()> {
    let never = None::<DateTime<Utc>>;
    let update = Entity::update_many()
        .col_expr(Column::ClaimedUntil, never.into())
        .filter(Column::Id.eq(letter.id))
        // Another worker may have sent it after our claim ran out.
        .filter(Column::SentAt.is_null());
    let update = match outcome {
        Outcome::Sent => update.col_expr(Column::SentAt, now.into()).col_expr(Column::LastError, None::<String>.into()),
        Outcome::Superseded => {
            update.col_expr(Column::SentAt, now.into()).col_expr(Column::LastError, SUPERSEDED.into())
        }
        Outcome::NotTried => update.col_expr(Column::Attempts, (letter.attempts - 1).into()),
        Outcome::Away(why) => update
            .col_expr(Column::Attempts, (letter.attempts - 1).into())
            .col_expr(Column::LastError, why.as_str().into()),
        Outcome::Later(why) if !Outcome::is_last(letter.attempts) => update
            .col_expr(Column::DueAt, (now + pause(letter.attempts, letter.id)).into())
            .col_expr(Column::LastError, why.as_str().into()),
        Outcome::Later(why) | Outcome::GivenUp(why) | Outcome::NoAddress(_, why) => {
            update.col_expr(Column::FailedAt, now.into()).col_expr(Column::LastError, why.as_str().into())
        }
    };
    if let Outcome::NoAddress(code, _) = outcome {
        unreachable::stop(db.write(), now, &letter.recipient, &code.to_string(), letter.id).await?;
    }
    update.exec(db.write()).await?;
    Ok(())
}

/// A letter came back: it never arrived, whatever the server said when it took it. False: it was given up already.
pub async fn came_back(txn: &DatabaseTransaction, now: DateTime<Utc>, letter: Uuid, why: &str) -> Result<bool> {
    let never = None::<DateTime<Utc>>;
    let update = Entity::update_many()
        .col_expr(Column::FailedAt, now.into())
        .col_expr(Column::SentAt, never.into())
        .col_expr(Column::ClaimedUntil, never.into())
        .col_expr(Column::LastError, why.into())
        .filter(Column::Id.eq(letter))
        .filter(Column::FailedAt.is_null());
    Ok(update.exec(txn).await?.rows_affected > 0)
}

/// The pause after so many attempts; each letter takes off its own share, up to a quarter, so that a crowd does not
/// come back at once.
fn pause(attempts: i32, id: Uuid) -> TimeDelta {
    let doublings = attempts.clamp(1, 16) as u32 - 1;
    let whole = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE);
    let quarter = whole.num_seconds() / 4;
    whole - TimeDelta::seconds((id.as_u128() % (quarter as u128 + 1)) as i64)
}

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It leaves at the next round.
    Waiting,
    /// It could not leave, and is tried again.
    Trying,
    Sent,
    /// It was not needed any more.
    Superseded,
    Failed,
}

impl State {
    pub fn of(letter: &Model) -> State {
        match (letter.failed_at, letter.sent_at, letter.last_error.as_deref()) {
            (Some(_), _, _) => State::Failed,
            (None, Some(_), Some(SUPERSEDED)) => State::Superseded,
            (None, Some(_), _) => State::Sent,
            (None, None, Some(_)) => State::Trying,
            (None, None, None) => State::Waiting,
        }
    }
}

/// How many letters of a batch stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    pub sent: i64,
    /// Tried before or not.
    pub waiting: i64,
    pub failed: i64,
    /// Not needed any more.
    pub superseded: i64,
}

impl Tally {
    /// To how many people it was written.
    pub fn written(&self) -> i64 {
        self.sent + self.waiting + self.failed + self.superseded
    }
}

/// How the letters of each of these batches stand.
pub async fn tallies(db: &Database, batches: &[Uuid]) -> Result<HashMap<Uuid, Tally>> {
    #[derive(FromQueryResult)]
    struct Row {
        batch_id: Uuid,
        #[sea_orm(nested)]
        tally: Tally,
    }
    let sum = |when: &str| Expr::cust(format!("SUM(CASE WHEN {when} THEN 1 ELSE 0 END)"));
    let rows = Entity::find()
        .select_only()
        .column(Column::BatchId)
        .column_as(sum("sent_at IS NOT NULL AND last_error IS NULL"), "sent")
        .column_as(sum("sent_at IS NULL AND failed_at IS NULL"), "waiting")
        .column_as(sum("failed_at IS NOT NULL"), "failed")
        .column_as(sum("sent_at IS NOT NULL AND last_error IS NOT NULL"), "superseded")
        .filter(Column::BatchId.is_in(batches.iter().copied()))
        .group_by(Column::BatchId)
        .into_model::<Row>()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.batch_id, row.tally)).collect())
}

/// Lets a letter that was given up try again from the start, to this reader. False: it was not given up.
pub async fn retry(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    letter: Uuid,
    (address, name): (&str, &str),
) -> Result<bool> {
    let never = None::<DateTime<Utc>>;
    let update = Entity::update_many()
        .col_expr(Column::FailedAt, never.into())
        .col_expr(Column::ClaimedUntil, never.into())
        .col_expr(Column::LastError, None::<String>.into())
        .col_expr(Column::Attempts, 0.into())
        .col_expr(Column::DueAt, now.into())
        .col_expr(Column::Recipient, address.into())
        .col_expr(Column::RecipientName, name.into())
        .filter(Column::Id.eq(letter))
        .filter(Column::FailedAt.is_not_null());
    Ok(update.exec(txn).await?.rows_affected > 0)
}
