//! Asking for a link, in whoever's name: enough letters for an organiser, and not so many that they fill a mailbox.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{code, code_hash, key};
use crate::config::{Config, Secret};
use crate::database::Database;
use crate::error::Result;
use crate::mail::EmailAddress;
use crate::organisers::keys::link;
use crate::organisers::signing_in::browser::Browser;
use crate::organisers::{accounts, letters, organiser};

/// How many letters that one browser asked for lie unused in an organiser's mailbox.
const UNUSED_LINKS: u64 = 5;
/// How many unused letters of the last hour are enough, whoever asked for them, for a browser in which the organiser never
/// was: a script has another one each time. In each of those letters are a link and its code, with which any browser
/// comes in.
const UNUSED_LINKS_AN_HOUR: u64 = 20;

/// Posts a link to whoever has this address, if they organise. Says nothing, and does as much for nobody: a stranger learns
/// nothing, by the time that it takes either.
pub async fn ask(
    db: &Database,
    now: DateTime<Utc>,
    config: &Config,
    email: &EmailAddress,
    browser: &Browser,
) -> Result<()> {
    let txn = db.begin().await?;
    let organiser = accounts::find(&txn, email).await?.unwrap_or_else(|| organiser::Model::nobody(now));
    // So that a crowd of requests does not count past each other.
    accounts::hold(&txn, [organiser.id]).await?;
    let has_enough = has_enough(&txn, now, &config.secret, organiser.id, browser).await?;
    let organises = !accounts::roles(&txn, organiser.id).await?.is_empty();
    let letter = letters::post_link(&txn, now, &organiser).await?;
    if organises && !(has_enough && config.rate_limits) {
        keep(&txn, now, &config.secret, organiser.id, browser, letter).await?;
    } else {
        letters::take_back(&txn, letter).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Keeps what the link in this letter is known by.
async fn keep(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    organiser_id: i32,
    browser: &Browser,
    letter: Uuid,
) -> Result<()> {
    let token_hash = key(secret, letter).hash();
    let row = link::ActiveModel {
        organiser_id: Set(organiser_id),
        code_hash: Set(Some(code_hash(secret, &token_hash, &code(secret, letter)))),
        token_hash: Set(token_hash),
        browser_hash: Set(Some(browser.key().hash())),
        expires_at: Set(now + lifetime()),
        used_at: Set(None),
        ..Default::default()
    };
    row.insert(txn).await?;
    Ok(())
}

fn lifetime() -> Duration {
    Duration::minutes(accounts::LINK_MINUTES)
}

/// Whether enough letters lie unused. Those whose link was guessed at too often count too, or guessing would make room for
/// another one; a link of the command line is in no letter.
async fn has_enough(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    organiser_id: i32,
    browser: &Browser,
) -> Result<bool> {
    let unused = link::Entity::find()
        .filter(link::Column::OrganiserId.eq(organiser_id))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::BrowserHash.is_not_null());
    let of_browser = unused.clone().filter(link::Column::BrowserHash.eq(browser.key().hash()));
    let of_browser = of_browser.filter(link::Column::ExpiresAt.gt(now)).count(txn).await?;
    let an_hour_ago = now - Duration::hours(1);
    let of_all = unused.filter(link::Column::ExpiresAt.gt(an_hour_ago + lifetime())).count(txn).await?;
    let is_strange = !browser.is_of(secret, organiser_id);
    Ok(of_browser >= UNUSED_LINKS || (is_strange && of_all >= UNUSED_LINKS_AN_HOUR))
}
