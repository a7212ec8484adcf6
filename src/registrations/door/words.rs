//! What is said at the door of somebody: in since when, on the waiting list, cancelled. It is noted once that somebody
//! came, also where an event takes several days: whoever came on another day is welcome again, and that is no fault.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::checking_in::Outcome;
use crate::events::event;
use crate::language::Language;
use crate::registrations::registration::Status;

/// When somebody came in, by the clock where the event is.
pub struct CameIn {
    /// "13.22"
    pub time: String,
    pub day: Day,
}

/// The same for a script: "13.22", and the day.
#[derive(Serialize)]
pub struct Since {
    since: String,
    #[serde(flatten)]
    day: Day,
}

/// A day, for a script that knows by itself which one it is today.
#[derive(Serialize)]
pub struct Day {
    /// "2027-03-02"
    date: NaiveDate,
    /// "dinsdag"; with its date where there are several of that name.
    #[serde(rename = "day")]
    name: String,
}

impl CameIn {
    pub fn of(event: &event::Model, at: DateTime<Utc>, l: Language) -> CameIn {
        let date = event.day_of(at);
        // From the day before it on, when the earliest can have come.
        let of_one_week = (-1..6).contains(&(date - event.first_day()).num_days());
        let name = if of_one_week { l.weekday(date) } else { l.day(date) };
        CameIn { time: l.time(at.with_timezone(&event.zone()).time()), day: Day { date, name } }
    }

    /// "Binnen sinds 13.22"; on another day "Binnen sinds dinsdag 13.22".
    pub fn words(&self, today: NaiveDate, l: Language) -> String {
        if self.day.date == today {
            l.fill("door-since", [("time", &self.time)])
        } else {
            l.fill("door-since-day", [("day", &self.day.name), ("time", &self.time)])
        }
    }
}

impl From<CameIn> for Since {
    fn from(came: CameIn) -> Since {
        Since { since: came.time, day: came.day }
    }
}

/// How it stands with `name`, in a sentence.
pub fn sentence(event: &event::Model, name: &str, outcome: Outcome, now: DateTime<Utc>, l: Language) -> String {
    match outcome {
        Outcome::In { first: true, .. } => l.fill("door-said-in", [("name", name)]),
        Outcome::In { since, .. } => {
            let came = CameIn::of(event, since, l);
            if is_well(event, outcome, now) {
                l.fill("door-said-already-day", [("name", name), ("day", &came.day.name)])
            } else {
                l.fill("door-said-already", [("name", name), ("time", &came.time)])
            }
        }
        Outcome::Out => l.fill("door-said-out", [("name", name)]),
        Outcome::NoSeat(Status::Cancelled) => l.fill("door-said-cancelled", [("name", name)]),
        Outcome::NoSeat(_) => l.fill("door-said-waiting", [("name", name)]),
        Outcome::NoSeatHere { waits: true } => l.fill("door-said-waits-here", [("name", name)]),
        Outcome::NoSeatHere { waits: false } => l.fill("door-said-other-stop", [("name", name)]),
        Outcome::TakenBack => l.fill("door-said-taken-back", [("name", name)]),
        Outcome::NotFound => l.say("door-said-unknown"),
    }
}

/// Whether nobody has to look after it: it went as hoped, or they came on another day and come again.
pub fn is_well(event: &event::Model, outcome: Outcome, now: DateTime<Utc>) -> bool {
    match outcome {
        Outcome::In { since, first } => first || event.day_of(since) != event.day_of(now),
        Outcome::Out => true,
        Outcome::NoSeat(_) | Outcome::NoSeatHere { .. } | Outcome::TakenBack | Outcome::NotFound => false,
    }
}

/// Its name for the script and for the page after a form.
pub fn code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::In { first: true, .. } => "in",
        Outcome::In { .. } => "already",
        Outcome::Out => "out",
        Outcome::NoSeat(status) => status.code(),
        Outcome::NoSeatHere { waits: true } => "waits-here",
        Outcome::NoSeatHere { waits: false } => "other-stop",
        Outcome::TakenBack => "taken-back",
        Outcome::NotFound => "unknown",
    }
}
