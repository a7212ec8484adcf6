//! Accounts: adding an organiser, finding one, and what one holds.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::keys::{link, session};
use super::organiser;
use super::rights::Authority;
use super::role::{self, Role};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::mark::Mark;
use crate::security::Token;

/// How long a link signs in.
pub const LINK_MINUTES: i64 = 15;

/// Adds an organiser, or gives one who is there more roles. Without regions the role holds everywhere.
pub async fn add(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    email: &EmailAddress,
    name: &str,
    role: Role,
    regions: &[i32],
) -> Result<organiser::Model> {
    let organiser = open(txn, now, email, name).await?;
    let places = if regions.is_empty() { vec![None] } else { regions.iter().copied().map(Some).collect() };
    for region_id in places {
        give(txn, organiser.id, region_id, Some(role)).await?;
    }
    Ok(organiser)
}

/// The account with this address, or a new one. Somebody without a role, who comes back, takes the name that they come
/// back with.
pub async fn open(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    email: &EmailAddress,
    name: &str,
) -> Result<organiser::Model> {
    let row = organiser::ActiveModel {
        email: Set(email.to_string()),
        email_key: Set(email.key()),
        name: Set(name.to_string()),
        language: Set(Language::Nl),
        created_at: Set(now),
        ..Default::default()
    };
    let one_each = OnConflict::column(organiser::Column::EmailKey).do_nothing().to_owned();
    organiser::Entity::insert(row).on_conflict(one_each).exec_without_returning(txn).await?;
    let known = find(txn, email).await?.ok_or(Error::NotFound)?;
    if known.name == name || !roles(txn, known.id).await?.is_empty() {
        return Ok(known);
    }
    let mut row = known.into_active_model();
    row.name = Set(name.to_string());
    Ok(row.update(txn).await?)
}

/// Makes this the role of an organiser in a region (none: everywhere), or takes it away.
pub async fn give(
    txn: &DatabaseTransaction,
    organiser_id: i32,
    region_id: Option<i32>,
    role: Option<Role>,
) -> Result<()> {
    let here = region_id.map_or(role::Column::RegionId.is_null(), |id| role::Column::RegionId.eq(id));
    let held = role::Entity::delete_many().filter(role::Column::OrganiserId.eq(organiser_id)).filter(here);
    held.exec(txn).await?;
    if let Some(role) = role {
        let row = role::ActiveModel {
            organiser_id: Set(organiser_id),
            role: Set(role),
            region_id: Set(region_id),
            ..Default::default()
        };
        row.insert(txn).await?;
    }
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<Option<organiser::Model>> {
    Ok(organiser::Entity::find().filter(organiser::Column::EmailKey.eq(email.key())).one(db).await?)
}

/// Holds these organisers until the end of the transaction. Whoever writes what belongs to one (links, sessions, roles)
/// holds them first, so that no two wait for each other.
pub async fn hold(txn: &DatabaseTransaction, ids: impl IntoIterator<Item = i32>) -> Result<()> {
    let organisers = organiser::Entity::find().filter(organiser::Column::Id.is_in(ids));
    organisers.order_by_asc(organiser::Column::Id).lock_exclusive().all(txn).await?;
    Ok(())
}

/// The roles that an organiser holds.
pub async fn roles(db: &impl ConnectionTrait, organiser_id: i32) -> Result<Vec<role::Model>> {
    Ok(role::Entity::find().filter(role::Column::OrganiserId.eq(organiser_id)).all(db).await?)
}

/// The organiser with their roles; nobody when all of those have ended.
pub async fn authority(db: &Database, organiser_id: i32) -> Result<Option<Authority>> {
    let roles = roles(db.read(), organiser_id).await?;
    if roles.is_empty() {
        return Ok(None);
    }
    let found = organiser::Entity::find_by_id(organiser_id).one(db.read()).await?;
    Ok(found.map(|organiser| Authority { organiser, roles }))
}

/// A new key for a link that whoever runs the program hands over: it signs in from any browser, once, within a quarter
/// of an hour.
pub async fn make_link(db: &impl ConnectionTrait, now: DateTime<Utc>, organiser_id: i32) -> Result<Token> {
    let token = Token::random();
    let row = link::ActiveModel {
        organiser_id: Set(organiser_id),
        token_hash: Set(token.hash()),
        expires_at: Set(now + Duration::minutes(LINK_MINUTES)),
        used_at: Set(None),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(token)
}

/// Somebody changed their name or language since it was seen, into this.
pub struct Overtaken(pub Box<organiser::Model>);

/// Changes one's own name and language, if they are as they were `seen`.
pub async fn introduce(
    db: &Database,
    id: i32,
    (name, language): (&str, Language),
    seen: &Mark,
) -> Result<Result<(), Overtaken>> {
    let txn = db.begin().await?;
    let me = organiser::Entity::find_by_id(id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
    if (me.name.as_str(), me.language) != (name, language) && seen.is_overtaken(&me.mark()) {
        return Ok(Err(Overtaken(Box::new(me))));
    }
    let mut row = me.into_active_model();
    row.name = Set(name.to_string());
    row.language = Set(language);
    row.update(&txn).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// Deletes links and sessions that expired before; says how many.
pub async fn drop_expired_keys(db: &Database, before: DateTime<Utc>) -> Result<u64> {
    let links = link::Entity::delete_many().filter(link::Column::ExpiresAt.lt(before));
    let sessions = session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(before));
    let links = links.exec(db.write()).await?.rows_affected;
    Ok(links + sessions.exec(db.write()).await?.rows_affected)
}

/// How many `drop_expired_keys` would delete.
pub async fn count_expired_keys(db: &Database, before: DateTime<Utc>) -> Result<u64> {
    let links = link::Entity::find().filter(link::Column::ExpiresAt.lt(before));
    let sessions = session::Entity::find().filter(session::Column::ExpiresAt.lt(before));
    Ok(links.count(db.read()).await? + sessions.count(db.read()).await?)
}
