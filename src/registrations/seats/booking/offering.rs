//! The answer to an offer of a seat: yes, no, or none in time.

use std::collections::BTreeSet;

use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::arranging::too_late;
use super::leaving::{give_back, see_out};
use super::{Outcome, Refusal, Standing};
use crate::error::Result;
use crate::mail::LetterKind;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{offers, waiting_list};

/// Yes: the seat that is held is theirs.
pub(super) async fn accept(ledger: &mut Ledger<'_>, id: Uuid) -> Result<Outcome> {
    let person = match offered(ledger, id).await? {
        Ok(person) => person,
        Err(Outcome::Stands(gone)) if gone.status == Status::Cancelled => return Ok(Outcome::Refused(Refusal::Left)),
        Err(outcome) => return Ok(outcome),
    };
    let stops = waiting_list::stops_of(ledger, &person).await?;
    let person = waiting_list::sit_down(ledger, person, stops, false).await?;
    ledger.write(&person, LetterKind::RegistrationConfirmed, json!({}));
    ledger.standing_of(&person).await.map(Outcome::Stands)
}

/// No: they leave the line, and the seat goes to the next.
pub(super) async fn decline(ledger: &mut Ledger<'_>, id: Uuid) -> Result<Outcome> {
    let person = match offered(ledger, id).await? {
        Ok(person) => person,
        Err(outcome) => return Ok(outcome),
    };
    give_back(ledger, person, Some(json!({ "held_seat": false, "was_offered": true }))).await?;
    Ok(Outcome::Stands(Standing::gone(id)))
}

/// One for whom a seat is held; or what to answer everybody else. Whoever has a seat or has left stands as they stand.
async fn offered(ledger: &mut Ledger<'_>, id: Uuid) -> Result<Result<registration::Model, Outcome>> {
    let Some(person) = ledger.find(id).await? else {
        return Ok(Err(Outcome::NotFound));
    };
    if person.status != Status::Waitlisted {
        return Ok(Err(Outcome::Stands(ledger.standing_of(&person).await?)));
    }
    if let Some(refusal) = too_late(ledger.event(person.event_id)?, ledger) {
        return Ok(Err(Outcome::Refused(refusal)));
    }
    if person.offer_at(ledger.now).is_none() {
        // What ran out goes on now, so that the answer is true.
        expire(ledger, person.event_id).await?;
        return Ok(Err(Outcome::Refused(Refusal::OfferOver)));
    }
    Ok(Ok(person))
}

/// Passes on what is held for those who did not answer in time. The first time they go to the end of the line; whoever
/// misses a second offer leaves it, so that no seat is offered in circles to people who do not read their mail. Once the
/// event was called off or has begun there is nothing to pass on, and nobody is written to.
pub(super) async fn expire(ledger: &mut Ledger<'_>, event_id: i32) -> Result<Outcome> {
    ledger.flush().await?;
    let Some(event) = ledger.events.get(&event_id) else {
        return Ok(Outcome::NotFound);
    };
    if event.offered == 0 {
        return Ok(Outcome::Expired(0));
    }
    let over = event.cancelled_at.is_some() || event.has_begun(ledger.now);
    let mut due = offers::pending(event_id);
    if !over {
        due = due.filter(registration::Column::OfferedUntil.lte(ledger.now));
    }
    let due = due.all(ledger.txn()?).await?;
    let (expired, mut freed, mut at_the_end) = (due.len(), BTreeSet::new(), Vec::new());
    for person in due {
        if over {
            offers::withdraw(ledger, person).await?;
        } else if person.offers_missed > 0 {
            let facts = json!({ "held_seat": false, "missed": true });
            freed.extend(see_out(ledger, person, Some(facts)).await?);
        } else {
            at_the_end.push(person.id);
            freed.extend(step_back(ledger, person).await?);
        }
    }
    let freed: Vec<i32> = freed.into_iter().collect();
    waiting_list::move_up_all(ledger, event_id, &freed).await?;
    for id in at_the_end {
        tell(ledger, id).await?;
    }
    Ok(Outcome::Expired(expired))
}

/// To the end of the line; says at which stops a seat came free.
async fn step_back(ledger: &mut Ledger<'_>, person: registration::Model) -> Result<Vec<i32>> {
    let (person, freed) = offers::withdraw(ledger, person).await?;
    let place = ledger.draw_place(person.event_id)?;
    let missed = person.offers_missed + 1;
    let mut row = person.into_active_model();
    row.place = Set(place);
    row.offers_missed = Set(missed);
    let person = row.update(ledger.txn()?).await?;
    ledger.remember(person);
    Ok(freed)
}

/// Says where somebody stands now; whom the seat came back to, since nobody else waits, has another letter.
async fn tell(ledger: &mut Ledger<'_>, id: Uuid) -> Result<()> {
    let Some(person) = ledger.find(id).await? else {
        return Ok(());
    };
    if person.status == Status::Waitlisted && person.offered_until.is_none() {
        let standing = ledger.standing_of(&person).await?;
        ledger.write(&person, LetterKind::OfferRanOut, json!({ "position": standing.position }));
    }
    Ok(())
}
