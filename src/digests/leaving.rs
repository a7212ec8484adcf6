//! Leaving: the row goes, and with it every letter to it. Whoever slipped can take it back for an hour; what we need for
//! that stands on their page alone, under our seal.

use chrono::{DateTime, Duration, Utc};
use rocket::FromForm;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::asking::of;
use super::reader::{self, OUR_LETTERS};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::language::Language;
use crate::mail::{EmailAddress, letter};
use crate::security::Token;

/// How long one can take it back.
const REGRET: Duration = Duration::hours(1);

/// Forgets this reader at once, with letters that wait and letters that left. Leaving twice changes nothing.
pub async fn leave(db: &Database, id: Uuid) -> Result<Option<reader::Model>> {
    let txn = db.begin().await?;
    let left = reader::Entity::find_by_id(id).one(&txn).await?;
    reader::Entity::delete_by_id(id).exec(&txn).await?;
    let letters = letter::Entity::delete_many()
        .filter(letter::Column::AboutId.eq(id))
        .filter(letter::Column::Kind.is_in(OUR_LETTERS));
    letters.exec(&txn).await?;
    txn.commit().await?;
    Ok(left)
}

/// Forgets everything that is read at this address: they called a letter unwanted.
pub async fn leave_all(db: &Database, address: &EmailAddress) -> Result<()> {
    let theirs = reader::Entity::find().filter(reader::Column::EmailKey.eq(address.key())).all(db.read()).await?;
    for reader in theirs {
        leave(db, reader.id).await?;
    }
    Ok(())
}

/// Who left, as their own page remembers it.
#[derive(Clone, Debug, FromForm)]
pub struct Farewell {
    #[field(default = String::new())]
    pub email: String,
    /// None: the whole network.
    pub region: Option<i32>,
    #[field(default = String::new())]
    pub language: String,
    /// Until when it is good, in seconds since the epoch.
    #[field(default = 0)]
    pub until: i64,
    #[field(default = String::new())]
    pub seal: String,
}

impl Farewell {
    pub fn of(left: &reader::Model, config: &Config, now: DateTime<Utc>) -> Farewell {
        let mut farewell = Farewell {
            email: left.email.clone(),
            region: left.region_id,
            language: left.language.to_string(),
            until: (now + REGRET).timestamp(),
            seal: String::new(),
        };
        farewell.seal = farewell.sealed(left.id, config).to_string();
        farewell
    }

    fn sealed(&self, id: Uuid, config: &Config) -> Token {
        let Farewell { email, region, language, until, .. } = self;
        let said = format!("{id} {region:?} {language} {until} {email}");
        Token::derived(&config.secret, "digest: returning", said.as_bytes(), 0)
    }

    fn is_ours(&self, id: Uuid, config: &Config, now: DateTime<Utc>) -> bool {
        self.seal.parse::<Token>().is_ok_and(|seal| seal == self.sealed(id, config)) && now.timestamp() < self.until
    }
}

/// Whoever slipped reads along again, from the next digest on. False: the seal is not ours, or an hour has passed.
pub async fn take_back(
    db: &Database,
    config: &Config,
    now: DateTime<Utc>,
    id: Uuid,
    farewell: &Farewell,
) -> Result<bool> {
    let (Ok(address), true) = (farewell.email.parse::<EmailAddress>(), farewell.is_ours(id, config, now)) else {
        return Ok(false);
    };
    let row = reader::ActiveModel {
        id: Set(id),
        region_id: Set(farewell.region),
        email: Set(address.to_string()),
        email_key: Set(address.key()),
        language: Set(farewell.language.parse::<Language>().unwrap_or_default()),
        asked_at: Set(now),
        confirmed_at: Set(Some(now)),
    };
    // Whoever presses twice is there already; or they asked anew in between.
    let there = OnConflict::new().do_nothing().to_owned();
    if reader::Entity::insert(row).on_conflict(there).exec_without_returning(db.write()).await? == 0 {
        let theirs = reader::Entity::update_many().filter(of(farewell.region, &address));
        let waiting = theirs.filter(reader::Column::ConfirmedAt.is_null());
        waiting.col_expr(reader::Column::ConfirmedAt, now.into()).exec(db.write()).await?;
    }
    Ok(true)
}
