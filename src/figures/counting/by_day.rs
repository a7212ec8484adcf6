//! What happened on which day, in the zone of each event.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::FromQueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};

use super::{Asked, all, meant, of_the_event};
use crate::database::Database;
use crate::error::Result;
use crate::figures::scope::Scope;
use crate::registrations::registration::{self, Status};

/// What happened on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    pub registered: i64,
    pub cancelled: i64,
}

/// How many registered and cancelled on which day, in the zone of each event.
pub async fn days(db: &Database, scope: &Scope) -> Result<BTreeMap<NaiveDate, Day>> {
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for (date, people) in by_day(db, scope, None, registration::Column::RegisteredAt).await? {
        days.entry(date).or_default().registered += people;
    }
    for (date, people) in by_day(db, scope, None, registration::Column::CancelledAt).await? {
        days.entry(date).or_default().cancelled += people;
    }
    Ok(days)
}

#[derive(FromQueryResult)]
struct Quarter {
    timezone: String,
    quarter: i64,
    people: i64,
}

/// SQLite knows no zones. So the database counts by quarters of an hour, which lie within one day in every zone on earth,
/// and the days are told here.
pub async fn by_day(
    db: &Database,
    scope: &Scope,
    since: Option<DateTime<Utc>>,
    column: registration::Column,
) -> Result<Vec<(NaiveDate, i64)>> {
    let at = Expr::col((registration::Entity, column));
    let mut counted = Query::select()
        .column((Asked::Meant, Asked::Timezone))
        .expr_as(quarter(db, column), Asked::Quarter)
        .expr_as(at.clone().count(), Asked::People)
        .from(Asked::Meant)
        .inner_join(registration::Entity, of_the_event())
        .and_where(at.clone().is_not_null())
        .group_by_col((Asked::Meant, Asked::Timezone))
        .add_group_by([quarter(db, column)])
        .take();
    if let Some(since) = since {
        counted.and_where(at.gte(since));
    }
    if matches!(column, registration::Column::CancelledAt) {
        let status = Expr::col((registration::Entity, registration::Column::Status));
        counted.and_where(status.eq(Status::Cancelled));
    }
    let quarters: Vec<Quarter> = all(db, &counted.with(meant(scope, None))).await?;
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for quarter in quarters {
        let zone: Tz = quarter.timezone.parse().unwrap_or(chrono_tz::Europe::Brussels);
        if let Some(begins) = DateTime::from_timestamp(quarter.quarter * 900, 0) {
            *days.entry(begins.with_timezone(&zone).date_naive()).or_default() += quarter.people;
        }
    }
    Ok(days.into_iter().collect())
}

/// How many quarters of an hour since 1970.
fn quarter(db: &Database, column: registration::Column) -> SimpleExpr {
    let name = match column {
        registration::Column::CancelledAt => "cancelled_at",
        _ => "registered_at",
    };
    Expr::cust(if db.is_sqlite() {
        format!(r#"unixepoch("registrations"."{name}") / 900"#)
    } else {
        format!(r#"CAST(floor(extract(epoch FROM "registrations"."{name}") / 900) AS BIGINT)"#)
    })
}
