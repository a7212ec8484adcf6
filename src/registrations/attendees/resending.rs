//! Sending somebody the letter again that says how they stand.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::mail::{self, letter, unreachable};
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::registrations::letters;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::waiting_list;
use crate::registrations::writing_again::LETTER_AGAIN;

/// Posts the letter again to each of these people of one event, in one transaction; answers to how many. Whoever left,
/// and whoever got a letter a moment ago that did arrive, gets none.
pub async fn resend(
    db: &Database,
    now: DateTime<Utc>,
    event: &event::Model,
    ids: &[Uuid],
    by: &organiser::Model,
) -> Result<u64> {
    let txn = db.begin().await?;
    // Two who press the button at once send one letter; the seat desk takes the event's row before people's, too.
    event::Entity::find_by_id(event.id).lock_exclusive().one(&txn).await?;
    let people = registration::Entity::find()
        .filter(registration::Column::Id.is_in(ids.iter().copied()))
        .filter(registration::Column::EventId.eq(event.id))
        .filter(registration::Column::Status.ne(Status::Cancelled))
        .order_by_asc(registration::Column::Id)
        .all(&txn)
        .await?;
    let lately: Vec<Option<Uuid>> = letter::Entity::find()
        .filter(letter::Column::AboutId.is_in(people.iter().map(|p| p.id)))
        .filter(letter::Column::PostedAt.gt(now - LETTER_AGAIN))
        .filter(letter::Column::FailedAt.is_null())
        .select_only()
        .column(letter::Column::AboutId)
        .into_tuple()
        .all(&txn)
        .await?;
    let lately: HashSet<Uuid> = lately.into_iter().flatten().collect();
    let people: Vec<registration::Model> =
        people.into_iter().filter(|p| !p.email.is_empty() && !lately.contains(&p.id)).collect();
    let positions = waiting_list::positions(&txn, &people).await?;
    let mut letters = Vec::with_capacity(people.len());
    for person in people {
        let subject = Subject { registration_id: Some(person.id), ..event.subject() };
        audit::note(&txn, now, Some(by), Act::LetterResent, subject, &[]).await?;
        unreachable::lift(&txn, &person.email).await?;
        letters.push(letters::again(&person, positions.get(&person.id).copied(), now));
    }
    let sent = letters.len() as u64;
    mail::post(&txn, now, letters).await?;
    txn.commit().await?;
    Ok(sent)
}
