//! Tokens for programs: made with a name, shown once, kept hashed, withdrawn when no longer needed.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use serde_json::json;

use super::audit::{self, Act, Fact, Subject};
use super::keys::api_token;
use super::rights::Authority;
use super::{accounts, organiser};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::security::Token;

/// How often we note that a token was used.
const GLANCE: Duration = Duration::minutes(5);

/// A new token for a program of `owner`; `who` is none for whoever runs ours.
pub async fn make(
    db: &Database,
    now: DateTime<Utc>,
    who: Option<&organiser::Model>,
    owner: &organiser::Model,
    name: &str,
) -> Result<Token> {
    let token = Token::random();
    let row = api_token::ActiveModel {
        organiser_id: Set(owner.id),
        name: Set(name.to_string()),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
        ..Default::default()
    };
    let txn = db.begin().await?;
    row.insert(&txn).await?;
    let facts = [(Fact::Name, json!(name))];
    audit::note(&txn, now, who, Act::TokenCreated, subject(&txn, owner).await?, &facts).await?;
    txn.commit().await?;
    Ok(token)
}

/// The tokens of an organiser that still work, the newest first.
pub async fn of(db: &Database, organiser_id: i32) -> Result<Vec<api_token::Model>> {
    let mine = api_token::Entity::find()
        .filter(api_token::Column::OrganiserId.eq(organiser_id))
        .filter(api_token::Column::RevokedAt.is_null());
    Ok(mine.order_by_desc(api_token::Column::Id).all(db.read()).await?)
}

/// Withdraws a token of `owner`.
pub async fn revoke(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    owner: &organiser::Model,
    id: i32,
) -> Result<()> {
    let txn = db.begin().await?;
    let found = api_token::Entity::find_by_id(id).one(&txn).await?;
    let token = found.filter(|token| token.organiser_id == owner.id).ok_or(Error::NotFound)?;
    let revoked = api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(now))
        .filter(api_token::Column::Id.eq(id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(&txn)
        .await?;
    if revoked.rows_affected > 0 {
        let facts = [(Fact::Name, json!(token.name))];
        audit::note(&txn, now, Some(who), Act::TokenRevoked, subject(&txn, owner).await?, &facts).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Withdraws every token of somebody who organises no more.
pub async fn revoke_all(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32) -> Result<()> {
    api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(now))
        .filter(api_token::Column::OrganiserId.eq(organiser_id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Whose program this is.
pub async fn program_of(db: &Database, now: DateTime<Utc>, token: &Token) -> Result<Option<Authority>> {
    let found = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(token.hash()))
        .filter(api_token::Column::RevokedAt.is_null())
        .one(db.read())
        .await?;
    let Some(token) = found else { return Ok(None) };
    if token.used_at.is_none_or(|used| used + GLANCE <= now) {
        note_used(db, now, token.id).await;
    }
    accounts::authority(db, token.organiser_id).await
}

/// No program is refused because this could not be written.
async fn note_used(db: &Database, now: DateTime<Utc>, id: i32) {
    let used = api_token::Entity::update_many()
        .col_expr(api_token::Column::UsedAt, Expr::value(now))
        .filter(api_token::Column::Id.eq(id))
        .filter(Condition::any().add(api_token::Column::UsedAt.is_null()).add(api_token::Column::UsedAt.lt(now)));
    if let Err(error) = used.exec(db.write()).await {
        tracing::warn!(%error, "when a token was used could not be written");
    }
}

/// Where the admins who read of it are: the region in which the owner holds a role, if there is but one.
async fn subject(txn: &DatabaseTransaction, owner: &organiser::Model) -> Result<Subject> {
    let region_id = match accounts::roles(txn, owner.id).await?.as_slice() {
        [only] => only.region_id,
        _ => None,
    };
    Ok(Subject { region_id, about: owner.name.clone(), ..Subject::default() })
}
