//! An event with all that belongs to it.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::{event, event_region, event_theme, question, stop};
use crate::database::{Database, MOST_VALUES};
use crate::error::{Error, Result};
use crate::regions::{Network, region, series, theme};

/// An event with its stops and questions, and where it stands in the network.
#[derive(Clone, Debug)]
pub struct Details {
    pub event: event::Model,
    pub region: region::Model,
    pub co_hosts: Vec<region::Model>,
    pub themes: Vec<theme::Model>,
    pub series: Option<series::Model>,
    pub stops: Vec<stop::Model>,
    pub questions: Vec<question::Model>,
}

impl Details {
    /// Where it belongs: to its host and to those who host it with them.
    pub fn hosts(&self) -> Vec<i32> {
        std::iter::once(&self.region).chain(&self.co_hosts).map(|region| region.id).collect()
    }

    /// The last change that people can see: of the event, of the name of its region, or of a theme that it is about.
    pub fn changed_at(&self) -> DateTime<Utc> {
        let names = self.themes.iter().map(|theme| theme.renamed_at).chain([self.region.renamed_at]);
        names.flatten().fold(self.event.updated_at, Ord::max)
    }

    /// Whether the other says the same, whoever saved it and when.
    pub fn says_the_same_as(&self, other: &Details) -> bool {
        let event = |details: &Details| {
            let event = details.event.clone();
            event::Model { version: 0, updated_at: DateTime::UNIX_EPOCH, search: String::new(), ..event }
        };
        let linked = |details: &Details| {
            let themes: BTreeSet<i32> = details.themes.iter().map(|theme| theme.id).collect();
            (themes, details.hosts().into_iter().collect::<BTreeSet<i32>>())
        };
        event(self) == event(other)
            && linked(self) == linked(other)
            && self.stops == other.stops
            && self.questions == other.questions
    }

    /// Whether there may be no seat left somewhere: at the event, or at a stop.
    pub fn may_be_full(&self) -> bool {
        self.event.capacity.is_some() || self.stops.iter().any(|stop| stop.capacity.is_some())
    }

    /// Reads what belongs to the event. `Error::Internal` when `network` does not know its region.
    pub async fn of(db: &Database, network: &Network, event: event::Model) -> Result<Details> {
        Details::one(db.read(), network, event).await
    }

    /// The same as the transaction sees it.
    pub async fn within(txn: &DatabaseTransaction, network: &Network, event: event::Model) -> Result<Details> {
        Details::one(txn, network, event).await
    }

    async fn one(db: &impl ConnectionTrait, network: &Network, event: event::Model) -> Result<Details> {
        let found = Details::read(db, network, vec![event]).await?.pop();
        found.ok_or_else(|| Error::Internal("an event without a region".into()))
    }

    /// The same for many events, in a handful of queries for each ten thousand of them.
    pub async fn of_all(db: &Database, network: &Network, events: Vec<event::Model>) -> Result<Vec<Details>> {
        let mut all = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        loop {
            let some: Vec<event::Model> = events.by_ref().take(MOST_VALUES).collect();
            if some.is_empty() {
                return Ok(all);
            }
            all.extend(Details::read(db.read(), network, some).await?);
        }
    }

    async fn read(db: &impl ConnectionTrait, network: &Network, events: Vec<event::Model>) -> Result<Vec<Details>> {
        let ids: Vec<i32> = events.iter().map(|e| e.id).collect();
        let mut co_hosts: HashMap<i32, Vec<region::Model>> = HashMap::new();
        for link in
            event_region::Entity::find().filter(event_region::Column::EventId.is_in(ids.clone())).all(db).await?
        {
            co_hosts.entry(link.event_id).or_default().extend(network.region(link.region_id).cloned());
        }
        let mut themes: HashMap<i32, Vec<theme::Model>> = HashMap::new();
        for link in event_theme::Entity::find().filter(event_theme::Column::EventId.is_in(ids.clone())).all(db).await? {
            let theme = network.themes.iter().find(|t| t.id == link.theme_id).cloned();
            themes.entry(link.event_id).or_default().extend(theme);
        }
        let mut stops: HashMap<i32, Vec<stop::Model>> = HashMap::new();
        let found = stop::Entity::find()
            .filter(stop::Column::EventId.is_in(ids.clone()))
            .order_by_asc(stop::Column::StartsAt)
            .order_by_asc(stop::Column::Position);
        for stop in found.all(db).await? {
            stops.entry(stop.event_id).or_default().push(stop);
        }
        let mut questions: HashMap<i32, Vec<question::Model>> = HashMap::new();
        let found = question::Entity::find()
            .filter(question::Column::EventId.is_in(ids))
            .order_by_asc(question::Column::Position);
        for question in found.all(db).await? {
            questions.entry(question.event_id).or_default().push(question);
        }
        let with = |event: event::Model| {
            Some(Details {
                region: network.region(event.region_id)?.clone(),
                co_hosts: co_hosts.remove(&event.id).unwrap_or_default(),
                themes: themes.remove(&event.id).unwrap_or_default(),
                series: event.series_id.and_then(|id| network.series_by_id(id)).cloned(),
                stops: stops.remove(&event.id).unwrap_or_default(),
                questions: questions.remove(&event.id).unwrap_or_default(),
                event,
            })
        };
        Ok(events.into_iter().filter_map(with).collect())
    }
}
