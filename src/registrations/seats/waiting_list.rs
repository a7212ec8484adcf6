//! The line: first come, first served, numbered, and visible to those who stand in it. It moves by itself, in the
//! transaction that freed the seat: the first in line has it, or (`offers`) may say yes to it for some hours.

mod places;

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::ledger::Ledger;
use super::{held_stop, offers};
use crate::error::Result;
use crate::events::room::{Door, StopsPolicy};
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};

pub use places::{positions, positions_at_stops, standing};

/// How many of the line are looked at in one query.
const LOOK: u64 = 50;

/// Gives what came free at the event and at these stops to those who wait for it: a stop first to those who come already.
pub async fn move_up_all(ledger: &mut Ledger<'_>, event_id: i32, stops: &[i32]) -> Result<()> {
    for stop in stops {
        move_up_at_stop(ledger, *stop).await?;
    }
    move_up(ledger, event_id).await
}

/// Gives free seats to those who wait, in their order. Where the whole registration must fit (stops included), whoever
/// fits first goes first; where the organiser wants so, the seat is offered and not given. Once the event has begun
/// nobody is called any more.
async fn move_up(ledger: &mut Ledger<'_>, event_id: i32) -> Result<()> {
    let mut after = -1;
    loop {
        let event = ledger.event(event_id)?;
        let over = event.cancelled_at.is_some() || event.has_begun(ledger.now);
        if over || event.waiting == event.offered || event.seats_left() == Some(0) {
            return Ok(());
        }
        let offer = event.offer_until(ledger.now);
        let policy = event.stops_policy;
        ledger.flush().await?;
        let line = registration::Entity::find()
            .filter(registration::Column::EventId.eq(event_id))
            .filter(registration::Column::Status.eq(Status::Waitlisted))
            .filter(registration::Column::OfferedUntil.is_null())
            .filter(registration::Column::Place.gt(after))
            .order_by_asc(registration::Column::Place)
            .limit(LOOK)
            .all(ledger.txn()?)
            .await?;
        let Some(last) = line.last() else { return Ok(()) };
        after = last.place;
        let mut stops_of = stops_of_all(ledger, &line).await?;
        for person in line {
            if ledger.event(event_id)?.seats_left() == Some(0) {
                return Ok(());
            }
            let stops = stops_of.remove(&person.id).unwrap_or_default();
            if !fits_at_stops(ledger, policy, &stops) {
                continue;
            }
            match offer {
                Some(until) => offers::make(ledger, person, stops, until).await?,
                None => give(ledger, person, stops).await.map(drop)?,
            }
        }
    }
}

/// Gives a free seat to one who waits and asks for it, once the event has begun and nobody is called any more. None when
/// there is nothing to be had, or one cannot register any more.
pub async fn ask(ledger: &mut Ledger<'_>, person: &registration::Model) -> Result<Option<registration::Model>> {
    let event = *ledger.event(person.event_id)?;
    let may_ask = event.has_begun(ledger.now) && event.door(ledger.now) == Door::Open;
    if person.status != Status::Waitlisted || !may_ask {
        return Ok(None);
    }
    ledger.flush().await?;
    ledger.bring_stops(event.id).await?;
    let stops = stops_of(ledger, person).await?;
    if !fits_at_stops(ledger, event.stops_policy, &stops) {
        return Ok(None);
    }
    give(ledger, person.clone(), stops).await.map(Some)
}

/// Whether nothing at these stops keeps one from a seat at the event: where it is all or nothing, each has a seat.
pub fn fits_at_stops(ledger: &Ledger<'_>, policy: StopsPolicy, stops: &[held_stop::Model]) -> bool {
    let has_seat =
        |held: &held_stop::Model| ledger.stops.get(&held.stop_id).is_none_or(|stop| stop.seats_left() != Some(0));
    policy == StopsPolicy::BestEffort || stops.iter().all(has_seat)
}

/// The seat is theirs, and they hear of it.
pub async fn give(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    stops: Vec<held_stop::Model>,
) -> Result<registration::Model> {
    let person = sit_down(ledger, person, stops, false).await?;
    ledger.write(&person, LetterKind::SeatBecameFree, json!({}));
    Ok(person)
}

/// What somebody holds at stops or waits for there, in the order of the stops' ids.
pub async fn stops_of(ledger: &Ledger<'_>, person: &registration::Model) -> Result<Vec<held_stop::Model>> {
    let held = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.eq(person.id));
    Ok(held.order_by_asc(held_stop::Column::StopId).all(ledger.txn()?).await?)
}

async fn stops_of_all(
    ledger: &Ledger<'_>,
    people: &[registration::Model],
) -> Result<HashMap<Uuid, Vec<held_stop::Model>>> {
    let held = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.is_in(people.iter().map(|p| p.id)));
    let mut stops: HashMap<Uuid, Vec<held_stop::Model>> = HashMap::new();
    for held in held.order_by_asc(held_stop::Column::StopId).all(ledger.txn()?).await? {
        stops.entry(held.registration_id).or_default().push(held);
    }
    Ok(stops)
}

/// One who waits gets a seat (the one that is held for them, if so), and at each stop that they chose a seat if there
/// is one (`over`: in any case).
pub async fn sit_down(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    stops: Vec<held_stop::Model>,
    over: bool,
) -> Result<registration::Model> {
    let event = ledger.event_mut(person.event_id)?;
    event.seats_taken += 1;
    event.waiting -= 1;
    event.offered -= i32::from(person.offered_until.is_some());
    let mut row = person.into_active_model();
    row.status = Set(Status::Confirmed);
    row.offered_until = Set(None);
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    for held in stops {
        take_stop(ledger, held, over).await?;
    }
    Ok(person)
}

/// Gives the seat at a stop to one who waits for it; false when there is none (`over`: there always is, as when one is
/// held for them).
async fn take_stop(ledger: &mut Ledger<'_>, held: held_stop::Model, over: bool) -> Result<bool> {
    let Some(stop) = ledger.stops.get_mut(&held.stop_id) else {
        return Ok(false);
    };
    let room = over || held.offered || stop.seats_left() != Some(0);
    if held.status != Status::Waitlisted || !room {
        return Ok(false);
    }
    stop.seats_taken += 1;
    stop.waiting -= 1;
    stop.offered -= i32::from(held.offered);
    let mut row = held.into_active_model();
    row.status = Set(Status::Confirmed);
    row.offered = Set(false);
    row.update(ledger.txn()?).await?;
    Ok(true)
}

/// Gives free seats at a stop to those who wait for it and hold a seat at the event.
async fn move_up_at_stop(ledger: &mut Ledger<'_>, stop_id: i32) -> Result<()> {
    loop {
        let Some(stop) = ledger.stops.get(&stop_id) else {
            return Ok(());
        };
        let event = ledger.event(stop.event_id)?;
        let over = event.cancelled_at.is_some() || !stop.keeps_line(ledger.now);
        if over || stop.waiting == 0 || stop.seats_left() == Some(0) {
            return Ok(());
        }
        let entry = stop.uid;
        ledger.flush().await?;
        let next = held_stop::Entity::find()
            .join(JoinType::InnerJoin, held_stop::Relation::Registration.def())
            .filter(held_stop::Column::StopId.eq(stop_id))
            .filter(held_stop::Column::Status.eq(Status::Waitlisted))
            .filter(registration::Column::Status.eq(Status::Confirmed))
            .order_by_asc(held_stop::Column::Place)
            .one(ledger.txn()?)
            .await?;
        let Some(next) = next else { return Ok(()) };
        let person = ledger.find(next.registration_id).await?;
        if !take_stop(ledger, next, false).await? {
            return Ok(());
        }
        if let Some(person) = person {
            // The entry of the stop is another now.
            let mut row = person.into_active_model();
            row.updated_at = Set(ledger.now);
            let person = row.update(ledger.txn()?).await?;
            ledger.remember(person.clone());
            ledger.write(&person, LetterKind::SeatBecameFree, json!({ "stop": entry }));
        }
    }
}
