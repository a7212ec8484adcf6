//! Somebody registers who is known already: nothing changes, but that whoever waits has a seat that is free once the event
//! has begun. Whoever names an address need not be the one who has it, so they may be told no more than anybody would be;
//! only one who sends the same again sees how it stands.

use uuid::Uuid;

use super::{Applicant, Outcome, Standing, StopStanding, admit};
use crate::error::Result;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::ledger::Ledger;
use crate::registrations::seats::waiting_list;

/// Answers with how it stands, and with what whoever typed it may be told.
pub(super) async fn come_again(
    ledger: &mut Ledger<'_>,
    applicant: &Applicant,
    known: &registration::Model,
) -> Result<Outcome> {
    let new = if_new(ledger, applicant)?;
    let standing = match waiting_list::ask(ledger, known).await? {
        Some(seated) => ledger.standing_of(&seated).await?,
        None => ledger.repeat(known).await?,
    };
    let shown = if is_the_same(applicant, known, &standing) { Outcome::Stands(standing.clone()) } else { new };
    Ok(Outcome::Repeats { standing, shown: Box::new(shown) })
}

fn is_the_same(applicant: &Applicant, known: &registration::Model, standing: &Standing) -> bool {
    let stops = standing.stops.iter().map(|stop| stop.stop_id);
    applicant.name == known.name
        && applicant.organisation == known.organisation
        && applicant.role == known.role
        && applicant.answers == known.answers
        && stops.eq(applicant.stops.iter().copied())
}

/// What the applicant would be told if nobody knew them.
fn if_new(ledger: &Ledger<'_>, applicant: &Applicant) -> Result<Outcome> {
    let status = match admit(ledger, applicant)? {
        Ok(status) => status,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let confirmed = status == Status::Confirmed;
    let position = (!confirmed).then_some(i64::from(ledger.event(applicant.event_id)?.waiting) + 1);
    let at_stop = |id: &i32| {
        let stop = ledger.stops.get(id)?;
        let seated = confirmed && stop.seats_left() != Some(0);
        let status = if seated { Status::Confirmed } else { Status::Waitlisted };
        let position = (!seated).then_some(i64::from(stop.waiting) + 1);
        Some(StopStanding { stop_id: *id, status, position, offered: false })
    };
    let stops = applicant.stops.iter().filter_map(at_stop).collect();
    Ok(Outcome::Stands(Standing { registration_id: Uuid::nil(), status, position, stops }))
}
