//! One stop is given back, and the rest of the registration stays.

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::arranging::too_late;
use super::leaving::release;
use super::{Arrangement, Outcome};
use crate::error::Result;
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{held_stop, waiting_list};
use crate::registrations::self_service::invited;

/// Whoever holds nothing at the stop, or not any more, stands as they stand.
pub(super) async fn leave_stop(ledger: &mut Ledger<'_>, id: Uuid, stop_id: i32) -> Result<Outcome> {
    let Some(person) = ledger.find(id).await? else {
        return Ok(Outcome::NotFound);
    };
    if ledger.stops.get(&stop_id).is_none_or(|stop| stop.event_id != person.event_id) {
        return Ok(Outcome::NotFound);
    }
    let Some(held) = held_stop::Entity::find_by_id((id, stop_id)).one(ledger.txn()?).await? else {
        return ledger.standing_of(&person).await.map(Outcome::Stands);
    };
    if let Some(refusal) = too_late(ledger.event(person.event_id)?, ledger) {
        return Ok(Outcome::Refused(refusal));
    }
    give_back(ledger, person, held, Some(json!({}))).await
}

/// The same for one of whom an organiser says so.
pub(super) async fn leave_for(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    stop_id: i32,
    wanted: &Arrangement,
) -> Result<Outcome> {
    match held_stop::Entity::find_by_id((person.id, stop_id)).one(ledger.txn()?).await? {
        Some(held) => give_back(ledger, person, held, wanted.letter.then(|| json!({ "by_organiser": true }))).await,
        None => ledger.standing_of(&person).await.map(Outcome::Stands),
    }
}

/// The person hears of it when there are facts to tell.
async fn give_back(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    held: held_stop::Model,
    letter: Option<Value>,
) -> Result<Outcome> {
    let left = let_go(ledger, &person, held).await?;
    let letter = letter.map(|mut facts| {
        left.tell(&mut facts);
        facts["stop"] = json!(left.entry);
        (LetterKind::StopGivenBack, facts)
    });
    let person = renumber(ledger, person).await?;
    settle(ledger, person, &left.freed, letter).await
}

/// A stop that was let go.
pub(super) struct Left {
    /// The calendar entry of the stop.
    pub(super) entry: Option<Uuid>,
    /// The stop, if a seat came free there.
    pub(super) freed: Vec<i32>,
    held_seat: bool,
    /// They wait, and may have its entry still from when they had a seat.
    invited: bool,
}

impl Left {
    /// What a letter has to know to take its entry out of a calendar.
    pub(super) fn tell(&self, facts: &mut Value) {
        facts["held_seat"] = json!(self.held_seat);
        facts["invited"] = json!(self.invited);
    }
}

/// Takes what somebody holds out of the count of the stop. Nobody moves up yet.
pub(super) async fn let_go(
    ledger: &mut Ledger<'_>,
    person: &registration::Model,
    held: held_stop::Model,
) -> Result<Left> {
    let left = Left {
        entry: ledger.stops.get(&held.stop_id).map(|stop| stop.uid),
        held_seat: held.status == Status::Confirmed,
        invited: invited::includes(ledger.txn()?, person).await?,
        freed: release(ledger, &held).into_iter().collect(),
    };
    held.delete(ledger.txn()?).await?;
    Ok(left)
}

/// The entries of stops come and go, and may come again: the numbers of all that the person has rise.
pub(super) async fn renumber(ledger: &mut Ledger<'_>, person: registration::Model) -> Result<registration::Model> {
    let sequence = person.sequence + 1;
    let mut row = person.into_active_model();
    row.sequence = Set(sequence);
    row.updated_at = Set(ledger.now);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person.clone());
    Ok(person)
}

/// Whoever waits for what came free moves up, and the person hears how their stops are now.
pub(super) async fn settle(
    ledger: &mut Ledger<'_>,
    person: registration::Model,
    freed: &[i32],
    letter: Option<(LetterKind, Value)>,
) -> Result<Outcome> {
    let before = (person.status, person.offered_until);
    waiting_list::move_up_all(ledger, person.event_id, freed).await?;
    let person = ledger.find(person.id).await?.unwrap_or(person);
    // Who waited for all or nothing may fit now; the letter that says so names the stops as they are.
    if let Some((kind, facts)) = letter.filter(|_| (person.status, person.offered_until) == before) {
        ledger.write(&person, kind, facts);
    }
    ledger.standing_of(&person).await.map(Outcome::Stands)
}
