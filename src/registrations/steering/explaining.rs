//! Why an event does not take place, said anew: a slip of the pen, or what one knows only later. It stays called off, for
//! calendars were told so. Nobody gets a letter, unless whoever corrects it wants one to leave.

use serde_json::json;

use super::telling;
use super::{done, locked, note};
use crate::error::Result;
use crate::events::{event, publishing};
use crate::language::readable_lines;
use crate::mark::Mark;
use crate::organisers::Authority;
use crate::organisers::audit::{Act, Fact};
use crate::registrations::Reception;

/// Why the reason stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It takes place.
    NotCalledOff,
    /// Somebody else said it anew since it was seen, in these words.
    Overtaken(String),
}

/// The reason as people read it; empty when none was given.
pub fn reason(event: &event::Model) -> String {
    event.cancellation_reason.as_deref().map(readable_lines).unwrap_or_default()
}

/// The mark of a reason.
pub fn mark(reason: &str) -> Mark {
    Mark::of(&json!([reason]))
}

/// Says it anew, if it is as it was `seen`; answers with the number of people who get a letter. What is the same is no
/// news, so pressing twice writes to nobody twice.
pub async fn explain(
    at: &Reception<'_>,
    who: &Authority,
    id: i32,
    words: &str,
    seen: &Mark,
    tells: bool,
) -> Result<Result<i32, Refusal>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if event.cancelled_at.is_none() {
        return Ok(Err(Refusal::NotCalledOff));
    }
    let before = reason(&event);
    if before == words {
        return Ok(Ok(0));
    }
    if seen.is_overtaken(&mark(&before)) {
        return Ok(Err(Refusal::Overtaken(before)));
    }
    let event = publishing::explain(&txn, now, event, words).await?;
    let mut facts = vec![(Fact::Reason, json!(words))];
    let mut told = 0;
    if tells && !event.is_past(now) {
        told = telling::called_off_again(&txn, now, &event).await?;
        facts.push((Fact::Told, json!(told)));
    }
    note(&txn, now, who, Act::EventReasonChanged, &event, &facts).await?;
    done(at, txn).await?;
    at.bell.ring();
    Ok(Ok(told))
}
