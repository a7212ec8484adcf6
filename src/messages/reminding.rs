//! Reminders: so many minutes before it begins, those who hold a seat hear of it once more. A process that was away at
//! the moment sends it late, as long as the event has not begun; of two that are late, only the nearer. One whose moment
//! was over before anybody wanted it does not leave.

mod late;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, DerivePartialModel, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use late::Change;

use super::posting::{self, Occasion};
use super::sent_reminder;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::events::event::{self, Reminders};
use crate::mail::{Letter, LetterKind, id_for};
use crate::registrations::registration::{self, Status};

/// What a reminder must know of its event. All that are to come are looked at each time, so their texts stay where they
/// are.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "event::Entity")]
struct Upcoming {
    id: i32,
    uid: Uuid,
    starts_at: DateTime<Utc>,
    reminders: Reminders,
}

/// A reminder of an event that begins at this time.
struct Reminder {
    event: Upcoming,
    minutes: i32,
}

/// Sends the reminders whose moment has come; says how many letters were written.
pub async fn remind(db: &Database, clock: &Clock) -> Result<u64> {
    let now = clock.now();
    let upcoming = event::Entity::find()
        .filter(event::Column::StartsAt.gt(now))
        .filter(event::Column::StartsAt.lte(now + Duration::minutes(Reminders::EARLIEST.into())))
        .filter(event::Column::PublishedAt.is_not_null())
        .filter(event::Column::CancelledAt.is_null())
        .filter(event::Column::DeletedAt.is_null())
        .into_partial_model::<Upcoming>()
        .all(db.read())
        .await?;
    let mut due: Vec<Upcoming> = upcoming.into_iter().filter(|event| event.nearest_due(now, &[]).is_some()).collect();
    if due.is_empty() {
        return Ok(0);
    }
    let sent = sent_reminder::Entity::find().filter(sent_reminder::Column::StartsAt.gt(now)).all(db.read()).await?;
    due.retain(|event| event.nearest_due(now, &[]).is_some_and(|minutes| !event.was_reminded(minutes, &sent)));
    let changes = late::changes(db, &due).await?;
    let mut written = 0;
    for event in due {
        let minutes = event.nearest_due(now, &changes).filter(|minutes| !event.was_reminded(*minutes, &sent));
        if let Some(minutes) = minutes {
            let what = format!("a reminder of event {}", event.id);
            written += or_left_out(Reminder { event, minutes }.send(db, now).await, what)?;
        }
    }
    Ok(written)
}

impl Upcoming {
    /// The reminder whose moment came last, of those that no change brought too late.
    fn nearest_due(&self, now: DateTime<Utc>, changes: &[Change]) -> Option<i32> {
        let has_come = |m: &i32| *m > 0 && moment(self.starts_at, *m) <= now;
        let in_time = |m: &i32| !changes.iter().any(|change| change.came_after(self, *m));
        self.reminders.0.iter().copied().filter(has_come).filter(in_time).min()
    }

    /// This reminder was sent, or one that came after it.
    fn was_reminded(&self, minutes: i32, sent: &[sent_reminder::Model]) -> bool {
        let same = |s: &&sent_reminder::Model| s.event_id == self.id && s.starts_at == self.starts_at;
        sent.iter().filter(same).any(|s| s.minutes_before <= minutes)
    }
}

/// When a reminder is due.
pub fn moment(starts_at: DateTime<Utc>, minutes: i32) -> DateTime<Utc> {
    starts_at - Duration::minutes(minutes.into())
}

/// What the letters of a reminder of the event with this identity have in common.
pub fn batch(uid: Uuid, starts_at: DateTime<Utc>, minutes: i32) -> Uuid {
    let starts = starts_at.timestamp().to_be_bytes();
    id_for("reminder", &[uid.as_bytes(), &minutes.to_be_bytes(), &starts])
}

impl Reminder {
    /// To those who held a seat by then; whoever came later was told all of it in the letter of that day.
    async fn send(&self, db: &Database, now: DateTime<Utc>) -> Result<u64> {
        let people = registration::Entity::find()
            .filter(registration::Column::EventId.eq(self.event.id))
            .filter(registration::Column::Status.eq(Status::Confirmed))
            .filter(registration::Column::RegisteredAt.lte(moment(self.event.starts_at, self.minutes)));
        let Some(written) = posting::to_each(db, now, people, self).await? else {
            return Ok(0);
        };
        let row = sent_reminder::ActiveModel {
            event_id: Set(self.event.id),
            minutes_before: Set(self.minutes),
            starts_at: Set(self.event.starts_at),
            sent_at: Set(now),
        };
        use sent_reminder::Column::{EventId, MinutesBefore, StartsAt};
        let known = OnConflict::columns([EventId, MinutesBefore, StartsAt]).do_nothing().to_owned();
        sent_reminder::Entity::insert(row).on_conflict(known).exec_without_returning(db.write()).await?;
        Ok(written)
    }
}

#[rocket::async_trait]
impl Occasion for Reminder {
    async fn still_stands(&self, txn: &DatabaseTransaction) -> Result<bool> {
        let event = posting::event_that_takes_place(txn, self.event.id).await?;
        Ok(event.is_some_and(|event| event.starts_at == self.event.starts_at))
    }

    fn letter(&self, person: &registration::Model) -> Letter {
        let batch = batch(self.event.uid, self.event.starts_at, self.minutes);
        Letter {
            id: id_for("reminder", &[batch.as_bytes(), person.id.as_bytes()]),
            batch_id: Some(batch),
            ..person.letter(LetterKind::Reminder, json!({ "starts_at": self.event.starts_at }))
        }
    }
}
