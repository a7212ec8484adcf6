//! A letter, as it is kept in the outbox. It says what happened and to whom; the worker adds the rest (the event as it
//! is now, the private link, the calendar entry) when it goes out, so that no key lies in the database.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

use super::kind::{LetterKind, Urgency};
use crate::database::{Cell, Row, Rows, Script, insert_new};
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

/// A letter as it is written when it is posted: due at once.
struct Posted(Letter, DateTime<Utc>);

impl Row for Posted {
    const ROWS: &'static Rows = &Rows {
        table: "letters",
        columns: &[
            ("id", Cell::Uuid(0)),
            ("kind", Cell::Text(1)),
            ("urgency", Cell::Number(2)),
            ("about_id", Cell::Uuid(3)),
            ("thread_id", Cell::Uuid(4)),
            ("recipient", Cell::Text(5)),
            ("recipient_name", Cell::Text(6)),
            ("language", Cell::Text(7)),
            ("facts", Cell::Json(8)),
            ("posted_at", Cell::Moment(9)),
            ("due_at", Cell::Moment(9)),
            ("batch_id", Cell::Uuid(10)),
            ("attempts", Cell::Always("0")),
        ],
    };

    fn values(self) -> Vec<Value> {
        let Posted(letter, at) = self;
        vec![
            letter.id.into(),
            letter.kind.into(),
            letter.kind.urgency().into(),
            letter.about_id.into(),
            letter.thread_id.into(),
            letter.recipient.into(),
            letter.recipient_name.into(),
            letter.language.into(),
            letter.facts.into(),
            at.into(),
            letter.batch_id.into(),
        ]
    }
}

/// Whoever was forgotten has no address any more, and gets no letter.
fn posted(letters: Vec<Letter>, now: DateTime<Utc>) -> Vec<Posted> {
    letters.into_iter().filter(|letter| !letter.recipient.is_empty()).map(|letter| Posted(letter, now)).collect()
}

/// Posts letters: they join the transaction of the deed and go out once it commits.
pub async fn post(txn: &DatabaseTransaction, now: DateTime<Utc>, letters: Vec<Letter>) -> Result<()> {
    let mut script = Script::default();
    post_in(&mut script, now, letters);
    script.run(txn).await?;
    Ok(())
}

/// The same for a deed that writes more than letters.
pub fn post_in(script: &mut Script, now: DateTime<Utc>, letters: Vec<Letter>) {
    script.insert(posted(letters, now));
}

/// Posts letters whose ids follow from what they were written for, unless they were posted before; says how many were
/// not. Whoever is killed in between begins again, and nobody gets one twice.
pub async fn post_once(txn: &DatabaseTransaction, now: DateTime<Utc>, letters: Vec<Letter>) -> Result<u64> {
    Ok(insert_new(txn, "id", posted(letters, now)).await?)
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
