//! What somebody's calendar answered to an invitation: the last answer to each entry. It changes no seat.

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryOrder};

use crate::database::Database;
use crate::error::Result;
use crate::registrations::registration;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_replies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
    /// The entry: the event's, or a stop's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: Uuid,
    /// Of the one who answered: whoever gets the seat later did not.
    pub key_version: i32,
    pub answer: Answer,
    /// The revision of the entry that was answered.
    pub sequence: i32,
    /// When the answer was given (DTSTAMP).
    pub stamp: DateTime<Utc>,
    pub received_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The PARTSTAT of a reply (RFC 5545, section 3.2.12), as far as it is an answer; `locales/` has the words,
/// `calendar-answer-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
pub enum Answer {
    Accepted,
    Declined,
    Tentative,
}

impl Answer {
    pub const ALL: [Answer; 3] = [Answer::Accepted, Answer::Declined, Answer::Tentative];

    pub fn code(self) -> &'static str {
        match self {
            Answer::Accepted => "accepted",
            Answer::Declined => "declined",
            Answer::Tentative => "tentative",
        }
    }

    /// From the PARTSTAT of a reply (RFC 5545, section 3.2.12); none for what says neither yes nor no nor perhaps.
    pub fn of_partstat(partstat: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.code().eq_ignore_ascii_case(partstat))
    }

    /// As PARTSTAT says it.
    pub fn partstat(self) -> String {
        self.code().to_uppercase()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Keeps an answer, unless one is kept that is as new: of two to the same revision the later stamp decides (RFC 5546,
/// section 2.1.5). Says whether it was kept.
pub async fn keep(txn: &DatabaseTransaction, reply: Model) -> Result<bool> {
    let newer = Expr::cust(
        "(excluded.key_version, excluded.sequence, excluded.stamp) \
         > (calendar_replies.key_version, calendar_replies.sequence, calendar_replies.stamp)",
    );
    let known = OnConflict::columns([Column::RegistrationId, Column::Uid])
        .update_columns([Column::KeyVersion, Column::Answer, Column::Sequence, Column::Stamp, Column::ReceivedAt])
        .action_and_where(newer)
        .to_owned();
    let kept = Entity::insert(reply.into_active_model()).on_conflict(known).exec_without_returning(txn).await?;
    Ok(kept > 0)
}

/// What this person's calendar answered, oldest first.
pub async fn of(db: &Database, person: &registration::Model) -> Result<Vec<Model>> {
    let found = Entity::find()
        .filter(Column::RegistrationId.eq(person.id))
        .filter(Column::KeyVersion.eq(person.key_version))
        .order_by_asc(Column::ReceivedAt);
    Ok(found.all(db.read()).await?)
}

/// What the calendar of each of these people answered since they registered; of one who came back, not what was
/// answered before they left.
pub async fn of_all(
    db: &impl ConnectionTrait,
    people: &HashMap<Uuid, registration::Model>,
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let replies = Entity::find().filter(Column::RegistrationId.is_in(people.keys().copied())).all(db).await?;
    let mut answered: HashMap<Uuid, Vec<Model>> = HashMap::new();
    for reply in replies {
        let is_theirs = |person: &registration::Model| {
            reply.key_version == person.key_version && reply.received_at >= person.registered_at
        };
        if people.get(&reply.registration_id).is_some_and(is_theirs) {
            answered.entry(reply.registration_id).or_default().push(reply);
        }
    }
    Ok(answered)
}
