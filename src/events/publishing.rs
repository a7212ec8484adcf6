//! Publishing an event, taking it back, calling it off, and deleting it. Whether that may be while people hold a seat,
//! and telling them, is the registrations' work.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, Set,
};

use super::{event, stop};
use crate::error::Result;
use crate::revision;

/// Everyone sees it from now on. Publishing twice changes nothing.
pub async fn publish(txn: &DatabaseTransaction, now: DateTime<Utc>, event: event::Model) -> Result<event::Model> {
    if event.published_at.is_some() {
        return Ok(event);
    }
    let mut row = event.into_active_model();
    row.published_at = Set(Some(now));
    row.updated_at = Set(now);
    revision::raise(txn, now).await?;
    Ok(row.update(txn).await?)
}

/// It does not take place; it stays to be seen, with the reason. Calling it off twice changes nothing.
pub async fn call_off(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    event: event::Model,
    reason: &str,
) -> Result<event::Model> {
    if event.cancelled_at.is_some() {
        return Ok(event);
    }
    let sequence = event.sequence + 1;
    stop::Entity::update_many()
        .col_expr(stop::Column::Sequence, Expr::col(stop::Column::Sequence).add(1))
        .filter(stop::Column::EventId.eq(event.id))
        .exec(txn)
        .await?;
    let mut row = event.into_active_model();
    row.cancelled_at = Set(Some(now));
    row.cancellation_reason = Set(said(reason));
    row.sequence = Set(sequence);
    row.updated_at = Set(now);
    revision::raise(txn, now).await?;
    Ok(row.update(txn).await?)
}

/// Says in other words why it does not take place. It is as much off as before: no calendar's SEQUENCE rises.
pub async fn explain(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    event: event::Model,
    reason: &str,
) -> Result<event::Model> {
    let mut row = event.into_active_model();
    row.cancellation_reason = Set(said(reason));
    row.updated_at = Set(now);
    revision::raise(txn, now).await?;
    Ok(row.update(txn).await?)
}

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 2_000;

fn said(reason: &str) -> Option<String> {
    Some(reason.trim().to_string()).filter(|reason| !reason.is_empty())
}

/// It is a draft again. Taking back a draft changes nothing. Calendars that showed it must follow what it is when it
/// comes back, and a draft's changes are not counted: so its SEQUENCE rises now.
pub async fn unpublish(txn: &DatabaseTransaction, now: DateTime<Utc>, event: event::Model) -> Result<event::Model> {
    if event.published_at.is_none() {
        return Ok(event);
    }
    let sequence = event.sequence + 1;
    let mut row = event.into_active_model();
    row.published_at = Set(None);
    row.sequence = Set(sequence);
    row.updated_at = Set(now);
    revision::raise(txn, now).await?;
    Ok(row.update(txn).await?)
}

/// It is gone from every page; its rows stay, and so does the entry in calendars if it was called off.
pub async fn delete(txn: &DatabaseTransaction, now: DateTime<Utc>, event: event::Model) -> Result<event::Model> {
    let mut row = event.into_active_model();
    row.deleted_at = Set(Some(now));
    row.updated_at = Set(now);
    revision::raise(txn, now).await?;
    Ok(row.update(txn).await?)
}
