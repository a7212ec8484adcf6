//! The link that signs in: once, within a quarter of an hour. In the browser that asked for it a button is enough; any
//! other needs the six digits that stand in the letter. A link that the command line prints belongs to no browser.

mod asking;
mod guessing;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

use super::browser::Browser;
use super::sessions;
use crate::config::Secret;
use crate::database::Database;
use crate::error::Result;
use crate::organisers::accounts;
use crate::organisers::keys::link;
use crate::security::Token;

pub use asking::ask;
pub use guessing::enter_by_code;

/// How many wrong codes a link bears.
const TRIES: i32 = 5;

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

/// Somebody came in.
pub struct Entered {
    pub organiser_id: i32,
    /// The key of the new session.
    pub key: Token,
}

/// How trying to sign in ended.
pub enum Attempt {
    In(Entered),
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

/// What the link offers this browser; looking does not use it up, since mail scanners look.
pub async fn look(db: &Database, now: DateTime<Utc>, token: &Token, browser: Option<&Browser>) -> Result<Offer> {
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
    browser: Option<&Browser>,
    code: &str,
    device: &str,
) -> Result<Attempt> {
    let txn = db.begin().await?;
    let Some(link) = find(&txn, now, token).await? else { return Ok(Attempt::TooLate) };
    // The session belongs to the organiser, and whoever lets them go takes the link away.
    accounts::hold(&txn, [link.organiser_id]).await?;
    if !belongs_to(&link, browser) && !is_right(&txn, secret, &link, code).await? {
        let still_open = find(&txn, now, token).await?.is_some();
        txn.commit().await?;
        return Ok(if still_open { Attempt::WrongCode } else { Attempt::TooLate });
    }
    let entered = use_up(&txn, now, &link, device).await?;
    txn.commit().await?;
    Ok(entered.map_or(Attempt::TooLate, Attempt::In))
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

fn belongs_to(link: &link::Model, browser: Option<&Browser>) -> bool {
    match &link.browser_hash {
        None => true,
        Some(hash) => browser.is_some_and(|browser| browser.key().hash() == *hash),
    }
}

/// Whether this is the link's code. A try is counted before it is looked at, so that a crowd gets no more than one
/// person does; what is not six digits is no try.
async fn is_right(txn: &DatabaseTransaction, secret: &Secret, link: &link::Model, typed: &str) -> Result<bool> {
    let Some(digits) = six_digits(typed) else { return Ok(false) };
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

/// What was typed without what is no digit, when that makes six.
fn six_digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).take(7).collect();
    (digits.len() == 6).then_some(digits)
}

/// The session that the link gives, to the first who uses it.
async fn use_up(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    link: &link::Model,
    device: &str,
) -> Result<Option<Entered>> {
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::Id.eq(link.id))
        .filter(link::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    if used.rows_affected == 0 {
        return Ok(None);
    }
    let key = sessions::begin(txn, now, link.organiser_id, device).await?;
    Ok(Some(Entered { organiser_id: link.organiser_id, key }))
}
