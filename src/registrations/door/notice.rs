//! What was just done at the door, as the page says it afterwards.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::checking_in::Outcome;
use super::stop_arrival;
use super::words::{is_well, sentence};
use crate::error::Result;
use crate::events::Details;
use crate::language::Language;
use crate::registrations::{Reception, registration};

/// What was done to whom, in a sentence, and whether it went as hoped; nothing when it is not so any more.
pub async fn of(
    at: &Reception<'_>,
    details: &Details,
    (done, about): (Option<&str>, Option<&str>),
    stop: Option<i32>,
    l: Language,
) -> Result<Option<(bool, String)>> {
    let (Some(done), Some(Ok(about))) = (done, about.map(Uuid::try_parse)) else {
        return Ok(None);
    };
    let found = registration::Entity::find_by_id(about)
        .filter(registration::Column::EventId.eq(details.event.id))
        .one(at.db.read())
        .await?;
    let Some(person) = found else { return Ok(None) };
    let since = match stop {
        None => person.checked_in_at,
        Some(stop) => {
            stop_arrival::Entity::find_by_id((person.id, stop)).one(at.db.read()).await?.map(|there| there.at)
        }
    };
    let outcome = match (done, since) {
        ("in" | "already", Some(since)) => Outcome::In { since, first: done == "in" },
        ("out", None) => Outcome::Out,
        ("taken-back", None) => Outcome::TakenBack,
        ("waitlisted" | "cancelled", None) => Outcome::NoSeat(person.status),
        ("waits-here", None) => Outcome::NoSeatHere { waits: true },
        ("other-stop", None) => Outcome::NoSeatHere { waits: false },
        _ => return Ok(None),
    };
    let now = at.clock.now();
    let good = is_well(&details.event, outcome, now);
    Ok(Some((good, sentence(&details.event, &person.name, outcome, now, l))))
}
