//! What the audit trail says of a decision.

use sea_orm::EntityTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Arrangement, Decision, Standing};
use crate::error::{Error, Result};
use crate::events::{event, stop};
use crate::language::Language;
use crate::organisers::audit::{self, Act, Fact, Subject};
use crate::organisers::organiser;
use crate::registrations::seats::ledger::Ledger;

/// Notes it for the registration and its event; `by` nobody: whoever runs the program.
pub(super) async fn note(
    ledger: &Ledger<'_>,
    by: Option<&organiser::Model>,
    act: Act,
    event_id: i32,
    registration: Uuid,
    facts: &[(Fact, Value)],
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
) -> Result<Vec<(Fact, Value)>> {
    let mut facts = vec![(Fact::Reason, json!(wanted.reason)), (Fact::Letter, json!(wanted.letter))];
    match wanted.decision {
        Decision::ChooseStop(choice) => {
            facts.push((Fact::Stop, json!(title(ledger, choice.stop).await?)));
            if let Some(other) = choice.instead_of.filter(|other| before.holds(*other)) {
                facts.push((Fact::StopGivenBack, json!(title(ledger, other).await?)));
            }
        }
        Decision::LeaveStop(stop) => facts.push((Fact::Stop, json!(title(ledger, stop).await?))),
        decision => {
            let over = matches!(decision, Decision::Seat { over_capacity: true });
            facts.push((Fact::From, json!(before.position)));
            facts.push((Fact::To, json!(after.position)));
            facts.push((Fact::OverCapacity, json!(over)));
        }
    }
    Ok(facts)
}

async fn title(ledger: &Ledger<'_>, id: i32) -> Result<Option<String>> {
    let stop = stop::Entity::find_by_id(id).one(ledger.txn()?).await?;
    Ok(stop.map(|stop| stop.titles.get(Language::Nl).to_string()))
}
