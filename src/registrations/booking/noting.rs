//! What the audit trail says of a decision.

use sea_orm::EntityTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Arrangement, Decision, Standing};
use crate::error::{Error, Result};
use crate::events::{event, stop};
use crate::language::Language;
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::registrations::ledger::Ledger;

pub(super) async fn note(
    ledger: &Ledger<'_>,
    by: Option<&organiser::Model>,
    act: Act,
    event_id: i32,
    registration: Uuid,
    facts: Value,
) -> Result<()> {
    let event = event::Entity::find_by_id(event_id).one(ledger.txn()?).await?.ok_or(Error::NotFound)?;
    let subject = Subject { registration_id: Some(registration), ..event.subject() };
    audit::note(ledger.txn()?, ledger.now, by, act, subject, facts).await
}

/// Why and how it was decided. A stop is named as it was called then.
pub(super) async fn facts(
    ledger: &Ledger<'_>,
    wanted: &Arrangement,
    before: &Standing,
    after: &Standing,
) -> Result<Value> {
    let mut facts = json!({ "reason": wanted.reason, "letter": wanted.letter });
    match wanted.decision {
        Decision::ChooseStop(choice) => {
            facts["stop"] = json!(title(ledger, choice.stop).await?);
            if let Some(other) = choice.instead_of.filter(|other| before.holds(*other)) {
                facts["stop_given_back"] = json!(title(ledger, other).await?);
            }
        }
        Decision::LeaveStop(stop) => facts["stop"] = json!(title(ledger, stop).await?),
        decision => {
            facts["from"] = json!(before.position);
            facts["to"] = json!(after.position);
            facts["over_capacity"] = json!(matches!(decision, Decision::Seat { over_capacity: true }));
        }
    }
    Ok(facts)
}

async fn title(ledger: &Ledger<'_>, id: i32) -> Result<Option<String>> {
    let stop = stop::Entity::find_by_id(id).one(ledger.txn()?).await?;
    Ok(stop.map(|stop| stop.titles.get(Language::Nl).to_string()))
}
