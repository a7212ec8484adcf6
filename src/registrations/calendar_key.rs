//! The key of a person's own calendar: all that they registered for, whenever that was. It belongs to the address, not
//! to one registration, so that who subscribes once is done for good; and it changes nothing, so that it may lie in a
//! calendar app.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use super::registration;
use crate::config::Secret;
use crate::database::Database;
use crate::error::Result;
use crate::security::Token;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    pub email_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The key of this person's calendar, which is good from now on.
pub async fn key_of(db: &Database, secret: &Secret, person: &registration::Model) -> Result<Token> {
    let token = Token::derived(secret, "calendar", person.email_key.as_bytes(), 0);
    if Entity::find_by_id(token.hash()).one(db.read()).await?.is_none() {
        let row = ActiveModel { token_hash: Set(token.hash()), email_key: Set(person.email_key.clone()) };
        let known = OnConflict::column(Column::TokenHash).do_nothing().to_owned();
        Entity::insert(row).on_conflict(known).exec_without_returning(db.write()).await?;
    }
    Ok(token)
}

/// All registrations of the person with this key, or of the one whose private link has it; none when nobody has.
pub async fn registrations(db: &Database, key: &Token) -> Result<Option<Vec<registration::Model>>> {
    let person = match Entity::find_by_id(key.hash()).one(db.read()).await? {
        Some(found) => Some(found.email_key),
        None => {
            let own = registration::Entity::find().filter(registration::Column::TokenHash.eq(key.hash()));
            own.one(db.read()).await?.map(|registration| registration.email_key)
        }
    };
    let Some(person) = person else { return Ok(None) };
    let theirs = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(person))
        .order_by_asc(registration::Column::RegisteredAt)
        .order_by_asc(registration::Column::Id);
    Ok(Some(theirs.all(db.read()).await?))
}

/// Drops the keys of those of whom nothing is known any more.
pub async fn drop_orphans(db: &impl ConnectionTrait) -> Result<u64> {
    let known = Query::select().column(registration::Column::EmailKey).from(registration::Entity).take();
    let gone = Entity::delete_many().filter(Column::EmailKey.not_in_subquery(known));
    Ok(gone.exec(db).await?.rows_affected)
}
