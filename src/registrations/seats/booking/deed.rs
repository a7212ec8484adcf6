//! What the desk is asked.

use uuid::Uuid;

use super::{Addition, Arrangement, Choice};
use crate::language::Language;
use crate::mail::EmailAddress;
use crate::registrations::registration::{self, Answers, Role};

/// Something that changes seats.
#[derive(Clone, Debug)]
pub enum Deed {
    Register(Box<Applicant>),
    Cancel {
        registration: Uuid,
    },
    /// Gives one stop back, and keeps the rest.
    LeaveStop {
        registration: Uuid,
        stop: i32,
    },
    /// Takes one stop more, or one instead of another.
    ChooseStop {
        registration: Uuid,
        choice: Choice,
    },
    TakeOver {
        handover: Uuid,
        successor: Box<Successor>,
    },
    /// Somebody says yes to the seat that is held for them.
    Accept {
        registration: Uuid,
    },
    /// Somebody says no to it, and leaves the line.
    Decline {
        registration: Uuid,
    },
    /// The offers of an event that ran out go on to whoever is next.
    Expire {
        event: i32,
    },
    /// An organiser adds somebody by hand.
    Add(Box<Addition>),
    /// An organiser decides for somebody.
    Arrange(Box<Arrangement>),
}

/// Somebody who wants to come; everything is checked.
#[derive(Clone, Debug)]
pub struct Applicant {
    pub event_id: i32,
    pub name: String,
    pub email: EmailAddress,
    pub organisation: String,
    pub role: Role,
    pub language: Language,
    pub answers: Answers,
    /// Stops of the event, no two at the same time.
    pub stops: Vec<i32>,
}

impl Applicant {
    /// What a search among attendees will look in.
    pub fn search_text(&self) -> String {
        registration::search_text(&self.name, self.email.as_str(), &self.organisation)
    }
}

/// The colleague who takes a seat over; the address is the one that the offer went to.
#[derive(Clone, Debug)]
pub struct Successor {
    pub name: String,
    pub organisation: String,
    pub language: Language,
    pub answers: Answers,
}
