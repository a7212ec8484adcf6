//! Letters of thanks that were decided upon, and what they bring: one row for all letters that leave together. It is
//! written before the letters, so that whoever goes on after a crash writes the same, whatever the event shows since.

use chrono::{DateTime, Utc};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::error::Result;
use crate::events::event;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sent_thanks")]
pub struct Model {
    /// What its letters have in common.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: i32,
    /// Those who were there were thanked already.
    pub again: bool,
    pub recording: bool,
    /// Something to read.
    pub materials: bool,
    /// How was it?
    pub question: bool,
    pub decided_at: DateTime<Utc>,
    /// When the last of its letters was written.
    pub written_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it is about an event that began then: what left earlier was about a date from which the event moved.
    pub fn is_about(&self, starts_at: DateTime<Utc>) -> bool {
        self.decided_at >= starts_at
    }

    /// Whether it brings something to watch or to read.
    pub fn shows(&self) -> bool {
        self.recording || self.materials
    }
}

/// What left about this event at its present date.
pub async fn of_event(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Model>> {
    let sent = Entity::find().filter(Column::EventId.eq(event.id)).filter(Column::DecidedAt.gte(event.starts_at));
    Ok(sent.order_by_asc(Column::DecidedAt).all(db).await?)
}
