//! A reminder whose moment was over before anybody wanted it: the event was moved nearer, or the reminder was ticked too
//! late. The audit trail knows when that was; a process that was away leaves no trace there.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;

use super::{Upcoming, moment};
use crate::database::{Database, MOST_VALUES};
use crate::error::Result;
use crate::organisers::audit::{self, Act};

/// The fields of an event's sheet that say when it begins.
const BEGINNING: [&str; 3] = ["date", "starts", "timezone"];

/// A change of an event, as far as it touched reminders.
pub(super) struct Change {
    event_id: Option<i32>,
    at: DateTime<Utc>,
    /// It begins at another time.
    is_move: bool,
    /// The reminders that it added.
    ticked: Vec<i32>,
}

/// What was changed of these events.
pub(super) async fn changes(db: &Database, events: &[Upcoming]) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for some in events.chunks(MOST_VALUES) {
        let entries = audit::Entity::find()
            .filter(audit::Column::EventId.is_in(some.iter().map(|event| event.id)))
            .filter(audit::Column::Act.eq(Act::EventChanged));
        changes.extend(entries.all(db.read()).await?.iter().map(Change::of));
    }
    Ok(changes)
}

impl Change {
    fn of(entry: &audit::Model) -> Change {
        let changed = &entry.facts["changed"];
        let before = minutes(&changed["reminders"][0]);
        let mut ticked = minutes(&changed["reminders"][1]);
        ticked.retain(|m| !before.contains(m));
        let is_move = BEGINNING.iter().any(|field| changed.get(*field).is_some());
        Change { event_id: entry.event_id, at: entry.at, is_move, ticked }
    }

    /// Whether this brought a reminder for which it was too late already.
    pub(super) fn came_after(&self, event: &Upcoming, minutes: i32) -> bool {
        let is_late = self.event_id == Some(event.id) && self.at > moment(event.starts_at, minutes);
        is_late && (self.is_move || self.ticked.contains(&minutes))
    }
}

/// A field with several values has one on each line.
fn minutes(text: &Value) -> Vec<i32> {
    text.as_str().unwrap_or_default().lines().filter_map(|line| line.parse().ok()).collect()
}
