//! What somebody said of themselves, put right by an organiser (`attendees/changing.rs`) or by the person
//! (`self_service/amending.rs`). An address may change while nobody else has the new one at this event: the private link
//! that went to the old one opens nothing any more, and what was not sent yet goes to the new one.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::letters;
use super::registration::{self, Answers, Role, Status};
use crate::config::Secret;
use crate::error::{Error, Result};
use crate::events::event;
use crate::language::Language;
use crate::mail::{self, EmailAddress, LetterKind, letter};
use crate::mark::Mark;
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

impl Correction {
    /// The names of the fields that differ: what they say is the person's own.
    pub fn changes(&self, person: &registration::Model) -> Vec<&'static str> {
        let all = [
            ("name", person.name != self.name),
            ("email", self.moves(person)),
            ("organisation", person.organisation != self.organisation),
            ("role", person.role != self.role),
            ("language", person.language != self.language),
            ("answers", person.answers != self.answers),
        ];
        all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }

    /// Whether letters go elsewhere from then on.
    pub fn moves(&self, person: &registration::Model) -> bool {
        person.email != self.email.as_str()
    }

    /// Whether it would write over what its author did not see.
    pub fn is_overtaken(&self, person: &registration::Model) -> bool {
        self.seen.is_overtaken(&seen(person))
    }
}

/// The mark of the fields that can be corrected: a check-in or a decision leaves it as it is.
pub fn seen(person: &registration::Model) -> Mark {
    let (role, language) = (person.role.code(), person.language.code());
    Mark::of(&json!([person.name, person.email, person.organisation, role, language, person.answers]))
}

/// The person and their event, as nobody else changes them until the transaction ends.
pub async fn hold(txn: &DatabaseTransaction, id: Uuid) -> Result<(event::Model, registration::Model)> {
    let found = registration::Entity::find_by_id(id).one(txn).await?.ok_or(Error::NotFound)?;
    // Nobody registers meanwhile: the desk waits for the row of the event.
    let event = event::Entity::find_by_id(found.event_id).lock_exclusive().one(txn).await?.ok_or(Error::NotFound)?;
    // Nor is the person corrected by somebody else.
    let person = registration::Entity::find_by_id(id).lock_exclusive().one(txn).await?.ok_or(Error::NotFound)?;
    Ok((event, person))
}

/// Who else has this address at this event.
pub async fn other_with(
    txn: &DatabaseTransaction,
    person: &registration::Model,
    email: &EmailAddress,
) -> Result<Option<registration::Model>> {
    let found = registration::Entity::find()
        .filter(registration::Column::EventId.eq(person.event_id))
        .filter(registration::Column::EmailKey.eq(email.key()))
        .filter(registration::Column::Id.ne(person.id));
    Ok(found.one(txn).await?)
}

/// Writes it; their calendar entries have the number `sequence` from then on. Another address gets another key, and the
/// letters that are on their way; otherwise the link stays, with whatever secret it was made.
pub async fn write(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    person: registration::Model,
    right: Correction,
    sequence: i32,
) -> Result<()> {
    let moves = right.moves(&person);
    let version = person.key_version + 1;
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
    row.sequence = Set(sequence);
    row.updated_at = Set(now);
    if moves {
        row.key_version = Set(version);
        row.token_hash = Set(token.hash());
    }
    let person = row.update(txn).await?;
    if moves {
        // The calendar of the old address loses an entry, and is dated by this.
        revision::raise(txn, now).await?;
        send_after(txn, now, &person).await?;
    }
    Ok(())
}

/// Of letters: those that tell of one event alone. `telling` puts further ones among the facts.
const OF_ONE_EVENT: &str = "CAST(letters.facts AS TEXT) NOT LIKE '%\"others\":[{%'";

/// What did not leave yet goes to the new address, and so does a letter that says how they stand. A letter that tells of
/// other events too stays with the old address, which they have; and one about an earlier move with that one's.
async fn send_after(txn: &DatabaseTransaction, now: DateTime<Utc>, person: &registration::Model) -> Result<()> {
    let on_their_way = || {
        letter::Entity::update_many()
            .filter(letter::Column::AboutId.eq(person.id))
            .filter(letter::Column::SentAt.is_null())
            .filter(letter::Column::FailedAt.is_null())
    };
    on_their_way()
        .col_expr(letter::Column::Recipient, Expr::value(person.email.as_str()))
        .filter(letter::Column::Kind.ne(LetterKind::RegistrationMoved))
        .filter(Expr::cust(OF_ONE_EVENT))
        .exec(txn)
        .await?;
    // Letters of one thread wait for each other, and none shall wait for a mailbox that is left.
    on_their_way()
        .col_expr(letter::Column::ThreadId, Expr::value(None::<Uuid>))
        .filter(letter::Column::Recipient.ne(person.email.as_str()))
        .exec(txn)
        .await?;
    if person.status != Status::Cancelled {
        mail::post(txn, now, vec![letters::again_to(txn, now, person).await?]).await?;
    }
    Ok(())
}
