//! The line, as an organiser changes it: somebody goes to its end, or to another place in it.

use std::collections::HashMap;

use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::{Arrangement, Outcome, Refusal};
use crate::error::Result;
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{held_stop, waiting_list};

/// Rows in one UPDATE that renumbers the line.
const ROWS: usize = 200;

/// One who has a seat goes to the end of the line, at the event and at each stop.
pub(super) async fn stand_in_line(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    wanted: &Arrangement,
) -> Result<Outcome> {
    let (id, event_id) = (person.id, person.event_id);
    let place = ledger.draw_place(event_id)?;
    let event = ledger.event_mut(event_id)?;
    event.seats_taken -= 1;
    event.waiting += 1;
    let mut freed = Vec::new();
    for held in waiting_list::stops_of(ledger, &person).await? {
        freed.extend(wait_at_stop(ledger, held).await?);
    }
    let sequence = person.sequence + 1;
    let mut row = person.into_active_model();
    row.status = Set(Status::Waitlisted);
    row.place = Set(place);
    // One for the letter that takes the calendar entry back, and one for the invitation that may follow.
    row.sequence = Set(sequence + 1);
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    waiting_list::move_up_all(ledger, event_id, &freed).await?;
    let given_back = json!(freed);
    let person = ledger.find(id).await?.unwrap_or(person);
    let standing = ledger.standing_of(&person).await?;
    if wanted.letter && person.status == Status::Waitlisted {
        let facts =
            json!({ "position": standing.position, "by_organiser": true, "held_seat": true, "stops": given_back });
        ledger.write(&registration::Model { sequence, ..person }, LetterKind::RegistrationWaitlisted, facts);
    }
    Ok(Outcome::Stands(standing))
}

/// Gives the seat at a stop back and waits for it; says at which stop a seat came free.
async fn wait_at_stop(ledger: &mut Ledger<'_>, held: held_stop::Model) -> Result<Option<i32>> {
    let Some(stop) = ledger.stops.get_mut(&held.stop_id).filter(|_| held.status == Status::Confirmed) else {
        return Ok(None);
    };
    stop.seats_taken -= 1;
    stop.waiting += 1;
    let place = stop.next_place;
    stop.next_place += 1;
    let id = stop.id;
    let mut row = held.into_active_model();
    row.status = Set(Status::Waitlisted);
    row.place = Set(place);
    row.update(ledger.txn()?).await?;
    Ok(Some(id))
}

/// Another place in the line. The numbers that were drawn stay the same; those between the old place and the new one
/// each pass theirs on to a neighbour, so that no number is used twice.
pub(super) async fn move_in_line(ledger: &mut Ledger<'_>, person: &registration::Model, to: i64) -> Result<Outcome> {
    use registration::{Column, Entity};
    let line: Vec<(Uuid, i64)> = Entity::find()
        .filter(Column::EventId.eq(person.event_id))
        .filter(Column::Status.eq(Status::Waitlisted))
        .order_by_asc(Column::Place)
        .order_by_asc(Column::Id)
        .select_only()
        .columns([Column::Id, Column::Place])
        .into_tuple()
        .all(ledger.txn()?)
        .await?;
    let Some(from) = line.iter().position(|(id, _)| *id == person.id) else {
        return Ok(Outcome::Refused(Refusal::NotWaiting));
    };
    let last = line.len().saturating_sub(1);
    let to = usize::try_from(to.saturating_sub(1)).unwrap_or(0).min(last);
    let mut people: Vec<Uuid> = line.iter().map(|(id, _)| *id).collect();
    let moved = people.remove(from);
    people.insert(to, moved);
    let places = line.iter().map(|(_, place)| *place);
    let was: HashMap<Uuid, i64> = line.iter().copied().collect();
    let now: Vec<(Uuid, i64)> =
        people.into_iter().zip(places).filter(|(id, place)| was.get(id) != Some(place)).collect();
    for piece in now.chunks(ROWS) {
        let new = piece.iter().fold(CaseStatement::new(), |case, (id, place)| case.case(Column::Id.eq(*id), *place));
        Entity::update_many()
            .col_expr(Column::Place, Expr::Case(Box::new(new)))
            .filter(Column::Id.is_in(piece.iter().map(|(id, _)| *id)))
            .exec(ledger.txn()?)
            .await?;
    }
    let place = line.get(to).map_or(person.place, |(_, place)| *place);
    let person = registration::Model { place, ..person.clone() };
    ledger.remember(person.clone());
    ledger.standing_of(&person).await.map(Outcome::Stands)
}
