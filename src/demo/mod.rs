//! The demo network: the regions as they are, what they really organised, and what is still to come, counted from today.
//!
//! The words stand in `demo/*.toml`, to be edited by anybody. Who registers is invented, always in the same way, so
//! that the same day gives the same network. Everything is written in one transaction, and only into an empty database.

mod afterwards;
mod at_stops;
mod attendance;
mod content;
mod days;
mod dice;
mod events;
mod network;
mod people;

use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, PaginatorTrait};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::organisers::organiser;
use crate::regions::region;
use crate::revision;
use attendance::Attendance;
use content::Content;
use people::People;

/// The address of the demo's organiser, of Oost-Vlaanderen.
pub const ORGANISER: &str = "hanne@example.org";
/// The address of the demo's administrator.
pub const ADMIN: &str = "samira@example.org";

/// Fills an empty database with the demo network. Says `false`, and changes nothing, when it was not empty.
pub async fn load(db: &Database, clock: &Clock, secret: &Secret) -> Result<bool> {
    let now = clock.now();
    let txn = db.begin().await?;
    // Raised first: on PostgreSQL it makes a second process wait for this transaction before it looks.
    revision::raise(&txn, now).await?;
    let used = region::Entity::find().count(&txn).await? + organiser::Entity::find().count(&txn).await?;
    if used > 0 {
        txn.rollback().await?;
        return Ok(false);
    }

    let content = Content::read(now)?;
    let known = network::insert(&txn, &content).await?;
    let people = People::invent(&content.people);
    let mut attendance = Attendance::default();
    for told in &content.events {
        let event = events::insert(&txn, told, &known, now).await?;
        attendance.add(told, &event, &people.who_come(known.home(&told.region), &told.slug), secret, now)?;
    }
    attendance.insert(&txn).await?;
    network::insert_organisers(&txn, &known, now).await?;

    txn.commit().await?;
    Ok(true)
}

/// The same id for the same thing at every load (RFC 9562, section 5.8).
fn id_of(kind: &str, name: &str) -> Uuid {
    let digest = Sha256::digest(format!("samenkomst demo\0{kind}\0{name}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The same for what was made at some time: such ids lie in the order of time, as those do that the seat desk draws.
fn dated_id_of(kind: &str, name: &str, at: DateTime<Utc>) -> Uuid {
    let mut bytes = *id_of(kind, name).as_bytes();
    bytes[..6].copy_from_slice(&at.timestamp_millis().to_be_bytes()[2..]);
    Uuid::from_bytes(bytes)
}

/// The content is ours, so what is wrong with it is a fault of ours.
fn wrong(what: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the demo network is wrong: {what}"))
}
