//! Thanks: once an event is over and there is a recording, those who were there get it (`looking_back`); what there is to
//! read, and the question how it was, leave a day after it, since what somebody thinks of a day is soon forgotten. Where
//! there are certificates, those who get one hear of it in the same letter; they do not wait for ever for a recording. What
//! comes after the thanks follows once. An event that moves to a later date is thanked for anew.
//!
//! What letters bring is decided first, in a row of its own while the event is locked (`sent_thanks`); then they are
//! written, by whoever comes to it.

mod brings;
mod due;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::posting::{self, Occasion};
use super::sent_thanks;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::events::event;
use crate::mail::{Letter, LetterKind, id_for};
use crate::registrations::{looking_back, registration};

pub use brings::Brings;
pub use due::Ended;

/// Thanks that come later than this after the event are not understood any more.
pub const LATEST: Duration = Duration::days(60);

/// Letters about an event that leave together.
struct Thanks {
    event: event::Model,
    sent: sent_thanks::Model,
}

/// Thanks for what is over and has something to show or to ask; says how many letters were written.
pub async fn thank(db: &Database, clock: &Clock) -> Result<u64> {
    let now = clock.now();
    for (event, brings) in due(db, now).await? {
        or_left_out(decide(db, now, &event, brings).await, format_args!("the thanks of event {}", event.id))?;
    }
    let mut written = 0;
    for sent in unfinished(db, now).await? {
        let found = event::Entity::find_by_id(sent.event_id).one(db.read()).await?;
        if let Some(event) = found {
            let what = format!("the thanks of event {}", event.id);
            written += or_left_out(Thanks { event, sent }.send(db, now).await, what)?;
        }
    }
    Ok(written)
}

/// The events about which letters are due, and what those bring.
async fn due(db: &Database, now: DateTime<Utc>) -> Result<Vec<(Ended, Brings)>> {
    let over = event::Entity::find()
        .filter(event::Column::Thanks.eq(true))
        .filter(event::Column::EndsAt.lte(now))
        .filter(event::Column::EndsAt.gt(now - LATEST))
        .filter(event::Column::PublishedAt.is_not_null())
        .filter(event::Column::CancelledAt.is_null())
        .filter(event::Column::DeletedAt.is_null())
        .into_partial_model::<Ended>()
        .all(db.read())
        .await?;
    if over.is_empty() {
        return Ok(Vec::new());
    }
    // Sorted by event, so that each finds its own at once.
    let sent = sent_thanks::Entity::find()
        .filter(sent_thanks::Column::DecidedAt.gt(now - LATEST * 2))
        .order_by_asc(sent_thanks::Column::EventId)
        .all(db.read())
        .await?;
    let next = |event: Ended| {
        let from = sent.partition_point(|sent| sent.event_id < event.id);
        let until = sent.partition_point(|sent| sent.event_id <= event.id);
        let brings = event.next(&sent[from..until], now)?;
        Some((event, brings))
    };
    Ok(over.into_iter().filter_map(next).collect())
}

/// Writes down what the next letters about this event bring, unless another process did, or it is otherwise by now.
async fn decide(db: &Database, now: DateTime<Utc>, ended: &Ended, brings: Brings) -> Result<()> {
    // Somebody may still note who was there, and gets a certificate.
    if brings.is_nothing() && !looking_back::is_watched(db, ended.id, ended.starts_at).await? {
        return Ok(());
    }
    let txn = db.begin().await?;
    let found = event::Entity::find_by_id(ended.id).lock_exclusive().one(&txn).await?;
    let Some(event) = found.filter(|event| event.thanks && event.has_taken_place(now)) else {
        return Ok(());
    };
    let sent = sent_thanks::of_event(&txn, &event).await?;
    if Ended::from(&event).next(&sent, now) != Some(brings) {
        return Ok(());
    }
    let Brings { again, recording, materials, question } = brings;
    let (event_id, decided_at, written_at) = (event.id, now, None);
    // The first of an event have an id by which whoever stopped in the middle of them finds them again.
    let id = if event.thanked_at.is_none() { batch(event.uid) } else { Uuid::new_v4() };
    let row = sent_thanks::Model { id, event_id, again, recording, materials, question, decided_at, written_at };
    sent_thanks::Entity::insert(row.into_active_model()).exec_without_returning(&txn).await?;
    if !again {
        event::Entity::update_many()
            .col_expr(event::Column::ThankedAt, Expr::value(now))
            .filter(event::Column::Id.eq(event.id))
            .exec(&txn)
            .await?;
    }
    txn.commit().await?;
    Ok(())
}

/// What was decided and is not written to the last letter.
async fn unfinished(db: &Database, now: DateTime<Utc>) -> Result<Vec<sent_thanks::Model>> {
    let unfinished = sent_thanks::Entity::find()
        .filter(sent_thanks::Column::WrittenAt.is_null())
        .filter(sent_thanks::Column::DecidedAt.gt(now - LATEST))
        .order_by_asc(sent_thanks::Column::DecidedAt);
    Ok(unfinished.all(db.read()).await?)
}

/// Whether those who came would hear of a recording of this event, which is over, were it put online now.
pub async fn would_tell_of_recording(
    db: &impl ConnectionTrait,
    event: &event::Model,
    now: DateTime<Utc>,
) -> Result<bool> {
    // Before they are thanked nothing was told.
    let sent = if event.is_thanked() { sent_thanks::of_event(db, event).await? } else { Vec::new() };
    let brings = Ended::from(event).recorded().next(&sent, now);
    Ok(event.thanks && event.ends_at > now - LATEST && brings.is_some_and(|brings| brings.recording))
}

/// What the first thanks for the event with this identity have in common.
pub fn batch(uid: Uuid) -> Uuid {
    id_for("thanks", &[uid.as_bytes()])
}

impl Thanks {
    async fn send(&self, db: &Database, now: DateTime<Utc>) -> Result<u64> {
        let came = looking_back::came(db, self.event.id, self.event.starts_at).await?;
        let mut people = registration::Entity::find().filter(came);
        if self.sent.again && !self.sent.shows() {
            people = people.filter(looking_back::has_not_answered());
        }
        let Some(written) = posting::to_each(db, now, people, self).await? else {
            return Ok(0);
        };
        sent_thanks::Entity::update_many()
            .col_expr(sent_thanks::Column::WrittenAt, Expr::value(now))
            .filter(sent_thanks::Column::Id.eq(self.sent.id))
            .filter(sent_thanks::Column::WrittenAt.is_null())
            .exec(db.write())
            .await?;
        Ok(written)
    }
}

#[rocket::async_trait]
impl Occasion for Thanks {
    async fn still_stands(&self, txn: &DatabaseTransaction) -> Result<bool> {
        let event = posting::event_that_takes_place(txn, self.event.id).await?;
        Ok(event.is_some_and(|event| event.thanks && self.sent.is_about(event.starts_at)))
    }

    fn letter(&self, person: &registration::Model) -> Letter {
        let mut facts = json!(Brings::from(&self.sent));
        facts["starts_at"] = json!(self.event.starts_at);
        Letter {
            id: id_for("thanks", &[self.sent.id.as_bytes(), person.id.as_bytes()]),
            batch_id: Some(self.sent.id),
            ..person.letter(LetterKind::Thanks, facts)
        }
    }
}
