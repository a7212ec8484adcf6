//! Who is expected, who is there, and how many that makes.

use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::stop_arrival;
use crate::database::containing;
use crate::drawing;
use crate::error::Result;
use crate::events::event::folded;
use crate::language::Language;
use crate::registrations::registration::{Column, Entity, Status};
use crate::registrations::seats::held_stop;

/// Whom one looks for at the door.
#[derive(Clone, Debug, Default)]
pub struct Sought<'a> {
    /// Words in name or organisation.
    pub words: &'a str,
    /// The stop at whose door one stands.
    pub stop: Option<i32>,
}

/// Those who are expected and those who are there, by name; who looks for somebody also finds those who wait, those who
/// cancelled, and those who chose another stop.
pub fn sought(event: i32, sought: &Sought<'_>) -> Select<Entity> {
    let mut found = Entity::find().filter(Column::EventId.eq(event));
    let words = folded(sought.words);
    if words.is_empty() {
        found = found.filter(sought.stop.map_or_else(expected, expected_at));
    }
    for word in words.split_whitespace() {
        found = found.filter(Expr::col(Column::Search).like(containing(word)));
    }
    // The folded text begins with the name.
    found.order_by_asc(Column::Search).order_by_asc(Column::Id)
}

fn expected() -> Condition {
    Condition::any().add(Column::Status.eq(Status::Confirmed)).add(Column::CheckedInAt.is_not_null())
}

fn expected_at(stop: i32) -> Condition {
    let seated = held_stop::holders(stop).and_where(held_stop::Column::Status.eq(Status::Confirmed)).take();
    Condition::any().add(Column::Id.in_subquery(seated)).add(Column::Id.in_subquery(there(stop)))
}

/// Who is at the stop.
fn there(stop: i32) -> SelectStatement {
    Query::select()
        .column(stop_arrival::Column::RegistrationId)
        .from(stop_arrival::Entity)
        .and_where(Expr::col(stop_arrival::Column::StopId).eq(stop))
        .take()
}

/// How many are there, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub inside: i64,
    pub expected: i64,
}

impl Tally {
    /// At the door of the event, or of the stop.
    pub async fn of(db: &DatabaseConnection, event: i32, stop: Option<i32>) -> Result<Tally> {
        match stop {
            Some(stop) => Tally::of_stop(db, stop).await,
            None => Tally::of_event(db, event).await,
        }
    }

    async fn of_stop(db: &DatabaseConnection, stop: i32) -> Result<Tally> {
        let inside = stop_arrival::Entity::find().filter(stop_arrival::Column::StopId.eq(stop)).count(db).await?;
        let awaited = held_stop::Entity::find()
            .filter(held_stop::Column::StopId.eq(stop))
            .filter(held_stop::Column::Status.eq(Status::Confirmed))
            .filter(held_stop::Column::RegistrationId.not_in_subquery(there(stop)));
        let awaited = awaited.count(db).await?;
        Ok(Tally { inside: inside as i64, expected: (inside + awaited) as i64 })
    }

    async fn of_event(db: &DatabaseConnection, event: i32) -> Result<Tally> {
        let counted: Option<(i64, i64)> = Entity::find()
            .select_only()
            .column_as(Column::CheckedInAt.count(), "inside")
            .column_as(Column::Id.count(), "expected")
            .filter(Column::EventId.eq(event))
            .filter(expected())
            .into_tuple()
            .one(db)
            .await?;
        let (inside, expected) = counted.unwrap_or_default();
        Ok(Tally { inside, expected })
    }

    /// The hall, with a dot for each who is expected.
    pub fn hall(self, l: Language) -> String {
        let whole = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
        drawing::hall(whole(self.expected), whole(self.inside), &l.number(self.inside), "")
    }

    /// How many are still to come.
    pub fn missing(self, l: Language) -> String {
        l.fill("door-missing", [("n", &l.number(self.expected - self.inside))])
    }

    /// "van de 45 binnen"
    pub fn words(self, l: Language) -> String {
        l.count("door-of", self.expected)
    }
}
