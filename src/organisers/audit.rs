//! The audit trail: who did what to what, when. An entry is written in the transaction of the deed, names its actor as
//! they were called then, and is never changed; only the reasons go, with those whom they are about.

pub(super) mod facts;
pub(super) mod trail;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, Iterable, Set};
use serde::{Deserialize, Serialize};

use super::organiser;
use crate::error::Result;
use crate::language::{Language, Texts};

pub use facts::Fact;
pub use trail::{Line, Page, Wish, list};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: DateTime<Utc>,
    /// None: whoever runs the program did it from the command line.
    pub organiser_id: Option<i32>,
    pub organiser_name: String,
    pub act: Act,
    pub region_id: Option<i32>,
    pub event_id: Option<i32>,
    pub registration_id: Option<Uuid>,
    /// What it was done to, in words: an event's title, a region's name. No registrant's name: those are forgotten.
    pub about: String,
    /// What else is worth knowing: a reason, a number, a format.
    pub facts: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was done; `locales/` has the words, `act-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(40))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    EventCreated,
    EventCopied,
    EventChanged,
    EventPublished,
    EventUnpublished,
    EventCalledOff,
    EventReasonChanged,
    EventDeleted,
    CapacityChanged,
    RegistrationAdded,
    RegistrationChanged,
    RegistrationConfirmed,
    RegistrationWaitlisted,
    RegistrationMoved,
    RegistrationCancelled,
    RegistrationForgotten,
    StopChosen,
    StopLeft,
    LetterResent,
    ListImported,
    ListExported,
    CheckedIn,
    CheckInUndone,
    MessageSent,
    MessageWithdrawn,
    RegionAdded,
    RegionChanged,
    SeriesAdded,
    SeriesChanged,
    ThemeAdded,
    ThemeChanged,
    ThemeRemoved,
    OrganiserAdded,
    OrganiserChanged,
    OrganiserRemoved,
    TokenCreated,
    TokenRevoked,
    SessionEnded,
}

impl Act {
    pub fn code(self) -> String {
        self.to_value()
    }

    pub fn of_code(code: &str) -> Option<Act> {
        Act::iter().find(|act| act.code() == code)
    }

    /// "Lijst geëxporteerd"
    pub fn words(self, l: Language) -> String {
        l.say(&format!("act-{}", self.code()))
    }
}

/// What a deed was done to.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    pub region_id: Option<i32>,
    pub event_id: Option<i32>,
    pub registration_id: Option<Uuid>,
    pub about: String,
}

impl Subject {
    /// What has a name of its own: a region, or a series of one, or a theme of all.
    pub fn named(region_id: Option<i32>, names: &Texts) -> Subject {
        Subject { region_id, about: names.get(Language::default()).to_string(), ..Subject::default() }
    }
}

/// Notes that `who` did this (none: whoever runs the program); joins the transaction of the deed.
pub async fn note(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    who: Option<&organiser::Model>,
    act: Act,
    subject: Subject,
    facts: &[(Fact, Json)],
) -> Result<()> {
    let entry = ActiveModel {
        at: Set(now),
        organiser_id: Set(who.map(|o| o.id)),
        organiser_name: Set(who.map(|o| o.name.clone()).unwrap_or_default()),
        act: Set(act),
        region_id: Set(subject.region_id),
        event_id: Set(subject.event_id),
        registration_id: Set(subject.registration_id),
        about: Set(subject.about),
        facts: Set(facts::kept(facts)),
        ..Default::default()
    };
    Entity::insert(entry).exec_without_returning(txn).await?;
    Ok(())
}
