//! What a change does to those who registered, said before it is made.

use chrono::{DateTime, Utc};

use crate::error::Fault;
use crate::events::input::EventInput;
use crate::events::{Details, editing, event};
use crate::language::{Language, capitalised};
use crate::regions::Network;
use crate::registrations::letters::place;

/// What somebody who registered will see otherwise.
pub struct Difference {
    pub what: String,
    pub before: String,
    pub after: String,
}

#[derive(Default)]
pub struct Consequences {
    pub differences: Vec<Difference>,
    /// Sentences: who gets a letter, who keeps a seat, who moves up.
    pub sentences: Vec<String>,
    /// Whether one should look twice.
    pub is_grave: bool,
}

impl Consequences {
    /// What the input would do to the event as it is; nothing is changed. The faults, if it makes no sense.
    pub fn of(
        details: &Details,
        input: &EventInput,
        network: &Network,
        now: DateTime<Utc>,
        l: Language,
    ) -> Result<Consequences, Vec<Fault>> {
        let before = &details.event;
        let mut after = before.clone();
        let faults = input.apply(&mut after, network);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut found = Consequences::default();
        let is_news = before.is_public() && before.cancelled_at.is_none() && !after.is_past(now);
        if is_news && before.seats_taken > 0 && editing::is_material(before, &after) {
            found.differences = differences(before, &after, l);
            found.sentences.push(l.count("plan-told", before.seats_taken));
            found.is_grave = true;
        }
        if let Some(capacity) = input.capacity.filter(|capacity| *capacity != before.capacity) {
            found.seats(before, &event::Model { capacity, ..after.clone() }, now, l);
        }
        let gives = after.offer_hours.is_none() && before.offered > 0 && before.cancelled_at.is_none();
        if gives && now < after.starts_at {
            found.sentences.push(l.count("plan-offers-given", before.offered));
        }
        Ok(found)
    }

    fn seats(&mut self, before: &event::Model, after: &event::Model, now: DateTime<Utc>, l: Language) {
        let (taken, capacity) = (before.seats_taken, after.capacity);
        if capacity.is_some_and(|capacity| capacity < taken) {
            self.sentences.push(l.count("plan-nobody-loses", taken));
            self.is_grave = true;
        }
        let in_line = before.waiting - before.offered;
        let left = |capacity: i32| (capacity - before.seats_spoken_for()).clamp(0, in_line);
        let room = capacity.map_or(before.waiting, left);
        if room > 0 && before.cancelled_at.is_none() && now < before.starts_at {
            let offered = after.offer_until(now).is_some();
            self.sentences.push(l.count(if offered { "plan-get-offer" } else { "plan-move-up" }, room));
        }
    }
}

fn differences(before: &event::Model, after: &event::Model, l: Language) -> Vec<Difference> {
    let when = |event: &event::Model| {
        let zone = event.zone();
        let day = l.date(event.starts_at.with_timezone(&zone).date_naive());
        let hours = l.hours(event.starts_at, event.ends_at, zone);
        if before.timezone == after.timezone { format!("{day}, {hours}") } else { format!("{day}, {hours} ({zone})") }
    };
    let link =
        |event: &event::Model| l.say(if event.join_url.is_some() { "change-link-there" } else { "change-link-none" });
    let words = |event: &event::Model| {
        [
            ("change-title", event.title.clone()),
            ("change-when", when(event)),
            ("change-where", place(event.format, event.venue.as_ref(), l)),
            ("change-link", link(event)),
        ]
    };
    let pairs = words(before).into_iter().zip(words(after));
    let differ = pairs.filter(|((_, before), (_, after))| before != after);
    differ.map(|((key, before), (_, after))| Difference { what: capitalised(&l.say(key)), before, after }).collect()
}
