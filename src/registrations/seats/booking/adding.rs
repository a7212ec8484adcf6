//! Somebody whom an organiser adds by hand, or from a list.

use serde_json::json;

use super::arranging::{too_early, too_late};
use super::noting::note;
use super::{
    Applicant, Outcome, Refusal, Standing, enter, fits, is_too_late_at_a_stop, seat, wants_what_is_gone, welcome,
};
use crate::error::Result;
use crate::organisers::audit::{Act, Fact};
use crate::organisers::organiser;
use crate::registrations::registration::Status;
use crate::registrations::seats::ledger::Ledger;

/// Somebody whom an organiser adds. That the person agreed, the organiser says; it is noted so.
#[derive(Clone, Debug)]
pub struct Addition {
    pub applicant: Applicant,
    /// A seat even when there is none left.
    pub over_capacity: bool,
    /// Whether the person hears of it.
    pub letter: bool,
    /// None: whoever runs the program.
    pub by: Option<organiser::Model>,
}

/// Registration need not be open for an organiser; the event must be online and not over.
pub(super) async fn add(ledger: &mut Ledger<'_>, addition: &Addition) -> Result<Outcome> {
    let (standing, over) = match sit_down(ledger, addition).await? {
        Ok(seated) => seated,
        Err(outcome) => return Ok(outcome),
    };
    let event = addition.applicant.event_id;
    let facts = [
        (Fact::Status, json!(standing.status)),
        (Fact::OverCapacity, json!(over)),
        (Fact::Letter, json!(addition.letter)),
        (Fact::Consent, json!("by-organiser")),
    ];
    note(ledger, addition.by.as_ref(), Act::RegistrationAdded, event, standing.registration_id, &facts).await?;
    Ok(Outcome::Stands(standing))
}

/// What `add` would answer: the seats are counted on the ledger, and nothing is written.
pub async fn rehearse(ledger: &mut Ledger<'_>, addition: &Addition) -> Result<Outcome> {
    let (event, key) = (addition.applicant.event_id, addition.applicant.email.key());
    if ledger.known(event, &key).is_some_and(|known| known.status == Status::Cancelled) {
        ledger.forget(event, &key);
    }
    let seated = sit_down(ledger, addition).await?;
    Ok(seated.map_or_else(|outcome| outcome, |(standing, _)| Outcome::Stands(standing)))
}

/// The seat or the place in the line, and whether it is one over the capacity; or why not.
async fn sit_down(ledger: &mut Ledger<'_>, addition: &Addition) -> Result<Result<(Standing, bool), Outcome>> {
    let applicant = &addition.applicant;
    let Some(event) = ledger.events.get(&applicant.event_id) else {
        return Ok(Err(Outcome::NotFound));
    };
    if let Some(refusal) = too_late(event, ledger).or_else(|| too_early(event)) {
        return Ok(Err(Outcome::Refused(refusal)));
    }
    let keeps_line = event.keeps_line(ledger.now);
    let known = ledger.known(applicant.event_id, &applicant.email.key()).cloned();
    if known.as_ref().is_some_and(|k| k.status != Status::Cancelled) {
        return Ok(Err(Outcome::Refused(Refusal::AlreadyIn)));
    }
    if wants_what_is_gone(ledger, applicant) {
        return Ok(Err(Outcome::Refused(Refusal::StopGone)));
    }
    let too_late = is_too_late_at_a_stop(ledger, applicant);
    let room = fits(ledger, applicant) && !too_late;
    let over = addition.over_capacity && !room;
    if !room && !over && (too_late || !keeps_line) {
        return Ok(Err(Outcome::Refused(Refusal::Full)));
    }
    let status = if room || over { Status::Confirmed } else { Status::Waitlisted };
    let registration = enter(ledger, applicant, known, status).await?;
    let standing = seat(ledger, &registration, &applicant.stops, over)?;
    if addition.letter {
        let facts = json!({ "position": standing.position, "by_organiser": true });
        ledger.write(&registration, welcome(status), facts);
    }
    Ok(Ok((standing, over)))
}
