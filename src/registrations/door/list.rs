//! Who is expected, who is there, and how many that makes.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::database::containing;
use crate::drawing;
use crate::error::Result;
use crate::events::event::folded;
use crate::language::Language;
use crate::registrations::held_stop;
use crate::registrations::registration::{Column, Entity, Status};

/// Whom one looks for at the door.
#[derive(Clone, Debug, Default)]
pub struct Sought<'a> {
    /// Words in name or organisation.
    pub words: &'a str,
    /// Those who have a seat at this stop.
    pub stop: Option<i32>,
}

/// Those who are expected and those who are there, by name; who looks for somebody also finds those who wait and those
/// who cancelled.
pub fn sought(event: i32, sought: &Sought<'_>) -> Select<Entity> {
    let mut found = Entity::find().filter(Column::EventId.eq(event));
    let words = folded(sought.words);
    if words.is_empty() {
        found = found.filter(expected());
    }
    for word in words.split_whitespace() {
        found = found.filter(Expr::col(Column::Search).like(containing(word)));
    }
    if let Some(stop) = sought.stop {
        let there = Query::select()
            .column(held_stop::Column::RegistrationId)
            .from(held_stop::Entity)
            .and_where(Expr::col(held_stop::Column::StopId).eq(stop))
            .and_where(Expr::col(held_stop::Column::Status).eq(Status::Confirmed))
            .take();
        found = found.filter(Column::Id.in_subquery(there));
    }
    // The folded text begins with the name.
    found.order_by_asc(Column::Search).order_by_asc(Column::Id)
}

fn expected() -> Condition {
    Condition::any().add(Column::Status.eq(Status::Confirmed)).add(Column::CheckedInAt.is_not_null())
}

/// How many are there, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub inside: i64,
    pub expected: i64,
}

impl Tally {
    pub async fn of(db: &DatabaseConnection, event: i32) -> Result<Tally> {
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

    /// "van de 45 binnen"
    pub fn words(self, l: Language) -> String {
        l.count("door-of", self.expected)
    }
}
