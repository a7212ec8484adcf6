//! Writing the digests of this week: one letter for each reader, some hundred in a transaction. The ids follow from the
//! week and the reader, so that whoever is stopped anywhere begins again, even in two processes at once, and nobody gets
//! one twice.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::contents::Contents;
use super::scope::of_region;
use super::week::Week;
use super::{digest, reader};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::mail::{self, Letter, LetterKind, id_for, unreachable};
use crate::regions::Network;

/// How many letters one transaction writes.
const PIECE: u64 = 500;

/// Writes the digests that are due in this zone and not written yet; says how many letters. Where there is nothing to
/// say, there is no letter.
pub async fn write_due(db: &Database, clock: &Clock, zone: Tz) -> Result<u64> {
    let now = clock.now();
    let week = Week::of(now, zone);
    if !week.is_open(now) {
        return Ok(0);
    }
    let mut written = 0;
    for region in unwritten(db, week).await? {
        written += or_left_out(write(db, now, region, week).await, format_args!("the digest of region {region:?}"))?;
    }
    Ok(written)
}

/// Writes that of one region (none: the whole network).
async fn write(db: &Database, now: DateTime<Utc>, region: Option<i32>, week: Week) -> Result<u64> {
    let digest = digest::Model::begin(db, region, week).await?;
    let network = Network::load(db).await?;
    let is_empty = Contents::of(db, &network, &digest, now).await?.is_empty();
    let written = if is_empty { 0 } else { post(db, now, &digest).await? };
    digest.finish(db, now).await?;
    Ok(written)
}

/// The regions (none: the whole network) that have readers and no digest yet.
async fn unwritten(db: &Database, week: Week) -> Result<Vec<Option<i32>>> {
    let regions = readers_on(week.opens()).select_only().column(reader::Column::RegionId).distinct();
    let regions: Vec<Option<i32>> = regions.into_tuple().all(db.read()).await?;
    let ids = regions.iter().map(|region| digest::id(*region, week));
    let written = digest::Entity::find()
        .filter(digest::Column::Id.is_in(ids))
        .filter(digest::Column::WrittenAt.is_not_null())
        .all(db.read())
        .await?;
    let written: HashSet<Uuid> = written.into_iter().map(|digest| digest.id).collect();
    Ok(regions.into_iter().filter(|region| !written.contains(&digest::id(*region, week))).collect())
}

/// Whoever reads along later gets the next one.
fn readers_on(monday: DateTime<Utc>) -> sea_orm::Select<reader::Entity> {
    reader::Entity::find().filter(reader::Column::ConfirmedAt.lte(monday))
}

async fn post(db: &Database, now: DateTime<Utc>, digest: &digest::Model) -> Result<u64> {
    let readers = readers_on(digest.until).filter(of_region(reader::Column::RegionId, digest.region_id));
    // Or else a letter to nobody would be given up every Monday.
    let readers = readers.filter(unreachable::is_free(Expr::col((reader::Entity, reader::Column::Email)), now));
    let readers = readers.order_by_asc(reader::Column::Id).limit(PIECE);
    let (mut after, mut written) = (Uuid::nil(), 0);
    loop {
        let txn = db.begin().await?;
        // Shared, so that whoever leaves meanwhile takes their letter with them.
        let some = readers.clone().filter(reader::Column::Id.gt(after)).lock_shared().all(&txn).await?;
        let Some(last) = some.last() else { return Ok(written) };
        after = last.id;
        let letters = some.iter().map(|reader| letter(digest, reader)).collect();
        written += mail::post_once(&txn, now, letters).await?;
        txn.commit().await?;
    }
}

fn letter(digest: &digest::Model, reader: &reader::Model) -> Letter {
    Letter {
        id: id_for("digest", &[digest.id.as_bytes(), reader.id.as_bytes()]),
        batch_id: Some(digest.id),
        ..reader.letter(LetterKind::Digest)
    }
}
