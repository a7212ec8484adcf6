//! Sending messages whose time has come. Who gets one is decided now, and not when it was written.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;

use super::message::{self, Column};
use super::posting::{self, Occasion};
use super::silence;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::events::event;
use crate::language::Language;
use crate::mail::{Letter, LetterKind, id_for, outbox};
use crate::registrations::registration;

/// Sends what is due; says how many letters were written.
pub async fn send_due(db: &Database, clock: &Clock) -> Result<u64> {
    let now = clock.now();
    let due = message::Entity::find()
        .filter(Column::SendAt.lte(now))
        .filter(Column::SentAt.is_null())
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::SendAt)
        .all(db.read())
        .await?;
    let mut written = 0;
    for message in due {
        written += or_left_out(send(db, now, &message).await, format_args!("message {}", message.id))?;
    }
    Ok(written)
}

async fn send(db: &Database, now: DateTime<Utc>, message: &message::Model) -> Result<u64> {
    if has_lost_its_sense(db, message).await? {
        let txn = db.begin().await?;
        withdraw(&txn, now, message).await?;
        txn.commit().await?;
        return Ok(0);
    }
    let Some(written) = posting::to_each(db, now, audience(db, message), message).await? else {
        return Ok(0);
    };
    let recipients = outbox::tally_of(db, message.id).await?.written();
    message::Entity::update_many()
        .col_expr(Column::SentAt, Expr::value(now))
        .col_expr(Column::Recipients, Expr::value(i32::try_from(recipients).unwrap_or(i32::MAX)))
        .filter(Column::Id.eq(message.id))
        .filter(Column::SentAt.is_null())
        .exec(db.write())
        .await?;
    Ok(written)
}

/// Those whom the message is for, as it stands now.
pub fn audience(db: &Database, message: &message::Model) -> Select<registration::Entity> {
    message.audience.0.select(db, message.event_id)
}

/// How many readers it has in each language, the most first.
pub async fn readers(db: &Database, message: &message::Model) -> Result<Vec<(Language, i64)>> {
    let people = audience(db, message).filter(registration::Column::Email.ne("")).filter(silence::not_asked());
    let people = people.select_only().column(registration::Column::Language);
    let people = people.column_as(registration::Column::Id.count(), "people").group_by(registration::Column::Language);
    let mut readers = people.into_tuple::<(Language, i64)>().all(db.read()).await?;
    readers.sort_by_key(|(language, people)| (-people, *language));
    Ok(readers)
}

async fn has_lost_its_sense(db: &Database, message: &message::Model) -> Result<bool> {
    let event = event::Entity::find_by_id(message.event_id).one(db.read()).await?;
    Ok(event.is_none_or(|event| message.has_lost_its_sense(&event)))
}

/// What was not sent yet stays here. False: it was withdrawn before.
pub async fn withdraw(txn: &DatabaseTransaction, now: DateTime<Utc>, message: &message::Model) -> Result<bool> {
    let update = message::Entity::update_many()
        .col_expr(Column::WithdrawnAt, Expr::value(now))
        .filter(Column::Id.eq(message.id))
        .filter(Column::SendAt.is_not_null())
        .filter(Column::WithdrawnAt.is_null());
    Ok(update.exec(txn).await?.rows_affected > 0)
}

#[rocket::async_trait]
impl Occasion for message::Model {
    async fn still_stands(&self, txn: &DatabaseTransaction) -> Result<bool> {
        let message = message::Entity::find_by_id(self.id).one(txn).await?;
        Ok(message.is_some_and(|message| message.withdrawn_at.is_none() && message.sent_at.is_none()))
    }

    fn letter(&self, person: &registration::Model) -> Letter {
        Letter {
            id: id_for("message", &[self.id.as_bytes(), person.id.as_bytes()]),
            thread_id: None,
            batch_id: Some(self.id),
            ..person.letter(LetterKind::Message, json!({}))
        }
    }
}
