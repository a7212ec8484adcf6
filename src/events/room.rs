//! How much room an event has, and for whom its doors are open: the few columns of its record (and of its stops) that the
//! seat desk looks at, and what follows from them. A rush touches hundreds of events, and their texts would be read for
//! nothing.

use chrono::{DateTime, Duration, Timelike, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{event, stop};

/// Nobody is hurried more than this; closer to the event, who waits has the seat without being asked.
pub const SHORTEST_OFFER: Duration = Duration::minutes(30);

/// An event as the seat desk sees it; the columns are explained in `event::Model`.
#[derive(Clone, Copy, Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "event::Entity")]
pub struct Room {
    pub id: i32,
    pub sequence: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub capacity: Option<i32>,
    pub waiting_list: bool,
    pub offer_hours: Option<i32>,
    pub seats_taken: i32,
    pub waiting: i32,
    pub offered: i32,
    pub next_place: i64,
    pub stops_policy: StopsPolicy,
    pub opens_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A stop as the seat desk sees it; the columns are explained in `stop::Model`.
#[derive(Clone, Copy, Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "stop::Entity")]
pub struct StopRoom {
    pub id: i32,
    pub event_id: i32,
    pub uid: Uuid,
    pub sequence: i32,
    pub starts_at: DateTime<Utc>,
    pub capacity: Option<i32>,
    pub seats_taken: i32,
    pub waiting: i32,
    pub offered: i32,
    pub next_place: i64,
}

impl StopRoom {
    /// How many seats are free: nobody has them, nor may still say yes to them. None: there is no limit.
    pub fn seats_left(&self) -> Option<i32> {
        seats_left(self.capacity, self.seats_taken + self.offered)
    }

    /// Whether one can wait for a seat there: nobody is called any more once it has begun.
    pub fn keeps_line(&self, now: DateTime<Utc>) -> bool {
        now < self.starts_at
    }
}

/// How many seats nobody has or may still say yes to; none where there is no limit.
pub fn seats_left(capacity: Option<i32>, spoken_for: i32) -> Option<i32> {
    capacity.map(|capacity| (capacity - spoken_for).max(0))
}

/// What happens to a registration when one of its stops is full.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum StopsPolicy {
    /// The whole registration waits.
    AllOrNothing,
    /// The seat is kept and the person waits for that stop alone.
    #[default]
    BestEffort,
}

/// Whether one can register now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// There is a seat.
    Open,
    /// No seat, but a waiting list.
    WaitingList,
    /// No seat and no waiting list, or none any more since the event has begun.
    Full,
    /// Registration has not begun.
    NotOpen,
    /// Registration, or the event itself, is over.
    Closed,
    /// The event was called off.
    Cancelled,
}

impl Room {
    /// Whether people outside may know of it.
    pub fn is_public(&self) -> bool {
        self.published_at.is_some() && self.deleted_at.is_none()
    }

    /// Whether nobody was shown it yet.
    pub fn is_draft(&self) -> bool {
        self.published_at.is_none()
    }

    /// Whether it has ended.
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.ends_at <= now
    }

    /// Whether it is under way, or over. Nobody is called from the waiting list any more then.
    pub fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.starts_at <= now
    }

    /// Whether one can wait for a seat.
    pub fn keeps_line(&self, now: DateTime<Utc>) -> bool {
        self.waiting_list && !self.has_begun(now)
    }

    /// How many seats are free: nobody has them, nor may still say yes to them. None: there is no limit.
    pub fn seats_left(&self) -> Option<i32> {
        seats_left(self.capacity, self.seats_spoken_for())
    }

    /// Seats that somebody has, or may still say yes to.
    pub fn seats_spoken_for(&self) -> i32 {
        self.seats_taken + self.offered
    }

    /// Until when a seat that comes free `now` is offered to who waits, to the whole minute: as long as the organiser
    /// wants, and at most until the event begins. None where there is nothing to choose for long: who waits has it.
    pub fn offer_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let hours = self.offer_hours.filter(|_| self.capacity.is_some())?;
        let end = now + Duration::hours(hours.into()) + Duration::seconds(59);
        let until = end.with_second(0)?.with_nanosecond(0)?.min(self.starts_at);
        (until - now >= SHORTEST_OFFER).then_some(until)
    }

    /// Whether the next person gets a seat. Those who wait go first, unless a seat is held for each of them, or the event
    /// has begun, when they are not called any more; where whole registrations wait (`AllOrNothing`), they wait for a stop,
    /// and whoever wants another stop passes them.
    pub fn has_seat(&self, now: DateTime<Utc>) -> bool {
        let passes = self.has_begun(now) || self.stops_policy == StopsPolicy::AllOrNothing;
        self.seats_left().is_none_or(|left| left > 0) && (passes || self.waiting == self.offered)
    }

    /// Whether those who wait do so for a stop: there is room at the event itself.
    pub fn is_full_at_a_stop(&self) -> bool {
        self.stops_policy == StopsPolicy::AllOrNothing && self.seats_left() != Some(0)
    }

    /// What whoever comes now, and is new, finds.
    pub fn door(&self, now: DateTime<Utc>) -> Door {
        if self.cancelled_at.is_some() {
            Door::Cancelled
        } else if now >= self.ends_at || self.closes_at.is_some_and(|closes| now >= closes) {
            Door::Closed
        } else if self.opens_at.is_some_and(|opens| now < opens) {
            Door::NotOpen
        } else if self.has_seat(now) {
            Door::Open
        } else if self.keeps_line(now) {
            Door::WaitingList
        } else {
            Door::Full
        }
    }
}
