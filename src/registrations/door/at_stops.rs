//! What people have to do with the stops: where they have a seat, where they wait for one, and where they are.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::stop_arrival;
use crate::error::Result;
use crate::events::{Details, stop};
use crate::language::{Language, capitalised, unbroken};
use crate::registrations::registration::Status;
use crate::registrations::seats::held_stop;

/// The stops of one person, by their ids.
#[derive(Default)]
pub struct AtStops {
    pub seats: Vec<i32>,
    pub waits: Vec<i32>,
    /// Since when they are there.
    pub there: BTreeMap<i32, DateTime<Utc>>,
}

/// Everybody's.
pub async fn of_everybody(db: &DatabaseConnection, details: &Details) -> Result<HashMap<Uuid, AtStops>> {
    let stops: Vec<i32> = details.stops.iter().map(|stop| stop.id).collect();
    if stops.is_empty() {
        return Ok(HashMap::new());
    }
    let held = held_stop::Entity::find()
        .filter(held_stop::Column::StopId.is_in(stops.clone()))
        .order_by_asc(held_stop::Column::StopId);
    let there = stop_arrival::Entity::find().filter(stop_arrival::Column::StopId.is_in(stops));
    Ok(by_person(held.all(db).await?, there.all(db).await?))
}

/// Those of these people.
pub async fn of(db: &DatabaseConnection, details: &Details, people: Vec<Uuid>) -> Result<HashMap<Uuid, AtStops>> {
    if details.stops.is_empty() {
        return Ok(HashMap::new());
    }
    let held = held_stop::Entity::find()
        .filter(held_stop::Column::RegistrationId.is_in(people.clone()))
        .order_by_asc(held_stop::Column::StopId);
    let there = stop_arrival::Entity::find().filter(stop_arrival::Column::RegistrationId.is_in(people));
    Ok(by_person(held.all(db).await?, there.all(db).await?))
}

fn by_person(held: Vec<held_stop::Model>, there: Vec<stop_arrival::Model>) -> HashMap<Uuid, AtStops> {
    let mut people: HashMap<Uuid, AtStops> = HashMap::new();
    for held in held {
        let person = people.entry(held.registration_id).or_default();
        if held.status == Status::Confirmed { person.seats.push(held.stop_id) } else { person.waits.push(held.stop_id) }
    }
    for there in there {
        people.entry(there.registration_id).or_default().there.insert(there.stop_id, there.at);
    }
    people
}

impl AtStops {
    /// "Wijkwerking (binnen), Nachtopvang": where they are, have a seat, or wait for one.
    pub fn all(&self, stops: &[StopDoor], l: Language) -> String {
        let told = |stop: &StopDoor| {
            if self.there.contains_key(&stop.id) {
                Some(l.fill("door-stop-in", [("stop", &stop.title)]))
            } else if self.seats.contains(&stop.id) {
                Some(stop.title.clone())
            } else {
                self.waits.contains(&stop.id).then(|| l.fill("door-stop-waits", [("stop", &stop.title)]))
            }
        };
        stops.iter().filter_map(told).collect::<Vec<_>>().join(", ")
    }

    /// Why nobody expects them at this stop: "Koos Nachtopvang"; nothing where they are expected.
    pub fn elsewhere(&self, stop: i32, details: &Details, l: Language) -> Option<String> {
        if self.seats.contains(&stop) {
            return None;
        }
        if self.waits.contains(&stop) {
            return Some(l.say("door-waits-here"));
        }
        let chosen = details.stops.iter().filter(|stop| self.seats.contains(&stop.id));
        let titles: Vec<String> = chosen.map(|stop| stop.titles.get(l).to_string()).collect();
        Some(if titles.is_empty() {
            l.say("door-chose-none")
        } else {
            l.fill("door-chose", [("stops", &titles.join(", "))])
        })
    }
}

/// A stop that one can choose to stand at.
pub struct StopDoor {
    pub id: i32,
    pub title: String,
    /// "Wijkwerking (13.30 – 14.15 uur)"
    pub name: String,
    /// "13.30 – 14.15 uur, Praktijksafari"
    pub when: String,
}

impl StopDoor {
    pub fn of(stop: &stop::Model, details: &Details, l: Language) -> StopDoor {
        let (title, hours) = (stop.titles.get(l).to_string(), stop.hours(&details.event, l));
        StopDoor {
            id: stop.id,
            name: format!("{title} ({hours})"),
            // A title may have a colon itself.
            when: capitalised(&format!("{}, {}", unbroken(&hours), details.event.title(l))),
            title,
        }
    }
}
