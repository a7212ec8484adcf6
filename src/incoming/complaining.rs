//! Somebody pressed "this is spam", and their provider tells us (ARF, RFC 5965). They asked for their seat, so what
//! they must know they are still told; reminders, messages and digests end.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::bouncing::{is_proven, letters};
use super::mime::{Mail, fields};
use super::{Effect, Ground, Why, dsn, is_for, known};
use crate::digests;
use crate::error::Result;
use crate::mail::{EmailAddress, letter, masked};
use crate::messages::silence;
use crate::registrations::registration;

/// As many registrations of one person are silenced at most.
const MOST: u64 = 1000;

/// The complaint of a provider; the letter that it is about must be proven, as for a bounce.
pub async fn take(at: &Ground<'_>, mail: &Mail) -> Result<Effect> {
    let Some(report) = mail.part("message/feedback-report") else {
        return Ok(Effect::Ignored(Why::NotUnderstood));
    };
    let report = fields(&report.text);
    let kind = report.iter().find(|(name, _)| name == "feedback-type");
    if kind.is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("not-spam")) {
        return Ok(Effect::Automatic);
    }
    let Some(letter) = about(at, mail, &complainers(&report)).await? else {
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

/// The addresses of those who complained, as far as the report names them.
fn complainers(report: &[(String, String)]) -> Vec<String> {
    let naming = report.iter().filter(|(name, _)| matches!(name.as_str(), "original-rcpt-to" | "removal-recipient"));
    naming.map(|(_, value)| dsn::address(value)).filter(|address| address.contains('@')).collect()
}

/// The likeliest letter to one of them. Many providers leave out who complained; then the letter itself says it.
async fn about(at: &Ground<'_>, mail: &Mail, complainers: &[String]) -> Result<Option<letter::Model>> {
    let letters = known(at.db.read(), &letters(at, mail)).await?;
    Ok(letters.into_iter().find(|letter| complainers.is_empty() || is_for(letter, complainers)))
}
