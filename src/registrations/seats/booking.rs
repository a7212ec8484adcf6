//! Who gets a seat. Every verb that changes seats is here, and nothing else does: register, cancel, choose or leave a
//! stop, take over, answer an offer or let it run out, resize, and what an organiser adds and arranges (and
//! `waiting_list` moves people up). The desk calls them in order of arrival, inside one transaction in which the rows of
//! the events are locked, so what the ledger counts is what is true.
//!
//! After each deed nobody waits who could have a seat, or is offered one and may still say yes; so whoever comes may
//! take what is free. Once the event has begun nobody is called any more, and whoever asks may have it.

mod adding;
mod arranging;
mod choosing_a_stop;
mod coming_again;
mod deed;
mod in_line;
mod leaving;
mod leaving_a_stop;
mod noting;
mod offering;
mod outcome;
mod taking_over;

use serde_json::json;

use super::ledger::Ledger;
use super::{held_stop, offers, waiting_list};
use crate::error::Result;
use crate::events::room::{Door, StopsPolicy};
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};

pub use adding::{Addition, rehearse};
pub use arranging::{Arrangement, Decision};
pub use choosing_a_stop::{Chance, Choice, closed_to, waits_in_vain};
pub use deed::{Applicant, Deed, Successor};
pub use outcome::{Outcome, Refusal, Standing, StopStanding};

/// Does the deed. An error undoes the whole transaction; a refusal leaves the others alone.
pub async fn perform(ledger: &mut Ledger<'_>, deed: &Deed) -> Result<Outcome> {
    match deed {
        Deed::Register(applicant) => register(ledger, applicant).await,
        Deed::Cancel { registration } => leaving::cancel(ledger, *registration).await,
        Deed::LeaveStop { registration, stop } => leaving_a_stop::leave_stop(ledger, *registration, *stop).await,
        Deed::ChooseStop { registration, choice } => choosing_a_stop::choose_stop(ledger, *registration, *choice).await,
        Deed::TakeOver { handover, successor } => taking_over::take_over(ledger, *handover, successor).await,
        Deed::Accept { registration } => offering::accept(ledger, *registration).await,
        Deed::Decline { registration } => offering::decline(ledger, *registration).await,
        Deed::Expire { event } => offering::expire(ledger, *event).await,
        Deed::Add(addition) => adding::add(ledger, addition).await,
        Deed::Arrange(arrangement) => arranging::arrange(ledger, arrangement).await,
    }
}

/// Somebody registers, or does so again.
pub(super) async fn register(ledger: &mut Ledger<'_>, applicant: &Applicant) -> Result<Outcome> {
    let Some(event) = ledger.events.get(&applicant.event_id) else {
        return Ok(Outcome::NotFound);
    };
    if !event.is_public() {
        return Ok(Outcome::NotFound);
    }
    if event.cancelled_at.is_some() {
        return Ok(Outcome::Refused(Refusal::Cancelled));
    }
    let known = ledger.known(applicant.event_id, &applicant.email.key()).cloned();
    if let Some(known) = known.as_ref().filter(|k| k.status != Status::Cancelled) {
        return coming_again::come_again(ledger, applicant, known).await;
    }
    let status = match admit(ledger, applicant)? {
        Ok(status) => status,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let registration = enter(ledger, applicant, known, status).await?;
    let standing = seat(ledger, &registration, &applicant.stops, false)?;
    ledger.write(&registration, welcome(status), json!({ "position": standing.position }));
    Ok(Outcome::Stands(standing))
}

/// A seat or a place in the line for one who is new, or why neither.
fn admit(ledger: &Ledger<'_>, applicant: &Applicant) -> Result<Result<Status, Refusal>> {
    let event = ledger.event(applicant.event_id)?;
    let refusal = match event.door(ledger.now) {
        Door::Open | Door::WaitingList => None,
        Door::Full => Some(Refusal::Full),
        Door::NotOpen => Some(Refusal::NotOpen),
        Door::Closed => Some(Refusal::Closed),
        Door::Cancelled => Some(Refusal::Cancelled),
    };
    let status = if fits(ledger, applicant) { Status::Confirmed } else { Status::Waitlisted };
    let gone = wants_what_is_gone(ledger, applicant).then_some(Refusal::StopGone);
    let no_line = status == Status::Waitlisted && !event.keeps_line(ledger.now);
    let in_vain = no_line || is_too_late_at_a_stop(ledger, applicant);
    Ok(refusal.or(gone).or(in_vain.then_some(Refusal::Full)).map_or(Ok(status), Err))
}

/// Whether they want a stop that the event has no longer: another process may have shown it still.
fn wants_what_is_gone(ledger: &Ledger<'_>, applicant: &Applicant) -> bool {
    let is_here = |id: &i32| ledger.stops.get(id).is_some_and(|stop| stop.event_id == applicant.event_id);
    !applicant.stops.iter().all(is_here)
}

/// Whether they want a stop that is full, and from whose line nobody is called any more.
fn is_too_late_at_a_stop(ledger: &Ledger<'_>, applicant: &Applicant) -> bool {
    let mut stops = applicant.stops.iter().filter_map(|id| ledger.stops.get(id));
    stops.any(|stop| stop.seats_left() == Some(0) && !stop.keeps_line(ledger.now))
}

/// Enters a person, or lets one who left come back.
async fn enter(
    ledger: &mut Ledger<'_>,
    applicant: &Applicant,
    known: Option<registration::Model>,
    status: Status,
) -> Result<registration::Model> {
    match known {
        Some(gone) => ledger.revive(gone, applicant, status).await,
        None => ledger.enter(applicant, status),
    }
}

/// The letter that greets one who stands so.
pub fn welcome(status: Status) -> LetterKind {
    match status {
        Status::Confirmed => LetterKind::RegistrationConfirmed,
        Status::Waitlisted => LetterKind::RegistrationWaitlisted,
        Status::Cancelled => LetterKind::RegistrationCancelled,
    }
}

/// Whether there is a seat for all that must be had at once.
fn fits(ledger: &Ledger<'_>, applicant: &Applicant) -> bool {
    let Some(event) = ledger.events.get(&applicant.event_id) else {
        return false;
    };
    let stops_fit = || applicant.stops.iter().filter_map(|id| ledger.stops.get(id)).all(|s| s.seats_left() != Some(0));
    event.has_seat(ledger.now) && (event.stops_policy == StopsPolicy::BestEffort || stops_fit())
}

/// Counts the registration in, at the event and at each stop; `over`: full stops have a chair to spare.
fn seat(ledger: &mut Ledger<'_>, registration: &registration::Model, stops: &[i32], over: bool) -> Result<Standing> {
    let confirmed = registration.status == Status::Confirmed;
    let event = ledger.event_mut(registration.event_id)?;
    if confirmed {
        event.seats_taken += 1;
    } else {
        event.waiting += 1;
    }
    let position = (!confirmed).then_some(i64::from(event.waiting));
    let stops = stops.iter().filter_map(|id| seat_at_stop(ledger, registration, *id, over)).collect();
    Ok(Standing { registration_id: registration.id, status: registration.status, position, stops })
}

/// Counts the registration in at a stop: with a seat there, or at the end of its line.
fn seat_at_stop(
    ledger: &mut Ledger<'_>,
    registration: &registration::Model,
    stop_id: i32,
    over: bool,
) -> Option<StopStanding> {
    let stop = ledger.stops.get_mut(&stop_id)?;
    let seated = registration.status == Status::Confirmed && (over || stop.seats_left() != Some(0));
    if seated {
        stop.seats_taken += 1;
    } else {
        stop.waiting += 1;
    }
    let status = if seated { Status::Confirmed } else { Status::Waitlisted };
    let position = (!seated).then_some(i64::from(stop.waiting));
    let (place, invited_sequence) = (stop.next_place, stop.sequence + registration.sequence);
    stop.next_place += 1;
    let registration_id = registration.id;
    ledger.hold(held_stop::Model { registration_id, stop_id, status, place, invited_sequence, offered: false });
    Some(StopStanding { stop_id, status, position, offered: false })
}

/// The room changed, that of the event (with a `capacity`) or of its stops: offers are made to fit, and whoever can move up
/// does. It is never asked at the desk: the change itself does it (`reseating`).
pub(super) async fn resize(ledger: &mut Ledger<'_>, event: i32, capacity: Option<Option<i32>>) -> Result<()> {
    if let Some(capacity) = capacity {
        ledger.event_mut(event)?.capacity = capacity;
    }
    let stops: Vec<i32> = ledger.stops.values().filter(|s| s.event_id == event).map(|s| s.id).collect();
    offers::settle(ledger, event).await?;
    waiting_list::move_up_all(ledger, event, &stops).await
}
