//! Offers of a seat. Where the organiser wants so, a seat that comes free is held for the first in line, who may say yes
//! for some hours; so are the seats at the stops that they chose, as far as there are any. Nobody else gets what is held,
//! and every seat that is held stands in a row: the event's `offered`, the person's `offered_until`, the stop's mark.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use serde_json::json;

use super::desk::Desk;
use super::ledger::Ledger;
use super::{held_stop, waiting_list};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Result, or_left_out};
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};

/// Passes on every seat whose offer ran out; says how many did. Every process may ask: who comes second finds nothing.
pub async fn expire_due(db: &Database, desk: &Desk, clock: &Clock) -> Result<usize> {
    let due = registration::Entity::find()
        .filter(registration::Column::OfferedUntil.lte(clock.now()))
        .select_only()
        .column(registration::Column::EventId)
        .distinct();
    let events: Vec<i32> = due.into_tuple().all(db.read()).await?;
    let mut expired = 0;
    for event in events {
        expired += or_left_out(desk.expire(event).await, format_args!("the offers of event {event}"))?;
    }
    Ok(expired)
}

/// Those of the event to whom a seat is offered.
pub fn pending(event_id: i32) -> Select<registration::Entity> {
    registration::Entity::find()
        .filter(registration::Column::EventId.eq(event_id))
        .filter(registration::Column::Status.eq(Status::Waitlisted))
        .filter(registration::Column::OfferedUntil.is_not_null())
        .order_by_asc(registration::Column::OfferedUntil)
        .order_by_asc(registration::Column::Place)
}

/// Holds a seat for one who waits until then, and at each stop that they chose a seat if there is one.
pub async fn make(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    stops: Vec<held_stop::Model>,
    until: DateTime<Utc>,
) -> Result<()> {
    ledger.event_mut(person.event_id)?.offered += 1;
    for held in stops {
        hold_at_stop(ledger, held).await?;
    }
    let mut row = person.into_active_model();
    row.offered_until = Set(Some(until));
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    ledger.write(&person, LetterKind::SeatToTake, facts(&person, until));
    Ok(())
}

/// Holds a seat at a stop for one to whom a seat at the event is offered, if there is one.
pub async fn hold_at_stop(ledger: &mut Ledger<'_>, held: held_stop::Model) -> Result<()> {
    let Some(stop) = ledger.stops.get_mut(&held.stop_id) else { return Ok(()) };
    if held.status == Status::Waitlisted && stop.seats_left() != Some(0) {
        stop.offered += 1;
        mark(ledger, held, true).await?;
    }
    Ok(())
}

/// What is true of an offer at the time of the deed.
pub fn facts(person: &registration::Model, until: DateTime<Utc>) -> serde_json::Value {
    json!({ "until": until, "again": person.offers_missed > 0 })
}

/// Holds nothing for this person any more; says at which stops a seat came free.
pub async fn withdraw(ledger: &mut Ledger<'_>, person: registration::Model) -> Result<(registration::Model, Vec<i32>)> {
    ledger.event_mut(person.event_id)?.offered -= 1;
    let mut freed = Vec::new();
    for held in waiting_list::stops_of(ledger, &person).await? {
        if let Some(stop) = ledger.stops.get_mut(&held.stop_id).filter(|_| held.offered) {
            stop.offered -= 1;
            freed.push(stop.id);
            mark(ledger, held, false).await?;
        }
    }
    let mut row = person.into_active_model();
    row.offered_until = Set(None);
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    Ok((person, freed))
}

async fn mark(ledger: &Ledger<'_>, held: held_stop::Model, offered: bool) -> Result<()> {
    let mut row = held.into_active_model();
    row.offered = Set(offered);
    row.update(ledger.txn()?).await?;
    Ok(())
}

/// Makes the offers fit an event that changed: none lasts longer than until it begins, and where seats are not offered
/// any more, or do not run out, what is held is given.
pub async fn settle(ledger: &mut Ledger<'_>, event_id: i32) -> Result<()> {
    let event = ledger.event(event_id)?;
    if event.offered == 0 || event.cancelled_at.is_some() || event.has_begun(ledger.now) {
        return Ok(());
    }
    if event.offer_hours.is_some() && event.capacity.is_some() {
        registration::Entity::update_many()
            .col_expr(registration::Column::OfferedUntil, Expr::value(event.starts_at))
            .filter(registration::Column::EventId.eq(event_id))
            .filter(registration::Column::OfferedUntil.gt(event.starts_at))
            .exec(ledger.txn()?)
            .await?;
        return Ok(());
    }
    for person in pending(event_id).all(ledger.txn()?).await? {
        let stops = waiting_list::stops_of(ledger, &person).await?;
        waiting_list::give(ledger, person, stops).await?;
    }
    Ok(())
}
