//! Asking for a digest, and confirming that it was oneself. Asking answers the same to everybody, so that a stranger
//! learns of nobody what they read; only the mailbox knows.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, Set, UpdateMany};
use uuid::Uuid;

use super::reader::{self, Column, Entity};
use super::scope::of_region;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::language::Language;
use crate::mail::{self, EmailAddress, Letter, LetterKind, letter};

/// Between two letters to somebody who has not confirmed, and to somebody who reads along already.
const PAUSE: Duration = Duration::hours(1);
const LONG_PAUSE: Duration = Duration::days(1);

/// How many letters about how many regions one address gets within the pause, whoever asks.
const MOST: u64 = 3;
/// And how many within a day.
const MOST_A_DAY: u64 = 12;

/// Writes to this address to ask whether its owner wants the digest of this region (none: of the whole network). Whoever
/// was written to a short while ago gets no other letter.
pub async fn ask(
    db: &Database,
    now: DateTime<Utc>,
    config: &Config,
    region: Option<i32>,
    address: &EmailAddress,
    l: Language,
) -> Result<()> {
    let txn = db.begin().await?;
    let just_asked = Entity::find().filter(Column::EmailKey.eq(address.key())).filter(Column::AskedAt.gt(now - PAUSE));
    if config.rate_limits
        && (just_asked.count(&txn).await? >= MOST || letters_of_a_day(&txn, now, address).await? >= MOST_A_DAY)
    {
        return Ok(());
    }
    if !(is_new(&txn, now, region, address, l).await? || is_time_again(&txn, now, region, address, l).await?) {
        return Ok(());
    }
    if let Some(reader) = Entity::find().filter(of(region, address)).one(&txn).await? {
        mail::post(&txn, now, vec![Letter { language: l, ..reader.letter(LetterKind::DigestAsked) }]).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// How many letters about digests this address was sent since yesterday.
async fn letters_of_a_day(txn: &DatabaseTransaction, now: DateTime<Utc>, address: &EmailAddress) -> Result<u64> {
    let rows = Query::select().column(Column::Id).from(Entity).and_where(Column::EmailKey.eq(address.key())).take();
    let letters = letter::Entity::find().filter(letter::Column::AboutId.in_subquery(rows));
    let letters = letters.filter(letter::Column::Kind.eq(LetterKind::DigestAsked));
    Ok(letters.filter(letter::Column::PostedAt.gt(now - Duration::days(1))).count(txn).await?)
}

async fn is_new(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    region: Option<i32>,
    address: &EmailAddress,
    l: Language,
) -> Result<bool> {
    let row = reader::ActiveModel {
        id: Set(Uuid::now_v7()),
        region_id: Set(region),
        email: Set(address.to_string()),
        email_key: Set(address.key()),
        language: Set(l),
        asked_at: Set(now),
        confirmed_at: Set(None),
    };
    let known = OnConflict::new().do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(known).exec_without_returning(txn).await? > 0)
}

/// Whether the last letter was long enough ago; of two who ask at once, one is told so.
async fn is_time_again(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    region: Option<i32>,
    address: &EmailAddress,
    l: Language,
) -> Result<bool> {
    let theirs = |update: UpdateMany<Entity>| update.filter(of(region, address)).col_expr(Column::AskedAt, now.into());
    let waiting = theirs(Entity::update_many())
        // The address as it was typed last: capitals and aliases are the same person's.
        .col_expr(Column::Email, address.as_str().into())
        .col_expr(Column::Language, Expr::value(l))
        .filter(Column::ConfirmedAt.is_null())
        .filter(Column::AskedAt.lte(now - PAUSE));
    let reading = theirs(Entity::update_many())
        .filter(Column::ConfirmedAt.is_not_null())
        .filter(Column::AskedAt.lte(now - LONG_PAUSE));
    Ok(waiting.exec(txn).await?.rows_affected + reading.exec(txn).await?.rows_affected > 0)
}

/// Who reads this at this address, or was asked whether they do.
pub(super) fn of(region: Option<i32>, address: &EmailAddress) -> Condition {
    Condition::all().add(Column::EmailKey.eq(address.key())).add(of_region(Column::RegionId, region))
}

/// The owner of the address wants it, in this language. Who reads along already may change the language. Nobody is found
/// who left, or who took longer than a week.
pub async fn confirm(db: &Database, now: DateTime<Utc>, id: Uuid, l: Language) -> Result<Option<reader::Model>> {
    let txn = db.begin().await?;
    let first = Entity::update_many()
        .col_expr(Column::ConfirmedAt, now.into())
        .filter(Column::Id.eq(id))
        .filter(Column::ConfirmedAt.is_null())
        .filter(Column::AskedAt.gt(now - reader::PATIENCE));
    first.exec(&txn).await?;
    let language = Entity::update_many()
        .col_expr(Column::Language, Expr::value(l))
        .filter(Column::Id.eq(id))
        .filter(Column::ConfirmedAt.is_not_null());
    language.exec(&txn).await?;
    let reader = Entity::find_by_id(id).one(&txn).await?;
    txn.commit().await?;
    Ok(reader.filter(|reader| reader.confirmed_at.is_some()))
}
