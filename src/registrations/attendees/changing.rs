//! Correcting what somebody said, on their behalf. An address may be corrected while nobody else has it at this event:
//! the private link that went to the wrong one opens nothing any more, and what was not sent yet goes to the right one.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::resending;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::language::Language;
use crate::mail::{self, EmailAddress, letter};
use crate::mark::Mark;
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::registrations::registration::{self, Answers, Role, Status};
use crate::registrations::waiting_list;
use crate::revision;

/// What it should be; everything is checked.
#[derive(Clone, Debug)]
pub struct Correction {
    pub name: String,
    pub email: EmailAddress,
    pub organisation: String,
    pub role: Role,
    pub language: Language,
    pub answers: Answers,
    /// What the page was made from, as `seen` says it.
    pub seen: Mark,
}

/// Why it was not corrected.
pub enum NotCorrected {
    /// Somebody else has this address at this event.
    AddressTaken,
    /// It was changed since the page was made, into this.
    Overtaken(Box<registration::Model>),
}

/// The mark of the fields that can be corrected: a check-in or a decision leaves it as it is.
pub fn seen(person: &registration::Model) -> Mark {
    let (role, language) = (person.role.code(), person.language.code());
    Mark::of(&json!([person.name, person.email, person.organisation, role, language, person.answers]))
}

/// Corrects it, in the name of the organiser `by`; where nothing differs, nothing is written.
pub async fn correct(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    id: Uuid,
    right: Correction,
    by: &organiser::Model,
) -> Result<std::result::Result<(), NotCorrected>> {
    let txn = db.begin().await?;
    let found = registration::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
    // Nobody registers meanwhile: the desk waits for the row of the event.
    let event = event::Entity::find_by_id(found.event_id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
    // Nor does the person change an answer meanwhile.
    let person = registration::Entity::find_by_id(id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
    let changed = changed(&person, &right);
    if changed.is_empty() {
        return Ok(Ok(()));
    }
    if right.seen.is_overtaken(&seen(&person)) {
        return Ok(Err(NotCorrected::Overtaken(Box::new(person))));
    }
    if is_taken(&txn, &person, &right.email).await? {
        return Ok(Err(NotCorrected::AddressTaken));
    }
    let moves = person.email != right.email.as_str();
    let person = write(&txn, now, secret, person, right).await?;
    let subject = Subject { registration_id: Some(id), ..event.subject() };
    audit::note(&txn, now, Some(by), Act::RegistrationChanged, subject, json!({ "fields": changed })).await?;
    if moves {
        // The calendar of the old address loses an entry, and is dated by this.
        revision::raise(&txn, now).await?;
        send_after(&txn, now, &person).await?;
    }
    txn.commit().await?;
    Ok(Ok(()))
}

/// In the facts of a letter.
const OF_ONE_EVENT: &str = "CAST(letters.facts AS TEXT) NOT LIKE '%\"others\":[{%'";

async fn is_taken(txn: &DatabaseTransaction, person: &registration::Model, email: &EmailAddress) -> Result<bool> {
    if email.key() == person.email_key {
        return Ok(false);
    }
    let others = registration::Entity::find()
        .filter(registration::Column::EventId.eq(person.event_id))
        .filter(registration::Column::EmailKey.eq(email.key()));
    Ok(others.count(txn).await? > 0)
}

/// The names of the fields that differ: what they say is the person's own.
pub fn changed(person: &registration::Model, right: &Correction) -> Vec<&'static str> {
    let all = [
        ("name", person.name != right.name),
        ("email", person.email != right.email.as_str()),
        ("organisation", person.organisation != right.organisation),
        ("role", person.role != right.role),
        ("language", person.language != right.language),
        ("answers", person.answers != right.answers),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// Another address gets another key.
async fn write(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    person: registration::Model,
    right: Correction,
) -> Result<registration::Model> {
    let version = person.key_version + i32::from(person.email != right.email.as_str());
    let token = registration::token(secret, person.id, version);
    let mut row = person.into_active_model();
    row.search = Set(registration::search_text(&right.name, right.email.as_str(), &right.organisation));
    row.name = Set(right.name);
    row.email = Set(right.email.to_string());
    row.email_key = Set(right.email.key());
    row.organisation = Set(right.organisation);
    row.role = Set(right.role);
    row.language = Set(right.language);
    row.answers = Set(right.answers);
    row.key_version = Set(version);
    row.token_hash = Set(token.hash());
    row.updated_at = Set(now);
    Ok(row.update(txn).await?)
}

/// What did not leave yet goes to the new address, and so does a letter that says how they stand. A letter that tells of
/// other events too stays with the old address, which they have.
async fn send_after(txn: &DatabaseTransaction, now: DateTime<Utc>, person: &registration::Model) -> Result<()> {
    letter::Entity::update_many()
        .col_expr(letter::Column::Recipient, Expr::value(person.email.as_str()))
        .filter(letter::Column::AboutId.eq(person.id))
        .filter(letter::Column::SentAt.is_null())
        .filter(letter::Column::FailedAt.is_null())
        .filter(Expr::cust(OF_ONE_EVENT))
        .exec(txn)
        .await?;
    if person.status != Status::Cancelled {
        let positions = waiting_list::positions(txn, std::slice::from_ref(person)).await?;
        mail::post(txn, now, vec![resending::again(person, &positions, now)]).await?;
    }
    Ok(())
}
