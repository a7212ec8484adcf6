//! Making the message: words, envelope and signature.

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;

use crate::mail::composed::Composed;
use crate::mail::letter::Model;
use crate::mail::message::{self, Parcel};
use crate::mail::outbox::Outcome;
use crate::mail::rendering::Templates;
use crate::mail::returning::Returns;
use crate::mail::signing::Signer;

/// Makes a message of a letter.
pub struct Clerk {
    pub templates: Templates,
    pub from: Mailbox,
}

impl Clerk {
    /// The message, or what becomes of a letter of which there is none.
    pub fn prepare(
        &self,
        letter: &Model,
        composed: &Composed,
        returns: Option<&Returns>,
        signer: Option<&Signer>,
        now: DateTime<Utc>,
    ) -> Result<Parcel, Outcome> {
        let facts = with_attachment(composed);
        let rendered = self.templates.render(letter.kind, letter.language, &facts).map_err(|why| {
            tracing::error!(letter = %letter.id, kind = letter.kind.folder(), %why, "a letter cannot be rendered");
            Outcome::Later(format!("cannot be rendered: {why}"))
        })?;
        let mut parcel =
            message::pack(letter, rendered, composed, &self.from, returns, now).map_err(Outcome::GivenUp)?;
        if let Some(signer) = signer {
            parcel.bytes = signer.sign(&parcel.bytes, now).map_err(Outcome::Later)?;
        }
        Ok(parcel)
    }
}

/// The facts, and what is attached for the calendar: `attachment`, the name of the entry, and `more_attachments`, those
/// of others; nothing where there is none.
fn with_attachment(composed: &Composed) -> serde_json::Value {
    let mut facts = composed.context.clone();
    if let Some(facts) = facts.as_object_mut() {
        let name = composed.calendar.as_ref().map_or("", |part| &part.name);
        facts.insert("attachment".into(), name.into());
        let more: Vec<&str> = composed.more.iter().map(|part| part.name.as_str()).collect();
        facts.insert("more_attachments".into(), more.join(", ").into());
    }
    facts
}
