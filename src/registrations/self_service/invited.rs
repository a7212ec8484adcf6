//! Whose calendar may show an entry though they wait: they had a seat once, and an invitation was written to them.

use std::collections::HashSet;

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::error::Result;
use crate::mail::{CalendarMethod, LetterKind, letter};
use crate::registrations::registration::{self, Status};

/// Those of these people who wait and were invited before (RFC 5546, section 3.2.2). Whose entry was withdrawn since is
/// among them: to withdraw it twice does no harm, and never to do so leaves it there.
pub async fn among(db: &impl ConnectionTrait, people: &[registration::Model]) -> Result<HashSet<Uuid>> {
    let waiting: Vec<&registration::Model> = people.iter().filter(|p| p.status == Status::Waitlisted).collect();
    if waiting.is_empty() {
        return Ok(HashSet::new());
    }
    let inviting = LetterKind::ALL.into_iter().filter(|kind| kind.calendar_method() == Some(CalendarMethod::Request));
    // One letter may correct several invitations of a person.
    let theirs = Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::EmailKey.is_in(waiting.iter().map(|p| p.email_key.as_str())))
        .take();
    let invitations = letter::Entity::find()
        .filter(letter::Column::AboutId.in_subquery(theirs))
        .filter(letter::Column::Kind.is_in(inviting))
        .all(db)
        .await?;
    let invited: HashSet<Uuid> = invitations.iter().flat_map(invited_by).collect();
    Ok(waiting.into_iter().map(|person| person.id).filter(|id| invited.contains(id)).collect())
}

/// Whether this person is one of those.
pub async fn includes(db: &impl ConnectionTrait, person: &registration::Model) -> Result<bool> {
    Ok(!among(db, std::slice::from_ref(person)).await?.is_empty())
}

/// The registrations to which a letter invites. Who waits is told of a change as well, and it invites them to nothing.
fn invited_by(letter: &letter::Model) -> Vec<Uuid> {
    let first = letter.about_id.filter(|_| letter.facts["waits"] != true);
    let others = letter.facts["others"].as_array().into_iter().flatten();
    let id = |other: &Value| -> Option<Uuid> { other["registration"].as_str()?.parse().ok() };
    first.into_iter().chain(others.filter_map(id)).collect()
}
