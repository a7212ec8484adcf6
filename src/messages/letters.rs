//! Letters of this slice: which of them were overtaken, and the facts that their templates may say.

mod proofs;
mod words;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use super::thanking::Brings;
use super::{message, silence};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::language::first_name;
use crate::mail::{Composed, LetterKind, letter, letterhead};
use crate::organisers::organiser;
use crate::registrations::letters::{Matter, context as registration_context, ticket_picture};
use crate::registrations::registration::Status;
use words::{message_words, reminder_words, tells_of_certificate, thanks_words};

pub use proofs::{preview, proof};

/// What a round of letters needs to know of messages, and of those who want quiet.
#[derive(Default)]
pub struct Scripts {
    messages: HashMap<Uuid, (message::Model, String)>,
    /// The version of the key of the one who asked.
    quiet: HashMap<Uuid, i32>,
}

impl Scripts {
    /// In three queries whatever the number of letters, and in none if no letter is one of these.
    pub async fn of(db: &Database, letters: &[letter::Model]) -> Result<Scripts> {
        let (messages, people): (Vec<Uuid>, Vec<Uuid>) = (
            letters.iter().filter_map(message_of).collect(),
            letters.iter().filter(|l| is_ours(l.kind)).filter_map(|l| l.about_id).collect(),
        );
        let mut scripts = Scripts::default();
        if !messages.is_empty() {
            let found = message::Entity::find().filter(message::Column::Id.is_in(messages)).all(db.read()).await?;
            let authors = authors(db, &found).await?;
            let signed = found.into_iter().map(|m| {
                let author = m.organiser_id.and_then(|id| authors.get(&id)).cloned().unwrap_or_default();
                (m.id, (m, author))
            });
            scripts.messages = signed.collect();
        }
        if !people.is_empty() {
            let quiet = silence::Entity::find().filter(silence::Column::RegistrationId.is_in(people));
            scripts.quiet =
                quiet.all(db.read()).await?.into_iter().map(|s| (s.registration_id, s.key_version)).collect();
        }
        Ok(scripts)
    }

    fn message(&self, letter: &letter::Model) -> Option<&(message::Model, String)> {
        message_of(letter).and_then(|id| self.messages.get(&id))
    }
}

/// The names of those who wrote these messages.
pub async fn authors(db: &Database, messages: &[message::Model]) -> Result<HashMap<i32, String>> {
    let ids = messages.iter().filter_map(|m| m.organiser_id);
    let found = organiser::Entity::find().filter(organiser::Column::Id.is_in(ids)).all(db.read()).await?;
    Ok(found.into_iter().map(|o| (o.id, o.name)).collect())
}

/// Whether letters of this kind are written by this slice.
pub fn is_ours(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::Message | LetterKind::Reminder | LetterKind::Thanks)
}

fn message_of(letter: &letter::Model) -> Option<Uuid> {
    let tried_out = || letter.facts["message"].as_str().and_then(|id| id.parse().ok());
    (letter.kind == LetterKind::Message).then(|| letter.batch_id.or_else(tried_out)).flatten()
}

/// A message, a reminder or thanks; nothing when it makes no sense any more.
pub fn compose(
    letter: &letter::Model,
    matter: &Matter,
    scripts: &Scripts,
    config: &Config,
    now: DateTime<Utc>,
) -> Option<Composed> {
    if is_overtaken(letter, matter, scripts, now) {
        return None;
    }
    let context = context(letter, matter, scripts, config, now)?;
    let unsubscribe = context["links"]["quiet"].as_str().map(str::to_string);
    let context = letterhead(context, letter.language, config);
    let picture = ticket_picture(matter, letter, config);
    let region = &matter.details.region;
    let words = Composed::of(context, region.sender(letter.language), Some(region.reply_to.clone()));
    Some(Composed { picture, unsubscribe, ..words })
}

/// Whether a letter of this slice makes no sense any more.
fn is_overtaken(letter: &letter::Model, matter: &Matter, scripts: &Scripts, now: DateTime<Utc>) -> bool {
    let (person, event) = (&matter.registration, &matter.details.event);
    let takes_place = event.is_public() && event.cancelled_at.is_none();
    // The seat went to a colleague, or the person was forgotten, or asked for quiet.
    let moved_on = person.email != letter.recipient || scripts.quiet.get(&person.id) == Some(&person.key_version);
    moved_on
        || match letter.kind {
            LetterKind::Message => {
                let is_void = |m: &message::Model| m.withdrawn_at.is_some() || m.has_lost_its_sense(event);
                scripts.message(letter).is_none_or(|(message, _)| is_void(message))
            }
            LetterKind::Reminder => {
                let holds = person.status == Status::Confirmed && began_at(letter) == Some(event.starts_at);
                !(takes_place && holds && now < event.starts_at)
            }
            LetterKind::Thanks => {
                let brings = Brings::of(letter, event, now);
                let has_reason = !brings.is_nothing() || tells_of_certificate(brings, matter, now);
                let moved = began_at(letter).is_some_and(|at| at < event.starts_at) && !event.is_past(now);
                !(takes_place && !moved && person.status == Status::Confirmed && has_reason)
            }
            _ => false,
        }
}

/// When the event began, or was to begin, as it was when the letter was written.
fn began_at(letter: &letter::Model) -> Option<DateTime<Utc>> {
    letter.facts["starts_at"].as_str().and_then(|at| at.parse().ok())
}

/// Everything that the templates of this slice may say; nothing when the message is gone.
fn context(
    letter: &letter::Model,
    matter: &Matter,
    scripts: &Scripts,
    config: &Config,
    now: DateTime<Utc>,
) -> Option<Value> {
    let mut context = registration_context(matter, letter, config);
    context["links"]["quiet"] =
        format!("{}?lang={}", silence::link(config, &matter.registration), letter.language).into();
    let name = first_name(&matter.registration.name);
    match letter.kind {
        LetterKind::Message => {
            let (message, author) = scripts.message(letter)?;
            let author = Some(author.as_str()).filter(|author| !author.is_empty());
            let author = author.unwrap_or(matter.details.region.names.get(letter.language));
            context["message"] = message_words(message, author, name, letter.language);
        }
        LetterKind::Reminder => context["reminder"] = reminder_words(&matter.details.event, letter.language, now),
        LetterKind::Thanks => {
            let brings = Brings::of(letter, &matter.details.event, now);
            context["thanks"] = thanks_words(matter, brings, letter.language, config, now);
        }
        _ => {}
    }
    Some(context)
}
