//! What an organiser decides for somebody: a seat, over the capacity if they say so, the waiting list, another place in
//! the line, other stops, the way out. Each is noted in the audit trail when it changed something, in the same
//! transaction; deciding the same again changes nothing.

use serde_json::json;
use uuid::Uuid;

use super::leaving::give_back;
use super::noting::{facts, note};
use super::{Applicant, Choice, Outcome, Refusal, Standing, choosing_a_stop, in_line, leaving_a_stop, seat};
use crate::error::Result;
use crate::events::Room;
use crate::mail::{EmailAddress, LetterKind};
use crate::organisers::audit::Act;
use crate::organisers::organiser;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::waiting_list;

/// What an organiser decides for one person.
#[derive(Clone, Debug)]
pub struct Arrangement {
    pub registration: Uuid,
    pub decision: Decision,
    /// Whether the person hears of it.
    pub letter: bool,
    pub by: organiser::Model,
    /// Why, for the audit trail; empty when nobody asked.
    pub reason: String,
    /// How they must still stand; none: however they do.
    pub only: Vec<Status>,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A seat for one who waits or who left; with `over_capacity` even when there is none left.
    Seat { over_capacity: bool },
    /// Back to the end of the line; the seat goes to the first who waits.
    Wait,
    /// Another place in the line, counted from 1.
    Place(i64),
    /// One stop more, or one instead of another.
    ChooseStop(Choice),
    /// One stop less.
    LeaveStop(i32),
    /// Out.
    Leave,
}

impl Decision {
    pub fn code(self) -> &'static str {
        match self {
            Decision::Seat { .. } => "seat",
            Decision::Wait => "wait",
            Decision::Place(_) => "place",
            Decision::ChooseStop(_) | Decision::LeaveStop(_) => "stop",
            Decision::Leave => "leave",
        }
    }

    /// Whether it stands so already.
    fn is_so(self, standing: &Standing) -> bool {
        match self {
            Decision::Seat { .. } => standing.status == Status::Confirmed,
            Decision::Wait => standing.status == Status::Waitlisted,
            Decision::Place(_) => false,
            Decision::ChooseStop(choice) => standing.holds(choice.stop),
            Decision::LeaveStop(stop) => !standing.holds(stop),
            Decision::Leave => standing.status == Status::Cancelled,
        }
    }

    fn act(self) -> Act {
        match self {
            Decision::Seat { .. } => Act::RegistrationConfirmed,
            Decision::Wait => Act::RegistrationWaitlisted,
            Decision::Place(_) => Act::RegistrationMoved,
            Decision::ChooseStop(_) => Act::StopChosen,
            Decision::LeaveStop(_) => Act::StopLeft,
            Decision::Leave => Act::RegistrationCancelled,
        }
    }
}

/// Does what was decided, as far as the event allows it. Of those who were forgotten nothing is decided.
pub(super) async fn arrange(ledger: &mut Ledger<'_>, wanted: &Arrangement) -> Result<Outcome> {
    let Some(person) = ledger.find(wanted.registration).await? else {
        return Ok(Outcome::NotFound);
    };
    if person.email.is_empty() {
        return Ok(Outcome::Refused(Refusal::Forgotten));
    }
    let before = ledger.standing_of(&person).await?;
    if wanted.decision.is_so(&before) {
        return Ok(Outcome::Stands(before));
    }
    if !wanted.only.is_empty() && !wanted.only.contains(&person.status) {
        return Ok(Outcome::Refused(Refusal::Overtaken));
    }
    if let Some(refusal) = refused(ledger, &person, wanted.decision)? {
        return Ok(Outcome::Refused(refusal));
    }
    let (id, event_id) = (person.id, person.event_id);
    let outcome = match (wanted.decision, person.status) {
        (Decision::Seat { over_capacity }, Status::Cancelled) => {
            come_back(ledger, person, over_capacity, wanted).await?
        }
        (Decision::Seat { over_capacity }, _) => take_seat(ledger, person, over_capacity, wanted).await?,
        (Decision::Wait, _) => in_line::stand_in_line(ledger, person, wanted).await?,
        (Decision::Place(place), _) => in_line::move_in_line(ledger, &person, place).await?,
        (Decision::ChooseStop(choice), _) => choosing_a_stop::choose_for(ledger, person, choice, wanted).await?,
        (Decision::LeaveStop(stop), _) => leaving_a_stop::leave_for(ledger, person, stop, wanted).await?,
        (Decision::Leave, _) => go(ledger, person, wanted).await?,
    };
    if let Outcome::Stands(after) = &outcome
        && *after != before
    {
        let facts = facts(ledger, wanted, &before, after).await?;
        note(ledger, Some(&wanted.by), wanted.decision.act(), event_id, id, &facts).await?;
    }
    Ok(outcome)
}

/// Why this cannot be decided, whatever there is left.
fn refused(ledger: &Ledger<'_>, person: &registration::Model, decision: Decision) -> Result<Option<Refusal>> {
    let event = ledger.event(person.event_id)?;
    Ok(match (decision, person.status) {
        (Decision::Leave, _) => event.is_past(ledger.now).then_some(Refusal::Closed),
        _ if too_late(event, ledger).is_some() => too_late(event, ledger),
        (Decision::Seat { .. }, _) => too_early(event),
        (Decision::Wait | Decision::Place(_) | Decision::ChooseStop(_), Status::Cancelled) => Some(Refusal::Left),
        (Decision::ChooseStop(_), _) => too_early(event),
        (Decision::LeaveStop(_), _) => None,
        (Decision::Place(_), Status::Confirmed) => Some(Refusal::NotWaiting),
        (Decision::Place(_), _) => None,
        (Decision::Wait, _) if !event.keeps_line(ledger.now) => Some(Refusal::NoWaitingList),
        (Decision::Wait, _) => {
            let frees_a_seat = event.capacity.is_none_or(|capacity| event.seats_spoken_for() <= capacity);
            (frees_a_seat && event.waiting == event.offered).then_some(Refusal::NobodyWaits)
        }
    })
}

/// Why nothing at this event changes any more, if so.
pub(super) fn too_late(event: &Room, ledger: &Ledger<'_>) -> Option<Refusal> {
    if event.cancelled_at.is_some() {
        Some(Refusal::Cancelled)
    } else {
        event.is_past(ledger.now).then_some(Refusal::Closed)
    }
}

/// Whoever has a seat at a draft holds a letter whose links lead nowhere, and is not told when it moves.
pub(super) fn too_early(event: &Room) -> Option<Refusal> {
    event.is_draft().then_some(Refusal::Draft)
}

/// One who waits gets a seat, whoever stands before them.
async fn take_seat(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    over: bool,
    wanted: &Arrangement,
) -> Result<Outcome> {
    let stops = waiting_list::stops_of(ledger, &person).await?;
    let event = ledger.event(person.event_id)?;
    let fits = event.seats_left() != Some(0) && waiting_list::fits_at_stops(ledger, event.stops_policy, &stops);
    let room = fits || person.offered_until.is_some();
    if !room && !over {
        return Ok(Outcome::Refused(Refusal::Full));
    }
    let person = waiting_list::sit_down(ledger, person, stops, over).await?;
    if wanted.letter {
        ledger.write(&person, LetterKind::SeatBecameFree, json!({ "by_organiser": true }));
    }
    ledger.standing_of(&person).await.map(Outcome::Stands)
}

/// One who left gets a seat again; the stops that they had chosen are gone.
async fn come_back(
    ledger: &mut Ledger<'_>,
    gone: registration::Model,
    over: bool,
    wanted: &Arrangement,
) -> Result<Outcome> {
    if ledger.event(gone.event_id)?.seats_left() == Some(0) && !over {
        return Ok(Outcome::Refused(Refusal::Full));
    }
    let Ok(email) = gone.email.parse::<EmailAddress>() else {
        return Ok(Outcome::NotFound);
    };
    let applicant = Applicant {
        event_id: gone.event_id,
        name: gone.name.clone(),
        email,
        organisation: gone.organisation.clone(),
        role: gone.role,
        language: gone.language,
        answers: gone.answers.clone(),
        stops: Vec::new(),
    };
    let person = ledger.revive(gone, &applicant, Status::Confirmed).await?;
    let standing = seat(ledger, &person, &[], over)?;
    if wanted.letter {
        ledger.write(&person, LetterKind::RegistrationConfirmed, json!({ "by_organiser": true }));
    }
    Ok(Outcome::Stands(standing))
}

async fn go(ledger: &mut Ledger<'_>, person: registration::Model, wanted: &Arrangement) -> Result<Outcome> {
    let held_seat = person.status == Status::Confirmed;
    let id = person.id;
    let facts = json!({ "held_seat": held_seat, "by_organiser": true });
    give_back(ledger, person, wanted.letter.then_some(facts)).await?;
    Ok(Outcome::Stands(Standing::gone(id)))
}
