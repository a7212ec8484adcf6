//! Letters of this slice: which of them were overtaken, and the facts that their templates may say.

mod words;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::thanking::Brings;
use super::{message, silence};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::events::{Details, event};
use crate::language::Language;
use crate::mail::{Composed, LetterKind, Rendered, Templates, letter, letterhead};
use crate::organisers::organiser;
use crate::regions::Network;
use crate::registrations::letters::{Matter, context as registration_context, ticket_picture};
use crate::registrations::registration::{self, Answers, Role, Status};
use words::{message_words, reminder_words, tells_of_certificate, thanks_words};

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
    let name = matter.registration.first_name();
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

/// A message that its author sends to themselves.
pub async fn proof(
    db: &Database,
    network: &Network,
    letter: &letter::Model,
    scripts: &Scripts,
    config: &Config,
    now: DateTime<Utc>,
) -> Result<Option<Composed>> {
    let Some((message, _)) = scripts.message(letter) else { return Ok(None) };
    let reader = letter.facts["organiser"].as_i64().and_then(|id| i32::try_from(id).ok()).unwrap_or_default();
    let reader = organiser::Entity::find_by_id(reader).one(db.read()).await?;
    let event = event::Entity::find_by_id(message.event_id).one(db.read()).await?;
    let (Some(reader), Some(event)) = (reader, event) else { return Ok(None) };
    let matter = as_if_registered(Details::of(db, network, event).await?, &reader, letter.language);
    let Some(context) = context(letter, &matter, scripts, config, now) else { return Ok(None) };
    let context = letterhead(without_keys(context), letter.language, config);
    let region = matter.details.region;
    Ok(Some(Composed::of(context, region.sender(letter.language), Some(region.reply_to))))
}

/// The letter as it will look to a reader of this language.
pub fn preview(
    templates: &Templates,
    (message, author): (&message::Model, &str),
    details: &Details,
    reader: &organiser::Model,
    language: Language,
    (config, now): (&Config, DateTime<Utc>),
) -> Result<Rendered, String> {
    let letter = letter::Model {
        id: message.id,
        kind: LetterKind::Message,
        urgency: LetterKind::Message.urgency(),
        about_id: None,
        thread_id: None,
        recipient: reader.email.clone(),
        recipient_name: reader.name.clone(),
        language,
        facts: json!({}),
        posted_at: now,
        due_at: now,
        claimed_until: None,
        attempts: 0,
        sent_at: None,
        failed_at: None,
        last_error: None,
        batch_id: Some(message.id),
    };
    let scripts = Scripts {
        messages: HashMap::from([(message.id, (message.clone(), author.to_string()))]),
        ..Scripts::default()
    };
    let matter = as_if_registered(details.clone(), reader, language);
    let context = context(&letter, &matter, &scripts, config, now).unwrap_or_default();
    let mut facts = letterhead(without_keys(context), language, config);
    facts["attachment"] = "".into();
    templates.render(LetterKind::Message, language, &facts)
}

/// The organiser in the place of a reader.
fn as_if_registered(details: Details, reader: &organiser::Model, language: Language) -> Matter {
    let registration = registration::Model {
        id: Uuid::nil(),
        event_id: details.event.id,
        status: Status::Confirmed,
        place: 0,
        invited_sequence: 0,
        name: reader.name.clone(),
        email: reader.email.clone(),
        email_key: String::new(),
        organisation: String::new(),
        role: Role::Unsaid,
        language,
        answers: Answers::default(),
        sequence: 0,
        key_version: 0,
        token_hash: Vec::new(),
        consent_at: details.event.created_at,
        registered_at: details.event.created_at,
        updated_at: details.event.created_at,
        cancelled_at: None,
        checked_in_at: None,
        offered_until: None,
        offers_missed: 0,
        search: String::new(),
    };
    let (stops, others, answered) = (Vec::new(), Vec::new(), Vec::new());
    Matter { registration, details, stops, offer: None, before: None, others, answered }
}

/// There is no registration behind it, so its links lead to the page of the event.
fn without_keys(mut context: Value) -> Value {
    let page = context["event"]["url"].clone();
    context["links"]["registration"] = page.clone();
    context["links"]["calendar"] = page.clone();
    context["links"]["quiet"] = page;
    context
}
