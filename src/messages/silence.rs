//! Whoever wants no more messages, reminders and thanks about an event says so with one press, in their mail program or
//! on our page. The seat stays, and what changes it is told all the same.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{EntityTrait, Set};

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::registrations::registration;
use crate::security::Token;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "silences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
    /// Of the address at which somebody asked for it: at another one nobody did.
    pub key_version: i32,
    pub asked_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The link in the letters to this registration. Its key opens nothing else.
pub fn link(config: &Config, person: &registration::Model) -> String {
    format!("{}/quiet/{}/{}", config.public_url, person.id.simple(), key(config, person))
}

fn key(config: &Config, person: &registration::Model) -> Token {
    Token::derived(&config.secret, "quiet", person.id.as_bytes(), person.key_version)
}

/// The registration that the link is for.
pub async fn find(db: &Database, config: &Config, id: &str, given: &Token) -> Result<registration::Model> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let found = registration::Entity::find_by_id(id).one(db.read()).await?;
    found.filter(|person| key(config, person) == *given).ok_or(Error::NotFound)
}

/// Whether this person wants quiet.
pub async fn is_quiet(db: &Database, person: &registration::Model) -> Result<bool> {
    let silence = Entity::find_by_id(person.id).one(db.read()).await?;
    Ok(silence.is_some_and(|s| s.key_version == person.key_version))
}

/// From now on. Asking twice changes nothing.
pub async fn ask(db: &Database, clock: &Clock, person: &registration::Model) -> Result<()> {
    let row = ActiveModel {
        registration_id: Set(person.id),
        key_version: Set(person.key_version),
        asked_at: Set(clock.now()),
    };
    let again =
        OnConflict::column(Column::RegistrationId).update_columns([Column::KeyVersion, Column::AskedAt]).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db.write()).await?;
    Ok(())
}

/// They want to hear of it after all.
pub async fn end(db: &Database, person: &registration::Model) -> Result<()> {
    Entity::delete_by_id(person.id).exec(db.write()).await?;
    Ok(())
}

/// Of registrations: those who did not ask for quiet.
pub fn not_asked() -> Expr {
    Expr::cust(
        "NOT EXISTS (SELECT 1 FROM silences WHERE silences.registration_id = registrations.id \
         AND silences.key_version = registrations.key_version)",
    )
}
