//! Accounts and the keys to them: adding an organiser, the link that signs in, the session, the token for a program.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, Set,
};

use super::keys::{api_token, link, session};
use super::organiser;
use super::rights::Authority;
use super::role::{self, Role};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::security::Token;

/// How long a link signs in.
pub const LINK_MINUTES: i64 = 15;
/// How long a browser stays signed in.
const SESSION: Duration = Duration::days(14);

/// Adds an organiser, or gives one who is there more roles. Without regions the role holds everywhere.
pub async fn add(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    email: &EmailAddress,
    name: &str,
    role: Role,
    regions: &[i32],
) -> Result<organiser::Model> {
    let organiser = match find(txn, email).await? {
        Some(known) => known,
        None => {
            let row = organiser::ActiveModel {
                email: Set(email.to_string()),
                email_key: Set(email.key()),
                name: Set(name.to_string()),
                language: Set(Language::Nl),
                created_at: Set(now),
                ..Default::default()
            };
            row.insert(txn).await?
        }
    };
    let places = if regions.is_empty() { vec![None] } else { regions.iter().copied().map(Some).collect() };
    for region_id in places {
        let held = role::Entity::find()
            .filter(role::Column::OrganiserId.eq(organiser.id))
            .filter(region_id.map_or(role::Column::RegionId.is_null(), |id| role::Column::RegionId.eq(id)));
        match held.one(txn).await? {
            Some(held) => {
                let mut held = held.into_active_model();
                held.role = Set(role);
                held.update(txn).await?;
            }
            None => {
                let row = role::ActiveModel {
                    organiser_id: Set(organiser.id),
                    role: Set(role),
                    region_id: Set(region_id),
                    ..Default::default()
                };
                row.insert(txn).await?;
            }
        }
    }
    Ok(organiser)
}

pub async fn find(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<Option<organiser::Model>> {
    Ok(organiser::Entity::find().filter(organiser::Column::EmailKey.eq(email.key())).one(db).await?)
}

/// A new key for a link that signs in once, within a quarter of an hour.
pub async fn make_link(db: &impl ConnectionTrait, now: DateTime<Utc>, organiser_id: i32) -> Result<Token> {
    let token = Token::random();
    keep_link(db, now, organiser_id, &token).await?;
    Ok(token)
}

/// Keeps the hash of a link's key.
pub async fn keep_link(db: &impl ConnectionTrait, now: DateTime<Utc>, organiser_id: i32, token: &Token) -> Result<()> {
    let row = link::ActiveModel {
        organiser_id: Set(organiser_id),
        token_hash: Set(token.hash()),
        expires_at: Set(now + Duration::minutes(LINK_MINUTES)),
        used_at: Set(None),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// Whether the link still signs in; looking does not use it up, since mail scanners look.
pub async fn link_is_good(db: &Database, now: DateTime<Utc>, token: &Token) -> Result<bool> {
    let found = link::Entity::find().filter(link::Column::TokenHash.eq(token.hash())).one(db.read()).await?;
    Ok(found.is_some_and(|l| l.used_at.is_none() && l.expires_at > now))
}

/// Uses the link up and begins a session; none when it was used or is too old.
pub async fn begin_session(db: &Database, now: DateTime<Utc>, token: &Token) -> Result<Option<Token>> {
    let txn = db.begin().await?;
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::TokenHash.eq(token.hash()))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .exec(&txn)
        .await?;
    if used.rows_affected == 0 {
        return Ok(None);
    }
    let found = link::Entity::find().filter(link::Column::TokenHash.eq(token.hash())).one(&txn).await?;
    let Some(found) = found else { return Ok(None) };
    let key = Token::random();
    let row = session::ActiveModel {
        organiser_id: Set(found.organiser_id),
        token_hash: Set(key.hash()),
        started_at: Set(now),
        expires_at: Set(now + SESSION),
        ended_at: Set(None),
        ..Default::default()
    };
    row.insert(&txn).await?;
    txn.commit().await?;
    Ok(Some(key))
}

/// Ends the session that this key belongs to.
pub async fn end_session(db: &Database, now: DateTime<Utc>, key: &Token) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::TokenHash.eq(key.hash()))
        .exec(db.write())
        .await?;
    Ok(())
}

/// Who is signed in with this session key.
pub async fn signed_in(db: &Database, now: DateTime<Utc>, key: &Token) -> Result<Option<Authority>> {
    let found = session::Entity::find().filter(session::Column::TokenHash.eq(key.hash())).one(db.read()).await?;
    match found.filter(|s| s.ended_at.is_none() && s.expires_at > now) {
        Some(session) => authority(db, session.organiser_id).await.map(Some),
        None => Ok(None),
    }
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

/// A new token for a program; shown once, kept hashed.
pub async fn make_api_token(db: &Database, now: DateTime<Utc>, organiser_id: i32, name: &str) -> Result<Token> {
    let token = Token::random();
    let row = api_token::ActiveModel {
        organiser_id: Set(organiser_id),
        name: Set(name.to_string()),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
        ..Default::default()
    };
    row.insert(db.write()).await?;
    Ok(token)
}

/// Whose program this is.
pub async fn program_of(db: &Database, token: &Token) -> Result<Option<Authority>> {
    let found = api_token::Entity::find().filter(api_token::Column::TokenHash.eq(token.hash())).one(db.read()).await?;
    match found.filter(|t| t.revoked_at.is_none()) {
        Some(token) => authority(db, token.organiser_id).await.map(Some),
        None => Ok(None),
    }
}

async fn authority(db: &Database, organiser_id: i32) -> Result<Authority> {
    let found = organiser::Entity::find_by_id(organiser_id).one(db.read()).await?;
    let roles = role::Entity::find().filter(role::Column::OrganiserId.eq(organiser_id)).all(db.read()).await?;
    Ok(Authority { organiser: found.ok_or(Error::SignedOut)?, roles })
}
