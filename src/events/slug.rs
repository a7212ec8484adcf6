//! The address of an event. It stays what it was at the beginning: it stands in letters, calendars and other programs.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::event;
use crate::error::Result;
use crate::revision;
use crate::slug::words;

/// "samenleven-in-diversiteit-2027-01-14": readable, and with the day unlikely to be taken. An event that is not
/// listed gets an end that nobody guesses.
pub async fn free(txn: &DatabaseTransaction, now: DateTime<Utc>, event: &event::Model) -> Result<String> {
    free_named(txn, now, event, &event.title).await
}

/// The same after other words than the title's: of seven events with one title each says where it is.
pub async fn free_named(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    event: &event::Model,
    name: &str,
) -> Result<String> {
    let name = words(name).unwrap_or_else(|| event.kind.code().to_string());
    if !event.listed {
        return Ok(format!("{name}-{}", Uuid::new_v4().simple()));
    }
    // Whoever looks for another address waits, so that no two find the same one free.
    revision::raise(txn, now).await?;
    let base = format!("{name}-{}", event.starts_at.with_timezone(&event.zone()).format("%Y-%m-%d"));
    let mut slug = base.clone();
    let mut number = 2;
    while event::Entity::find().filter(event::Column::Slug.eq(&slug)).count(txn).await? > 0 {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}
