//! Addresses at which nobody is: a letter came back for good, or was refused at once. For thirty days nothing more is
//! sent there (but what lets an organiser in), since whoever keeps writing to the dead is taken for a sender of
//! unwanted mail; then we try again. Whoever sends a letter again lifts the stop at once, and a corrected address never
//! had one.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Func, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, Set};

use super::outbox::Outcome;
use super::{LetterKind, letter};
use crate::database::Database;
use crate::error::Result;

/// How long nothing is sent to an address that bounced.
const STOPPED: Duration = Duration::days(30);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unreachable_addresses")]
pub struct Model {
    /// In small letters, with its `+alias`: a server may know one alias and not another.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address: String,
    pub since: DateTime<Utc>,
    /// The status that the server gave: `5.1.1`.
    pub reason: String,
    /// The letter that came back.
    pub letter_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Nothing more is sent to this address from now on.
pub async fn stop(
    txn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    address: &str,
    reason: &str,
    letter: Uuid,
) -> Result<()> {
    let row = ActiveModel {
        address: Set(address.to_lowercase()),
        since: Set(now),
        reason: Set(reason.to_string()),
        letter_id: Set(letter),
    };
    let again = OnConflict::column(Column::Address)
        .update_columns([Column::Since, Column::Reason, Column::LetterId])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(txn).await?;
    Ok(())
}

/// Somebody wants it tried again.
pub async fn lift(txn: &impl ConnectionTrait, address: &str) -> Result<()> {
    Entity::delete_by_id(address.to_lowercase()).exec(txn).await?;
    Ok(())
}

/// The same for those to whom these letters go.
pub async fn lift_for(txn: &impl ConnectionTrait, letters: &[Uuid]) -> Result<()> {
    let addresses = Query::select()
        .expr(Func::lower(Expr::col(letter::Column::Recipient)))
        .from(letter::Entity)
        .and_where(letter::Column::Id.is_in(letters.iter().copied()))
        .take();
    Entity::delete_many().filter(Column::Address.in_subquery(addresses)).exec(txn).await?;
    Ok(())
}

/// Whether nothing is sent to this address now.
pub async fn is_stopped(db: &impl ConnectionTrait, now: DateTime<Utc>, address: &str) -> Result<bool> {
    let stop = Entity::find_by_id(address.to_lowercase()).filter(Column::Since.gt(now - STOPPED));
    Ok(stop.one(db).await?.is_some())
}

/// Of rows with this address: that nothing keeps a letter from it now.
pub fn is_free(address: Expr, now: DateTime<Utc>) -> Expr {
    use sea_orm::ExprTrait;
    let stop = Query::select()
        .column(Column::Address)
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Address)).eq(Func::lower(address)))
        .and_where(Column::Since.gt(now - STOPPED))
        .take();
    Expr::exists(stop).not()
}

/// Forgets the stops that have ended.
pub async fn drop_ended(db: &Database, now: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::Since.lte(now - STOPPED)).exec(db.write()).await?;
    Ok(())
}

/// Of these letters, those that may leave; and those that may not, with why.
pub async fn set_aside(
    db: &Database,
    letters: Vec<letter::Model>,
    now: DateTime<Utc>,
) -> Result<(Vec<letter::Model>, Vec<(letter::Model, Outcome)>)> {
    let addresses = letters.iter().map(|letter| letter.recipient.to_lowercase());
    let stopped = Entity::find().filter(Column::Address.is_in(addresses)).filter(Column::Since.gt(now - STOPPED));
    let stopped = stopped.all(db.read()).await?.into_iter().map(|stop| (stop.address.clone(), stop));
    let stopped: HashMap<String, Model> = stopped.collect();
    let (mut free, mut kept) = (Vec::with_capacity(letters.len()), Vec::new());
    for letter in letters {
        match stopped.get(&letter.recipient.to_lowercase()) {
            // Whoever asks to sign in sits there and waits, and may know better.
            Some(stop) if letter.kind != LetterKind::SignIn => kept.push((letter, Outcome::GivenUp(stop.sentence()))),
            _ => free.push(letter),
        }
    }
    Ok((free, kept))
}

impl Model {
    /// Read back by `Reason::of`.
    fn sentence(&self) -> String {
        format!("not sent: this address bounced on {} ({})", self.since.format("%Y-%m-%d"), self.reason)
    }
}
