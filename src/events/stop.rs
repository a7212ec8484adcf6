//! A stop of a practice safari: a practice to visit, with a time slot and seats of its own. One person can be at one
//! place at a time: two chosen stops may not overlap.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::event;
use super::room::seats_left;
use crate::language::{Language, Texts};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stops")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub event_id: i32,
    pub position: i32,
    /// The calendar entry's identity and revision, as with an event.
    #[sea_orm(unique)]
    pub uid: Uuid,
    pub sequence: i32,
    pub titles: Texts,
    pub descriptions: Texts,
    /// The organisation that opens its door.
    pub practice: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// How many people fit; none: no limit.
    pub capacity: Option<i32>,
    pub seats_taken: i32,
    pub waiting: i32,
    /// Seats that are held for those to whom a seat at the event is offered.
    pub offered: i32,
    pub next_place: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How many seats are free: nobody has them, nor may still say yes to them. None: there is no limit.
    pub fn seats_left(&self) -> Option<i32> {
        seats_left(self.capacity, self.seats_taken + self.offered)
    }

    /// Whether one can wait for a seat there: nobody is called any more once it has begun.
    pub fn keeps_line(&self, now: DateTime<Utc>) -> bool {
        now < self.starts_at
    }

    /// Its hours, after its day where that is not the first of the event.
    pub fn hours(&self, event: &event::Model, l: Language) -> String {
        l.hours_beside(event.first_day(), self.starts_at, self.ends_at, event.zone())
    }

    /// Whether nobody can be at both from beginning to end; one may begin when the other ends.
    pub fn overlaps(&self, other: &Model) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// The time slots in which there is something to choose, each with its place among all: a lone stop without a limit is
/// simply part of the programme.
pub fn to_choose(stops: &[Model]) -> Vec<(usize, Vec<&Model>)> {
    let has_choice = |(_, stops): &(usize, Vec<&Model>)| stops.len() > 1 || stops.iter().any(|s| s.capacity.is_some());
    slots(stops).into_iter().enumerate().filter(has_choice).collect()
}

/// Those at which people are expected: one can choose them, or somebody did while one could.
pub fn with_people(stops: &[Model]) -> Vec<&Model> {
    let to_choose: Vec<i32> = to_choose(stops).into_iter().flat_map(|(_, stops)| stops).map(|stop| stop.id).collect();
    stops.iter().filter(|stop| to_choose.contains(&stop.id) || stop.seats_taken + stop.waiting > 0).collect()
}

/// The stops in time slots: those that overlap stand together, and one can be chosen from each.
pub fn slots(stops: &[Model]) -> Vec<Vec<&Model>> {
    let mut sorted: Vec<&Model> = stops.iter().collect();
    sorted.sort_by_key(|s| (s.starts_at, s.position));
    let mut slots: Vec<Vec<&Model>> = Vec::new();
    for stop in sorted {
        match slots.last_mut().filter(|slot| slot.iter().any(|other| other.overlaps(stop))) {
            Some(slot) => slot.push(stop),
            None => slots.push(vec![stop]),
        }
    }
    slots
}
