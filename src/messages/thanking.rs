//! Thanks: once an event is over and there is a recording or something to read, those who were there get it
//! (`looking_back`). Where there are certificates, those who get one hear of it in the same letter; they do not wait for
//! ever for a recording. Where they are asked how it was, the thanks ask it, and wait still less: what somebody thinks of a
//! day is soon forgotten.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::posting::{self, Occasion};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::events::event::{self, Format};
use crate::mail::{Letter, LetterKind, id_for};
use crate::registrations::{looking_back, registration};

/// Thanks that come later than this after the event are not understood any more.
pub const LATEST: Duration = Duration::days(60);

/// For how long a certificate waits, so that all who were there are noted, and where there may be a recording for that.
const SETTLED: Duration = Duration::days(1);
const RECORDED: Duration = Duration::days(14);
/// How long the question how it was waits for a recording, or something to read.
const ALONE: Duration = Duration::days(1);

struct Thanks {
    event: event::Model,
    now: DateTime<Utc>,
}

/// Thanks for what is over and has something to show or to ask; says how many letters were written.
pub async fn thank(db: &Database, clock: &Clock) -> Result<u64> {
    let now = clock.now();
    let over = event::Entity::find()
        .filter(event::Column::Thanks.eq(true))
        .filter(event::Column::ThankedAt.is_null())
        .filter(event::Column::EndsAt.lte(now))
        .filter(event::Column::EndsAt.gt(now - LATEST))
        .filter(event::Column::PublishedAt.is_not_null())
        .filter(event::Column::CancelledAt.is_null())
        .filter(event::Column::DeletedAt.is_null())
        .all(db.read())
        .await?;
    let mut written = 0;
    for event in over.into_iter().filter(|event| is_due(event, now)) {
        written += Thanks { event, now }.send(db).await?;
    }
    Ok(written)
}

/// Whether there is something to thank with by now.
fn is_due(event: &event::Model, now: DateTime<Utc>) -> bool {
    let is_asked = event.asks_how_it_was(now) && now >= event.ends_at + ALONE;
    has_something_to_show(event) || is_asked || certificates_at(event).is_some_and(|at| at <= now)
}

/// When those who get a certificate hear of it at the latest.
pub fn certificates_at(event: &event::Model) -> Option<DateTime<Utc>> {
    let patience = if event.format == Format::InPerson { SETTLED } else { RECORDED };
    event.certificates.then(|| event.ends_at + patience)
}

/// A recording, or something to read.
pub fn has_something_to_show(event: &event::Model) -> bool {
    event.recording_url.as_ref().is_some_and(|url| !url.is_empty()) || !event.materials.0.is_empty()
}

/// The same, or the question how it was.
pub fn makes_sense(event: &event::Model, now: DateTime<Utc>) -> bool {
    has_something_to_show(event) || event.asks_how_it_was(now)
}

/// What the thanks for an event have in common.
pub fn batch(event: &event::Model) -> Uuid {
    id_for("thanks", &[event.uid.as_bytes()])
}

impl Thanks {
    async fn send(&self, db: &Database) -> Result<u64> {
        // Somebody may still note who was there, and gets a certificate.
        if !makes_sense(&self.event, self.now) && !looking_back::is_watched(db, self.event.id).await? {
            return Ok(0);
        }
        let people = registration::Entity::find().filter(looking_back::came(db, self.event.id).await?);
        let Some(written) = posting::to_each(db, self.now, people, self).await? else {
            return Ok(0);
        };
        event::Entity::update_many()
            .col_expr(event::Column::ThankedAt, Expr::value(self.now))
            .filter(event::Column::Id.eq(self.event.id))
            .filter(event::Column::ThankedAt.is_null())
            .exec(db.write())
            .await?;
        Ok(written)
    }
}

#[rocket::async_trait]
impl Occasion for Thanks {
    async fn still_stands(&self, txn: &DatabaseTransaction) -> Result<bool> {
        let event = posting::event_that_takes_place(txn, self.event.id).await?;
        Ok(event.is_some_and(|event| event.thanks && is_due(&event, self.now)))
    }

    fn letter(&self, person: &registration::Model) -> Letter {
        let batch = batch(&self.event);
        Letter {
            id: id_for("thanks", &[batch.as_bytes(), person.id.as_bytes()]),
            batch_id: Some(batch),
            ..person.letter(LetterKind::Thanks, json!({}))
        }
    }
}
