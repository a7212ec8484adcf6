//! Certificates of attendance, where an event gives them. Whoever has a seat and was there, at the event or at one of
//! its stops, gets one once it is over: a sheet of paper (PDF) for their employer. It is drawn from what is known when
//! it is asked for, and nothing of it is kept. On it stands an address that says whether it is so.

mod document;
mod drawing;
mod key;
mod pages;

use chrono::{DateTime, Utc};
use rocket::{Route, routes};

use super::looking_back;
use super::registration::{self, Status};
use crate::config::Config;
use crate::events::event;
use crate::paper::Typeface;

pub use document::Certificate;
pub use drawing::draw;
pub use key::Key;

pub fn routes() -> Vec<Route> {
    routes![pages::own, pages::of_another, pages::show]
}

/// Whether somebody gets a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Given,
    /// The event is not over.
    TooEarly,
    /// Nobody noted that they were there, or only at an earlier date from which the event moved.
    NotSeen,
    /// It is theirs, but of their name no letter can be printed.
    Nameless,
    /// The event gives none, or they have no seat.
    NotForThem,
}

impl Standing {
    pub fn of(event: &event::Model, person: &registration::Model, now: DateTime<Utc>) -> Standing {
        let gives = event.certificates && event.is_public() && event.cancelled_at.is_none();
        // Of those who were forgotten there is no address left.
        let has_seat = person.status == Status::Confirmed && !person.email.is_empty();
        if !gives || !has_seat {
            Standing::NotForThem
        } else if !event.is_past(now) {
            Standing::TooEarly
        } else if !looking_back::was_seen(event, person) {
            Standing::NotSeen
        } else if has_letters(&person.name) {
            Standing::Given
        } else {
            Standing::Nameless
        }
    }

    pub fn is_given(self) -> bool {
        self == Standing::Given
    }

    /// Whether they were there: it is given, or will be once their name can be printed.
    pub fn is_earned(self) -> bool {
        matches!(self, Standing::Given | Standing::Nameless)
    }

    /// The sentence that says to the person why there is none, where it would help them.
    pub fn why_not(self) -> Option<&'static str> {
        match self {
            Standing::TooEarly => Some("certificate-too-early"),
            Standing::NotSeen => Some("certificate-not-seen"),
            Standing::Nameless => Some("certificate-nameless"),
            Standing::Given | Standing::NotForThem => None,
        }
    }
}

/// Whether anything of the name is to be read on paper: a certificate for signs alone is nobody's.
fn has_letters(name: &str) -> bool {
    let is_read = |text: &str| text.chars().any(char::is_alphanumeric);
    // The same letters as those of the paper; where even they fail, drawing it says so.
    is_read(name) && Typeface::bold().map_or(true, |letters| is_read(&letters.writable(name)))
}

/// Where whoever was handed a certificate asks whether it is so.
pub fn address(config: &Config, person: &registration::Model) -> String {
    format!("{}/certificates/{}", config.public_url, Key::of(&config.secret, person))
}
