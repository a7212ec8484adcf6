//! Somebody pressed "this is spam", and their provider tells us (ARF, RFC 5965). They asked for their seat, so what
//! they must know they are still told; reminders, messages and digests end.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::bouncing::{addresses, is_proven, letters};
use super::mime::Mail;
use super::{Effect, Ground, Why, letter_to};
use crate::digests;
use crate::error::Result;
use crate::mail::{EmailAddress, letter, masked};
use crate::messages::silence;
use crate::registrations::registration;

/// As many registrations of one person are silenced at most.
const MOST: u64 = 1000;

pub async fn take(at: &Ground<'_>, mail: &Mail) -> Result<Effect> {
    let Some(report) = mail.part("message/feedback-report") else {
        return Ok(Effect::Ignored(Why::NotUnderstood));
    };
    let kind = super::mime::fields(&report.text).into_iter().find(|(name, _)| name == "feedback-type");
    if kind.is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("not-spam")) {
        return Ok(Effect::Automatic);
    }
    let recipients = addresses(&report.text, &["original-rcpt-to", "removal-recipient"]);
    let Some(letter) = about(at, mail, &recipients).await? else {
        return Ok(Effect::Ignored(Why::UnknownLetter));
    };
    if !is_proven(at, mail, letter.id) {
        return Ok(Effect::Ignored(Why::WrongKey));
    }
    let Ok(address) = letter.recipient.parse::<EmailAddress>() else {
        return Ok(Effect::Ignored(Why::UnknownLetter));
    };
    let theirs = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(address.key()))
        .limit(MOST)
        .all(at.db.read())
        .await?;
    for person in &theirs {
        silence::ask(at.db, at.clock, person).await?;
    }
    digests::leave_all(at.db, &address).await?;
    tracing::warn!(letter = %letter.id, to = masked(&letter.recipient), "somebody calls a letter unwanted");
    Ok(Effect::Silenced)
}

/// Many providers leave out who complained; then the letter itself says it.
async fn about(at: &Ground<'_>, mail: &Mail, recipients: &[String]) -> Result<Option<letter::Model>> {
    let letters = letters(at, mail);
    let txn = at.db.begin().await?;
    if recipients.iter().any(|address| address.contains('@')) {
        return letter_to(&txn, &letters, recipients).await;
    }
    Ok(letter::Entity::find().filter(letter::Column::Id.is_in(letters)).one(&txn).await?)
}
