//! The link that signs in: once, within a quarter of an hour. In the browser that asked for it a button is enough; any
//! other needs the six digits that stand in the letter. A link that the command line prints belongs to no browser.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::keys::link;
use super::{accounts, letters, organiser, sessions};
use crate::config::{Config, Secret};
use crate::database::Database;
use crate::error::Result;
use crate::mail::EmailAddress;
use crate::security::Token;

/// How many wrong codes a link bears.
const TRIES: i32 = 5;
/// How many wrong codes a day an organiser bears where the link itself need not be known: the digits alone can be
/// guessed, and whoever reads the letter can always use its link.
const TRIES_A_DAY: i64 = 10;
/// How many letters with a link lie unused in one organiser's mailbox; more looks like somebody who wants to fill it.
const UNUSED_LINKS: u64 = 5;

/// What the page behind a link offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A button: this browser asked for the link, or nobody's did.
    Button,
    /// A field for the code.
    Code,
    /// Nothing: the link is used, too old, or guessed at too often.
    Nothing,
}

/// How trying to sign in ended.
pub enum Attempt {
    /// The key of the new session.
    In(Token),
    WrongCode,
    /// The link is used, too old, or guessed at too often.
    TooLate,
}

/// The key of the link in this letter; made from the letter's id, so that it does not lie in the outbox.
pub fn key(secret: &Secret, letter: Uuid) -> Token {
    Token::derived(secret, "sign-in", letter.as_bytes(), 0)
}

/// The six digits in this letter.
pub fn code(secret: &Secret, letter: Uuid) -> String {
    let hash = Token::derived(secret, "sign-in code", letter.as_bytes(), 0).hash();
    let number = hash.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// What we keep of the code: six digits are soon guessed, so the hash needs our secret.
fn code_hash(secret: &Secret, token_hash: &[u8], code: &str) -> Vec<u8> {
    Token::derived(secret, "sign-in code kept", &[token_hash, code.as_bytes()].concat(), 0).hash()
}

/// Posts a link to whoever has this address, if they organise. Says nothing: a stranger learns nothing.
pub async fn ask(
    db: &Database,
    now: DateTime<Utc>,
    config: &Config,
    email: &EmailAddress,
    browser: &Token,
) -> Result<()> {
    let txn = db.begin().await?;
    let Some(organiser) = accounts::find(&txn, email).await? else { return Ok(()) };
    // Held until the end, so that a crowd of requests does not count past each other.
    organiser::Entity::find_by_id(organiser.id).lock_exclusive().one(&txn).await?;
    let is_limited = config.rate_limits && unused(&txn, now, organiser.id).await? >= UNUSED_LINKS;
    if is_limited || accounts::roles(&txn, organiser.id).await?.is_empty() {
        return Ok(());
    }
    let secret = &config.secret;
    let letter = letters::post_link(&txn, now, &organiser).await?;
    let token_hash = key(secret, letter).hash();
    let row = link::ActiveModel {
        organiser_id: Set(organiser.id),
        code_hash: Set(Some(code_hash(secret, &token_hash, &code(secret, letter)))),
        token_hash: Set(token_hash),
        browser_hash: Set(Some(browser.hash())),
        expires_at: Set(now + Duration::minutes(accounts::LINK_MINUTES)),
        used_at: Set(None),
        ..Default::default()
    };
    row.insert(&txn).await?;
    txn.commit().await?;
    Ok(())
}

/// Links in letters that could still be used. One that was guessed at too often counts too, or guessing would make room
/// for another letter.
async fn unused(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32) -> Result<u64> {
    let unused = link::Entity::find()
        .filter(link::Column::OrganiserId.eq(organiser_id))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .filter(link::Column::BrowserHash.is_not_null());
    Ok(unused.count(txn).await?)
}

/// What the link offers this browser; looking does not use it up, since mail scanners look.
pub async fn look(db: &Database, now: DateTime<Utc>, token: &Token, browser: Option<&Token>) -> Result<Offer> {
    Ok(match find(db.read(), now, token).await? {
        None => Offer::Nothing,
        Some(link) if belongs_to(&link, browser) => Offer::Button,
        Some(_) => Offer::Code,
    })
}

/// Uses the link up and begins a session.
pub async fn enter(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    token: &Token,
    browser: Option<&Token>,
    code: &str,
    device: &str,
) -> Result<Attempt> {
    let txn = db.begin().await?;
    let Some(link) = find(&txn, now, token).await? else { return Ok(Attempt::TooLate) };
    if !belongs_to(&link, browser) && !is_right(&txn, secret, &link, code).await? {
        let still_open = find(&txn, now, token).await?.is_some();
        txn.commit().await?;
        return Ok(if still_open { Attempt::WrongCode } else { Attempt::TooLate });
    }
    let entered = use_up(&txn, now, &link, device).await?;
    txn.commit().await?;
    Ok(entered.map_or(Attempt::TooLate, Attempt::In))
}

/// The same with the code alone, in the browser that asked. The answer to a wrong code is the same whether there is a
/// link or not.
pub async fn enter_by_code(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    browser: &Token,
    code: &str,
    device: &str,
) -> Result<Option<Token>> {
    let txn = db.begin().await?;
    let asked = open(now).filter(link::Column::BrowserHash.eq(browser.hash())).order_by_desc(link::Column::Id);
    let mut entered = None;
    for link in asked.all(&txn).await? {
        organiser::Entity::find_by_id(link.organiser_id).lock_exclusive().one(&txn).await?;
        let guessed_at = wrong_tries(&txn, now, link.organiser_id).await?;
        if guessed_at < TRIES_A_DAY && is_right(&txn, secret, &link, code).await? {
            entered = use_up(&txn, now, &link, device).await?;
            break;
        }
    }
    txn.commit().await?;
    Ok(entered)
}

fn open(now: DateTime<Utc>) -> sea_orm::Select<link::Entity> {
    link::Entity::find()
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .filter(link::Column::Attempts.lt(TRIES))
}

async fn find(db: &impl ConnectionTrait, now: DateTime<Utc>, token: &Token) -> Result<Option<link::Model>> {
    Ok(open(now).filter(link::Column::TokenHash.eq(token.hash())).one(db).await?)
}

fn belongs_to(link: &link::Model, browser: Option<&Token>) -> bool {
    match &link.browser_hash {
        None => true,
        Some(hash) => browser.is_some_and(|browser| browser.hash() == *hash),
    }
}

/// Whether this is the link's code. A try is counted before it is looked at, so that a crowd gets no more than one
/// person does; what is not six digits is no try.
async fn is_right(txn: &DatabaseTransaction, secret: &Secret, link: &link::Model, typed: &str) -> Result<bool> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).take(7).collect();
    if digits.len() != 6 {
        return Ok(false);
    }
    let counted = link::Entity::update_many()
        .col_expr(link::Column::Attempts, Expr::col(link::Column::Attempts).add(1))
        .filter(link::Column::Id.eq(link.id))
        .filter(link::Column::Attempts.lt(TRIES))
        .filter(link::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    let right = link.code_hash.as_ref() == Some(&code_hash(secret, &link.token_hash, &digits));
    Ok(counted.rows_affected == 1 && right)
}

/// Wrong codes of the last day, over all links of an organiser that nobody came in with.
async fn wrong_tries(txn: &DatabaseTransaction, now: DateTime<Utc>, organiser_id: i32) -> Result<i64> {
    let tries = link::Entity::find()
        .select_only()
        .column_as(link::Column::Attempts.sum(), "tries")
        .filter(link::Column::OrganiserId.eq(organiser_id))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now - Duration::days(1)));
    Ok(tries.into_tuple::<Option<i64>>().one(txn).await?.flatten().unwrap_or_default())
}

/// The session that the link gives, to the first who uses it.
async fn use_up(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    link: &link::Model,
    device: &str,
) -> Result<Option<Token>> {
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::Id.eq(link.id))
        .filter(link::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    if used.rows_affected == 0 {
        return Ok(None);
    }
    sessions::begin(txn, now, link.organiser_id, device).await.map(Some)
}
