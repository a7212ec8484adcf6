//! A colleague takes a seat over: one leaves it, the other sits down, and the seat itself does not move.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::leaving::{leave, release_stops};
use super::{Applicant, Outcome, Refusal, Successor, enter};
use crate::error::Result;
use crate::mail::{EmailAddress, LetterKind};
use crate::registrations::registration::{self, Role, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::{held_stop, waiting_list};
use crate::registrations::self_service::handover;

/// The colleague to whom the seat was offered has it, as long as the offer is open.
pub(super) async fn take_over(ledger: &mut Ledger<'_>, id: Uuid, successor: &Successor) -> Result<Outcome> {
    ledger.flush().await?;
    let Some((offer, giver)) = find(ledger, id).await? else { return Ok(Outcome::NotFound) };
    if let Some(refusal) = obstacle(ledger, &offer, &giver)? {
        return Ok(Outcome::Refused(refusal));
    }
    let Ok(email) = offer.email.parse::<EmailAddress>() else { return Ok(Outcome::NotFound) };
    let known = ledger.look_up(giver.event_id, &email.key()).await?;
    if known.as_ref().is_some_and(|k| k.status == Status::Confirmed) {
        return Ok(Outcome::Refused(Refusal::AlreadyIn));
    }
    if !accept(ledger, &offer).await? {
        return Ok(Outcome::Refused(Refusal::OfferGone));
    }
    let (taker, freed) = let_in(ledger, &applicant(giver.event_id, email, successor), known).await?;
    ledger.flush().await?;
    // The seat itself does not move: one leaves it, the other sits down.
    let giver = leave(ledger, giver).await?;
    ledger.event_mut(taker.event_id)?.seats_taken += 1;
    let stops = pass_stops_on(ledger, &giver, &taker).await?;
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

/// The offer, and whose seat it is about. Nobody offers that seat to somebody else until the transaction ends.
async fn find(ledger: &Ledger<'_>, id: Uuid) -> Result<Option<(handover::Model, registration::Model)>> {
    let Some(offer) = handover::Entity::find_by_id(id).one(ledger.txn()?).await? else { return Ok(None) };
    let giver = registration::Entity::find_by_id(offer.registration_id).lock_exclusive().one(ledger.txn()?).await?;
    Ok(giver.map(|giver| (offer, giver)))
}

/// Why the seat cannot be taken over any more.
fn obstacle(ledger: &Ledger<'_>, offer: &handover::Model, giver: &registration::Model) -> Result<Option<Refusal>> {
    if !offer.is_open() || giver.status != Status::Confirmed {
        return Ok(Some(Refusal::OfferGone));
    }
    let event = ledger.event(giver.event_id)?;
    if event.cancelled_at.is_some() {
        return Ok(Some(Refusal::Cancelled));
    }
    Ok(event.is_past(ledger.now).then_some(Refusal::Closed))
}

/// Says yes to the offer, unless somebody said no to it, or took it back, a moment ago.
async fn accept(ledger: &Ledger<'_>, offer: &handover::Model) -> Result<bool> {
    let accepted = handover::Entity::update_many()
        .col_expr(handover::Column::AcceptedAt, Expr::value(ledger.now))
        .filter(handover::Column::Id.eq(offer.id))
        .filter(handover::open())
        .exec(ledger.txn()?)
        .await?;
    Ok(accepted.rows_affected > 0)
}

/// The colleague as one who comes.
fn applicant(event_id: i32, email: EmailAddress, successor: &Successor) -> Applicant {
    Applicant {
        event_id,
        name: successor.name.clone(),
        email,
        organisation: successor.organisation.clone(),
        role: Role::Unsaid,
        language: successor.language,
        answers: successor.answers.clone(),
        stops: Vec::new(),
    }
}

/// Enters the colleague, whose seat is not counted yet. One who waits leaves the line first; says at which stops a seat
/// came free by that.
async fn let_in(
    ledger: &mut Ledger<'_>,
    taker: &Applicant,
    known: Option<registration::Model>,
) -> Result<(registration::Model, Vec<i32>)> {
    let (known, freed) = match known {
        Some(waiting) if waiting.status == Status::Waitlisted => {
            let gone = leave(ledger, waiting).await?;
            let freed = release_stops(ledger, &gone).await?;
            (Some(gone), freed)
        }
        known => (known, Vec::new()),
    };
    Ok((enter(ledger, taker, known, Status::Confirmed).await?, freed))
}

/// What the giver holds at stops is the colleague's, whose invitations have numbers of their own; says at which they have a
/// seat.
async fn pass_stops_on(
    ledger: &Ledger<'_>,
    giver: &registration::Model,
    taker: &registration::Model,
) -> Result<Vec<i32>> {
    let passed = waiting_list::stops_of(ledger, giver).await?;
    for held in &passed {
        let sequence = ledger.stops.get(&held.stop_id).map_or(0, |stop| stop.sequence) + taker.sequence;
        held_stop::Entity::update_many()
            .col_expr(held_stop::Column::RegistrationId, Expr::value(taker.id))
            .col_expr(held_stop::Column::InvitedSequence, Expr::value(sequence))
            .filter(held_stop::Column::RegistrationId.eq(giver.id))
            .filter(held_stop::Column::StopId.eq(held.stop_id))
            .exec(ledger.txn()?)
            .await?;
    }
    let seats = passed.into_iter().filter(|held| held.status == Status::Confirmed);
    Ok(seats.map(|seat| seat.stop_id).collect())
}
