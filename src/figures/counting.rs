//! The database counts: each question is one query, however many events and people it is about.

mod by_day;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{
    CaseStatement, CommonTableExpression, Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr, WithClause,
};
use sea_orm::{
    ConnectionTrait, DeriveIden, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, StatementBuilder,
};

use super::scope::Scope;
use super::tally::Tally;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::events::kind::Kind;
use crate::language::Language;
use crate::registrations::registration::{self, Role, Status};

pub use by_day::{Day, by_day, days};

#[derive(DeriveIden)]
enum Asked {
    /// The events that are meant.
    Meant,
    Id,
    RegionId,
    Kind,
    Timezone,
    /// 1 where people were ticked off.
    Door,
    People,
    Present,
    Quarter,
}

/// People who are alike in everything that figures look at.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Group {
    pub region_id: i32,
    pub kind: Kind,
    pub status: Status,
    pub role: Role,
    pub language: Language,
    door: i32,
    people: i64,
    present: i64,
}

impl Group {
    pub fn tally(&self) -> Tally {
        Tally::of(self.status, self.people, self.door == 1, self.present)
    }
}

/// Everybody, in groups. Of many events only those that are over say who came; one event says who is there already.
pub async fn groups(db: &Database, scope: &Scope, now: DateTime<Utc>) -> Result<Vec<Group>> {
    let counted = Query::select()
        .column((Asked::Meant, Asked::RegionId))
        .column((Asked::Meant, Asked::Kind))
        .column((registration::Entity, registration::Column::Status))
        .column((registration::Entity, registration::Column::Role))
        .column((registration::Entity, registration::Column::Language))
        .column((Asked::Meant, Asked::Door))
        .expr_as(Expr::col((registration::Entity, registration::Column::Id)).count(), Asked::People)
        .expr_as(Expr::col((registration::Entity, registration::Column::CheckedInAt)).count(), Asked::Present)
        .from(Asked::Meant)
        .inner_join(registration::Entity, of_the_event())
        .group_by_columns([(Asked::Meant, Asked::RegionId), (Asked::Meant, Asked::Kind), (Asked::Meant, Asked::Door)])
        .group_by_columns([
            (registration::Entity, registration::Column::Status),
            (registration::Entity, registration::Column::Role),
            (registration::Entity, registration::Column::Language),
        ])
        .take();
    all(db, &counted.with(meant(scope, Some(now)))).await
}

fn of_the_event() -> SimpleExpr {
    let of = Expr::col((registration::Entity, registration::Column::EventId));
    of.equals((Asked::Meant, Asked::Id))
}

/// The events of the scope as a table to join with; read once, so that the question whether people were ticked off is
/// asked once for each event and not once for each person.
fn meant(scope: &Scope, now: Option<DateTime<Utc>>) -> WithClause {
    let mut select = Query::select()
        .columns([event::Column::Id, event::Column::RegionId, event::Column::Kind, event::Column::Timezone])
        .from(event::Entity)
        .cond_where(scope.condition())
        .take();
    if let Some(now) = now {
        let mut ticked = Expr::exists(ticked_off());
        if scope.event.is_none() {
            ticked = ticked.and(Expr::col((event::Entity, event::Column::EndsAt)).lte(now));
        }
        select.expr_as(CaseStatement::new().case(ticked, Expr::cust("1")).finally(Expr::cust("0")), Asked::Door);
    }
    let table = CommonTableExpression::new().query(select).table_name(Asked::Meant).materialized(true).to_owned();
    WithClause::new().cte(table).to_owned()
}

/// Whether anybody was ticked off at the event of the query around.
fn ticked_off() -> SelectStatement {
    Query::select()
        .expr(Expr::cust("1"))
        .from(registration::Entity)
        .and_where(
            Expr::col((registration::Entity, registration::Column::EventId)).equals((event::Entity, event::Column::Id)),
        )
        .and_where(Expr::col((registration::Entity, registration::Column::Status)).eq(Status::Confirmed))
        .and_where(Expr::col((registration::Entity, registration::Column::CheckedInAt)).is_not_null())
        .take()
}

/// The room of the events of one region and one kind.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Room {
    pub region_id: i32,
    pub kind: Kind,
    pub events: i64,
    /// Seats at events where they are counted out, and how many of those are taken.
    pub seats: i64,
    pub taken: i64,
}

/// How many events there are and how full they are, by region and kind.
pub async fn rooms(db: &Database, scope: &Scope) -> Result<Vec<Room>> {
    let select = Query::select()
        .columns([event::Column::RegionId, event::Column::Kind])
        .expr_as(Expr::col(event::Column::Id).count(), "events")
        .expr_as(limited(event::Column::Capacity), "seats")
        .expr_as(limited(event::Column::SeatsTaken), "taken")
        .from(event::Entity)
        .cond_where(scope.condition())
        .group_by_columns([event::Column::RegionId, event::Column::Kind])
        .take();
    all(db, &select).await
}

/// The sum of a column over the events that have a capacity.
pub fn limited(column: event::Column) -> Expr {
    let case = CaseStatement::new()
        .case(Expr::col(event::Column::Capacity).is_not_null(), Expr::col(column))
        .finally(Expr::cust("0"));
    Func::coalesce([Func::sum(case).into(), Expr::cust("0")]).into()
}

/// When the first and the last of the events begin.
pub async fn span(db: &Database, scope: &Scope) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>> {
    #[derive(FromQueryResult)]
    struct Span {
        first: Option<DateTime<Utc>>,
        last: Option<DateTime<Utc>>,
    }
    let select = Query::select()
        .expr_as(Expr::col(event::Column::StartsAt).min(), "first")
        .expr_as(Expr::col(event::Column::StartsAt).max(), "last")
        .from(event::Entity)
        .cond_where(scope.condition())
        .take();
    let found: Vec<Span> = all(db, &select).await?;
    Ok(found.into_iter().next().and_then(|span| span.first.zip(span.last)))
}

/// The newest events of the scope, as many as one wants, each with its tally.
pub async fn newest(db: &Database, scope: &Scope, now: DateTime<Utc>, most: u64) -> Result<Vec<(event::Model, Tally)>> {
    let events = event::Entity::find()
        .filter(scope.condition())
        .order_by_desc(event::Column::StartsAt)
        .order_by_desc(event::Column::Id)
        .limit(most)
        .all(db.read())
        .await?;
    let ids: Vec<i32> = events.iter().map(|event| event.id).collect();
    let mut tallies = tallies(db, &ids).await?;
    let with = |event: event::Model| {
        let mut tally = tallies.remove(&event.id).unwrap_or_default();
        if tally.came > 0 && event.ends_at <= now {
            tally.expected = tally.seated;
        } else {
            tally.came = 0;
        }
        (event, tally)
    };
    Ok(events.into_iter().map(with).collect())
}

#[derive(FromQueryResult)]
struct OfEvent {
    event_id: i32,
    status: Status,
    people: i64,
    present: i64,
}

async fn tallies(db: &Database, events: &[i32]) -> Result<HashMap<i32, Tally>> {
    let mut tallies: HashMap<i32, Tally> = HashMap::new();
    if events.is_empty() {
        return Ok(tallies);
    }
    let select = Query::select()
        .columns([registration::Column::EventId, registration::Column::Status])
        .expr_as(Expr::col(registration::Column::Id).count(), Asked::People)
        .expr_as(Expr::col(registration::Column::CheckedInAt).count(), Asked::Present)
        .from(registration::Entity)
        .and_where(Expr::col(registration::Column::EventId).is_in(events.iter().copied()))
        .group_by_columns([registration::Column::EventId, registration::Column::Status])
        .take();
    for of in all::<OfEvent>(db, &select).await? {
        *tallies.entry(of.event_id).or_default() += Tally::of(of.status, of.people, true, of.present);
    }
    for tally in tallies.values_mut() {
        tally.expected = 0;
    }
    Ok(tallies)
}

/// The rows that a query answers.
pub async fn all<T: FromQueryResult>(db: &Database, query: &impl StatementBuilder) -> Result<Vec<T>> {
    let rows = db.read().query_all(query).await?;
    rows.iter().map(|row| T::from_query_result(row, "").map_err(Into::into)).collect()
}
