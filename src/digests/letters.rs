//! What the letters of digests say: the facts, put into words in the reader's language.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::contents::Contents;
use super::scope::Scope;
use super::{digest, reader};
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::event;
use crate::events::room::Door;
use crate::events::views::{self, Seats};
use crate::language::{Language, capitalised};
use crate::mail::{Composed, LetterKind, Rendered, Templates, letter, letterhead};
use crate::regions::Network;
use crate::registrations::letters::tint;

/// Whether letters of this kind are written by this slice.
pub fn is_ours(kind: LetterKind) -> bool {
    reader::OUR_LETTERS.contains(&kind)
}

/// What a round of letters needs to know of readers and digests.
#[derive(Default)]
pub struct Editions {
    readers: HashMap<Uuid, reader::Model>,
    digests: HashMap<Uuid, (digest::Model, Contents)>,
}

impl Editions {
    /// In two queries and one for each digest among the letters, and in none if no letter is one of these.
    pub async fn of(
        db: &Database,
        network: &Network,
        letters: &[letter::Model],
        now: DateTime<Utc>,
    ) -> Result<Editions> {
        let ours: Vec<&letter::Model> = letters.iter().filter(|l| is_ours(l.kind)).collect();
        let mut editions = Editions::default();
        if ours.is_empty() {
            return Ok(editions);
        }
        let readers = ours.iter().filter_map(|l| l.about_id);
        let readers = reader::Entity::find().filter(reader::Column::Id.is_in(readers)).all(db.read()).await?;
        editions.readers = readers.into_iter().map(|reader| (reader.id, reader)).collect();
        let digests = ours.iter().filter_map(|l| l.batch_id);
        let digests = digest::Entity::find().filter(digest::Column::Id.is_in(digests)).all(db.read()).await?;
        for digest in digests {
            let contents = Contents::of(db, network, &digest, now).await?;
            editions.digests.insert(digest.id, (digest, contents));
        }
        Ok(editions)
    }

    /// The letter; nothing for one who left, or when there is nothing to say any more.
    pub fn compose(
        &self,
        letter: &letter::Model,
        network: &Network,
        config: &Config,
        now: DateTime<Utc>,
    ) -> Option<Composed> {
        let reader = self.readers.get(&letter.about_id?)?;
        let scope = Scope::of(reader.region_id, network)?;
        if reader.email != letter.recipient {
            return None;
        }
        let (context, is_digest) = match letter.kind {
            LetterKind::Digest => (self.digest(letter, reader, &scope, config, now)?, true),
            _ => (question(letter, reader, &scope, config), false),
        };
        let unsubscribe = context["links"]["quiet"].as_str().map(str::to_string);
        let context = letterhead(context, letter.language, config);
        let words = Composed::of(context, scope.sender_name(letter.language, config), scope.reply_to());
        Some(Composed { unsubscribe, list_id: is_digest.then(|| scope.list_id(config)), ..words })
    }

    fn digest(
        &self,
        letter: &letter::Model,
        reader: &reader::Model,
        scope: &Scope,
        config: &Config,
        now: DateTime<Utc>,
    ) -> Option<Value> {
        let (digest, contents) = self.digests.get(&letter.batch_id?)?;
        if reader.confirmed_at.is_none() || digest.is_stale(now) || contents.is_empty() {
            return None;
        }
        let leave = reader::leaving_link(config, reader.id, letter.language);
        Some(Edition { scope, contents, config, l: letter.language, now }.words(leave))
    }
}

/// The letter that asks whether they want it; to one who reads along already it says so.
fn question(letter: &letter::Model, reader: &reader::Model, scope: &Scope, config: &Config) -> Value {
    let l = letter.language;
    let is_reader = reader.confirmed_at.is_some();
    let mut words = json!({
        "digest": {
            "region": scope.name(l),
            "is_reader": is_reader,
            "other_language": is_reader && reader.language != l,
        },
        "links": {
            "confirm": reader::confirming_link(config, reader.id, l),
            "agenda": format!("{}{}?lang={l}", config.public_url, scope.agenda()),
        },
        "team": team(scope, l, config),
    });
    if is_reader {
        words["links"]["quiet"] = reader::leaving_link(config, reader.id, l).into();
    }
    words
}

fn team(scope: &Scope, l: Language, config: &Config) -> Value {
    let name = scope.0.as_ref().map_or(config.network_name(), |region| region.names.get(l));
    json!({ "name": name, "reply_to": scope.reply_to().unwrap_or_default() })
}

/// A digest in one language.
struct Edition<'a> {
    scope: &'a Scope,
    contents: &'a Contents,
    config: &'a Config,
    l: Language,
    now: DateTime<Utc>,
}

impl Edition<'_> {
    fn words(&self, leave: String) -> Value {
        let Contents { new, soon, called_off, all_new, all_soon } = self.contents;
        let of = |events: &[event::Model]| events.iter().map(|event| self.event(event)).collect::<Vec<_>>();
        json!({
            "digest": {
                "region": self.scope.name(self.l),
                "heading": capitalised(&self.scope.name(self.l)),
                "new": of(new),
                "soon": of(soon),
                "called_off": of(called_off),
                "all_new": all_new,
                "all_soon": all_soon,
                "more": self.contents.more(),
                "tint": tint(self.scope.accent().hex()),
            },
            "links": {
                "agenda": format!("{}{}?lang={}", self.config.public_url, self.scope.agenda(), self.l),
                "quiet": leave,
            },
            "team": team(self.scope, self.l, self.config),
        })
    }

    fn event(&self, event: &event::Model) -> Value {
        let (l, day) = (self.l, event.first_day());
        let this_year = event.day_of(self.now).year() == day.year();
        let date = if this_year { l.day(day) } else { l.date(day) };
        let hours = event.with_zone(l.hours(event.starts_at, event.ends_at, event.zone()), l, self.config.timezone);
        json!({
            "title": event.title(l),
            "about": format!("{}, {}", event.kind.name(l), views::place(event, l)),
            "when": format!("{}, {hours}", capitalised(&date)),
            "short_date": format!("{} {}", l.day_number(day), l.short_month(day)),
            "seats": seats(event, l, self.now),
            "reason": event.cancellation_reason.clone().unwrap_or_default(),
            "url": format!("{}/events/{}?lang={l}", self.config.public_url, event.slug),
        })
    }
}

/// "18 plaatsen vrij van de 60", "Volzet, wachtlijst open"
fn seats(event: &event::Model, l: Language, now: DateTime<Utc>) -> String {
    let Seats { words, more, .. } = Seats::of(event, l, now);
    match event.door(now) {
        _ if more.is_empty() => words,
        Door::Open => format!("{words} {more}"),
        _ => format!("{words}, {}", more.to_lowercase()),
    }
}

/// The next digest as it would be now. None: there would be none.
pub async fn preview(
    templates: &Templates,
    (db, network): (&Database, &Network),
    scope: &Scope,
    digest: &digest::Model,
    l: Language,
    (config, now): (&Config, DateTime<Utc>),
) -> Result<Option<Rendered>> {
    let contents = Contents::of(db, network, digest, now).await?;
    if contents.is_empty() {
        return Ok(None);
    }
    let leave = format!("{}{}", config.public_url, scope.path());
    let words = Edition { scope, contents: &contents, config, l, now }.words(leave);
    let mut facts = letterhead(words, l, config);
    facts["attachment"] = "".into();
    templates.render(LetterKind::Digest, l, &facts).map(Some).map_err(Error::Internal)
}
