//! A message, as it is kept: a draft until an organiser sends it, now or at a time; sent once a letter is written to each
//! of those whom it is for. Until its last letter has left, it can be withdrawn.

use chrono::{DateTime, Utc};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::events::event;
use crate::language::{Language, Texts};
use crate::mark::Mark;
use crate::registrations::attendees::Filter;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: i32,
    pub organiser_id: Option<i32>,
    pub subjects: Texts,
    /// Markdown.
    pub bodies: Texts,
    pub audience: Audience,
    pub created_at: DateTime<Utc>,
    /// None: a draft.
    pub send_at: Option<DateTime<Utc>>,
    /// Every letter is written.
    pub sent_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// How many letters were written.
    pub recipients: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// For whom it is; who that is, is decided when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Audience(pub Filter);

/// How a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Planned,
    /// Its letters are being written.
    Leaving,
    Sent,
    Withdrawn,
}

impl State {
    /// The class of its tag, and the key of the words.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            State::Draft => ("tag tag-line", "message-draft"),
            State::Planned => ("tag tag-seat", "message-planned"),
            State::Leaving => ("tag tag-seat", "message-leaving"),
            State::Sent => ("tag tag-ok", "message-sent"),
            State::Withdrawn => ("tag", "message-withdrawn"),
        }
    }
}

impl Model {
    /// How it stands at this moment.
    pub fn state(&self, now: DateTime<Utc>) -> State {
        match (self.withdrawn_at, self.sent_at, self.send_at) {
            (Some(_), _, _) => State::Withdrawn,
            (_, Some(_), _) => State::Sent,
            (_, _, None) => State::Draft,
            (_, _, Some(at)) if at > now => State::Planned,
            _ => State::Leaving,
        }
    }

    /// Whether the event was deleted, or called off after this was written: "see you tomorrow" must not leave then.
    pub fn has_lost_its_sense(&self, event: &event::Model) -> bool {
        event.deleted_at.is_some() || event.cancelled_at.is_some_and(|at| at > self.created_at)
    }

    /// Of the text and the audience. A form brings it back, so nothing leaves that was not looked at.
    pub fn mark(&self) -> Mark {
        Mark::of(&json!([self.subjects, self.bodies, self.audience]))
    }

    /// The languages that it was written in.
    pub fn languages(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|l| !self.bodies.own(*l).is_empty()).collect()
    }

    /// The language in which a reader of `l` gets it: their own, or else the first that it was written in.
    pub fn language_for(&self, l: Language) -> Language {
        let written = self.languages();
        if written.contains(&l) { l } else { written.first().copied().unwrap_or(l) }
    }

    /// As a reader of this language gets it.
    pub fn subject(&self, l: Language) -> &str {
        self.subjects.own(self.language_for(l))
    }

    /// The same of the text, with its marks.
    pub fn body(&self, l: Language) -> &str {
        self.bodies.own(self.language_for(l))
    }
}
