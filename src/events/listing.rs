//! Finding events: what the agenda, the region pages, the feeds and the API ask for.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Iterable, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::event::{self, Format};
use super::kind::Kind;
use super::{event_region, event_theme};
use crate::database::{Database, containing};
use crate::error::Result;
use crate::regions::Network;
use crate::slug::Slug;

/// What one looks for; everything that is set must hold. Only what is public and listed is ever found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// A region with everything below it, what it co-hosts, and what is for every region.
    pub region: Option<i32>,
    pub kind: Option<Kind>,
    pub theme: Option<i32>,
    pub series: Option<i32>,
    pub format: Option<Format>,
    /// Words that all occur in the texts, speakers or place.
    pub words: String,
    /// Ends after this moment.
    pub from: Option<DateTime<Utc>>,
    /// Starts before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Also what was called off and then deleted: a calendar that had it must learn that it does not take place.
    pub with_deleted: bool,
}

/// How many events stand on a page.
pub const A_PAGE: u64 = 300;

/// The events of one page.
pub struct Found {
    pub events: Vec<event::Model>,
    /// The first of the next page.
    pub next: Option<event::Model>,
}

impl Search {
    /// The events of a page (from 1) as a list shows them (`brief`); in the order in which they happen, or backwards.
    pub async fn page(&self, db: &Database, network: &Network, number: u64, backwards: bool) -> Result<Found> {
        let order = if backwards { Order::Desc } else { Order::Asc };
        let found = in_order(brief(self.select(network)), order).offset(number.saturating_sub(1) * A_PAGE);
        let mut events = found.limit(A_PAGE + 1).all(db.read()).await?;
        let next = if events.len() as u64 > A_PAGE { events.pop() } else { None };
        Ok(Found { events, next })
    }

    /// All of them as a list shows them, in the order in which they happen.
    pub async fn briefly(&self, db: &Database, network: &Network) -> Result<Vec<event::Model>> {
        Ok(in_order(brief(self.select(network)), Order::Asc).all(db.read()).await?)
    }

    /// The first so many of them as a list shows them, in the order in which they happen.
    pub async fn first(&self, db: &Database, network: &Network, many: u64) -> Result<Vec<event::Model>> {
        Ok(in_order(brief(self.select(network)), Order::Asc).limit(many).all(db.read()).await?)
    }

    /// The whole events in the order in which they happen.
    pub async fn events(&self, db: &Database, network: &Network) -> Result<Vec<event::Model>> {
        Ok(in_order(self.select(network), Order::Asc).all(db.read()).await?)
    }

    /// The query in no order, for those who count, page or sort in their own way.
    pub fn select(&self, network: &Network) -> Select<event::Entity> {
        event::Entity::find().filter(self.condition(network))
    }

    fn condition(&self, network: &Network) -> Condition {
        let mut all = Condition::all()
            .add(event::Column::PublishedAt.is_not_null())
            .add(there(self.with_deleted))
            .add(event::Column::Listed.eq(true));
        if let Some(region) = self.region {
            all = all.add(in_region(region, network));
        }
        if let Some(kind) = self.kind {
            all = all.add(event::Column::Kind.eq(kind));
        }
        if let Some(theme) = self.theme {
            all = all.add(event::Column::Id.in_subquery(about(theme)));
        }
        if let Some(series) = self.series {
            all = all.add(event::Column::SeriesId.eq(series));
        }
        match self.format {
            // A hybrid event can be joined from anywhere and on the spot.
            Some(Format::Hybrid) => all = all.add(event::Column::Format.eq(Format::Hybrid)),
            Some(format) => all = all.add(event::Column::Format.is_in([format, Format::Hybrid])),
            None => {}
        }
        all = all.add(with_words(&self.words));
        if let Some(from) = self.from {
            all = all.add(event::Column::EndsAt.gt(from));
        }
        if let Some(until) = self.until {
            all = all.add(event::Column::StartsAt.lt(until));
        }
        all
    }
}

/// The same events in the order in which they begin, or backwards; always the same where several begin at once.
pub fn in_order(events: Select<event::Entity>, order: Order) -> Select<event::Entity> {
    events.order_by(event::Column::StartsAt, order.clone()).order_by(event::Column::Id, order)
}

/// The same events without what no list shows: texts that may be long, which come back empty.
pub fn brief(events: Select<event::Entity>) -> Select<event::Entity> {
    use event::Column::{Accessibility, Description, Search};
    let seen = event::Column::iter().filter(|column| !matches!(column, Accessibility | Description | Search));
    let unseen = ["accessibility", "description", "search"];
    unseen.into_iter().fold(events.select_only().columns(seen), |events, name| events.column_as(Expr::value(""), name))
}

/// Midnight in `zone`, at which the day begins.
pub fn beginning_of(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    local.map_or(midnight.and_utc(), |l| l.to_utc())
}

/// Midnight in `zone`, at which the day is over.
pub fn end_of(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    beginning_of(date.checked_add_days(Days::new(1)).unwrap_or(date), zone)
}

/// As many characters and words as somebody who looks for something types. A database has limits to both, and each word
/// is a look at all events.
pub const LONGEST_SEARCH: usize = 100;
const MOST_WORDS: usize = 8;

/// Events in whose texts, speakers or place every one of the words occurs; of very many, the first.
pub fn with_words(words: &str) -> Condition {
    let mut all = Condition::all();
    for word in event::folded(words).split(' ').filter(|w| !w.is_empty()).take(MOST_WORDS) {
        all = all.add(Expr::col(event::Column::Search).like(containing(word)));
    }
    all
}

/// What was not deleted; with what was called off first, if calendars are to take it away.
pub fn there(with_deleted: bool) -> Condition {
    let called_off = with_deleted.then(|| event::Column::CancelledAt.is_not_null());
    Condition::any().add(event::Column::DeletedAt.is_null()).add_option(called_off)
}

fn in_region(region: i32, network: &Network) -> Condition {
    hosted_by(&network.below(region)).add(event::Column::ForEveryRegion.eq(true))
}

/// What one of these regions hosts or co-hosts, published or not.
pub fn hosted_by(regions: &[i32]) -> Condition {
    let co_hosted = Query::select()
        .column(event_region::Column::EventId)
        .from(event_region::Entity)
        .and_where(Expr::col(event_region::Column::RegionId).is_in(regions.iter().copied()))
        .take();
    Condition::any()
        .add(event::Column::RegionId.is_in(regions.iter().copied()))
        .add(event::Column::Id.in_subquery(co_hosted))
}

fn about(theme: i32) -> SelectStatement {
    Query::select()
        .column(event_theme::Column::EventId)
        .from(event_theme::Entity)
        .and_where(Expr::col(event_theme::Column::ThemeId).eq(theme))
        .take()
}

/// The event at this address, if people outside may know of it (drafts are not found).
pub async fn public_event(db: &Database, slug: Slug<'_>) -> Result<Option<event::Model>> {
    Ok(published(db, slug).await?.filter(event::Model::is_public))
}

/// The event at this address as a calendar may know it: also when it was called off and then deleted.
pub async fn calendar_event(db: &Database, slug: Slug<'_>) -> Result<Option<event::Model>> {
    let known = |event: &event::Model| event.is_public() || event.cancelled_at.is_some();
    Ok(published(db, slug).await?.filter(known))
}

async fn published(db: &Database, slug: Slug<'_>) -> Result<Option<event::Model>> {
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug.as_str())).one(db.read()).await?;
    Ok(found.filter(|event| event.published_at.is_some()))
}
