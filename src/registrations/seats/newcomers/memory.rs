//! The rooms as this desk left them: in a rush the next batch is about the same ones, and need not ask for them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::{Applicant, Scene, choosing, events_of};
use crate::database::Unchanged;
use crate::events::{Room, StopRoom};

/// For so long a room is remembered. After a pause one asks again, and learns that way whether the database is there.
const FRESH: Duration = Duration::from_secs(1);

/// How many rooms are remembered at most.
const MOST: usize = 1024;

/// By the ids of their events.
#[derive(Default)]
pub struct Memory(HashMap<i32, Left>);

/// A room as it was left.
struct Left {
    room: Room,
    /// None when nobody chose a stop.
    stops: Option<Vec<StopRoom>>,
    /// The number of the transaction that wrote all of them.
    version: i64,
    at: Instant,
}

impl Memory {
    /// What these people will find, if nobody else was there meanwhile and none of them ever was, and what must still be so.
    pub fn scene(&self, applicants: &[&Applicant]) -> Option<(Scene, Unchanged)> {
        let choosing = events_of(choosing(applicants));
        let mut scene = Scene::default();
        let (mut rooms, mut stops) = (Vec::new(), Vec::new());
        for event in events_of(applicants.iter()) {
            let left = self.0.get(&event).filter(|left| left.at.elapsed() < FRESH)?;
            rooms.push((event, left.version));
            scene.rooms.push(left.room);
            if choosing.contains(&event) {
                let there = left.stops.as_ref()?;
                stops.extend(there.iter().map(|stop| (stop.id, left.version)));
                scene.stops.extend(there);
            }
        }
        let mut unchanged = Unchanged::default();
        unchanged.are("events", rooms);
        unchanged.are("stops", stops);
        Some((scene, unchanged))
    }

    /// Remembers what a transaction wrote.
    pub fn keep(&mut self, rooms: Vec<Room>, stops: Vec<StopRoom>, version: i64) {
        if self.0.len() + rooms.len() > MOST {
            self.0.clear();
        }
        for room in rooms {
            let there: Vec<_> = stops.iter().filter(|stop| stop.event_id == room.id).copied().collect();
            let stops = (!there.is_empty()).then_some(there);
            self.0.insert(room.id, Left { room, stops, version, at: Instant::now() });
        }
    }
}
