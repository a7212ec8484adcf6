//! What the desk answers.

use uuid::Uuid;

use crate::registrations::registration::Status;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Stands(Standing),
    /// Somebody who is known registered again.
    Repeats {
        standing: Standing,
        /// What may be told to whoever sent it.
        shown: Box<Outcome>,
    },
    /// So many offers ran out.
    Expired(usize),
    Refused(Refusal),
    NotFound,
}

/// How a registration stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub registration_id: Uuid,
    pub status: Status,
    /// The place in the line, from 1, of one who waits.
    pub position: Option<i64>,
    pub stops: Vec<StopStanding>,
}

impl Standing {
    /// Whether they have a seat at this stop, or wait for one.
    pub fn holds(&self, stop: i32) -> bool {
        self.stops.iter().any(|held| held.stop_id == stop)
    }

    /// Of one who left.
    pub fn gone(registration_id: Uuid) -> Standing {
        Standing { registration_id, status: Status::Cancelled, position: None, stops: Vec::new() }
    }
}

/// How somebody stands at one stop.
#[derive(Clone, Debug, PartialEq)]
pub struct StopStanding {
    pub stop_id: i32,
    pub status: Status,
    /// The place in its line, from 1, of one who waits there.
    pub position: Option<i64>,
    /// A seat is held there, for one to whom a seat at the event is offered.
    pub offered: bool,
}

impl StopStanding {
    /// Whether they have a seat there, or are held one.
    pub fn has_seat(&self) -> bool {
        self.status == Status::Confirmed || self.offered
    }
}

/// Why not; said in a sentence beside the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotOpen,
    Closed,
    Cancelled,
    /// Nobody can see the event yet, so a letter about it would lead nowhere.
    Draft,
    Full,
    /// A stop that they chose was taken away since.
    StopGone,
    /// They have another stop at the same time.
    Overlap,
    /// The colleague holds a seat already.
    AlreadyIn,
    /// The offer was answered or withdrawn.
    OfferGone,
    /// The seat that was held for them went to the next.
    OfferOver,
    /// The event keeps no waiting list, or has begun.
    NoWaitingList,
    /// Whoever moves to the waiting list would be first in line, and get the seat back at once.
    NobodyWaits,
    /// Only those who wait have a place in the line.
    NotWaiting,
    /// They cancelled.
    Left,
    /// Nobody knows any more who it was.
    Forgotten,
    /// They stand otherwise than those for whom it was decided.
    Overtaken,
}

impl Refusal {
    /// Its name for programs and in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::NotOpen => "not-open",
            Refusal::Closed => "closed",
            Refusal::Cancelled => "cancelled",
            Refusal::Draft => "draft",
            Refusal::Full => "full",
            Refusal::StopGone => "stop-gone",
            Refusal::Overlap => "overlap",
            Refusal::AlreadyIn => "already-in",
            Refusal::OfferGone => "offer-gone",
            Refusal::OfferOver => "offer-over",
            Refusal::NoWaitingList => "no-waiting-list",
            Refusal::NobodyWaits => "nobody-waits",
            Refusal::NotWaiting => "not-waiting",
            Refusal::Left => "left",
            Refusal::Forgotten => "forgotten",
            Refusal::Overtaken => "overtaken",
        }
    }
}
