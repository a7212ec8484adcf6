//! My events: those of my regions and those that they host with others, on three shelves.

use chrono::{DateTime, Utc};
use rocket::FromForm;
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QuerySelect, Select};

use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::events::listing::{LONGEST_SEARCH, hosted_by, in_order, with_words};
use crate::regions::Network;

/// How many events a page shows.
pub const PAGE: u64 = 25;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// To come, drafts among them, the next one first.
    #[default]
    Upcoming,
    Drafts,
    /// Over, the last one first.
    Past,
}

impl Shelf {
    pub const ALL: [Shelf; 3] = [Shelf::Upcoming, Shelf::Drafts, Shelf::Past];

    /// Its name in `?shelf=`.
    pub fn code(self) -> &'static str {
        match self {
            Shelf::Upcoming => "upcoming",
            Shelf::Drafts => "drafts",
            Shelf::Past => "past",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Shelf::Upcoming => "shelf-upcoming",
            Shelf::Drafts => "shelf-drafts",
            Shelf::Past => "shelf-past",
        }
    }

    fn holds(self, now: DateTime<Utc>) -> Condition {
        match self {
            Shelf::Upcoming => Condition::all().add(event::Column::EndsAt.gt(now)),
            Shelf::Drafts => {
                Condition::all().add(event::Column::PublishedAt.is_null()).add(event::Column::CancelledAt.is_null())
            }
            Shelf::Past => Condition::all().add(event::Column::EndsAt.lte(now)),
        }
    }
}

/// What is asked of the shelves, as it came. A value that means nothing is left out.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Asked<'r> {
    shelf: Option<&'r str>,
    q: Option<&'r str>,
    region: Option<&'r str>,
    page: Option<u64>,
}

/// The same, understood.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub shelf: Shelf,
    pub words: String,
    /// The slug of the one region that is looked at.
    pub region: Option<String>,
    /// From 1.
    pub page: u64,
    regions: Vec<i32>,
}

impl Wanted {
    /// `mine`: the regions whose events may be seen.
    pub fn of(asked: &Asked<'_>, mine: &[i32], network: &Network) -> Wanted {
        let region = asked.region.and_then(|slug| network.region_called(slug)).filter(|r| mine.contains(&r.id));
        let below = region.map(|r| network.below(r.id));
        let shelf = Shelf::ALL.into_iter().find(|s| Some(s.code()) == asked.shelf);
        Wanted {
            shelf: shelf.unwrap_or_default(),
            words: asked.q.unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect(),
            region: region.map(|r| r.slug.clone()),
            page: asked.page.unwrap_or(1).clamp(1, 1_000_000),
            regions: below.unwrap_or_else(|| mine.to_vec()),
        }
    }

    /// The events of this page, and how many the shelf holds.
    pub async fn find(&self, db: &Database, now: DateTime<Utc>) -> Result<(Vec<event::Model>, u64)> {
        let found = self.on(self.shelf, now);
        let total = found.clone().count(db.read()).await?;
        let order = if self.shelf == Shelf::Past { Order::Desc } else { Order::Asc };
        let found = in_order(found, order);
        let events = found.offset((self.page - 1) * PAGE).limit(PAGE).all(db.read()).await?;
        Ok((events, total))
    }

    /// How many events stand on a shelf.
    pub async fn count(&self, db: &Database, shelf: Shelf, now: DateTime<Utc>) -> Result<u64> {
        Ok(self.on(shelf, now).count(db.read()).await?)
    }

    fn on(&self, shelf: Shelf, now: DateTime<Utc>) -> Select<event::Entity> {
        of_regions(&self.regions).filter(shelf.holds(now)).filter(with_words(&self.words))
    }

    /// The query of this list with another shelf or page.
    pub fn query(&self, shelf: Shelf, page: u64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("shelf", shelf.code());
        if !self.words.is_empty() {
            query.append_pair("q", &self.words);
        }
        if let Some(region) = &self.region {
            query.append_pair("region", region);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        query.finish()
    }
}

/// The events that these regions host, alone or with others.
pub fn of_regions(regions: &[i32]) -> Select<event::Entity> {
    event::Entity::find().filter(hosted_by(regions)).filter(event::Column::DeletedAt.is_null())
}
