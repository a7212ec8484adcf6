//! Which of those who registered one means: by status, words, stop, role, answer, presence, language, or one by one. The
//! list, its bulk deeds, messages, lists to take away and the API all mean the same by it.

use sea_orm::sea_query::{Asterisk, CaseStatement, Expr, Func};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::sort::{Sort, SortBy};
use crate::database::{Database, containing};
use crate::error::Result;
use crate::events::event::folded;
use crate::language::Language;
use crate::registrations::registration::{Column, Entity, Role, Status};
use crate::registrations::seats::held_stop;

/// More words than this say nothing more.
const MOST_WORDS: usize = 8;

/// Whom one means; whatever it says narrows it further.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// None: everybody who ever registered.
    pub status: Option<Status>,
    /// Words in name, address or organisation, whatever their capitals and accents.
    pub words: String,
    /// Those who chose this stop, with a seat there or waiting for one.
    pub stop: Option<i32>,
    pub role: Option<Role>,
    /// Those who gave this answer to this question.
    pub answer: Option<(i32, String)>,
    /// Whether they were checked in.
    pub present: Option<bool>,
    /// Of their letters.
    pub language: Option<Language>,
    pub sort: Sort,
    /// These and nobody else; none: all.
    pub ids: Vec<Uuid>,
}

impl Filter {
    /// The same among those of this status alone.
    pub fn among(&self, status: Option<Status>) -> Filter {
        Filter { status, ..self.clone() }
    }

    /// The same without those who were chosen one by one.
    pub fn without_ids(&self) -> Filter {
        Filter { ids: Vec::new(), ..self.clone() }
    }

    /// The same in another order.
    pub fn sorted(&self, sort: Sort) -> Filter {
        Filter { sort, ..self.clone() }
    }

    /// Whether it means fewer people than a status does.
    pub fn is_narrowed(&self) -> bool {
        let plain = Filter { status: self.status, sort: self.sort, ..Filter::default() };
        *self != plain
    }

    /// What a row must be like; `backend` since the two databases look into JSON in different ways.
    pub fn condition(&self, backend: DbBackend) -> Condition {
        let words = folded(&self.words);
        let words = words.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS);
        words
            .fold(Condition::all(), |all, word| all.add(Expr::col((Entity, Column::Search)).like(containing(word))))
            .add_option(self.status.map(|status| Column::Status.eq(status)))
            .add_option(self.stop.map(|stop| Column::Id.in_subquery(held_stop::holders(stop))))
            .add_option(self.role.map(|role| Column::Role.eq(role)))
            .add_option(self.answer.as_ref().map(|(question, text)| answered(backend, *question, text)))
            .add_option(self.present.map(|present| match present {
                true => Column::CheckedInAt.is_not_null(),
                false => Column::CheckedInAt.is_null(),
            }))
            .add_option(self.language.map(|language| Column::Language.eq(language)))
            .add_option((!self.ids.is_empty()).then(|| Column::Id.is_in(self.ids.iter().copied())))
    }

    /// Those of the event whom it means, in no order.
    pub fn select(&self, db: &Database, event: i32) -> Select<Entity> {
        Entity::find().filter(Column::EventId.eq(event)).filter(self.condition(db.read().get_database_backend()))
    }

    /// The same in its order; two who are alike stand in the order of their ids, so that pages do not overlap.
    pub fn select_sorted(&self, db: &Database, event: i32) -> Select<Entity> {
        let order = if self.sort.descending { Order::Desc } else { Order::Asc };
        let found = self.select(db, event);
        let found = match self.sort.by {
            // The text that is searched begins with the name.
            SortBy::Name => found.order_by(Column::Search, order.clone()),
            SortBy::Organisation => found.order_by(Func::lower(Expr::col(Column::Organisation)), order.clone()),
            SortBy::Role => found.order_by(Column::Role, order.clone()),
            SortBy::RegisteredAt => found.order_by(Column::RegisteredAt, order.clone()),
            SortBy::Place if self.status.is_some() => found.order_by(Column::Place, order.clone()),
            SortBy::Place => found.order_by(standing(), order.clone()).order_by(Column::Place, order.clone()),
        };
        found.order_by(Column::Id, order)
    }

    /// How many people of the event it means.
    pub async fn count(&self, db: &Database, event: i32) -> Result<u64> {
        Ok(self.select(db, event).count(db.read()).await?)
    }

    /// How many of them have a seat, wait, and cancelled, whatever status it asks for.
    pub async fn counts(&self, db: &Database, event: i32) -> Result<Counts> {
        let found = self.among(None).select(db, event).select_only().column(Column::Status);
        let found = found.column_as(Expr::col(Asterisk).count(), "people").group_by(Column::Status);
        let mut counts = Counts::default();
        for (status, people) in found.into_tuple::<(Status, i64)>().all(db.read()).await? {
            match status {
                Status::Confirmed => counts.confirmed = people as u64,
                Status::Waitlisted => counts.waitlisted = people as u64,
                Status::Cancelled => counts.cancelled = people as u64,
            }
        }
        Ok(counts)
    }

    /// For the audit trail: the filter as far as it says something. The words are left out, since they are somebody's
    /// name as often as not, and names are forgotten.
    pub fn facts(&self) -> serde_json::Value {
        json!({
            "status": self.status,
            "stop": self.stop,
            "role": self.role,
            "question": self.answer.as_ref().map(|(question, _)| question),
            "present": self.present,
            "language": self.language,
            "searched": !self.words.is_empty(),
            "chosen": self.ids.len(),
        })
    }
}

/// How many people there are of each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub confirmed: u64,
    pub waitlisted: u64,
    pub cancelled: u64,
}

impl Counts {
    pub fn of(&self, status: Option<Status>) -> u64 {
        match status {
            None => self.confirmed + self.waitlisted + self.cancelled,
            Some(Status::Confirmed) => self.confirmed,
            Some(Status::Waitlisted) => self.waitlisted,
            Some(Status::Cancelled) => self.cancelled,
        }
    }
}

/// Those who have a seat before those who wait, and those who cancelled last.
fn standing() -> Expr {
    let group = CaseStatement::new()
        .case(Column::Status.eq(Status::Confirmed), 0)
        .case(Column::Status.eq(Status::Waitlisted), 1)
        .finally(2);
    Expr::Case(Box::new(group))
}

/// Those who answered the question, whatever they said.
pub fn has_answered(backend: DbBackend, question: i32) -> Expr {
    let question = question.to_string();
    if backend == DbBackend::Postgres {
        return Expr::cust_with_values("jsonb_exists(CAST(registrations.answers AS jsonb), $1)", [question]);
    }
    let path = format!("$.\"{question}\"");
    Expr::cust_with_values("json_type(registrations.answers, ?) IS NOT NULL", [path])
}

fn answered(backend: DbBackend, question: i32, text: &str) -> Expr {
    let question = question.to_string();
    if backend == DbBackend::Postgres {
        let given = json!({ question: [text] }).to_string();
        return Expr::cust_with_values("CAST(registrations.answers AS jsonb) @> CAST($1 AS jsonb)", [given]);
    }
    let there = "EXISTS (SELECT 1 FROM json_each(registrations.answers, ?) given WHERE given.value = ?)";
    Expr::cust_with_values(there, [format!("$.\"{question}\""), text.to_string()])
}
