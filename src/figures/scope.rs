//! Of which events one wants the figures.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use crate::events::event;
use crate::events::kind::Kind;
use crate::events::listing::hosted_by;

/// Everything that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// This event alone, whatever became of it.
    pub event: Option<i32>,
    /// Hosted or co-hosted by one of these.
    pub regions: Vec<i32>,
    pub series: Option<i32>,
    pub kind: Option<Kind>,
    /// Begins at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Begins before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Ends after this moment.
    pub ends_after: Option<DateTime<Utc>>,
}

impl Scope {
    pub fn of_event(id: i32) -> Scope {
        Scope { event: Some(id), ..Scope::default() }
    }

    pub fn of_regions(regions: &[i32]) -> Scope {
        Scope { regions: regions.to_vec(), ..Scope::default() }
    }

    /// The ids of the events that are meant.
    pub fn ids(&self) -> SelectStatement {
        let id = (event::Entity, event::Column::Id);
        Query::select().column(id).from(event::Entity).cond_where(self.condition()).take()
    }

    /// Which rows of `events` are meant. Where there are many, those count that took place or still will: no drafts,
    /// nothing that was called off or deleted.
    pub fn condition(&self) -> Condition {
        if let Some(id) = self.event {
            return Condition::all().add(event::Column::Id.eq(id));
        }
        let mut all = of_regions(&self.regions).add(event::Column::CancelledAt.is_null());
        if let Some(series) = self.series {
            all = all.add(event::Column::SeriesId.eq(series));
        }
        if let Some(kind) = self.kind {
            all = all.add(event::Column::Kind.eq(kind));
        }
        if let Some(from) = self.from {
            all = all.add(event::Column::StartsAt.gte(from));
        }
        if let Some(until) = self.until {
            all = all.add(event::Column::StartsAt.lt(until));
        }
        if let Some(moment) = self.ends_after {
            all = all.add(event::Column::EndsAt.gt(moment));
        }
        all
    }
}

/// Published events that one of the regions hosts, alone or with others.
fn of_regions(regions: &[i32]) -> Condition {
    Condition::all()
        .add(event::Column::DeletedAt.is_null())
        .add(event::Column::PublishedAt.is_not_null())
        .add(hosted_by(regions))
}
