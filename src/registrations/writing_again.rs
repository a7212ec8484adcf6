//! Anybody can type an address again and again, at one event or at thirty; its owner gets few letters for it.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};

use super::registration;
use crate::error::Result;
use crate::mail::letter;

/// How long before a letter is sent again to somebody who registers again.
pub const LETTER_AGAIN: Duration = Duration::minutes(10);
/// Whoever had so many letters about registrations within a day gets none again because somebody typed their address.
const LETTERS_A_DAY: u64 = 10;

/// Whether this person, whose address was typed, may have their letter again.
pub async fn may_write_again(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    known: &registration::Model,
) -> Result<bool> {
    let this = ids().and_where(registration::Column::Id.eq(known.id)).take();
    Ok(letters_about(txn, this, now - LETTER_AGAIN).await? == 0 && may_write_to(txn, now, &known.email_key).await?)
}

/// Whether whoever has this address (with capitals and aliases folded) had few letters in the last day. Processes that
/// look at once, each at another event, may write one more each: that harms nobody, and a lock for each address in a batch
/// of the desk would be taken in another order by the next desk.
pub async fn may_write_to(txn: &DatabaseTransaction, now: DateTime<Utc>, email_key: &str) -> Result<bool> {
    let theirs = ids().and_where(registration::Column::EmailKey.eq(email_key)).take();
    Ok(letters_about(txn, theirs, now - Duration::days(1)).await? < LETTERS_A_DAY)
}

fn ids() -> SelectStatement {
    Query::select().column(registration::Column::Id).from(registration::Entity).take()
}

async fn letters_about(txn: &DatabaseTransaction, registrations: SelectStatement, since: DateTime<Utc>) -> Result<u64> {
    let letters = letter::Entity::find()
        .filter(letter::Column::AboutId.in_subquery(registrations))
        .filter(letter::Column::PostedAt.gt(since));
    Ok(letters.count(txn).await?)
}
