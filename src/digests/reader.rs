//! Somebody who reads the digest of a region, or asked to.

use chrono::{DateTime, Duration, Utc};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::language::Language;
use crate::mail::{Letter, LetterKind, letter};
use crate::security::Token;

/// How long an address waits for its owner to confirm.
pub const PATIENCE: Duration = Duration::days(7);

/// How long we remember which letters left. Longer than a week, within which nobody may get the same one twice.
const LETTERS_KEPT: Duration = Duration::days(30);

/// The kinds of letter that are about a reader.
pub const OUR_LETTERS: [LetterKind; 2] = [LetterKind::Digest, LetterKind::DigestAsked];

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "digest_readers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// None: the whole network.
    pub region_id: Option<i32>,
    pub email: String,
    /// The address folded; one reads each digest once.
    pub email_key: String,
    pub language: Language,
    /// When we last wrote to ask whether they want it.
    pub asked_at: DateTime<Utc>,
    /// None: nobody pressed the button yet, and no digest goes there.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A letter to this reader; we know no name of theirs.
    pub fn letter(&self, kind: LetterKind) -> Letter {
        Letter {
            id: Uuid::now_v7(),
            kind,
            about_id: Some(self.id),
            thread_id: None,
            recipient: self.email.clone(),
            recipient_name: String::new(),
            language: self.language,
            facts: json!({}),
            batch_id: None,
        }
    }
}

/// The link to the page with the button that confirms. It is in no digest, so that one can be passed on.
pub fn confirming_link(config: &Config, id: Uuid, l: Language) -> String {
    format!("{}/digests/{}/confirmation/{}?lang={l}", config.public_url, id.simple(), confirming_key(config, id))
}

/// The link in every digest, to leave by.
pub fn leaving_link(config: &Config, id: Uuid, l: Language) -> String {
    format!("{}/digests/{}/{}?lang={l}", config.public_url, id.simple(), leaving_key(config, id))
}

/// The key in the link that confirms.
pub fn confirming_key(config: &Config, id: Uuid) -> Token {
    Token::derived(&config.secret, "digest: confirming", id.as_bytes(), 0)
}

/// The key in the link of digests; it confirms nothing.
pub fn leaving_key(config: &Config, id: Uuid) -> Token {
    Token::derived(&config.secret, "digest: leaving", id.as_bytes(), 0)
}

/// Forgets addresses that nobody confirmed in time, and to whom which letter left. Says how many addresses.
pub async fn forget(db: &Database, clock: &Clock) -> Result<u64> {
    let now = clock.now();
    let old = letter::Entity::delete_many()
        .filter(letter::Column::Kind.is_in(OUR_LETTERS))
        .filter(letter::Column::PostedAt.lte(now - LETTERS_KEPT));
    old.exec(db.write()).await?;
    Ok(Entity::delete_many().filter(is_unconfirmed(now)).exec(db.write()).await?.rows_affected)
}

/// How many addresses nobody confirmed in time.
pub async fn to_forget(db: &Database, clock: &Clock) -> Result<u64> {
    Ok(Entity::find().filter(is_unconfirmed(clock.now())).count(db.read()).await?)
}

fn is_unconfirmed(now: DateTime<Utc>) -> Condition {
    Condition::all().add(Column::ConfirmedAt.is_null()).add(Column::AskedAt.lte(now - PATIENCE))
}
