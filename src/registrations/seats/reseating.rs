//! What the seat desk does when an event changes, in the transaction of the change: the same verbs and the same locks, so
//! that the two can only happen together.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::booking::{self, Deed};
use super::ledger::{Ledger, Subject};
use crate::config::Secret;
use crate::error::Result;

/// Gives seats that came free to those who wait, and makes the offers fit: the event changed, or its stops, or its hours.
/// With a `capacity`, that is how many people fit from now on.
pub async fn fit(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    event: i32,
    capacity: Option<Option<i32>>,
) -> Result<()> {
    let mut ledger = Ledger::open(txn, || now, secret, &Subject::whole(event)).await?;
    booking::resize(&mut ledger, event, capacity).await?;
    write(txn, ledger).await
}

/// Holds nothing for anybody any more: the event was called off.
pub async fn withdraw_offers(txn: &DatabaseTransaction, now: DateTime<Utc>, secret: &Secret, event: i32) -> Result<()> {
    let mut ledger = Ledger::open(txn, || now, secret, &Subject::whole(event)).await?;
    booking::perform(&mut ledger, &Deed::Expire { event }).await?;
    write(txn, ledger).await
}

async fn write(txn: &DatabaseTransaction, ledger: Ledger<'_>) -> Result<()> {
    ledger.close().run(txn).await?;
    Ok(())
}
