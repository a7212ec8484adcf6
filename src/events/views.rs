//! Events as a list shows them: a row with its seats. Nothing here asks the database once per row.

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use sea_orm::{QueryOrder, QuerySelect};

use super::event::{self, Format};
use super::listing::Search;
use super::room::Door;
use crate::database::Database;
use crate::drawing;
use crate::error::Result;
use crate::language::{Language, Passage};
use crate::regions::{Network, region};

/// An event in a list.
#[derive(Clone, Debug)]
pub struct EventRow {
    pub path: String,
    pub title: Passage,
    /// What it is about, or why it was called off.
    pub line: Passage,
    pub kind: String,
    pub glyph: &'static str,
    pub accent: &'static str,
    /// The host, where the list does not already say who that is.
    pub region: Option<String>,
    /// The beginning with its offset (RFC 3339).
    pub begins: String,
    pub weekday: String,
    pub day: u32,
    pub month: String,
    /// Whether the month is seen, or only heard because a heading shows it.
    pub month_seen: bool,
    /// "13.30 – 15.30 uur (Brusselse tijd), online"
    pub meta: String,
    pub seats: Seats,
    pub called_off: bool,
}

/// How many seats there are, as a list shows it.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    /// Eight seats round a table; empty when seats no longer matter.
    pub ring: String,
    pub words: String,
    pub more: String,
    /// The classes of the tag that stands instead of the seats.
    pub tag: Option<&'static str>,
}

impl EventRow {
    /// The event as it stands `now` in a house of the zone `home`.
    pub fn of(event: &event::Model, region: &region::Model, l: Language, (now, home): (DateTime<Utc>, Tz)) -> EventRow {
        let date = event.first_day();
        let called_off = event.cancelled_at.is_some();
        let reason = event.cancellation_reason.as_deref().filter(|_| called_off);
        let hours = l.hours(event.starts_at, event.ends_at, event.zone());
        EventRow {
            path: format!("/events/{}", event.slug),
            title: event.title_passage(l),
            line: reason.map_or_else(|| event.summary_passage(l), |reason| Passage::new(reason, None, l)),
            kind: event.kind.name(l),
            glyph: event.kind.glyph(),
            accent: region.accent.code(),
            region: Some(region.names.get(l).to_string()),
            begins: timestamp(event, event.starts_at),
            weekday: l.short_weekday(date),
            day: date.day(),
            month: format!("{} {}", l.month(date), date.year()),
            month_seen: false,
            meta: format!("{}, {}", event.with_other_zone(hours, l, home), place(event, l)),
            seats: Seats::of(event, l, now),
            called_off,
        }
    }

    /// For a list under no month: "nov" or, where the year is in doubt, "jan 2028".
    pub fn with_month(mut self, event: &event::Model, l: Language, now: DateTime<Utc>) -> EventRow {
        const NO_DOUBT: i64 = 330;
        let date = event.first_day();
        let days = (event.starts_at - now).num_days();
        self.month = if (-1..NO_DOUBT).contains(&days) {
            l.short_month(date)
        } else {
            format!("{} {}", l.short_month(date), date.year())
        };
        self.month_seen = true;
        self
    }

    /// For a list that has said who invites.
    pub fn without_region(mut self) -> EventRow {
        self.region = None;
        self
    }
}

impl Seats {
    pub fn of(event: &event::Model, l: Language, now: DateTime<Utc>) -> Seats {
        let tag = |class, key| Seats { words: l.say(key), tag: Some(class), ..Seats::default() };
        match event.door(now) {
            Door::Cancelled => tag("tag tag-stop", "seats-cancelled"),
            Door::Closed if event.is_past(now) && event.recording_url.is_some() => tag("tag", "seats-recorded"),
            Door::Closed if event.is_past(now) => tag("tag", "seats-past"),
            Door::Closed => tag("tag tag-line", "seats-closed"),
            Door::NotOpen => Seats {
                words: l.fill("seats-not-open", [("day", &opening_day(event, l))]),
                tag: Some("tag tag-line"),
                ..Seats::default()
            },
            Door::Full => Seats::full(event, String::new(), l),
            Door::WaitingList => Seats::full(event, l.say("seats-waiting-list"), l),
            Door::Open => Seats::open(event, l),
        }
    }

    fn open(event: &event::Model, l: Language) -> Seats {
        let (Some(capacity), Some(left)) = (event.capacity, event.seats_left()) else {
            return Seats { ring: drawing::ring(1, 0), words: l.say("seats-plenty"), ..Seats::default() };
        };
        // When few are left, that is the news.
        let key = if left < 12 { "seats-few" } else { "seats-left" };
        Seats {
            ring: drawing::ring(capacity, event.seats_spoken_for()),
            words: l.count(key, left),
            more: l.count("seats-of", capacity),
            tag: None,
        }
    }

    fn full(event: &event::Model, more: String, l: Language) -> Seats {
        let capacity = event.capacity.unwrap_or(1);
        Seats { ring: drawing::ring(capacity, capacity), words: l.say("seats-full"), more, tag: None }
    }
}

fn opening_day(event: &event::Model, l: Language) -> String {
    let date = event.day_of(event.opens_at.unwrap_or(event.starts_at));
    format!("{} {}", l.day_number(date), l.short_month(date))
}

/// A moment as machines read it, in the event's own zone: `2027-03-16T09:00+01:00`.
pub fn timestamp(event: &event::Model, at: DateTime<Utc>) -> String {
    at.with_timezone(&event.zone()).format("%Y-%m-%dT%H:%M%:z").to_string()
}

/// Where it is, in a word or two: "online", "Gent", "Gent en online".
pub fn place(event: &event::Model, l: Language) -> String {
    let venue = event.venue.as_ref().map(|v| v.short()).unwrap_or_default();
    match event.format {
        Format::Online => l.say("row-online"),
        _ if venue.is_empty() => l.say(&format!("row-{}", event.format.code())),
        Format::InPerson => venue.to_string(),
        Format::Hybrid => l.fill("row-and-online", [("place", venue)]),
    }
}

/// The rows of a list that stands under no month.
pub fn dated_rows(events: &[event::Model], network: &Network, l: Language, at: (DateTime<Utc>, Tz)) -> Vec<EventRow> {
    let row = |event: &event::Model| {
        Some(EventRow::of(event, network.region(event.region_id)?, l, at).with_month(event, l, at.0))
    };
    events.iter().filter_map(row).collect()
}

/// Where there is still a seat for somebody who came too late for `event`: in its series, or else among its kind.
/// Nothing while the event itself has one.
pub async fn similar(
    db: &Database,
    network: &Network,
    event: &event::Model,
    l: Language,
    (now, home): (DateTime<Utc>, Tz),
) -> Result<Vec<EventRow>> {
    const ENOUGH: usize = 3;
    if matches!(event.door(now), Door::Open | Door::NotOpen) {
        return Ok(Vec::new());
    }
    let search = Search {
        series: event.series_id,
        kind: event.series_id.is_none().then_some(event.kind),
        from: Some(now),
        ..Search::default()
    };
    let soon = search.select(network).order_by_asc(event::Column::StartsAt);
    let mut found = soon.limit(50).all(db.read()).await?;
    found.retain(|other| other.id != event.id && other.door(now) == Door::Open);
    found.truncate(ENOUGH);
    let rows = dated_rows(&found, network, l, (now, home)).into_iter();
    Ok(rows
        .zip(&found)
        .map(|(row, other)| if other.region_id == event.region_id { row.without_region() } else { row })
        .collect())
}
