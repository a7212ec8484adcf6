//! The code alone, in the browser that asked: here the link need not be known, so the digits can be guessed.
//!
//! A guess is right once in a million. All strangers together have ten a day for one organiser, in whatever browsers and
//! for however many links: one day in 100,000 one of them comes in, and in a year in which they use up every day, once in
//! 274. A browser in which the organiser was before has ten of its own, so that strangers cannot shut it out; whoever sits
//! at it has the same chance. A browser of which nobody knows anything is not worth counting: a script has another one
//! each time. Whoever reads the letter can always use its link.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use super::{Entered, code_hash, open, six_digits, use_up};
use crate::config::Secret;
use crate::database::Database;
use crate::error::Result;
use crate::organisers::keys::link;
use crate::organisers::signing_in::browser::Browser;
use crate::organisers::{accounts, letters, organiser};

/// How many wrong codes a day an organiser bears from strangers, and from each browser of their own.
const TRIES_A_DAY: i32 = 10;

/// Signs in with the code of any open link that this browser asked for; each of them counts the try. The answer to a
/// wrong code is the same whether there is a link or not, and so is the time that it takes: something is written each time.
pub async fn enter_by_code(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    browser: &Browser,
    typed: &str,
    device: &str,
) -> Result<Option<Entered>> {
    let Some(typed) = six_digits(typed) else { return Ok(None) };
    let txn = db.begin().await?;
    let tried = bearable(&txn, now, secret, browser).await?;
    count_try(&txn, &tried).await?;
    let in_vain = letters::post_link(&txn, now, &organiser::Model::nobody(now)).await?;
    letters::take_back(&txn, in_vain).await?;
    let is_right = |link: &&link::Model| link.code_hash == Some(code_hash(secret, &link.token_hash, &typed));
    let entered = match tried.iter().find(is_right) {
        Some(link) => use_up(&txn, now, link, device).await?,
        None => None,
    };
    txn.commit().await?;
    Ok(entered)
}

/// The links of this browser at which one more wrong code can be borne. They are read when their organisers are held, so
/// that a crowd does not count past each other.
async fn bearable(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    secret: &Secret,
    browser: &Browser,
) -> Result<Vec<link::Model>> {
    let asked = open(now).filter(link::Column::BrowserHash.eq(browser.key().hash()));
    let asked = asked.order_by_desc(link::Column::Id);
    let organisers: Vec<i32> = asked.clone().all(txn).await?.iter().map(|link| link.organiser_id).collect();
    accounts::hold(txn, organisers.clone()).await?;
    let asked = asked.filter(link::Column::OrganiserId.is_in(organisers.clone())).all(txn).await?;
    let guessed_at = guessed_at(txn, now, organisers).await?;
    let mut tried: Vec<link::Model> = Vec::new();
    for link in asked {
        let is_own = browser.is_of(secret, link.organiser_id);
        let counts = |other: &&link::Model| {
            other.organiser_id == link.organiser_id && (!is_own || other.browser_hash == link.browser_hash)
        };
        let before: i32 = guessed_at.iter().filter(counts).map(|other| other.attempts).sum();
        let meanwhile = tried.iter().filter(counts).count() as i32;
        if before + meanwhile < TRIES_A_DAY {
            tried.push(link);
        }
    }
    Ok(tried)
}

/// The links of the last day, of these organisers, for which somebody typed a code and which let nobody in.
async fn guessed_at(txn: &DatabaseTransaction, now: DateTime<Utc>, organisers: Vec<i32>) -> Result<Vec<link::Model>> {
    let guessed_at = link::Entity::find()
        .filter(link::Column::OrganiserId.is_in(organisers))
        .filter(link::Column::Attempts.gt(0))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now - Duration::days(1)));
    Ok(guessed_at.all(txn).await?)
}

async fn count_try(txn: &DatabaseTransaction, links: &[link::Model]) -> Result<()> {
    let tried = link::Entity::update_many()
        .col_expr(link::Column::Attempts, Expr::col(link::Column::Attempts).add(1))
        .filter(link::Column::Id.is_in(links.iter().map(|link| link.id)));
    tried.exec(txn).await?;
    Ok(())
}
