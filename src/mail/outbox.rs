//! The outbox: which letters are due, and what became of them.

pub(super) mod claim;
mod claiming;
pub mod standing;
mod tally;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, UpdateMany};
use uuid::Uuid;

use super::letter::{Column, Entity, Model};
use super::status_code::StatusCode;
use super::unreachable;
use crate::database::Database;
use crate::error::Result;

pub use claiming::{CLAIM, claim, claim_in_step, hold};
pub use tally::{Tally, tallies, tally_of};

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

/// Ends the claims of letters that never set out, or not to the reader whom they have by now.
async fn put_back(db: &Database, letters: impl Iterator<Item = Uuid>) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::ClaimedUntil, None::<DateTime<Utc>>.into())
        .col_expr(Column::Attempts, Expr::cust("attempts - 1"))
        .filter(Column::Id.is_in(letters))
        .filter(Column::SentAt.is_null());
    update.exec(db.write()).await?;
    Ok(())
}

/// Writes down what became of a claimed letter that set out and did not simply leave.
async fn settle(db: &Database, letter: &Model, outcome: &Outcome, now: DateTime<Utc>) -> Result<()> {
    let never = None::<DateTime<Utc>>;
    let update = Entity::update_many()
        .col_expr(Column::ClaimedUntil, never.into())
        .filter(Column::Id.eq(letter.id))
        // Another worker may have sent it after our claim ran out.
        .filter(Column::SentAt.is_null())
        // Of whoever it goes to by now, since an address was corrected, we know nothing.
        .filter(Column::Recipient.eq(letter.recipient.as_str()));
    let update = match outcome {
        // Those were written down together.
        Outcome::Sent | Outcome::NotTried => return Ok(()),
        Outcome::Superseded => {
            update.col_expr(Column::SentAt, now.into()).col_expr(Column::LastError, SUPERSEDED.into())
        }
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
    if update.exec(db.write()).await?.rows_affected == 0 {
        put_back(db, std::iter::once(letter.id)).await?;
    }
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

/// Lets a letter that was given up try again from the start, to this reader. False: it was not given up.
pub async fn retry(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    letter: Uuid,
    (address, name): (&str, &str),
) -> Result<bool> {
    let update = from_the_start(now)
        .col_expr(Column::Recipient, address.into())
        .col_expr(Column::RecipientName, name.into())
        .filter(Column::Id.eq(letter));
    Ok(update.exec(txn).await?.rows_affected > 0)
}

/// Lets letters that were given up try again as if they never had.
pub(super) fn from_the_start(now: DateTime<Utc>) -> UpdateMany<Entity> {
    let never = None::<DateTime<Utc>>;
    Entity::update_many()
        .col_expr(Column::FailedAt, never.into())
        .col_expr(Column::ClaimedUntil, never.into())
        .col_expr(Column::LastError, None::<String>.into())
        .col_expr(Column::Attempts, 0.into())
        .col_expr(Column::DueAt, now.into())
        .filter(Column::FailedAt.is_not_null())
}
