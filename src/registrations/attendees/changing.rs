//! Correcting what somebody said, on their behalf.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::config::Secret;
use crate::database::Database;
use crate::error::Result;
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;
use crate::registrations::correction::{self, Correction};
use crate::registrations::registration;
use crate::registrations::self_service::handing_over;

/// Why it was not corrected.
pub enum NotCorrected {
    /// Somebody else has this address at this event.
    AddressTaken,
    /// It was changed since the page was made, into this.
    Overtaken(Box<registration::Model>),
}

/// Corrects it, in the name of the organiser `by`; where nothing differs, nothing is written.
pub async fn correct(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    id: Uuid,
    right: Correction,
    by: &organiser::Model,
) -> Result<Result<(), NotCorrected>> {
    let txn = db.begin().await?;
    let (event, person) = correction::hold(&txn, id).await?;
    let changed = right.changes(&person);
    if changed.is_empty() {
        return Ok(Ok(()));
    }
    if right.is_overtaken(&person) {
        return Ok(Err(NotCorrected::Overtaken(Box::new(person))));
    }
    if correction::other_with(&txn, &person, &right.email).await?.is_some() {
        return Ok(Err(NotCorrected::AddressTaken));
    }
    if right.moves(&person) {
        // Whoever read the mail at the wrong address may have offered the seat with its link.
        handing_over::take_back(&txn, now, id).await?;
    }
    let sequence = person.sequence;
    correction::write(&txn, now, secret, person, right, sequence).await?;
    let subject = Subject { registration_id: Some(id), ..event.subject() };
    let facts = [(Fact::Fields, json!(changed))];
    audit::note(&txn, now, Some(by), Act::RegistrationChanged, subject, &facts).await?;
    txn.commit().await?;
    Ok(Ok(()))
}
