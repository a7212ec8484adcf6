//! Somebody leaves: out of the counts of the event and of its stops, and whoever waits for what came free has it.

use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Outcome, Refusal, Standing};
use crate::error::Result;
use crate::mail::LetterKind;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{held_stop, waiting_list};
use crate::registrations::self_service::invited;

/// Gives the seat, or the place in the line, back. Whoever has left already stands as they stand.
pub(super) async fn cancel(ledger: &mut Ledger<'_>, id: Uuid) -> Result<Outcome> {
    let Some(registration) = ledger.find(id).await? else {
        return Ok(Outcome::NotFound);
    };
    if registration.status == Status::Cancelled {
        return Ok(Outcome::Stands(Standing::gone(id)));
    }
    if ledger.event(registration.event_id)?.is_past(ledger.now) {
        return Ok(Outcome::Refused(Refusal::Closed));
    }
    let held_seat = registration.status == Status::Confirmed;
    let was_offered = registration.offered_until.is_some();
    give_back(ledger, registration, Some(json!({ "held_seat": held_seat, "was_offered": was_offered }))).await?;
    Ok(Outcome::Stands(Standing::gone(id)))
}

/// Takes the registration out of all counts; whoever waited first gets what came free. The person hears of it when
/// there are facts to tell.
pub(super) async fn give_back(
    ledger: &mut Ledger<'_>,
    registration: registration::Model,
    letter: Option<Value>,
) -> Result<()> {
    let event = registration.event_id;
    let freed = see_out(ledger, registration, letter).await?;
    waiting_list::move_up_all(ledger, event, &freed).await
}

/// The same before anybody moves up; says at which stops a seat came free. The letter takes out of the calendar whatever
/// may stand there (RFC 5546, section 3.2.5).
pub(super) async fn see_out(
    ledger: &mut Ledger<'_>,
    registration: registration::Model,
    letter: Option<Value>,
) -> Result<Vec<i32>> {
    let once = if letter.is_some() { stops_once_had(ledger, &registration).await? } else { None };
    let registration = leave(ledger, registration).await?;
    let freed = release_stops(ledger, &registration).await?;
    if let Some(mut facts) = letter {
        facts["invited"] = json!(once.is_some());
        facts["stops"] = json!(once.as_ref().unwrap_or(&freed));
        ledger.write(&registration, LetterKind::RegistrationCancelled, facts);
    }
    Ok(freed)
}

/// The stops of one who waits and was invited before: of each of them they may have the entry still. None of anybody
/// else.
async fn stops_once_had(ledger: &Ledger<'_>, person: &registration::Model) -> Result<Option<Vec<i32>>> {
    if !invited::includes(ledger.txn()?, person).await? {
        return Ok(None);
    }
    let stops = waiting_list::stops_of(ledger, person).await?;
    Ok(Some(stops.into_iter().map(|held| held.stop_id).collect()))
}

/// Takes the registration out of the event's count. Whoever was there is no longer, wherever that is asked; the audit
/// trail knows when they came.
pub(super) async fn leave(ledger: &mut Ledger<'_>, registration: registration::Model) -> Result<registration::Model> {
    let event = ledger.event_mut(registration.event_id)?;
    match registration.status {
        Status::Confirmed => event.seats_taken -= 1,
        Status::Waitlisted => event.waiting -= 1,
        Status::Cancelled => {}
    }
    event.offered -= i32::from(registration.offered_until.is_some());
    let mut row = registration.clone().into_active_model();
    row.status = Set(Status::Cancelled);
    row.offered_until = Set(None);
    row.sequence = Set(registration.sequence + 1);
    row.updated_at = Set(ledger.now);
    row.cancelled_at = Set(Some(ledger.now));
    row.checked_in_at = Set(None);
    let registration = row.update(ledger.txn()?).await?;
    if ledger.stops.values().any(|stop| stop.event_id == registration.event_id) {
        stop_arrival::take_out(ledger.txn()?, registration.id).await?;
    }
    ledger.remember(registration.clone());
    Ok(registration)
}

/// Takes the registration out of the count of its stops; says at which a seat came free.
pub(super) async fn release_stops(ledger: &mut Ledger<'_>, registration: &registration::Model) -> Result<Vec<i32>> {
    let held = held_stop::Entity::find()
        .filter(held_stop::Column::RegistrationId.eq(registration.id))
        .all(ledger.txn()?)
        .await?;
    let freed = held.iter().filter_map(|held| release(ledger, held)).collect();
    held_stop::Entity::delete_many()
        .filter(held_stop::Column::RegistrationId.eq(registration.id))
        .exec(ledger.txn()?)
        .await?;
    Ok(freed)
}

/// Takes one who held so out of the count of the stop; names it if a seat came free there.
pub(super) fn release(ledger: &mut Ledger<'_>, held: &held_stop::Model) -> Option<i32> {
    let stop = ledger.stops.get_mut(&held.stop_id)?;
    match held.status {
        Status::Confirmed => stop.seats_taken -= 1,
        Status::Waitlisted => stop.waiting -= 1,
        Status::Cancelled => {}
    }
    stop.offered -= i32::from(held.offered);
    (held.status == Status::Confirmed || held.offered).then_some(stop.id)
}
