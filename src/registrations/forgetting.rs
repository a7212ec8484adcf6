//! Forgetting people. A year after an event nobody needs to know who came, only how many: the rows of those who
//! registered stay and lose whatever tells who they are; offers to colleagues and letters go altogether.
//!
//! It goes a few hundred rows at a time, each time in a transaction of its own, so that nobody waits at the seat desk
//! meanwhile. It may be broken off anywhere and begin again, in several processes at once.

mod one;
mod reasons;

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, LockBehavior, LockType, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect, Select, Set,
};
use uuid::Uuid;

use super::importing::kept;
use super::registration;
use super::registration::Answers;
use super::self_service::{calendar_key, calendar_reply, handover};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::mail::{letter, unreachable};
use crate::organisers::accounts;
use crate::security::Token;

pub use one::forget_one;

/// How long after its end the people of an event are remembered. The form and the privacy page promise it.
const REMEMBERED: Duration = Duration::days(365);

/// How long a link that signs in and a session are kept after they have expired.
const KEYS_KEPT: Duration = Duration::days(30);

/// How many rows one transaction takes.
pub const ROWS: u64 = 500;

/// What stands where a name stood. Not a hyphen: lists would take it for the beginning of a formula.
pub const NOBODY: &str = "–";

/// How much was forgotten, or is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    pub registrations: u64,
    /// The events of those registrations.
    pub events: u64,
    pub handovers: u64,
    pub letters: u64,
    /// What calendars answered to invitations.
    pub replies: u64,
    /// Links that signed organisers in, and their sessions, long expired.
    pub keys: u64,
}

impl Forgotten {
    /// Whether there was nobody to forget.
    pub fn is_nothing(&self) -> bool {
        *self == Forgotten::default()
    }
}

/// Forgets whom it is time to forget.
pub async fn forget(db: &Database, clock: &Clock) -> Result<Forgotten> {
    let now = clock.now();
    let before = now - REMEMBERED;
    // The letters first, so that none leaves for somebody whose name is gone already.
    let letters = drop_letters(db, before).await?;
    let handovers = drop_handovers(db, before).await?;
    let replies = calendar_reply::Entity::delete_many().filter(replies_to(before)).exec(db.write()).await?;
    let (registrations, events) = drop_names(db, before).await?;
    // And those that were posted meanwhile: nobody looks for letters of whom nothing is known.
    let letters = letters + drop_letters(db, before).await?;
    if registrations > 0 {
        calendar_key::withdraw_orphans(db.write(), now).await?;
    }
    calendar_key::drop_withdrawn(db.write(), before).await?;
    mark_forgotten(db, before, now).await?;
    reasons::drop_all(db).await?;
    kept::drop_old(db.write(), now).await?;
    unreachable::drop_ended(db, now).await?;
    Ok(Forgotten {
        registrations,
        events,
        handovers,
        letters,
        replies: replies.rows_affected,
        keys: accounts::drop_expired_keys(db, now - KEYS_KEPT).await?,
    })
}

/// How much it is time to forget.
pub async fn to_forget(db: &Database, clock: &Clock) -> Result<Forgotten> {
    let (now, reader) = (clock.now(), db.read());
    let before = now - REMEMBERED;
    let events = people(before).select_only().column(registration::Column::EventId).distinct();
    let letters = letter::Entity::find().filter(letters(before));
    Ok(Forgotten {
        registrations: people(before).count(reader).await?,
        events: events.into_tuple::<i32>().all(reader).await?.len() as u64,
        handovers: offers(before).count(reader).await?,
        letters: letters.count(reader).await?,
        replies: calendar_reply::Entity::find().filter(replies_to(before)).count(reader).await?,
        keys: accounts::count_expired_keys(db, now - KEYS_KEPT).await?,
    })
}

/// One that was not sent yet is dropped as well: it comes a year too late.
async fn drop_letters(db: &Database, before: DateTime<Utc>) -> Result<u64> {
    let mut dropped = 0;
    loop {
        let some = letter::Entity::find().filter(letters(before)).limit(ROWS);
        let ids = some.select_only().column(letter::Column::Id);
        let ids: Vec<Uuid> = ids.into_tuple().all(db.read()).await?;
        if ids.is_empty() {
            return Ok(dropped);
        }
        let these = letter::Entity::delete_many().filter(letter::Column::Id.is_in(ids));
        dropped += these.exec(db.write()).await?.rows_affected;
    }
}

async fn drop_handovers(db: &Database, before: DateTime<Utc>) -> Result<u64> {
    let mut dropped = 0;
    loop {
        let ids = offers(before).limit(ROWS).select_only().column(handover::Column::Id);
        let ids: Vec<Uuid> = ids.into_tuple().all(db.read()).await?;
        if ids.is_empty() {
            return Ok(dropped);
        }
        let these = handover::Entity::delete_many().filter(handover::Column::Id.is_in(ids));
        dropped += these.exec(db.write()).await?.rows_affected;
    }
}

/// How many people of how many events.
async fn drop_names(db: &Database, before: DateTime<Utc>) -> Result<(u64, u64)> {
    let (mut registrations, mut events) = (0, BTreeSet::new());
    loop {
        // Looked for outside of the transaction: nobody waits at the seat desk while many are looked through.
        let ids = people(before).limit(ROWS).select_only().column(registration::Column::Id);
        let ids: Vec<Uuid> = ids.into_tuple().all(db.read()).await?;
        let txn = db.begin().await?;
        // Whom another process is forgetting just now, it may have.
        let some = people(before).filter(registration::Column::Id.is_in(ids));
        let some = some.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).all(&txn).await?;
        if some.is_empty() {
            return Ok((registrations, events.len() as u64));
        }
        for person in some {
            registrations += 1;
            events.insert(person.event_id);
            nameless(person).update(&txn).await?;
        }
        txn.commit().await?;
    }
}

/// Notes of which events nobody is known any more, so that their people are not looked through again; while another
/// process is forgetting some of them, they are still there.
async fn mark_forgotten(db: &Database, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    let known = Query::select()
        .column(registration::Column::EventId)
        .from(registration::Entity)
        .and_where(registration::Column::Email.ne(""))
        .and_where(of_this_event())
        .take();
    event::Entity::update_many()
        .col_expr(event::Column::ForgottenAt, Expr::value(now))
        .filter(due(before))
        .filter(Expr::exists(known).not())
        .exec(db.write())
        .await?;
    Ok(())
}

fn of_this_event() -> SimpleExpr {
    let event = Expr::col((event::Entity, event::Column::Id));
    Expr::col((registration::Entity, registration::Column::EventId)).eq(event)
}

/// What remains of a registration: that there was one, how it stood, since when, and whether its holder came.
fn nameless(person: registration::Model) -> registration::ActiveModel {
    let (id, key_version) = (person.id, person.key_version);
    let mut row = person.into_active_model();
    row.name = Set(NOBODY.to_string());
    row.email = Set(String::new());
    row.email_key = Set(format!("forgotten:{id}"));
    row.organisation = Set(String::new());
    row.search = Set(String::new());
    row.answers = Set(Answers::default());
    // Neither the private link nor the way into the room opens any more.
    row.key_version = Set(key_version + 1);
    row.token_hash = Set(Token::random().hash());
    row
}

/// Those of past events who still have a name.
fn people(before: DateTime<Utc>) -> Select<registration::Entity> {
    registration::Entity::find()
        .filter(registration::Column::EventId.in_subquery(past_events(before)))
        .filter(registration::Column::Email.ne(""))
}

fn offers(before: DateTime<Utc>) -> Select<handover::Entity> {
    handover::Entity::find().filter(handover::Column::RegistrationId.in_subquery(registrations(before)))
}

fn replies_to(before: DateTime<Utc>) -> SimpleExpr {
    calendar_reply::Column::RegistrationId.in_subquery(registrations(before))
}

/// About past events, and what else was written as long ago and is about nobody's registration: to organisers.
fn letters(before: DateTime<Utc>) -> Condition {
    let offered = Query::select()
        .column(handover::Column::Id)
        .from(handover::Entity)
        .and_where(handover::Column::RegistrationId.in_subquery(registrations(before)))
        .take();
    let old = Condition::all().add(letter::Column::AboutId.is_null()).add(letter::Column::PostedAt.lte(before));
    Condition::any()
        .add(letter::Column::AboutId.in_subquery(registrations(before)))
        .add(letter::Column::AboutId.in_subquery(offered))
        .add(old)
}

fn registrations(before: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::EventId.in_subquery(past_events(before)))
        .take()
}

/// Events that are long over, and were not since their people were forgotten: one that was moved after that has others.
fn due(before: DateTime<Utc>) -> Condition {
    let is_new = event::Column::ForgottenAt.is_null();
    let moved = Expr::col((event::Entity, event::Column::ForgottenAt));
    let moved = moved.lte(Expr::col((event::Entity, event::Column::EndsAt)));
    Condition::all().add(event::Column::EndsAt.lte(before)).add(is_new.or(moved))
}

/// The events whose people are remembered no longer, also those that were forgotten already.
pub fn long_over(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(event::Column::EndsAt.lte(now - REMEMBERED))
        .take()
}

fn past_events(before: DateTime<Utc>) -> SelectStatement {
    Query::select().column(event::Column::Id).from(event::Entity).cond_where(due(before)).take()
}
