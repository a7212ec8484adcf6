//! What is said at the door of somebody: in since when, on the waiting list, cancelled.

use chrono::{DateTime, Utc};

use crate::events::event;
use crate::language::Language;
use crate::registrations::checking_in::Outcome;
use crate::registrations::registration::Status;

/// "13.22", where the event is.
pub fn since(event: &event::Model, at: DateTime<Utc>, l: Language) -> String {
    l.time(at.with_timezone(&event.zone()).time())
}

/// How it stands with `name`, in a sentence.
pub fn sentence(event: &event::Model, name: &str, outcome: Outcome, l: Language) -> String {
    match outcome {
        Outcome::In { first: true, .. } => l.fill("door-said-in", [("name", name)]),
        Outcome::In { since: at, .. } => l.fill("door-said-already", [("name", name), ("time", &since(event, at, l))]),
        Outcome::Out => l.fill("door-said-out", [("name", name)]),
        Outcome::NoSeat(Status::Cancelled) => l.fill("door-said-cancelled", [("name", name)]),
        Outcome::NoSeat(_) => l.fill("door-said-waiting", [("name", name)]),
        Outcome::TakenBack => l.fill("door-said-taken-back", [("name", name)]),
        Outcome::NotFound => l.say("door-said-unknown"),
    }
}

/// Its name for the script and for the page after a form.
pub fn code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::In { first: true, .. } => "in",
        Outcome::In { .. } => "already",
        Outcome::Out => "out",
        Outcome::NoSeat(status) => status.code(),
        Outcome::TakenBack => "taken-back",
        Outcome::NotFound => "unknown",
    }
}
