//! What the organiser's overview shows at a glance.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::FromQueryResult;
use sea_orm::Order;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Func, Query};

use super::counting::{all, by_day, limited};
use super::scope::Scope;
use crate::database::Database;
use crate::error::Result;
use crate::events::event::{self, Translations};
use crate::language::Language;
use crate::registrations::registration::{self, Status};

/// How many days back one looks.
const DAYS: u64 = 14;
/// Of how many events one sees how many came.
const TIMES: u64 = 4;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// How many registered on each of the last fourteen days, the last of which is today.
    pub days: Vec<(NaiveDate, i64)>,
    /// The last four events at which people were ticked off, oldest first.
    pub show_up: Vec<ShowUp>,
    pub upcoming: Upcoming,
}

/// Who came to one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowUp {
    pub slug: String,
    pub title: String,
    pub came: i64,
    pub confirmed: i64,
}

/// What is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Upcoming {
    pub events: i64,
    /// Everybody who holds a seat, and who waits for one.
    pub people: i64,
    pub waiting: i64,
    /// Seats at events where they are counted out, and how many of those are taken.
    pub seats: i64,
    pub taken: i64,
}

impl Overview {
    /// How many registered in those days.
    pub fn registered(&self) -> i64 {
        self.days.iter().map(|(_, people)| people).sum()
    }

    /// How many of a hundred came, of all the times together.
    pub fn show_up(&self) -> Option<i64> {
        let sum = |of: fn(&ShowUp) -> i64| self.show_up.iter().map(of).sum();
        super::tally::percent(sum(|s| s.came), sum(|s| s.confirmed))
    }

    /// For `drawing::columns`.
    pub fn day_counts(&self) -> Vec<i64> {
        self.days.iter().map(|(_, people)| *people).collect()
    }

    /// For `drawing::people`.
    pub fn times(&self) -> Vec<(i64, i64)> {
        self.show_up.iter().map(|s| (s.came, s.confirmed)).collect()
    }
}

/// The figures of the events that these regions host, alone or with others; today is what it is in `zone`.
pub async fn overview(
    db: &Database,
    regions: &[i32],
    (now, zone): (DateTime<Utc>, Tz),
    l: Language,
) -> Result<Overview> {
    if regions.is_empty() {
        return Ok(Overview::default());
    }
    let scope = Scope::of_regions(regions);
    Ok(Overview {
        days: last_days(db, &scope, now, zone).await?,
        show_up: last_times(db, &scope, now, l).await?,
        upcoming: upcoming(db, &scope, now).await?,
    })
}

async fn last_days(db: &Database, scope: &Scope, now: DateTime<Utc>, zone: Tz) -> Result<Vec<(NaiveDate, i64)>> {
    let today = now.with_timezone(&zone).date_naive();
    // A day more, for a day begins at another hour in each zone.
    let since = now - Duration::days(DAYS as i64 + 1);
    // Nobody registers for what is over, so older events need no look.
    let scope = Scope { ends_after: Some(since), ..scope.clone() };
    let counted = by_day(db, &scope, Some(since), registration::Column::RegisteredAt).await?;
    let counted: BTreeMap<NaiveDate, i64> = counted.into_iter().collect();
    let days = (0..DAYS).rev().filter_map(|back| today.checked_sub_days(Days::new(back)));
    Ok(days.map(|day| (day, counted.get(&day).copied().unwrap_or(0))).collect())
}

#[derive(FromQueryResult)]
struct Time {
    slug: String,
    title: String,
    translations: Translations,
    came: i64,
    confirmed: i64,
}

async fn last_times(db: &Database, scope: &Scope, now: DateTime<Utc>, l: Language) -> Result<Vec<ShowUp>> {
    let person = |column: registration::Column| Expr::col((registration::Entity, column));
    let of_the_event =
        || person(registration::Column::EventId).equals((event::Entity, event::Column::Id)).and(seated());
    let here = Query::select()
        .expr(Expr::cust("1"))
        .from(registration::Entity)
        .and_where(of_the_event())
        .and_where(person(registration::Column::CheckedInAt).is_not_null())
        .take();
    let counted =
        |expression: Expr| Query::select().expr(expression).from(registration::Entity).and_where(of_the_event()).take();
    let select = Query::select()
        .columns([event::Column::Slug, event::Column::Title, event::Column::Translations])
        .expr_as(
            Expr::SubQuery(None, Box::new(counted(person(registration::Column::CheckedInAt).count()).into())),
            "came",
        )
        .expr_as(Expr::SubQuery(None, Box::new(counted(Expr::col(Asterisk).count()).into())), "confirmed")
        .from(event::Entity)
        .cond_where(scope.condition())
        .and_where(Expr::col(event::Column::EndsAt).lte(now))
        .and_where(Expr::exists(here))
        .order_by(event::Column::StartsAt, Order::Desc)
        .order_by(event::Column::Id, Order::Desc)
        .limit(TIMES)
        .take();
    let times: Vec<Time> = all(db, &select).await?;
    let told = |time: Time| ShowUp {
        title: in_language(&time, l),
        slug: time.slug,
        came: time.came,
        confirmed: time.confirmed,
    };
    Ok(times.into_iter().rev().map(told).collect())
}

fn seated() -> Expr {
    Expr::col((registration::Entity, registration::Column::Status)).eq(Status::Confirmed)
}

fn in_language(time: &Time, l: Language) -> String {
    let translated = time.translations.get(l).map(|t| &t.title).filter(|title| !title.is_empty());
    translated.unwrap_or(&time.title).clone()
}

async fn upcoming(db: &Database, scope: &Scope, now: DateTime<Utc>) -> Result<Upcoming> {
    let sum = |column: event::Column| Func::coalesce([Func::sum(Expr::col(column)).into(), Expr::cust("0")]);
    let select = Query::select()
        .expr_as(Expr::col(event::Column::Id).count(), "events")
        .expr_as(sum(event::Column::SeatsTaken), "people")
        .expr_as(sum(event::Column::Waiting), "waiting")
        .expr_as(limited(event::Column::Capacity), "seats")
        .expr_as(limited(event::Column::SeatsTaken), "taken")
        .from(event::Entity)
        .cond_where(Scope { ends_after: Some(now), ..scope.clone() }.condition())
        .take();
    let found: Vec<Upcoming> = all(db, &select).await?;
    Ok(found.into_iter().next().unwrap_or_default())
}
