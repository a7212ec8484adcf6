//! What the past suggests for the next time: how many seats to give for the chairs that there are.

use chrono::{DateTime, Duration, Utc};
use sea_orm::FromQueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::chance::{self, Record};
use super::counting::all;
use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::events::event::{self, Format};
use crate::regions::Network;
use crate::registrations::registration::{self, Status};

/// How far one looks back.
const LOOK_BACK: Duration = Duration::days(730);
/// How many times it takes to say anything.
const ENOUGH: i64 = 3;

/// Whose past it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// That of the region with what lies below it.
    Region(i32),
    Network,
}

/// How many seats to give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// How many chairs there are.
    pub room: i32,
    /// How many seats to give for them; as many as chairs when the past varies too much to give more.
    pub seats: i32,
    /// The share of those with a seat who come, and the lowest and the highest so far: from 0 to 1.
    pub show_up_rate: f64,
    pub lowest: f64,
    pub highest: f64,
    pub from_events: i64,
    pub source: Source,
}

impl Suggestion {
    /// How many more than there are chairs.
    pub fn extra(&self) -> i32 {
        self.seats - self.room
    }
}

/// What the past suggests for an event on the spot with a limited room that has not begun. None when it is not like
/// that, or when fewer than three events of its kind are known of its region, or else of the network.
pub async fn suggestion(
    db: &Database,
    network: &Network,
    details: &Details,
    now: DateTime<Utc>,
) -> Result<Option<Suggestion>> {
    let event = &details.event;
    let Some(room) = room(event, now) else { return Ok(None) };
    let past = past(db, network, event, now).await?;
    Ok(past.map(|(source, record)| Suggestion {
        room,
        seats: chance::seats(room, record.rate(), record.spread()),
        show_up_rate: record.rate(),
        lowest: record.lowest,
        highest: record.highest,
        from_events: record.events,
        source,
    }))
}

/// How many chairs there are, where more people than that may be let in.
fn room(event: &event::Model, now: DateTime<Utc>) -> Option<i32> {
    let open = event.cancelled_at.is_none() && event.deleted_at.is_none() && now < event.starts_at;
    let chairs = event.capacity.filter(|_| open && event.format == Format::InPerson)?;
    Some(chairs - event.overbooked_by).filter(|room| *room > 0)
}

#[derive(FromQueryResult)]
struct OfRegion {
    region_id: i32,
    #[sea_orm(nested)]
    record: Record,
}

/// How many of those who held a seat came to events like this one, by the nearest past that is long enough: the region's
/// own, then that of the regions above it, then the network's.
async fn past(
    db: &Database,
    network: &Network,
    event: &event::Model,
    now: DateTime<Utc>,
) -> Result<Option<(Source, Record)>> {
    let records = records(db, event, now).await?;
    let of = |regions: Option<Vec<i32>>| {
        let counts = |r: &&OfRegion| regions.as_ref().is_none_or(|regions| regions.contains(&r.region_id));
        let record = records.iter().filter(counts).fold(Record::default(), |sum, r| sum.with(&r.record));
        (record.events >= ENOUGH).then_some(record)
    };
    let mut here = network.region(event.region_id);
    // A tree is never as deep as it has regions.
    for _ in 0..network.regions.len() {
        let Some(region) = here else { break };
        if let Some(record) = of(Some(network.below(region.id))) {
            return Ok(Some((Source::Region(region.id), record)));
        }
        here = region.parent_id.and_then(|parent| network.region(parent));
    }
    Ok(of(None).map(|record| (Source::Network, record)))
}

/// How past events of this kind went, on the spot and with people ticked off at the door, by region.
async fn records(db: &Database, event: &event::Model, now: DateTime<Utc>) -> Result<Vec<OfRegion>> {
    let column = |column: event::Column| Expr::col((event::Entity, column));
    let each = Query::select()
        .column((event::Entity, event::Column::RegionId))
        .expr_as(Expr::cust("COUNT(*)"), "expected")
        .expr_as(Expr::cust("COUNT(checked_in_at)"), "came")
        .expr_as(Expr::cust("CAST(COUNT(checked_in_at) AS DOUBLE PRECISION) / COUNT(*)"), "rate")
        .from(event::Entity)
        .inner_join(
            registration::Entity,
            Expr::col((registration::Entity, registration::Column::EventId)).equals((event::Entity, event::Column::Id)),
        )
        .and_where(Expr::col((registration::Entity, registration::Column::Status)).eq(Status::Confirmed))
        .and_where(column(event::Column::Kind).eq(event.kind))
        .and_where(column(event::Column::Format).eq(Format::InPerson))
        .and_where(column(event::Column::CancelledAt).is_null())
        .and_where(column(event::Column::DeletedAt).is_null())
        .and_where(column(event::Column::StartsAt).gte(now - LOOK_BACK))
        .and_where(column(event::Column::EndsAt).lte(now))
        .group_by_columns([(event::Entity, event::Column::Id), (event::Entity, event::Column::RegionId)])
        .and_having(Expr::cust("COUNT(checked_in_at) > 0"))
        .take();
    let select = Query::select()
        .column("region_id")
        .expr_as(Expr::cust("COUNT(*)"), "events")
        .expr_as(Expr::cust("CAST(SUM(expected) AS BIGINT)"), "expected")
        .expr_as(Expr::cust("CAST(SUM(came) AS BIGINT)"), "came")
        .expr_as(Expr::cust("MIN(rate)"), "lowest")
        .expr_as(Expr::cust("MAX(rate)"), "highest")
        .expr_as(Expr::cust("SUM(rate)"), "rates")
        .expr_as(Expr::cust("SUM(rate * rate)"), "squares")
        .expr_as(Expr::cust("SUM(CAST(1 AS DOUBLE PRECISION) / expected)"), "inverses")
        .from_subquery(each, "each_event")
        .group_by_col("region_id")
        .take();
    all(db, &select).await
}
