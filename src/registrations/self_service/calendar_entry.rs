//! The entry of one registration for a calendar, as a file: what the button in a letter brings. Its key opens nothing
//! else, so whoever comes across it can cancel nothing and sees no other event of the person.

use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::config::{Config, Secret};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::registrations::registration;
use crate::security::Token;

/// Where the entry of this registration lies.
pub fn link(config: &Config, registration: &registration::Model) -> String {
    let key = key(&config.secret, registration);
    format!("{}/calendar/mine/{}/{key}.ics", config.public_url, registration.id.simple())
}

fn key(secret: &Secret, registration: &registration::Model) -> Token {
    Token::derived(secret, "calendar entry", registration.id.as_bytes(), registration.key_version)
}

/// The registration whose entry lies there.
pub async fn find(db: &Database, secret: &Secret, id: &str, given: &Token) -> Result<registration::Model> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let found = registration::Entity::find_by_id(id).one(db.read()).await?;
    found.filter(|registration| key(secret, registration) == *given).ok_or(Error::NotFound)
}
