//! Writing a message, looking at it, and letting it go.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::message::{self, Audience, Column};
use super::{marked, sending};
use crate::database::Database;
use crate::error::{Error, Fault, Result};
use crate::events::Details;
use crate::language::{Language, Texts};
use crate::mail::{self, Letter, LetterKind, Tally, outbox};
use crate::mark::Mark;
use crate::organisers::audit::{self, Act, Fact};
use crate::organisers::organiser;
use crate::registrations::attendees::Filter;

/// The longest subject; mail programs show about half of it.
pub const LONGEST_SUBJECT: usize = 120;

/// What a message says, and to whom.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub subjects: Texts,
    pub bodies: Texts,
    pub audience: Filter,
}

impl Content {
    /// What is wrong with it; fields are `subject-nl`, `body-nl` and so on.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for l in Language::ALL {
            let (subject, body) = (self.subjects.own(l), self.bodies.own(l));
            if subject.is_empty() && body.is_empty() {
                continue;
            }
            let mut wrong = |field: &str, key| faults.push(Fault::new(format!("{field}-{l}"), key));
            if subject.is_empty() {
                wrong("subject", "message-fault-subject");
            } else if subject.chars().count() > LONGEST_SUBJECT {
                wrong("subject", "message-fault-subject-long");
            } else if marked::has_unknown_placeholder(subject) {
                wrong("subject", "message-fault-placeholder");
            }
            if body.is_empty() {
                wrong("body", "message-fault-body");
            } else if let Some(key) = marked::fault(body) {
                wrong("body", key);
            }
        }
        if self.bodies.is_empty() && self.subjects.is_empty() {
            faults.push(Fault::new("subject-nl", "message-fault-empty"));
        }
        faults
    }
}

/// Keeps a draft.
pub async fn draft(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    event_id: i32,
    content: Content,
) -> Result<Uuid> {
    let row = message::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id),
        organiser_id: Set(Some(who.id)),
        subjects: Set(content.subjects),
        bodies: Set(content.bodies),
        audience: Set(Audience(content.audience)),
        created_at: Set(now),
        send_at: Set(None),
        sent_at: Set(None),
        withdrawn_at: Set(None),
        recipients: Set(0),
    };
    Ok(row.insert(db.write()).await?.id)
}

/// Why a draft stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is none any more.
    TooLate,
    /// Somebody changed it after it was looked at.
    Changed,
}

/// Whether the draft is as it was seen; it stays so until the transaction ends.
async fn still_stands(txn: &DatabaseTransaction, message: &message::Model, seen: &Mark) -> Result<Result<(), Refusal>> {
    let found = message::Entity::find_by_id(message.id).lock_exclusive().one(txn).await?;
    let Some(draft) = found.filter(|found| found.send_at.is_none()) else { return Ok(Err(Refusal::TooLate)) };
    Ok(if seen.is_overtaken(&draft.mark()) { Err(Refusal::Changed) } else { Ok(()) })
}

/// Changes a draft, if it is as it was `seen`.
pub async fn change(
    db: &Database,
    message: &message::Model,
    seen: &Mark,
    content: Content,
) -> Result<Result<(), Refusal>> {
    let txn = db.begin().await?;
    if let Err(refusal) = still_stands(&txn, message, seen).await? {
        return Ok(Err(refusal));
    }
    let row = message::ActiveModel {
        subjects: Set(content.subjects),
        bodies: Set(content.bodies),
        audience: Set(Audience(content.audience)),
        ..Default::default()
    };
    message::Entity::update_many().set(row).filter(Column::Id.eq(message.id)).exec(&txn).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// Throws a draft away. False: it is none any more, and stays.
pub async fn discard(db: &Database, message: &message::Model) -> Result<bool> {
    let drafts = message::Entity::delete_many().filter(Column::Id.eq(message.id)).filter(Column::SendAt.is_null());
    Ok(drafts.exec(db.write()).await?.rows_affected > 0)
}

/// Lets a draft go at this time, or now, if it is as it was `seen`. Pressing twice changes nothing.
pub async fn send(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    details: &Details,
    (message, seen): (&message::Model, &Mark),
    at: Option<DateTime<Utc>>,
) -> Result<Result<(), Refusal>> {
    let txn = db.begin().await?;
    if let Err(refusal) = still_stands(&txn, message, seen).await? {
        return Ok(Err(refusal));
    }
    let update = message::Entity::update_many()
        .col_expr(Column::SendAt, Expr::value(at.unwrap_or(now)))
        .filter(Column::Id.eq(message.id));
    update.exec(&txn).await?;
    let facts =
        [(Fact::Message, json!(message.id)), (Fact::SendAt, json!(at)), (Fact::Audience, message.audience.0.facts())];
    audit::note(&txn, now, Some(who), Act::MessageSent, details.event.subject(), &facts).await?;
    txn.commit().await?;
    Ok(Ok(()))
}

/// Takes back what has not left yet. False: all of it has left, and nothing changes. Pressing twice changes nothing more.
pub async fn withdraw(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    details: &Details,
    message: &message::Model,
) -> Result<bool> {
    let (state, tally) = (message.state(now), outbox::tally_of(db, message.id).await?);
    if !can_be_withdrawn(state, tally) {
        return Ok(state == message::State::Withdrawn);
    }
    let txn = db.begin().await?;
    if sending::withdraw(&txn, now, message).await? {
        let facts = [(Fact::Message, json!(message.id))];
        audit::note(&txn, now, Some(who), Act::MessageWithdrawn, details.event.subject(), &facts).await?;
    }
    txn.commit().await?;
    Ok(true)
}

/// Whether there is anything left to take back.
pub fn can_be_withdrawn(state: message::State, tally: Tally) -> bool {
    match state {
        message::State::Planned | message::State::Leaving => true,
        message::State::Sent => tally.waiting > 0,
        message::State::Draft | message::State::Withdrawn => false,
    }
}

/// Sends the organiser the letter as others will get it, in this language.
pub async fn prove(
    db: &Database,
    now: DateTime<Utc>,
    who: &organiser::Model,
    message: &message::Model,
    language: Language,
) -> Result<()> {
    let facts = json!({ "message": message.id, "organiser": who.id });
    let letter = Letter { language, ..who.letter(LetterKind::Message, facts) };
    let txn = db.begin().await?;
    mail::post(&txn, now, vec![letter]).await?;
    txn.commit().await?;
    Ok(())
}

/// The message of this event; `id` as it stands in the address.
pub async fn find(db: &Database, event_id: i32, id: &str) -> Result<message::Model> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let found = message::Entity::find_by_id(id).one(db.read()).await?;
    found.filter(|message| message.event_id == event_id).ok_or(Error::NotFound)
}
