//! One stop is given back, and the rest of the registration stays.

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::arranging::too_late;
use super::{Outcome, release};
use crate::error::Result;
use crate::mail::LetterKind;
use crate::registrations::ledger::Ledger;
use crate::registrations::registration::{self, Status};
use crate::registrations::{held_stop, invited, waiting_list};

/// Whoever holds nothing at the stop, or not any more, stands as they stand.
pub(super) async fn leave_stop(ledger: &mut Ledger<'_>, id: Uuid, stop_id: i32) -> Result<Outcome> {
    ledger.flush().await?;
    let Some(person) = registration::Entity::find_by_id(id).one(ledger.txn()?).await? else {
        return Ok(Outcome::NotFound);
    };
    let Some(entry) = ledger.stops.get(&stop_id).filter(|s| s.event_id == person.event_id).map(|s| s.uid) else {
        return Ok(Outcome::NotFound);
    };
    let Some(held) = held_stop::Entity::find_by_id((id, stop_id)).one(ledger.txn()?).await? else {
        return ledger.standing_of(&person).await.map(Outcome::Stands);
    };
    if let Some(refusal) = too_late(ledger.event(person.event_id)?, ledger) {
        return Ok(Outcome::Refused(refusal));
    }
    let invited = !invited::among(ledger.txn()?, std::slice::from_ref(&person)).await?.is_empty();
    let facts = json!({ "held_seat": held.status == Status::Confirmed, "invited": invited, "stop": entry });
    let freed: Vec<i32> = release(ledger, &held).into_iter().collect();
    held.delete(ledger.txn()?).await?;
    let sequence = person.sequence + 1;
    let mut row = person.into_active_model();
    // The event's entry names the stops, and the stop's own goes.
    row.sequence = Set(sequence);
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    waiting_list::move_up_all(ledger, person.event_id, &freed).await?;
    let before = (person.status, person.offered_until);
    let person = registration::Entity::find_by_id(id).one(ledger.txn()?).await?.unwrap_or(person);
    // Who waited for all or nothing may fit now; the letter that says so names the stops that are left.
    if (person.status, person.offered_until) == before {
        ledger.write(&person, LetterKind::StopGivenBack, facts);
    }
    ledger.standing_of(&person).await.map(Outcome::Stands)
}
