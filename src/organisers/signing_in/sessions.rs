//! Sessions: a browser stays signed in until two weeks pass without it, for ninety days at most, or until its session is
//! ended, here or from another browser.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, Set,
};
use serde_json::json;

use crate::database::Database;
use crate::error::{Error, Result};
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::keys::session;
use crate::organisers::rights::Authority;
use crate::organisers::{accounts, organiser};
use crate::security::Token;

/// How long a browser stays signed in that is not seen.
const SESSION: Duration = Duration::days(14);
/// How long one stays signed in at most, however often it is seen: as long the cookie is kept.
pub const MOST_DAYS: i64 = 90;
/// How often we note that a session was seen.
const GLANCE: Duration = Duration::minutes(5);

/// Begins a session; the key goes into the browser's cookie.
pub async fn begin(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32, device: &str) -> Result<Token> {
    let key = Token::random();
    let row = session::ActiveModel {
        organiser_id: Set(organiser_id),
        token_hash: Set(key.hash()),
        started_at: Set(now),
        expires_at: Set(now + SESSION),
        ended_at: Set(None),
        device: Set(device.to_string()),
        seen_at: Set(Some(now)),
        ..Default::default()
    };
    row.insert(txn).await?;
    Ok(key)
}

/// Who is signed in with this session key, and the id of the session.
pub async fn signed_in(db: &Database, now: DateTime<Utc>, key: &Token) -> Result<Option<(Authority, i32)>> {
    let found = open(now).filter(session::Column::TokenHash.eq(key.hash())).one(db.read()).await?;
    let Some(session) = found else { return Ok(None) };
    if session.seen_at.is_none_or(|seen| seen + GLANCE <= now) {
        note_seen(db, now, &session).await;
    }
    Ok(accounts::authority(db, session.organiser_id).await?.map(|authority| (authority, session.id)))
}

/// From here it lasts two weeks again. Nobody is sent away because this could not be written.
async fn note_seen(db: &Database, now: DateTime<Utc>, session: &session::Model) {
    let expires_at = (now + SESSION).min(session.started_at + Duration::days(MOST_DAYS));
    let seen = session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
        .filter(session::Column::Id.eq(session.id))
        .filter(Condition::any().add(session::Column::SeenAt.is_null()).add(session::Column::SeenAt.lt(now)));
    if let Err(error) = seen.exec(db.write()).await {
        tracing::warn!(%error, "when a session was seen could not be written");
    }
}

/// The open sessions of an organiser, the newest first.
pub async fn of(db: &Database, now: DateTime<Utc>, organiser_id: i32) -> Result<Vec<session::Model>> {
    let mine = open(now).filter(session::Column::OrganiserId.eq(organiser_id));
    Ok(mine.order_by_desc(session::Column::Id).all(db.read()).await?)
}

fn open(now: DateTime<Utc>) -> sea_orm::Select<session::Entity> {
    session::Entity::find().filter(session::Column::EndedAt.is_null()).filter(session::Column::ExpiresAt.gt(now))
}

/// Signs this browser out.
pub async fn end_own(db: &Database, now: DateTime<Utc>, id: i32) -> Result<()> {
    end_where(db.write(), now, session::Column::Id.eq(id)).await.map(|_| ())
}

/// Ends one of one's own sessions from another browser.
pub async fn end(db: &Database, now: DateTime<Utc>, who: &organiser::Model, id: i32) -> Result<()> {
    let mine = Condition::all().add(session::Column::Id.eq(id)).add(session::Column::OrganiserId.eq(who.id));
    let found = session::Entity::find().filter(mine.clone()).one(db.read()).await?.ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    if end_where(&txn, now, mine).await? > 0 {
        let subject = Subject { about: who.name.clone(), ..Subject::default() };
        let facts = [(Fact::Device, json!(found.device))];
        audit::note(&txn, now, Some(who), Act::SessionEnded, subject, &facts).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Ends all of one's sessions but this one.
pub async fn end_others(db: &Database, now: DateTime<Utc>, who: &organiser::Model, this: i32) -> Result<()> {
    let txn = db.begin().await?;
    let others = Condition::all().add(session::Column::OrganiserId.eq(who.id)).add(session::Column::Id.ne(this));
    let ended = end_where(&txn, now, others).await?;
    if ended > 0 {
        let subject = Subject { about: who.name.clone(), ..Subject::default() };
        let facts = [(Fact::Count, json!(ended))];
        audit::note(&txn, now, Some(who), Act::SessionEnded, subject, &facts).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Ends every session of somebody who organises no more.
pub async fn end_all(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32) -> Result<()> {
    end_where(txn, now, session::Column::OrganiserId.eq(organiser_id)).await.map(|_| ())
}

async fn end_where(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    which: impl sea_orm::sea_query::IntoCondition,
) -> Result<u64> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(which);
    Ok(ended.exec(db).await?.rows_affected)
}
