//! One stop more, or one instead of another, for somebody who registered already. The other is given back only for
//! something as sure: a swap never costs a seat, and who has a seat where all or nothing counts never waits for a stop.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::arranging::too_early;
use super::leaving_a_stop::{let_go, renumber, settle};
use super::{Arrangement, Outcome, Refusal, seat_at_stop};
use crate::error::Result;
use crate::events::room::{Door, StopsPolicy};
use crate::events::{Room, stop};
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{held_stop, offers, waiting_list};

/// A stop that somebody would like, and the one that they give back for it, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub stop: i32,
    pub instead_of: Option<i32>,
}

/// What decides what somebody gets who chooses a stop.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    /// They have a seat at the event, or are held one.
    pub is_in: bool,
    pub stop_has_seat: bool,
    /// They have a seat at the stop that they would give back, or are held one.
    pub gives_up_seat: bool,
    /// Somebody is still called to the stop when a seat there comes free.
    pub stop_keeps_line: bool,
    pub policy: StopsPolicy,
}

impl Chance {
    /// Whether it is a seat (or one that is held, for one who is held one at the event), or a place in the stop's line.
    pub fn gets_seat(self) -> Result<bool, Refusal> {
        let wants_whole = self.is_in && self.policy == StopsPolicy::AllOrNothing;
        if self.is_in && self.stop_has_seat {
            Ok(true)
        } else if wants_whole || self.gives_up_seat || !self.stop_keeps_line {
            Err(Refusal::Full)
        } else {
            Ok(false)
        }
    }
}

/// As long as one could register, and the stop has not begun. Whoever has the stop already stands as they stand.
pub(super) async fn choose_stop(ledger: &mut Ledger<'_>, id: Uuid, choice: Choice) -> Result<Outcome> {
    let Some(person) = ledger.find(id).await? else {
        return Ok(Outcome::NotFound);
    };
    if held_stop::Entity::find_by_id((id, choice.stop)).one(ledger.txn()?).await?.is_some() {
        return ledger.standing_of(&person).await.map(Outcome::Stands);
    }
    let has_begun = ledger.stops.get(&choice.stop).is_some_and(|stop| ledger.now >= stop.starts_at);
    let refusal = closed_to(ledger.event(person.event_id)?, &person, ledger.now);
    if let Some(refusal) = refusal.or(has_begun.then_some(Refusal::Closed)) {
        return Ok(Outcome::Refused(refusal));
    }
    choose(ledger, person, choice, Some(json!({}))).await
}

/// The same for one of whom an organiser says so, until the event is over.
pub(super) async fn choose_for(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    choice: Choice,
    wanted: &Arrangement,
) -> Result<Outcome> {
    choose(ledger, person, choice, wanted.letter.then(|| json!({ "by_organiser": true }))).await
}

/// Why this person chooses no stop of the event now, whichever it is.
pub fn closed_to(event: &Room, person: &registration::Model, now: DateTime<Utc>) -> Option<Refusal> {
    let refusal = match event.door(now) {
        Door::Cancelled => Some(Refusal::Cancelled),
        Door::Closed => Some(Refusal::Closed),
        Door::NotOpen => Some(Refusal::NotOpen),
        // They are in, or in line, themselves.
        Door::Open | Door::WaitingList | Door::Full => None,
    };
    let has_left = person.status == Status::Cancelled;
    let refusal = refusal.or(has_left.then_some(Refusal::Left)).or_else(|| too_early(event));
    refusal.or(waits_in_vain(event, person, now).then_some(Refusal::Closed))
}

/// Once the event has begun nobody is called any more, and without a seat there one has none at a stop.
pub fn waits_in_vain(event: &Room, person: &registration::Model, now: DateTime<Utc>) -> bool {
    person.status == Status::Waitlisted && event.has_begun(now)
}

/// The person hears of it when there are facts to tell.
async fn choose(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    choice: Choice,
    letter: Option<Value>,
) -> Result<Outcome> {
    let Some(stop) = ledger.stops.get(&choice.stop).filter(|stop| stop.event_id == person.event_id).copied() else {
        return Ok(Outcome::NotFound);
    };
    if waits_in_vain(ledger.event(person.event_id)?, &person, ledger.now) {
        return Ok(Outcome::Refused(Refusal::NoWaitingList));
    }
    let held = waiting_list::stops_of(ledger, &person).await?;
    let (other, kept): (Vec<_>, Vec<_>) = held.into_iter().partition(|held| Some(held.stop_id) == choice.instead_of);
    if is_at_the_same_time(ledger, stop.id, &kept).await? {
        return Ok(Outcome::Refused(Refusal::Overlap));
    }
    let chance = Chance {
        is_in: person.is_in(),
        stop_has_seat: stop.seats_left() != Some(0),
        gives_up_seat: other.iter().any(|held| held.status == Status::Confirmed || held.offered),
        stop_keeps_line: stop.keeps_line(ledger.now),
        policy: ledger.event(person.event_id)?.stops_policy,
    };
    if let Err(refusal) = chance.gets_seat() {
        return Ok(Outcome::Refused(refusal));
    }
    let person = renumber(ledger, person).await?;
    take(ledger, &person, stop.id).await?;
    let mut letter = letter.map(|mut facts| {
        facts["stop"] = json!(stop.uid);
        facts["waits"] = json!(person.status == Status::Waitlisted);
        facts
    });
    let mut freed = Vec::new();
    for held in other {
        let left = let_go(ledger, &person, held).await?;
        if let Some(facts) = &mut letter {
            left.tell(facts);
            facts["left"] = json!(left.entry);
        }
        freed.extend(left.freed);
    }
    settle(ledger, person, &freed, letter.map(|facts| (LetterKind::StopChosen, facts))).await
}

/// A seat at the stop, or a place at the end of its line; of one who may still say yes to a seat at the event it is held.
async fn take(ledger: &mut Ledger<'_>, person: &registration::Model, stop: i32) -> Result<()> {
    seat_at_stop(ledger, person, stop, false);
    if person.offered_until.is_none() {
        return Ok(());
    }
    ledger.flush().await?;
    match held_stop::Entity::find_by_id((person.id, stop)).one(ledger.txn()?).await? {
        Some(held) => offers::hold_at_stop(ledger, held).await,
        None => Ok(()),
    }
}

/// Whether the stop is at the time of one that the person keeps: one is at one place at a time.
async fn is_at_the_same_time(ledger: &Ledger<'_>, chosen: i32, kept: &[held_stop::Model]) -> Result<bool> {
    if kept.is_empty() {
        return Ok(false);
    }
    let ids = kept.iter().map(|held| held.stop_id).chain([chosen]);
    let stops = stop::Entity::find().filter(stop::Column::Id.is_in(ids)).all(ledger.txn()?).await?;
    let (chosen, others): (Vec<_>, Vec<_>) = stops.into_iter().partition(|stop| stop.id == chosen);
    Ok(chosen.iter().any(|chosen| others.iter().any(|other| chosen.overlaps(other))))
}
