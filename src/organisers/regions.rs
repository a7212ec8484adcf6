//! The regions as their admins keep them: each change with its line in the trail.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::audit::{self, Act, Subject};
use super::organiser;
use crate::database::Database;
use crate::error::Result;
use crate::regions::adding::{self, Newcomer, NotAdded};
use crate::regions::changing::{self, NotChanged, Place, Portrait, Seen};
use crate::regions::region;

/// Adds a region; `who` is none for whoever runs the program.
pub async fn add(
    db: &Database,
    now: DateTime<Utc>,
    who: Option<&organiser::Model>,
    newcomer: Newcomer,
) -> Result<Result<region::Model, NotAdded>> {
    let txn = db.begin().await?;
    let region = match adding::add(&txn, now, newcomer).await? {
        Ok(region) => region,
        Err(refusal) => return Ok(Err(refusal)),
    };
    note(&txn, now, who, Act::RegionAdded, &region).await?;
    txn.commit().await?;
    Ok(Ok(region))
}

/// Gives a region another portrait and, when one is named, another place, if it is as it was `seen`. What is so already
/// is no change, and is not noted.
pub async fn change(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    id: i32,
    (portrait, place): (Portrait, Option<Place>),
    seen: &Seen,
) -> Result<Result<(), NotChanged>> {
    let txn = db.begin().await?;
    let changed = match changing::change(&txn, now, id, portrait, place, seen).await? {
        Ok(changed) => changed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(region) = changed {
        note(&txn, now, Some(who), Act::RegionChanged, &region).await?;
        txn.commit().await?;
    }
    Ok(Ok(()))
}

async fn note(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: Option<&organiser::Model>,
    act: Act,
    region: &region::Model,
) -> Result<()> {
    audit::note(txn, now, who, act, Subject::named(Some(region.id), &region.names), &[]).await
}
