//! Changing what one said oneself, behind the private link. To another address the registration moves as when an
//! organiser corrects it, and the old address is told: whoever has the link need not be who registered.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;

use super::invited;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::mail::{self, EmailAddress, Letter, LetterKind, masked, unreachable};
use crate::registrations::correction::{self, Correction};
use crate::registrations::letters;
use crate::registrations::registration::{self, Status};
use crate::registrations::writing_again::{may_write_again, may_write_to};
use crate::security::Token;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    Saved,
    /// The link opens nothing any more; another one is in a letter to the new address.
    Moved,
}

/// Why it was not changed.
pub enum NotAmended {
    /// The registration cannot go to this address: somebody else registered with it, or had many letters today, or no
    /// letter arrives there. Whoever only typed it does not hear which.
    AddressRefused,
    /// It was changed since the page was made, in another window or by an organiser, into this.
    Overtaken(Box<registration::Model>),
}

/// Changes what was said behind this private link; where nothing differs, nothing is written.
pub async fn amend(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    token: &Token,
    right: Correction,
) -> Result<Result<Amended, NotAmended>> {
    let txn = db.begin().await?;
    let (event, person) = hold(&txn, token).await?;
    if right.changes(&person).is_empty() {
        return Ok(Ok(Amended::Saved));
    }
    if right.is_overtaken(&person) {
        return Ok(Err(NotAmended::Overtaken(Box::new(person))));
    }
    let sequence = person.sequence;
    if !right.moves(&person) {
        correction::write(&txn, now, secret, person, right, sequence).await?;
        txn.commit().await?;
        return Ok(Ok(Amended::Saved));
    }
    if !may_move(&txn, now, &event, &person, &right.email).await? {
        // What may have been written to whoever is there.
        txn.commit().await?;
        return Ok(Err(NotAmended::AddressRefused));
    }
    let farewell = farewell(&txn, now, &person, &right).await?;
    // The entry at the old address goes with the next number, and the new invitation has the one after: where both
    // mailboxes feed one calendar, the event stays in it (RFC 5546, section 2.1.5).
    correction::write(&txn, now, secret, person, right, sequence + 2).await?;
    mail::post(&txn, now, farewell.into_iter().collect()).await?;
    txn.commit().await?;
    Ok(Ok(Amended::Moved))
}

/// The person behind this link and their event, as nobody else changes them until the transaction ends.
async fn hold(txn: &DatabaseTransaction, token: &Token) -> Result<(event::Model, registration::Model)> {
    let found = registration::Entity::find().filter(registration::Column::TokenHash.eq(token.hash()));
    let found = found.one(txn).await?.ok_or(Error::NotFound)?;
    let (event, person) = correction::hold(txn, found.id).await?;
    // The address may have changed meanwhile: then the link opens nothing any more.
    if person.token_hash == found.token_hash { Ok((event, person)) } else { Err(Error::NotFound) }
}

/// Whether the registration may go to this address, which somebody typed. Whoever registered with it gets their own
/// letter again, as if it had been typed into the form of the event.
async fn may_move(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    event: &event::Model,
    person: &registration::Model,
    email: &EmailAddress,
) -> Result<bool> {
    if let Some(other) = correction::other_with(txn, person, email).await? {
        if other.status != Status::Cancelled && may_write_again(txn, now, &other).await? {
            mail::post(txn, now, vec![letters::again_to(txn, now, &other).await?]).await?;
        }
        return Ok(false);
    }
    let is_over = event.cancelled_at.is_some() || event.is_past(now) || person.status == Status::Cancelled;
    let is_reached = !unreachable::is_stopped(txn, now, email.as_str()).await?;
    Ok(!is_over && is_reached && may_write_to(txn, now, &email.key()).await?)
}

/// The letter to the address that the registration leaves; none where no letter arrives any more, which may be why it
/// does.
async fn farewell(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    person: &registration::Model,
    right: &Correction,
) -> Result<Option<Letter>> {
    if unreachable::is_stopped(txn, now, &person.email).await? {
        return Ok(None);
    }
    let invited = invited::includes(txn, person).await?;
    let facts = json!({
        "moved_to": masked(right.email.as_str()),
        "held_seat": person.status == Status::Confirmed,
        "invited": invited,
        "sequence": person.sequence + 1,
    });
    let letter = person.letter(LetterKind::RegistrationMoved, facts);
    // Letters of one thread wait for each other, and either mailbox may be full for days.
    Ok(Some(Letter { language: right.language, thread_id: None, ..letter }))
}
