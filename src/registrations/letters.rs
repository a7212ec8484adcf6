//! What the letters about registrations say, and whether there is still something to say.

mod matter;
mod records;
mod words;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::registration::{self, Status};
use super::seats::{booking, offers, waiting_list};
use crate::config::Config;
use crate::error::Result;
use crate::mail::{Composed, Letter, LetterKind, letter, letterhead};

pub use matter::{ChosenStop, Matter, takes_entries};
pub use records::matters;
pub use words::{context, offer_end, place, ticket_picture, tint};

/// The letter, but for what it does to the calendar; nothing when there is nothing to say any more.
pub fn compose(letter: &letter::Model, matter: &Matter, config: &Config, now: DateTime<Utc>) -> Option<Composed> {
    let is_theirs = matter.is_of(&letter.recipient) || !letter.kind.is_for_the_holder();
    if !is_theirs || is_overtaken(letter, matter, now) || is_late(letter, matter, now) {
        return None;
    }
    let region = &matter.details.region;
    let context = letterhead(context(matter, letter, config), letter.language, config);
    let picture = ticket_picture(matter, letter, config);
    Some(Composed { picture, ..Composed::of(context, region.sender(letter.language), Some(region.reply_to.clone())) })
}

/// Whether things have moved on since: then a later letter says how it stands. Nobody hears of a seat at an event that
/// was called off meanwhile, and nothing is put into a calendar from which it goes at once (RFC 5546, section 3.2.5);
/// a letter that is sent again may even come after the event.
fn is_overtaken(letter: &letter::Model, matter: &Matter, now: DateTime<Utc>) -> bool {
    let (status, to_come) = (matter.registration.status, matter.is_to_come(now));
    match letter.kind {
        LetterKind::SeatOffered if matter.offer.as_ref().is_none_or(|offer| !offer.is_open()) => true,
        LetterKind::RegistrationConfirmed
        | LetterKind::SeatBecameFree
        | LetterKind::SeatOffered
        | LetterKind::SeatDeclined
        | LetterKind::DeclinedInCalendar
        | LetterKind::StopDeclinedInCalendar => status != Status::Confirmed || !to_come,
        // It takes an entry out of the calendar, and no later letter does.
        LetterKind::RegistrationWaitlisted if letter.facts["held_seat"] == true => status == Status::Confirmed,
        LetterKind::RegistrationWaitlisted | LetterKind::SeatToTake | LetterKind::OfferRanOut => {
            status != Status::Waitlisted || !to_come
        }
        LetterKind::RegistrationCancelled | LetterKind::SeatHandedOver => is_back(letter, matter),
        // It may be the only one that takes the other stop out of a calendar.
        LetterKind::StopChosen => {
            matter.entry_to_take_out(letter).is_none() && !(matter.has_the_stop(letter) && to_come)
        }
        // It came back to this address.
        LetterKind::RegistrationMoved => matter.is_of(&letter.recipient),
        // Of a change only what still holds is among the matters.
        LetterKind::EventChanged
        | LetterKind::EventCancelled
        | LetterKind::SignIn
        | LetterKind::Welcome
        | LetterKind::Message
        | LetterKind::Reminder
        | LetterKind::Thanks
        | LetterKind::DigestAsked
        | LetterKind::Digest
        | LetterKind::StopGivenBack => false,
    }
}

/// Whether one who left, as the letter says, came back since: their registration has a higher number then. The letter is
/// still needed where it alone takes an entry out of their calendar: they wait now, or came back without one of the stops.
fn is_back(letter: &letter::Model, matter: &Matter) -> bool {
    let person = &matter.registration;
    let came_after = letter.facts["sequence"].as_i64().is_some_and(|left| i64::from(person.sequence) > left);
    let keeps_entry = takes_entries(letter) && (matter.waits() || !matter.holds_what_was_left(letter));
    came_after && person.status != Status::Cancelled && !keeps_entry
}

/// Whether a letter comes too late. About an offer: there was an answer, it ran out, or another one was made since. About
/// a stop: it is not there any more, the seat there was given back, or nothing is left to take out of a calendar of one
/// who left.
fn is_late(letter: &letter::Model, matter: &Matter, now: DateTime<Utc>) -> bool {
    let person = &matter.registration;
    let told = || serde_json::from_value::<DateTime<Utc>>(letter.facts["until"].clone()).ok();
    match letter.kind {
        LetterKind::SeatToTake => person.offer_at(now).is_none_or(|until| told().is_some_and(|told| told < until)),
        LetterKind::OfferRanOut => person.offered_until.is_some(),
        LetterKind::SeatBecameFree => letter.facts["stop"].is_string() && !matter.may_give_back(letter),
        LetterKind::StopDeclinedInCalendar => !matter.may_give_back(letter),
        LetterKind::StopChosen => matter.the_stop(letter).is_none(),
        LetterKind::StopGivenBack => {
            let only_waited = !takes_entries(letter);
            matter.the_stop(letter).is_none() || (only_waited && person.status == Status::Cancelled)
        }
        _ => false,
    }
}

/// The letter that says how somebody stands, and what it says besides.
pub fn how_it_stands(person: &registration::Model, position: Option<i64>, now: DateTime<Utc>) -> (LetterKind, Value) {
    match person.offer_at(now) {
        Some(until) => (LetterKind::SeatToTake, offers::facts(person, until)),
        None => (booking::welcome(person.status), json!({ "position": position })),
    }
}

/// The same letter to somebody who has had one, as part of the same conversation.
pub fn again(person: &registration::Model, position: Option<i64>, now: DateTime<Utc>) -> Letter {
    let (kind, mut facts) = how_it_stands(person, position, now);
    facts["sequence"] = person.sequence.into();
    person.letter(kind, facts)
}

/// The same to somebody whose place in the line is not known yet.
pub async fn again_to(db: &impl ConnectionTrait, now: DateTime<Utc>, person: &registration::Model) -> Result<Letter> {
    let positions = waiting_list::positions(db, std::slice::from_ref(person)).await?;
    Ok(again(person, positions.get(&person.id).copied(), now))
}
