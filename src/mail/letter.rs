//! A letter, as it is kept in the outbox. It says what happened and to whom; the worker adds the rest (the event as it
//! is now, the private link, the calendar entry) when it goes out, so that no key lies in the database.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, Set};
use sha2::{Digest, Sha256};

use super::kind::{LetterKind, Urgency};
use crate::error::Result;
use crate::language::Language;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letters")]
pub struct Model {
    /// Makes the Message-ID, so that a repeat after a crash is recognised.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: LetterKind,
    /// Its place in the line, from its kind.
    pub urgency: Urgency,
    /// The registration or hand-over that it is about; the slice that posted it knows which.
    pub about_id: Option<Uuid>,
    /// The first letter of the same conversation (for `In-Reply-To`); a first letter names none.
    pub thread_id: Option<Uuid>,
    pub recipient: String,
    pub recipient_name: String,
    pub language: Language,
    /// What was true at the time of the deed and may not be later: a place in the line, the old time.
    pub facts: Json,
    pub posted_at: DateTime<Utc>,
    /// Not to be sent before.
    pub due_at: DateTime<Utc>,
    /// A worker is busy with it until then.
    pub claimed_until: Option<DateTime<Utc>>,
    pub attempts: i32,
    pub sent_at: Option<DateTime<Utc>>,
    /// Given up.
    pub failed_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    /// The message or the reminder that it was written for, with others.
    pub batch_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A letter to post.
#[derive(Clone, Debug)]
pub struct Letter {
    pub id: Uuid,
    pub kind: LetterKind,
    pub about_id: Option<Uuid>,
    pub thread_id: Option<Uuid>,
    pub recipient: String,
    pub recipient_name: String,
    pub language: Language,
    pub facts: Json,
    /// What it was written for, with others.
    pub batch_id: Option<Uuid>,
}

impl Letter {
    fn row(self, now: DateTime<Utc>) -> ActiveModel {
        ActiveModel {
            id: Set(self.id),
            kind: Set(self.kind),
            urgency: Set(self.kind.urgency()),
            about_id: Set(self.about_id),
            thread_id: Set(self.thread_id),
            recipient: Set(self.recipient),
            recipient_name: Set(self.recipient_name),
            language: Set(self.language),
            facts: Set(self.facts),
            posted_at: Set(now),
            due_at: Set(now),
            claimed_until: Set(None),
            attempts: Set(0),
            sent_at: Set(None),
            failed_at: Set(None),
            last_error: Set(None),
            batch_id: Set(self.batch_id),
        }
    }
}

/// Posts letters: they join the transaction of the deed and go out once it commits. Whoever was forgotten has no address
/// any more, and gets none.
pub async fn post(txn: &DatabaseTransaction, now: DateTime<Utc>, mut letters: Vec<Letter>) -> Result<()> {
    letters.retain(|letter| !letter.recipient.is_empty());
    if !letters.is_empty() {
        Entity::insert_many(letters.into_iter().map(|l| l.row(now))).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Posts letters whose ids follow from what they were written for, unless they were posted before; says how many were
/// not. Whoever is killed in between begins again, and nobody gets one twice.
pub async fn post_once(txn: &DatabaseTransaction, now: DateTime<Utc>, mut letters: Vec<Letter>) -> Result<u64> {
    letters.retain(|letter| !letter.recipient.is_empty());
    if letters.is_empty() {
        return Ok(0);
    }
    let known = OnConflict::column(Column::Id).do_nothing().to_owned();
    let posting = Entity::insert_many(letters.into_iter().map(|l| l.row(now))).on_conflict(known);
    Ok(posting.exec_without_returning(txn).await?)
}

/// The id of the letter (or of the batch) that there is once for these parts.
pub fn id_for(purpose: &str, parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new();
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
