//! Who is at a stop. Whoever comes there came to the event: where nobody noted that at the event's own door, they are
//! there since the first of their stops. The stop is held so that it stays there, and then the person is locked, so that
//! other phones and the desk come before or after.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QuerySelect};

use super::{Arrival, Outcome, locked, note, set_presence, taken_back_since};
use crate::error::Result;
use crate::events::stop;
use crate::organisers::audit::Act;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::held_stop;

/// Notes that somebody is at this stop; what was noted first stays.
pub(super) async fn arrive(txn: &DatabaseTransaction, arrival: &Arrival<'_>, stop: &stop::Model) -> Result<Outcome> {
    let stop = stop::Entity::find_by_id(stop.id).lock(LockType::KeyShare).one(txn).await?;
    let (Some(stop), Some(person)) = (stop, locked(txn, arrival).await?) else {
        return Ok(Outcome::NotFound);
    };
    if taken_back_since(txn, arrival).await? {
        return Ok(Outcome::TakenBack);
    }
    if let Some(there) = stop_arrival::Entity::find_by_id((person.id, stop.id)).one(txn).await? {
        return Ok(Outcome::In { since: there.at, first: false });
    }
    if let Some(refusal) = without_seat(txn, &person, &stop).await?.filter(|_| !arrival.anyway) {
        return Ok(refusal);
    }
    let first = stop_arrival::first_of(txn, person.id).await?;
    let there = stop_arrival::Model { registration_id: person.id, stop_id: stop.id, at: arrival.at };
    stop_arrival::Entity::insert(there.into_active_model()).exec_without_returning(txn).await?;
    follow(txn, &person, first).await?;
    note(txn, arrival, Act::CheckedIn).await?;
    Ok(Outcome::In { since: arrival.at, first: true })
}

/// Takes back that somebody is at this stop, if it was noted before.
pub(super) async fn leave(txn: &DatabaseTransaction, arrival: &Arrival<'_>, stop: &stop::Model) -> Result<Outcome> {
    let Some(person) = locked(txn, arrival).await? else { return Ok(Outcome::NotFound) };
    let Some(there) = stop_arrival::Entity::find_by_id((person.id, stop.id)).one(txn).await? else {
        return Ok(Outcome::Out);
    };
    if there.at > arrival.at {
        return Ok(Outcome::In { since: there.at, first: false });
    }
    let first = stop_arrival::first_of(txn, person.id).await?;
    there.delete(txn).await?;
    follow(txn, &person, first).await?;
    note(txn, arrival, Act::CheckInUndone).await?;
    Ok(Outcome::Out)
}

/// Whoever is not at the event after all is at none of its stops; one to which they came later stays, and since then
/// they are there.
pub(super) async fn leave_all(txn: &DatabaseTransaction, arrival: &Arrival<'_>) -> Result<Option<DateTime<Utc>>> {
    stop_arrival::Entity::delete_many()
        .filter(stop_arrival::Column::RegistrationId.eq(arrival.registration))
        .filter(stop_arrival::Column::At.lte(arrival.at))
        .exec(txn)
        .await?;
    stop_arrival::first_of(txn, arrival.registration).await
}

/// Brings presence at the event after the stops, if it came from the `first` of those there were before.
async fn follow(txn: &DatabaseTransaction, person: &registration::Model, first: Option<DateTime<Utc>>) -> Result<()> {
    if person.checked_in_at != first {
        return Ok(());
    }
    set_presence(txn, person.id, stop_arrival::first_of(txn, person.id).await?).await
}

/// Why they are not simply let in here.
async fn without_seat(
    txn: &DatabaseTransaction,
    person: &registration::Model,
    stop: &stop::Model,
) -> Result<Option<Outcome>> {
    if person.status != Status::Confirmed {
        return Ok(Some(Outcome::NoSeat(person.status)));
    }
    let held = held_stop::Entity::find_by_id((person.id, stop.id)).one(txn).await?;
    Ok(match held.map(|held| held.status) {
        Some(Status::Confirmed) => None,
        held => Some(Outcome::NoSeatHere { waits: held.is_some() }),
    })
}
