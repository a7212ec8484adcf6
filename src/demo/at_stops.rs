//! The stops of an event: who chose which, and who was there.

use std::collections::{BTreeMap, HashSet};

use chrono::TimeDelta;
use uuid::Uuid;

use super::content;
use super::dice::{Dice, every_so_often};
use super::events::Written;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration::Status;
use crate::registrations::seats::held_stop;

/// In each time slot, spreads those who hold a seat over the stops, in order of arrival.
pub fn chosen(told: &content::Event, written: &Written, confirmed: &[Uuid]) -> Vec<held_stop::Model> {
    let mut slots: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, stop) in told.stops.iter().enumerate() {
        slots.entry(stop.from).or_default().push(index);
    }
    let mut held = Vec::new();
    for slot in slots.into_values() {
        let choosing: usize = slot.iter().map(|&stop| told.stops[stop].chosen).sum();
        let mut given: BTreeMap<usize, usize> = BTreeMap::new();
        let choosers =
            confirmed.iter().enumerate().filter(|(index, _)| every_so_often(*index, choosing, confirmed.len()));
        for (_, registration_id) in choosers {
            // The stop that is furthest from what it should have by now.
            let left = |stop: usize| told.stops[stop].chosen - given.get(&stop).unwrap_or(&0);
            let Some(stop) = slot.iter().copied().max_by_key(|&stop| left(stop)) else {
                break;
            };
            let taken = given.entry(stop).or_default();
            *taken += 1;
            let full = *taken > told.stops[stop].seated();
            held.push(held_stop::Model {
                registration_id: *registration_id,
                stop_id: written.stops[stop].id,
                status: if full { Status::Waitlisted } else { Status::Confirmed },
                place: i64::try_from(*taken).unwrap_or(i64::MAX),
                invited_sequence: 0,
                offered: false,
            });
        }
    }
    held
}

/// Most of those `inside` were ticked off around the beginning of each stop at which they had a seat; some stayed with
/// the coffee.
pub fn arrivals(written: &Written, held: &[held_stop::Model], inside: &HashSet<Uuid>) -> Vec<stop_arrival::Model> {
    let mut dice = Dice::from(&format!("arrivals at the stops of {}", written.event.slug));
    let mut arrivals = Vec::new();
    for held in held.iter().filter(|held| held.status == Status::Confirmed && inside.contains(&held.registration_id)) {
        let Some(stop) = written.stops.iter().find(|stop| stop.id == held.stop_id) else { continue };
        if dice.falls(85) {
            let at = stop.starts_at + TimeDelta::seconds((dice.fraction() * 720.0) as i64 - 480);
            arrivals.push(stop_arrival::Model { registration_id: held.registration_id, stop_id: stop.id, at });
        }
    }
    arrivals
}
