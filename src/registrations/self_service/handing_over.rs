//! Handing one's seat to a colleague: an offer, a letter to the colleague, and their yes or no. The seat itself moves
//! at the desk (`booking`), when the colleague says yes.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::handover;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::language::Language;
use crate::mail::{self, EmailAddress, Letter, LetterKind};
use crate::registrations::registration::{self, Status};
use crate::registrations::writing_again::LETTER_AGAIN;
use crate::security::Token;

/// How many offers one seat may see in a day; more looks like a way to send mail to strangers.
const OFFERS_A_DAY: u64 = 5;
/// How many offers one address may get in a day, of whatever seats.
const OFFERS_TO_ONE: usize = 10;

/// Why a seat cannot be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOffered {
    NoSeat,
    ToYourself,
    /// The event was called off.
    Cancelled,
    /// The event is over.
    Closed,
    TooOften,
    /// The colleague was offered enough seats today.
    TooMany,
}

impl NotOffered {
    /// Its sentence in `locales/`.
    pub fn key(self) -> &'static str {
        match self {
            NotOffered::NoSeat => "handover-no-seat",
            NotOffered::ToYourself => "handover-to-yourself",
            NotOffered::Cancelled => "handover-cancelled",
            NotOffered::Closed => "handover-closed",
            NotOffered::TooOften => "handover-too-often",
            NotOffered::TooMany => "handover-too-many",
        }
    }
}

/// To whom a seat is offered, and in which language they hear of it.
#[derive(Clone, Copy, Debug)]
pub struct Colleague<'a> {
    pub name: &'a str,
    pub email: &'a EmailAddress,
    pub language: Language,
}

/// Offers the seat; an earlier offer that is still open is withdrawn. Pressing twice makes one offer.
pub async fn offer(
    db: &Database,
    now: DateTime<Utc>,
    config: &Config,
    registration: Uuid,
    colleague: Colleague<'_>,
) -> Result<Result<handover::Model, NotOffered>> {
    let txn = db.begin().await?;
    if let Some(why) = obstacle(&txn, now, registration, colleague.email).await? {
        return Ok(Err(why));
    }
    if let Some(same) = made_just_now(&txn, now, registration, colleague).await? {
        return Ok(Ok(same));
    }
    if let Some(why) = limit(&txn, now, config, registration, colleague.email).await? {
        return Ok(Err(why));
    }
    take_back(&txn, now, registration).await?;
    let id = Uuid::now_v7();
    let row = handover::Model {
        id,
        registration_id: registration,
        name: colleague.name.to_string(),
        email: colleague.email.to_string(),
        token_hash: handover::token(&config.secret, id).hash(),
        offered_at: now,
        accepted_at: None,
        declined_at: None,
        withdrawn_at: None,
    };
    handover::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(&txn).await?;
    mail::post(&txn, now, vec![letter(&row, colleague.language)]).await?;
    txn.commit().await?;
    Ok(Ok(row))
}

/// The letter with which the colleague says yes or no.
fn letter(offer: &handover::Model, language: Language) -> Letter {
    Letter {
        batch_id: None,
        id: offer.id,
        kind: LetterKind::SeatOffered,
        about_id: Some(offer.id),
        thread_id: None,
        recipient: offer.email.clone(),
        recipient_name: offer.name.clone(),
        language,
        facts: json!({}),
    }
}

/// Takes the offer back that nobody answered yet; whoever has its link reads so. Says whether there was one.
pub async fn withdraw(db: &Database, now: DateTime<Utc>, registration: Uuid) -> Result<bool> {
    let txn = db.begin().await?;
    let withdrawn = take_back(&txn, now, registration).await?;
    txn.commit().await?;
    Ok(withdrawn > 0)
}

/// The same in a transaction; answers with how many there were.
pub async fn take_back(txn: &DatabaseTransaction, now: DateTime<Utc>, registration: Uuid) -> Result<u64> {
    let withdrawn = handover::Entity::update_many()
        .col_expr(handover::Column::WithdrawnAt, Expr::value(now))
        .filter(handover::Column::RegistrationId.eq(registration))
        .filter(handover::open())
        .exec(txn)
        .await?;
    Ok(withdrawn.rows_affected)
}

/// Why the seat cannot be offered to this address now. Nobody else offers it until the transaction ends, so that each
/// offer of the day counts.
async fn obstacle(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    id: Uuid,
    email: &EmailAddress,
) -> Result<Option<NotOffered>> {
    let holder = registration::Entity::find_by_id(id).lock_exclusive().one(txn).await?.ok_or(Error::NotFound)?;
    let event = event::Entity::find_by_id(holder.event_id).one(txn).await?.ok_or(Error::NotFound)?;
    if holder.status != Status::Confirmed {
        return Ok(Some(NotOffered::NoSeat));
    }
    if email.key() == holder.email_key {
        return Ok(Some(NotOffered::ToYourself));
    }
    if event.cancelled_at.is_some() {
        return Ok(Some(NotOffered::Cancelled));
    }
    Ok(event.is_past(now).then_some(NotOffered::Closed))
}

/// The same offer, made a moment ago and not answered yet. Another one would take it back, and the colleague may open the
/// first of two letters.
async fn made_just_now(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    registration: Uuid,
    colleague: Colleague<'_>,
) -> Result<Option<handover::Model>> {
    let same = handover::Entity::find()
        .filter(handover::Column::RegistrationId.eq(registration))
        .filter(handover::Column::Name.eq(colleague.name))
        .filter(handover::Column::Email.eq(colleague.email.as_str()))
        .filter(handover::Column::OfferedAt.gt(now - LETTER_AGAIN))
        .filter(handover::open());
    Ok(same.one(txn).await?)
}

/// Whether this seat was offered often enough today, or this address was offered enough seats. Processes that look at once
/// may make one offer more each, which harms nobody.
async fn limit(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    config: &Config,
    registration: Uuid,
    email: &EmailAddress,
) -> Result<Option<NotOffered>> {
    if !config.rate_limits {
        return Ok(None);
    }
    let lately = handover::Entity::find().filter(handover::Column::OfferedAt.gt(now - Duration::days(1)));
    let of_seat = lately.clone().filter(handover::Column::RegistrationId.eq(registration));
    if of_seat.count(txn).await? >= OFFERS_A_DAY {
        return Ok(Some(NotOffered::TooOften));
    }
    let addresses: Vec<String> = lately.select_only().column(handover::Column::Email).into_tuple().all(txn).await?;
    let key = email.key();
    let is_theirs = |address: &&String| address.parse::<EmailAddress>().is_ok_and(|other| other.key() == key);
    Ok((addresses.iter().filter(is_theirs).count() >= OFFERS_TO_ONE).then_some(NotOffered::TooMany))
}

/// The offer that still waits for an answer.
pub async fn open_offer(db: &Database, registration: Uuid) -> Result<Option<handover::Model>> {
    let offers = handover::Entity::find()
        .filter(handover::Column::RegistrationId.eq(registration))
        .filter(handover::open())
        .order_by_desc(handover::Column::OfferedAt);
    Ok(offers.one(db.read()).await?)
}

/// To whom the seat went that this person held since they came (the last time).
pub async fn taken_over(db: &Database, giver: &registration::Model) -> Result<Option<handover::Model>> {
    let offers = handover::Entity::find()
        .filter(handover::Column::RegistrationId.eq(giver.id))
        .filter(handover::Column::AcceptedAt.gte(giver.registered_at));
    Ok(offers.one(db.read()).await?)
}

/// The offer behind the link that the colleague got.
pub async fn find(db: &Database, token: &Token) -> Result<handover::Model> {
    let found = handover::Entity::find().filter(handover::Column::TokenHash.eq(token.hash())).one(db.read()).await?;
    found.ok_or(Error::NotFound)
}

/// The colleague says no: the seat stays where it is, and its holder hears of it. Says whether there was an offer to
/// answer still.
pub async fn decline(db: &Database, now: DateTime<Utc>, offer: &handover::Model) -> Result<bool> {
    let txn = db.begin().await?;
    let declined = handover::Entity::update_many()
        .col_expr(handover::Column::DeclinedAt, Expr::value(now))
        .filter(handover::Column::Id.eq(offer.id))
        .filter(handover::open())
        .exec(&txn)
        .await?;
    let holder = registration::Entity::find_by_id(offer.registration_id).one(&txn).await?;
    if let Some(holder) = holder.filter(|_| declined.rows_affected > 0) {
        let letter = holder.letter(LetterKind::SeatDeclined, json!({ "colleague": offer.name }));
        mail::post(&txn, now, vec![letter]).await?;
    }
    txn.commit().await?;
    Ok(declined.rows_affected > 0)
}
