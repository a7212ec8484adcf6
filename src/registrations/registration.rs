//! A registration, as it is kept. It waits, is confirmed, or is cancelled, and holds a seat only while confirmed.
//! One person (one address) has one registration for an event, whatever becomes of it.

mod role;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Secret;
use crate::database::{Cell, Row, Rows};
use crate::events::event::folded;
use crate::events::question;
use crate::language::{Language, Passage};
use crate::mail::{Letter, LetterKind};
use crate::security::Token;

pub use role::Role;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: i32,
    pub status: Status,
    /// The number drawn at the event; those who wait move up in this order.
    pub place: i64,
    pub name: String,
    pub email: String,
    /// The address with capitals and aliases folded: what makes two addresses the same person.
    pub email_key: String,
    pub organisation: String,
    pub role: Role,
    /// The language of its letters.
    pub language: Language,
    pub answers: Answers,
    /// Added to the event's SEQUENCE in this person's invitations, so that one who cancels and comes back still gets
    /// rising numbers (RFC 5546, section 2.1.4).
    pub sequence: i32,
    /// The SEQUENCE of the newest invitation that surely went out: a change may concern others only, and then this
    /// person's invitation stays what it was.
    pub invited_sequence: i32,
    /// Rises when the private link must change hands.
    pub key_version: i32,
    pub token_hash: Vec<u8>,
    pub consent_at: DateTime<Utc>,
    pub registered_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// A seat is held for one who waits, and they may say yes before then.
    pub offered_until: Option<DateTime<Utc>>,
    /// How many offers ran out without an answer.
    pub offers_missed: i32,
    /// What a search among attendees looks in.
    pub search: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Confirmed,
    Waitlisted,
    Cancelled,
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Waitlisted => "waitlisted",
            Status::Cancelled => "cancelled",
        }
    }
}

impl std::str::FromStr for Status {
    type Err = ();

    fn from_str(code: &str) -> Result<Status, ()> {
        [Status::Confirmed, Status::Waitlisted, Status::Cancelled].into_iter().find(|s| s.code() == code).ok_or(())
    }
}

/// What was answered, by question: one text, or several where several could be chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Answers(pub BTreeMap<i32, Vec<String>>);

impl Answers {
    /// Each question that was answered, and the answer, in the reader's words.
    pub fn in_words(&self, questions: &[question::Model], l: Language) -> Vec<(Passage, Passage)> {
        let said = |question: &question::Model| {
            let given = self.0.get(&question.id)?;
            Some((question.labels.passage(l), question.answer_passage(given, l)))
        };
        questions.iter().filter_map(said).collect()
    }
}

/// Somebody who enters. Nothing was changed, cancelled or offered yet.
impl Row for Model {
    const ROWS: &'static Rows = &Rows {
        table: "registrations",
        columns: &[
            ("id", Cell::Uuid(0)),
            ("event_id", Cell::Number(1)),
            ("status", Cell::Text(2)),
            ("place", Cell::Number(3)),
            ("name", Cell::Text(4)),
            ("email", Cell::Text(5)),
            ("email_key", Cell::Text(6)),
            ("organisation", Cell::Text(7)),
            ("role", Cell::Text(8)),
            ("language", Cell::Text(9)),
            ("answers", Cell::Json(10)),
            ("token_hash", Cell::Bytes(11)),
            ("consent_at", Cell::Moment(12)),
            ("registered_at", Cell::Moment(12)),
            ("updated_at", Cell::Moment(12)),
            ("search", Cell::Text(13)),
            ("invited_sequence", Cell::Number(14)),
            ("sequence", Cell::Always("0")),
            ("key_version", Cell::Always("0")),
            ("offers_missed", Cell::Always("0")),
        ],
    };

    fn values(self) -> Vec<Value> {
        vec![
            self.id.into(),
            self.event_id.into(),
            self.status.into(),
            self.place.into(),
            self.name.into(),
            self.email.into(),
            self.email_key.into(),
            self.organisation.into(),
            self.role.into(),
            self.language.into(),
            self.answers.into(),
            self.token_hash.into(),
            self.registered_at.into(),
            self.search.into(),
            self.invited_sequence.into(),
        ]
    }
}

impl Model {
    /// The key of the private link.
    pub fn token(&self, secret: &Secret) -> Token {
        token(secret, self.id, self.key_version)
    }

    /// Whether they have a seat at the event, or are held one.
    pub fn is_in(&self) -> bool {
        self.status == Status::Confirmed || self.offered_until.is_some()
    }

    /// Until when this person may say yes to a seat, if one is offered `now`.
    pub fn offer_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.offered_until.filter(|until| now < *until)
    }

    /// A letter to this person, as part of the conversation that the first one about their registration began.
    pub fn letter(&self, kind: LetterKind, facts: Json) -> Letter {
        Letter {
            id: Uuid::now_v7(),
            kind,
            about_id: Some(self.id),
            thread_id: Some(self.id),
            recipient: self.email.clone(),
            recipient_name: self.name.clone(),
            language: self.language,
            facts,
            batch_id: None,
        }
    }
}

/// The key of the private link of the registration `id`.
pub fn token(secret: &Secret, id: Uuid, key_version: i32) -> Token {
    Token::derived(secret, "registration", id.as_bytes(), key_version).dated(id)
}

/// What a search among attendees looks in: name, address and organisation without capitals and accents.
pub fn search_text(name: &str, email: &str, organisation: &str) -> String {
    // Some letters fold into whole words, and an index takes no text of any length.
    folded(&format!("{name} {email} {organisation}")).chars().take(LONGEST_SEARCH).collect()
}

/// How much of it is kept, in characters.
const LONGEST_SEARCH: usize = 800;
