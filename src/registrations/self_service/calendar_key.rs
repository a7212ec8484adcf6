//! The key of a person's own calendar: all that they registered for, whenever that was. It belongs to the address, not
//! to one registration, so that who subscribes once is done for good; and it changes nothing, so that it may lie in a
//! calendar app. Where it came into other hands, the person asks for another, and the old one opens nothing any more.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Set};

use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::registrations::registration;
use crate::security::Token;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Whose calendar it opens; nobody's once it is withdrawn.
    pub email_key: String,
    /// What tells it from the others of the same person.
    pub version: i32,
    /// Since when it opens nothing any more.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The key itself; none if it was made with another secret, and only calendars know it.
    fn token(&self, secret: &Secret) -> Option<Token> {
        Some(token(secret, &self.email_key, self.version)).filter(|token| token.hash() == self.token_hash)
    }
}

fn token(secret: &Secret, email_key: &str, version: i32) -> Token {
    Token::derived(secret, "calendar", email_key.as_bytes(), version)
}

/// The key of this person's calendar, which is good from now on.
pub async fn key_of(db: &Database, secret: &Secret, person: &registration::Model) -> Result<Token> {
    let good = Entity::find().filter(good_for(&person.email_key)).all(db.read()).await?;
    if let Some(token) = good.iter().find_map(|key| key.token(secret)) {
        return Ok(token);
    }
    let first = first_version(db, person).await?;
    make(db.write(), secret, &person.email_key, first).await
}

/// Withdraws the key of this person's calendar and makes another. Two who press at once leave one that is good.
pub async fn renew(db: &Database, now: DateTime<Utc>, secret: &Secret, person: &registration::Model) -> Result<()> {
    // Nobody may have looked yet: now there is a row at which two who press meet.
    key_of(db, secret, person).await?;
    let txn = db.begin().await?;
    let good = Entity::find().filter(good_for(&person.email_key)).lock_exclusive().all(&txn).await?;
    // The other one was first, and made the new one.
    let Some(newest) = good.iter().map(|key| key.version).max() else { return Ok(()) };
    withdraw(&txn, now, good_for(&person.email_key)).await?;
    make(&txn, secret, &person.email_key, newest + 1).await?;
    txn.commit().await?;
    Ok(())
}

/// With which version the keys of a person begin: the minute of their first registration, so that whoever comes back
/// after they were forgotten has none of those of before.
async fn first_version(db: &Database, person: &registration::Model) -> Result<i32> {
    let first = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(person.email_key.as_str()))
        .order_by_asc(registration::Column::RegisteredAt)
        .one(db.read())
        .await?;
    let since = first.map_or(person.registered_at, |first| first.registered_at);
    Ok((since.timestamp() / 60) as i32)
}

/// Makes the first key from this version on that was not withdrawn. Two who do so at once make the same.
async fn make(db: &impl ConnectionTrait, secret: &Secret, email_key: &str, mut version: i32) -> Result<Token> {
    loop {
        let token = token(secret, email_key, version);
        match Entity::find_by_id(token.hash()).one(db).await? {
            Some(known) if known.withdrawn_at.is_some() => version += 1,
            Some(_) => return Ok(token),
            None => {
                let row = ActiveModel {
                    token_hash: Set(token.hash()),
                    email_key: Set(email_key.to_string()),
                    version: Set(version),
                    withdrawn_at: Set(None),
                };
                let known = OnConflict::column(Column::TokenHash).do_nothing().to_owned();
                Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
                return Ok(token);
            }
        }
    }
}

/// All registrations of the person with this key, or of the one whose private link has it.
pub async fn registrations(db: &Database, key: &Token) -> Result<Vec<registration::Model>> {
    let person = match Entity::find_by_id(key.hash()).one(db.read()).await? {
        Some(found) if found.withdrawn_at.is_some() => return Err(Error::Gone),
        Some(found) => found.email_key,
        None => {
            let own = registration::Entity::find().filter(registration::Column::TokenHash.eq(key.hash()));
            own.one(db.read()).await?.ok_or(Error::NotFound)?.email_key
        }
    };
    let theirs = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(person))
        .order_by_asc(registration::Column::RegisteredAt)
        .order_by_asc(registration::Column::Id);
    Ok(theirs.all(db.read()).await?)
}

/// Withdraws the keys of those of whom nothing is known any more.
pub async fn withdraw_orphans(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let known = Query::select().column(registration::Column::EmailKey).from(registration::Entity).take();
    withdraw(db, now, is_good().add(Column::EmailKey.not_in_subquery(known))).await
}

/// Drops the keys that were withdrawn so long ago. Until then a calendar that asks hears that it is gone (RFC 9110,
/// section 15.5.11), afterwards that there is none.
pub async fn drop_withdrawn(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::WithdrawnAt.lte(before)).exec(db).await?;
    Ok(())
}

/// The hash stays, and not whose it was.
async fn withdraw(db: &impl ConnectionTrait, now: DateTime<Utc>, which: Condition) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::EmailKey, Expr::value(""))
        .col_expr(Column::WithdrawnAt, Expr::value(now))
        .filter(which)
        .exec(db)
        .await?;
    Ok(())
}

fn good_for(email_key: &str) -> Condition {
    is_good().add(Column::EmailKey.eq(email_key))
}

fn is_good() -> Condition {
    Condition::all().add(Column::WithdrawnAt.is_null())
}
