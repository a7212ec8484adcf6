//! What is otherwise than it was, put into words: for those who hold a seat, and for the organiser before it is done.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::events::editing::Change;
use crate::events::event::{self, Format, Translations, Venue};
use crate::events::stop;
use crate::language::{Language, Texts, capitalised};
use crate::registrations::letters::place;

/// The event as it was before the change; kept with the letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Before {
    title: String,
    translations: Translations,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[serde(default)]
    timezone: Option<String>,
    format: Format,
    venue: Option<Venue>,
    has_link: bool,
    /// The stops that changed.
    #[serde(default)]
    stops: Vec<StopBefore>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct StopBefore {
    id: i32,
    titles: Texts,
    practice: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// What a difference is about; the subject of the letter says it (`email-templates/event_changed`, `subject_…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Day,
    Time,
    Place,
    Title,
    Link,
    NoLink,
    Stop,
}

impl News {
    pub fn code(self) -> &'static str {
        match self {
            News::Day => "day",
            News::Time => "time",
            News::Place => "place",
            News::Title => "title",
            News::Link => "link",
            News::NoLink => "no_link",
            News::Stop => "stop",
        }
    }
}

/// Something that people see otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub news: News,
    pub what: String,
    pub before: String,
    pub after: String,
}

impl Difference {
    fn of(news: News, what: &str, before: String, after: String) -> Option<Difference> {
        (before != after).then(|| Difference { news, what: capitalised(what), before, after })
    }
}

impl Before {
    pub fn of(change: &Change) -> Before {
        let event = &change.before;
        let stop = |stop: &stop::Model| StopBefore {
            id: stop.id,
            titles: stop.titles.clone(),
            practice: stop.practice.clone(),
            starts_at: stop.starts_at,
            ends_at: stop.ends_at,
        };
        Before {
            title: event.title.clone(),
            translations: event.translations.clone(),
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            timezone: Some(event.timezone.clone()),
            format: event.format,
            venue: event.venue.clone(),
            has_link: event.has_way_in(),
            stops: change.stops.iter().map(|change| stop(&change.before)).collect(),
        }
    }

    /// What is otherwise now, for one who reads `l` and chose these stops.
    pub fn differences<'a>(
        &self,
        now: &event::Model,
        stops: impl IntoIterator<Item = &'a stop::Model>,
        l: Language,
    ) -> Vec<Difference> {
        let place_before = place(self.format, self.venue.as_ref(), l);
        let place_now = place(now.format, now.venue.as_ref(), l);
        let link = |there: bool| l.say(if there { "change-link-there" } else { "change-link-none" });
        let link_news = if now.has_way_in() { News::Link } else { News::NoLink };
        let of_event = [
            self.title(now, l),
            self.time(now, l),
            Difference::of(News::Place, &l.say("change-where"), place_before, place_now),
            Difference::of(link_news, &l.say("change-link"), link(self.has_link), link(now.has_way_in())),
        ];
        let of_stops = stops.into_iter().filter_map(|stop| {
            let before = self.stops.iter().find(|before| before.id == stop.id)?;
            before.difference(stop, self, now, l)
        });
        of_event.into_iter().flatten().chain(of_stops).collect()
    }

    /// Whether this stop was otherwise.
    pub fn names(&self, stop: &stop::Model) -> bool {
        self.stops.iter().any(|before| before.id == stop.id)
    }

    /// The title in another language than the organiser's own; said with the language.
    pub fn title_in(&self, now: &event::Model, other: Language, l: Language) -> Option<Difference> {
        let difference = self.title(now, other)?;
        let what = format!("{} ({})", capitalised(&l.say("change-title")), other.code());
        Some(Difference { what, ..difference })
    }

    fn title(&self, now: &event::Model, l: Language) -> Option<Difference> {
        let translated = self.translations.get(l).map(|t| t.title.clone()).filter(|t| !t.is_empty());
        let before = translated.unwrap_or_else(|| self.title.clone());
        Difference::of(News::Title, &l.say("change-title"), before, now.title(l).to_string())
    }

    fn time(&self, now: &event::Model, l: Language) -> Option<Difference> {
        let zone = |zone: chrono_tz::Tz| if self.is_in_zone_of(now) { String::new() } else { format!(" ({zone})") };
        let day = |at: DateTime<Utc>, in_zone: chrono_tz::Tz| at.with_timezone(&in_zone).date_naive();
        let when = |starts: DateTime<Utc>, ends: DateTime<Utc>, in_zone: chrono_tz::Tz| {
            let day = l.date(day(starts, in_zone));
            format!("{day}, {}{}", l.hours(starts, ends, in_zone), zone(in_zone))
        };
        let (old, new) = (self.zone(now), now.zone());
        let news = if day(self.starts_at, old) == day(now.starts_at, new) { News::Time } else { News::Day };
        let before = when(self.starts_at, self.ends_at, old);
        Difference::of(news, &l.say("change-when"), before, when(now.starts_at, now.ends_at, new))
    }

    fn zone(&self, now: &event::Model) -> chrono_tz::Tz {
        self.timezone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or_else(|| now.zone())
    }

    fn is_in_zone_of(&self, now: &event::Model) -> bool {
        self.zone(now) == now.zone()
    }
}

impl StopBefore {
    /// Of a stop, whatever of its title, time and practice is otherwise. That it moved along with the day of the event
    /// is said with the event.
    fn difference(&self, now: &stop::Model, before: &Before, event: &event::Model, l: Language) -> Option<Difference> {
        let hours = |starts: DateTime<Utc>, ends: DateTime<Utc>, of_event: DateTime<Utc>, zone: chrono_tz::Tz| {
            l.hours_beside(of_event.with_timezone(&zone).date_naive(), starts, ends, zone)
        };
        let was = [
            self.titles.get(l).to_string(),
            hours(self.starts_at, self.ends_at, before.starts_at, before.zone(event)),
            self.practice.clone(),
        ];
        let is = [
            now.titles.get(l).to_string(),
            hours(now.starts_at, now.ends_at, event.starts_at, event.zone()),
            now.practice.clone(),
        ];
        let pairs: Vec<(String, String)> = was.into_iter().zip(is).filter(|(was, is)| was != is).collect();
        let (was, is): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
        let said = |parts: Vec<String>| {
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            if parts.is_empty() { l.say("change-nothing") } else { parts.join(", ") }
        };
        let what = l.fill("change-stop", [("stop", now.titles.get(l))]);
        if is.is_empty() { None } else { Difference::of(News::Stop, &what, said(was), said(is)) }
    }
}
