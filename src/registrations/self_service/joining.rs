//! The way into an online event: a link of our own that leads on whoever holds a seat, and nobody else. The address of
//! the room itself stands in no letter and in no calendar, so it can change, and a forwarded letter opens nothing for
//! long.

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use url::Url;
use uuid::Uuid;

use crate::config::{Config, Secret};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::registrations::door::checking_in;
use crate::registrations::registration::{self, Status};
use crate::security::Token;

/// Where the link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the room, by an address in ASCII as a browser makes it of what was typed.
    In(String),
    /// To the page of the event: there is no seat, or nothing to join.
    Event(String),
}

/// The link of this registration.
pub fn link(config: &Config, registration: &registration::Model) -> String {
    let key = key(&config.secret, registration.id, registration.key_version);
    format!("{}/join/{}/{key}", config.public_url, registration.id.simple())
}

/// The key is not the private link's: whoever sees it in a shared calendar can cancel nothing.
fn key(secret: &Secret, id: Uuid, key_version: i32) -> Token {
    Token::derived(secret, "join", id.as_bytes(), key_version)
}

/// Follows the link. Whoever does at `present`, shortly before the event or during it, counts as present where the
/// organiser wants that.
pub async fn follow(
    db: &Database,
    secret: &Secret,
    id: Uuid,
    given: &Token,
    present: Option<DateTime<Utc>>,
) -> Result<Way> {
    let found = registration::Entity::find_by_id(id).one(db.read()).await?;
    let registration = found.filter(|r| key(secret, r.id, r.key_version) == *given).ok_or(Error::NotFound)?;
    let event = event::Entity::find_by_id(registration.event_id).one(db.read()).await?.ok_or(Error::NotFound)?;
    let seated = registration.status == Status::Confirmed && event.cancelled_at.is_none();
    let leads_in = seated && event.has_way_in();
    if let Some(now) = present.filter(|_| leads_in) {
        checking_in::joined(db, now, &event, registration.id).await?;
    }
    Ok(match event.join_url.filter(|_| leads_in).and_then(|room| Url::parse(&room).ok()) {
        Some(room) => Way::In(room.into()),
        None => Way::Event(event.slug),
    })
}
