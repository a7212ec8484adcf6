//! An event of mine, as a row.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::drawing;
use crate::events::desk_head::state_words;
use crate::events::event::{self, Status};
use crate::language::Language;

pub struct DeskRow {
    pub slug: String,
    pub title: String,
    pub kind: String,
    pub date: String,
    pub time: String,
    pub tag: &'static str,
    pub state: String,
    pub is_draft: bool,
    pub ring: String,
    pub seats: String,
}

impl DeskRow {
    pub fn of(event: &event::Model, l: Language, now: DateTime<Utc>) -> DeskRow {
        let starts = event.starts_at.with_timezone(&event.zone());
        let (tag, state) = state_words(event, now);
        let seats = match event.capacity {
            Some(capacity) => l.with("desk-seats", [("n", event.seats_taken.into()), ("of", capacity.into())]),
            None => l.count("desk-people", event.seats_taken),
        };
        let waiting = (event.waiting > 0).then(|| l.count("desk-waiting", event.waiting));
        DeskRow {
            slug: event.slug.clone(),
            title: event.title(l).to_string(),
            kind: event.kind.name(l),
            date: short_date(starts.date_naive(), l),
            time: l.clock(starts.time()),
            tag,
            state: l.say(state),
            is_draft: event.status() == Status::Draft,
            ring: event
                .capacity
                .map_or_else(|| drawing::ring(1, 0), |capacity| drawing::ring(capacity, event.seats_taken)),
            seats: [Some(seats), waiting].into_iter().flatten().collect::<Vec<_>>().join(", "),
        }
    }
}

/// "19 nov 2027"
fn short_date(day: NaiveDate, l: Language) -> String {
    format!("{} {} {}", l.day_number(day), l.short_month(day), day.year())
}
