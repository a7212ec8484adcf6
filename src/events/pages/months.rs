//! The months of the agenda, and the days that many places share.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::events::event::{self, Format};
use crate::events::views::{EventRow, timestamp};
use crate::language::{Language, Passage, capitalised};
use crate::regions::Network;

pub struct Month {
    pub id: String,
    pub name: String,
    pub year: i32,
    pub entries: Vec<Entry>,
}

pub enum Entry {
    Row(Box<EventRow>),
    Day(Box<Umbrella>),
}

/// One day, many places.
pub struct Umbrella {
    pub id: String,
    pub kind: String,
    pub glyph: &'static str,
    pub title: Passage,
    pub path: String,
    pub begins: String,
    pub date: String,
    pub text: Passage,
    pub places: Vec<Place>,
}

pub struct Place {
    pub path: String,
    pub name: String,
    pub begins: String,
    pub time: String,
}

/// The events by month; those under one umbrella stand together, once, where the first of them stands.
pub fn months(events: &[event::Model], network: &Network, l: Language, at: (DateTime<Utc>, Tz)) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    let mut gathered: Vec<(i32, NaiveDate)> = Vec::new();
    for event in events {
        let Some(region) = network.region(event.region_id) else {
            continue;
        };
        let date = event.first_day();
        let under = umbrella_of(event, events, network);
        if let Some(series) = under {
            if gathered.contains(&(series, date)) {
                continue;
            }
            gathered.push((series, date));
        }
        let entry = match under.and_then(|series| Umbrella::of((series, date), events, network, l, at.1)) {
            Some(umbrella) => Entry::Day(Box::new(umbrella)),
            None => Entry::Row(Box::new(EventRow::of(event, region, l, at))),
        };
        let id = date.format("m%Y-%m").to_string();
        match months.last_mut().filter(|m| m.id == id) {
            Some(month) => month.entries.push(entry),
            None => {
                months.push(Month { id, name: capitalised(&l.month(date)), year: date.year(), entries: vec![entry] })
            }
        }
    }
    months
}

/// The umbrella over this event, if others that were found stand under it on the same day.
fn umbrella_of(event: &event::Model, events: &[event::Model], network: &Network) -> Option<i32> {
    let series = network.series_by_id(event.series_id?).filter(|s| s.umbrella)?;
    let date = event.first_day();
    let same_day = |other: &&event::Model| other.series_id == Some(series.id) && other.first_day() == date;
    (events.iter().filter(same_day).count() > 1).then_some(series.id)
}

impl Umbrella {
    fn of(
        (series, date): (i32, NaiveDate),
        all: &[event::Model],
        network: &Network,
        l: Language,
        home: Tz,
    ) -> Option<Umbrella> {
        let mut events: Vec<&event::Model> =
            all.iter().filter(|e| e.series_id == Some(series) && e.first_day() == date).collect();
        let seat = |id: i32| network.regions.iter().position(|r| r.id == id);
        events.sort_by_key(|e| (seat(e.region_id), e.starts_at));
        let series = network.series_by_id(series)?;
        let first = events.first()?;
        Some(Umbrella {
            id: format!("day-{}-{date}", series.slug),
            kind: first.kind.name(l),
            glyph: first.kind.glyph(),
            title: series.titles.passage(l),
            path: format!("/series/{}", series.slug),
            begins: date.to_string(),
            date: l.date_line(date),
            text: series.summaries.passage(l),
            places: events.iter().filter_map(|e| Place::of(e, network, l, home)).collect(),
        })
    }
}

impl Place {
    fn of(event: &event::Model, network: &Network, l: Language, home: Tz) -> Option<Place> {
        let region = network.region(event.region_id)?.names.get(l);
        let name = match event.format {
            Format::Online => l.fill("umbrella-online", [("region", region)]),
            _ => region.to_string(),
        };
        let time = l.clock(event.starts_at.with_timezone(&event.zone()).time());
        Some(Place {
            path: format!("/events/{}", event.slug),
            name,
            begins: timestamp(event, event.starts_at),
            time: match event.cancelled_at {
                Some(_) => l.say("umbrella-cancelled"),
                None => event.with_other_zone(time, l, home),
            },
        })
    }
}
