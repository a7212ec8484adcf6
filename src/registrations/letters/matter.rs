//! A letter's matter: the records that it is about, and what follows from them for what it says.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::events::{Details, stop};
use crate::language::Language;
use crate::mail::{CalendarMethod, LetterKind, letter};
use crate::registrations::registration::{self, Status};
use crate::registrations::self_service::calendar_reply::{self, Answer};
use crate::registrations::self_service::handover;
use crate::registrations::steering::changes::{Before, Difference, News};

/// A letter with the records that it is about.
pub struct Matter {
    pub registration: registration::Model,
    pub details: Details,
    /// The stops that were chosen, in the order of the day.
    pub stops: Vec<ChosenStop>,
    /// The offer, in a letter to the colleague.
    pub offer: Option<handover::Model>,
    /// The event as it was, in a letter about a change.
    pub before: Option<Before>,
    /// What else the same letter is about: the other events that changed with this one.
    pub others: Vec<Matter>,
    /// What the reader's calendar answered to earlier invitations.
    pub answered: Vec<calendar_reply::Model>,
}

/// A stop that the person has a seat at, or waits for.
#[derive(Clone)]
pub struct ChosenStop {
    pub stop: stop::Model,
    pub status: Status,
    /// The place in the line, from 1, of one who waits.
    pub position: Option<i64>,
}

impl Matter {
    /// What is otherwise than it was.
    pub fn changes(&self, l: Language) -> Vec<Difference> {
        let chosen = self.stops.iter().map(|chosen| &chosen.stop);
        let of = |before: &Before| before.differences(&self.details.event, chosen, l);
        let mut changes = self.before.as_ref().map(of).unwrap_or_default();
        if self.waits() {
            changes.retain(|change| !matches!(change.news, News::Link | News::NoLink));
        }
        changes
    }

    /// Whether that stop is otherwise for the reader, and the event itself as it was.
    pub fn is_about_the_stop(&self, stop: &stop::Model, l: Language) -> bool {
        let is_otherwise = self.before.as_ref().is_some_and(|before| before.names(stop));
        is_otherwise && self.changes(l).iter().all(|change| change.news == News::Stop)
    }

    pub(super) fn waits(&self) -> bool {
        self.registration.status == Status::Waitlisted
    }

    /// What was answered to this entry before it changed. Whoever answered nothing has accepted by registering, and whoever
    /// is let in now has said yes since.
    pub fn answer_to(&self, letter: &letter::Model, uid: Uuid) -> Answer {
        let answered = self.answered.iter().filter(|_| corrects(letter)).find(|reply| reply.uid == uid);
        answered.map_or(Answer::Accepted, |reply| reply.answer)
    }

    /// Whether it is about whoever has this address: one that was corrected since belongs to somebody else, and the letter
    /// holds the private link.
    pub(super) fn is_of(&self, address: &str) -> bool {
        self.registration.email.eq_ignore_ascii_case(address)
    }

    /// Whether there is an event to come to: it is neither over nor called off nor deleted.
    pub(super) fn is_to_come(&self, now: DateTime<Utc>) -> bool {
        let event = &self.details.event;
        event.cancelled_at.is_none() && event.deleted_at.is_none() && !event.is_past(now)
    }

    /// Whether there is a seat again at each stop that was left with the letter.
    pub(super) fn holds_what_was_left(&self, letter: &letter::Model) -> bool {
        let held = |id: i64| self.stops.iter().any(|c| i64::from(c.stop.id) == id && c.status == Status::Confirmed);
        letter.facts["stops"].as_array().into_iter().flatten().filter_map(Value::as_i64).all(held)
    }

    /// The stops at which the reader has a seat, or had one until the deed that the letter tells of.
    pub fn seats_at_stops(&self, letter: &letter::Model, method: CalendarMethod) -> Vec<&stop::Model> {
        if letter.kind == LetterKind::StopGivenBack {
            return self.the_stop(letter).into_iter().collect();
        }
        if let (CalendarMethod::Cancel, Some(given_back)) = (method, letter.facts["stops"].as_array()) {
            let is_given_back = |stop: &&stop::Model| given_back.iter().any(|id| *id == stop.id);
            return self.details.stops.iter().filter(is_given_back).collect();
        }
        // Whoever waits, and had a seat before, may have the entry of any stop still.
        let any = method == CalendarMethod::Cancel && letter.facts["invited"] == true;
        let held = self.stops.iter().filter(|chosen| any || chosen.status == Status::Confirmed);
        held.map(|chosen| &chosen.stop).collect()
    }

    /// The one stop that the letter is about, if it is about one. None when it is not there any more.
    pub(super) fn the_stop(&self, letter: &letter::Model) -> Option<&stop::Model> {
        self.stop_named(&letter.facts["stop"])
    }

    /// The stop that was given back for it.
    pub(super) fn the_stop_before(&self, letter: &letter::Model) -> Option<&stop::Model> {
        self.stop_named(&letter.facts["left"])
    }

    fn stop_named(&self, fact: &Value) -> Option<&stop::Model> {
        let uid: Uuid = fact.as_str()?.parse().ok()?;
        self.details.stops.iter().find(|stop| stop.uid == uid)
    }

    fn has_seat_at(&self, stop: &stop::Model) -> bool {
        self.stops.iter().any(|chosen| chosen.stop.id == stop.id && chosen.status == Status::Confirmed)
    }

    /// Whether there is still a seat at that stop to be given back.
    pub(super) fn may_give_back(&self, letter: &letter::Model) -> bool {
        self.the_stop(letter).is_some_and(|stop| self.has_seat_at(stop))
    }

    /// Whether the person still has a seat at that stop, or waits for one.
    pub(super) fn has_the_stop(&self, letter: &letter::Model) -> bool {
        let stop = self.the_stop(letter).map(|stop| stop.id);
        self.stops.iter().any(|chosen| Some(chosen.stop.id) == stop)
    }

    /// The stop that was chosen, as long as the person has a seat there.
    pub fn entry_to_put_in(&self, letter: &letter::Model) -> Option<&stop::Model> {
        let event = &self.details.event;
        let takes_place = event.cancelled_at.is_none() && event.deleted_at.is_none();
        self.the_stop(letter).filter(|stop| takes_place && self.has_seat_at(stop))
    }

    /// The stop that was given back for it, if it may stand in the person's calendar.
    pub fn entry_to_take_out(&self, letter: &letter::Model) -> Option<&stop::Model> {
        self.the_stop_before(letter).filter(|stop| takes_entries(letter) && !self.has_seat_at(stop))
    }

    /// Whether the letter still has something to say about this change. Who waited and has a seat by now hears of both
    /// in the letter about the seat.
    pub(super) fn is_news(&self, waited: Option<bool>, letter: &letter::Model, now: DateTime<Utc>) -> bool {
        let stands = waited.is_none_or(|waited| waited == self.waits());
        let comes = self.registration.status != Status::Cancelled && stands && self.is_of(&letter.recipient);
        comes && self.is_to_come(now) && !self.changes(letter.language).is_empty()
    }
}

/// Whether a letter corrects invitations that a calendar may have answered.
pub(super) fn corrects(letter: &letter::Model) -> bool {
    letter.kind == LetterKind::EventChanged
}

/// Whether those whom a letter tells that they left, or lost the seat, had an entry in the calendar.
pub fn takes_entries(letter: &letter::Model) -> bool {
    letter.facts["held_seat"] == true || letter.facts["invited"] == true
}
