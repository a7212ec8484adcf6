//! A message as its author sees it before anybody else has it: in their own mailbox, and on its page.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Scripts, context};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::events::{Details, event};
use crate::language::Language;
use crate::mail::{Composed, LetterKind, Rendered, Templates, letter, letterhead};
use crate::messages::message;
use crate::organisers::organiser;
use crate::regions::Network;
use crate::registrations::letters::Matter;
use crate::registrations::registration::{self, Answers, Role, Status};

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
