//! A colleague takes a seat over: one leaves it, the other sits down, and the seat itself does not move.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::{Applicant, Outcome, Refusal, Successor, leave, release_stops};
use crate::error::Result;
use crate::mail::{EmailAddress, LetterKind};
use crate::registrations::ledger::Ledger;
use crate::registrations::registration::{self, Answers, Role, Status};
use crate::registrations::{handover, held_stop, waiting_list};

pub(super) async fn take_over(ledger: &mut Ledger<'_>, id: Uuid, successor: &Successor) -> Result<Outcome> {
    ledger.flush().await?;
    let Some(offer) = handover::Entity::find_by_id(id).one(ledger.txn()?).await? else {
        return Ok(Outcome::NotFound);
    };
    let Some(giver) = registration::Entity::find_by_id(offer.registration_id).one(ledger.txn()?).await? else {
        return Ok(Outcome::NotFound);
    };
    if !offer.is_open() || giver.status != Status::Confirmed {
        return Ok(Outcome::Refused(Refusal::OfferGone));
    }
    let event = ledger.event(giver.event_id)?;
    if event.cancelled_at.is_some() {
        return Ok(Outcome::Refused(Refusal::Cancelled));
    }
    if event.is_past(ledger.now) {
        return Ok(Outcome::Refused(Refusal::Closed));
    }
    let Ok(email) = offer.email.parse::<EmailAddress>() else {
        return Ok(Outcome::NotFound);
    };
    let known = ledger.look_up(giver.event_id, &email.key()).await?;
    if known.as_ref().is_some_and(|k| k.status == Status::Confirmed) {
        return Ok(Outcome::Refused(Refusal::AlreadyIn));
    }
    let taker = Applicant {
        event_id: giver.event_id,
        name: successor.name.clone(),
        email,
        organisation: successor.organisation.clone(),
        role: Role::Unsaid,
        language: successor.language,
        answers: Answers::default(),
        stops: Vec::new(),
    };
    let mut freed = Vec::new();
    let taker = match known {
        Some(mut known) => {
            if known.status == Status::Waitlisted {
                known = leave(ledger, known).await?;
                freed = release_stops(ledger, &known).await?;
            }
            ledger.revive(known, &taker, Status::Confirmed).await?
        }
        None => ledger.enter(&taker, Status::Confirmed)?,
    };
    ledger.flush().await?;
    // The seat itself does not move: one leaves it, the other sits down.
    let giver = leave(ledger, giver).await?;
    let seats = waiting_list::stops_of(ledger, &giver).await?.into_iter().filter(|s| s.status == Status::Confirmed);
    let stops: Vec<i32> = seats.map(|seat| seat.stop_id).collect();
    ledger.event_mut(taker.event_id)?.seats_taken += 1;
    held_stop::Entity::update_many()
        .col_expr(held_stop::Column::RegistrationId, Expr::value(taker.id))
        .filter(held_stop::Column::RegistrationId.eq(giver.id))
        .exec(ledger.txn()?)
        .await?;
    let mut answered = offer.into_active_model();
    answered.accepted_at = Set(Some(ledger.now));
    answered.update(ledger.txn()?).await?;
    ledger.write(
        &giver,
        LetterKind::SeatHandedOver,
        json!({ "held_seat": true, "stops": stops, "colleague": taker.name }),
    );
    ledger.write(&taker, LetterKind::RegistrationConfirmed, json!({ "from": giver.name }));
    // They may have given up a place in the line, and what was held for them there.
    waiting_list::move_up_all(ledger, taker.event_id, &freed).await?;
    ledger.standing_of(&taker).await.map(Outcome::Stands)
}
