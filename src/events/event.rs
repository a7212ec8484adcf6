//! An event, as it is kept, and what can be said of it without asking the database.
//!
//! It is a draft until `published_at`, and called off from `cancelled_at` on. It has room for `capacity` people (or for
//! everybody); `seats_taken`, `waiting` and `offered` are counted by the seat desk alone.

mod columns;
mod looking_back;
mod passages;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::kind::Kind;
use super::room::{Door, Room, StopsPolicy};
use crate::language::{Language, Texts, one_line};
use crate::organisers::audit::Subject;

pub use columns::{Format, Languages, Material, Materials, Programme, ProgrammePoint, Reminders};
pub use columns::{Speaker, Speakers, Translation, Translations, Venue, initials};
pub use looking_back::ASKED_FOR;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub slug: String,
    /// The calendar entry's identity, the same in every feed and letter for ever (RFC 7986, section 5.3).
    #[sea_orm(unique)]
    pub uid: Uuid,
    /// The calendar entry's revision (RFC 5545, section 3.8.7.4): rises with a change of time, place, title or state.
    pub sequence: i32,
    pub kind: Kind,
    /// The host.
    pub region_id: i32,
    pub for_every_region: bool,
    pub series_id: Option<i32>,
    /// Not listed: found only by those who have the link.
    pub listed: bool,
    pub title: String,
    pub summary: String,
    /// Markdown.
    pub description: String,
    pub accessibility: String,
    pub translations: Translations,
    /// The languages that are spoken there.
    pub languages: Languages,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// When it was to begin before it was moved; none when it never was in public.
    pub moved_from: Option<DateTime<Utc>>,
    /// Its zone by name: `Europe/Brussels`.
    pub timezone: String,
    pub format: Format,
    pub venue: Option<Venue>,
    /// Where to join; shown to those who hold a seat, and to nobody else.
    pub join_url: Option<String>,
    /// How many people fit; none: no limit.
    pub capacity: Option<i32>,
    pub waiting_list: bool,
    /// How many hours a seat that comes free is offered to the first who waits; none: they have it at once.
    pub offer_hours: Option<i32>,
    pub seats_taken: i32,
    pub waiting: i32,
    /// Seats that are held for those of them to whom one is offered.
    pub offered: i32,
    /// The number that the next registration draws; it orders the waiting list.
    pub next_place: i64,
    pub stops_policy: StopsPolicy,
    pub opens_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub speakers: Speakers,
    pub programme: Programme,
    pub materials: Materials,
    pub recording_url: Option<String>,
    pub recording_minutes: Option<i32>,
    pub published_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancellation_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    /// The last change that people can see.
    pub updated_at: DateTime<Utc>,
    /// What the search looks in: the texts, speakers and places without capitals and accents.
    pub search: String,
    /// Rises with each change that an organiser makes, so that the second of two who edit at once is told.
    pub version: i32,
    /// How many more are let in than there is room for, since some never come; a part of `capacity`.
    pub overbooked_by: i32,
    /// Whoever opens the link to join counts as present.
    pub joining_counts: bool,
    pub reminders: Reminders,
    /// Whether those who came are thanked once there is something to watch, to read or to say.
    pub thanks: bool,
    /// When that was decided; before it begins: about a date from which it moved.
    pub thanked_at: Option<DateTime<Utc>>,
    /// Whether those who were there get a certificate of attendance.
    pub certificates: bool,
    /// For how many quarters of an hour of training it counts, where that is said.
    pub training_quarters: Option<i32>,
    /// Whether those who came are asked how it was.
    pub asks_feedback: bool,
    /// What the organiser asks them besides, if anything.
    pub feedback_question: Texts,
    /// Gone from every page and feed; its rows stay.
    pub deleted_at: Option<DateTime<Utc>>,
    /// When those who registered were forgotten, a year after it.
    pub forgotten_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The state that people outside see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Draft,
    Published,
    Cancelled,
}

impl Model {
    /// What the seat desk looks at.
    pub fn room(&self) -> Room {
        Room {
            id: self.id,
            sequence: self.sequence,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            capacity: self.capacity,
            waiting_list: self.waiting_list,
            offer_hours: self.offer_hours,
            seats_taken: self.seats_taken,
            waiting: self.waiting,
            offered: self.offered,
            next_place: self.next_place,
            stops_policy: self.stops_policy,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            published_at: self.published_at,
            cancelled_at: self.cancelled_at,
            deleted_at: self.deleted_at,
        }
    }

    // The room answers what follows; what each means stands there.

    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.room().is_past(now)
    }

    pub fn seats_left(&self) -> Option<i32> {
        self.room().seats_left()
    }

    pub fn seats_spoken_for(&self) -> i32 {
        self.room().seats_spoken_for()
    }

    pub fn offer_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.room().offer_until(now)
    }

    pub fn keeps_line(&self, now: DateTime<Utc>) -> bool {
        self.room().keeps_line(now)
    }

    pub fn has_seat(&self, now: DateTime<Utc>) -> bool {
        self.room().has_seat(now)
    }

    pub fn is_full_at_a_stop(&self) -> bool {
        self.room().is_full_at_a_stop()
    }

    pub fn door(&self, now: DateTime<Utc>) -> Door {
        self.room().door(now)
    }

    pub fn status(&self) -> Status {
        match (self.cancelled_at, self.published_at) {
            (Some(_), _) => Status::Cancelled,
            (None, Some(_)) => Status::Published,
            (None, None) => Status::Draft,
        }
    }

    /// Whether people outside may know of it: a draft is nobody's business, and neither is a draft that was called off.
    pub fn is_public(&self) -> bool {
        self.room().is_public()
    }

    /// Where people go; nowhere for an event that is online, whichever hall it was to be in before.
    pub fn place_to_go(&self) -> Option<&Venue> {
        self.venue.as_ref().filter(|_| self.format != Format::Online)
    }

    /// Whether there is a link to join by.
    pub fn has_way_in(&self) -> bool {
        self.format.is_online() && self.join_url.is_some()
    }

    /// "24 uur": how long who waits may think about a seat; nothing where they have it at once.
    pub fn offer_time(&self, l: Language) -> Option<String> {
        self.offer_hours.filter(|_| self.capacity.is_some()).map(|hours| l.for_hours(hours))
    }

    /// How a seat that comes free reaches the first who waits, where they may think about it.
    pub fn offer_promise(&self, l: Language) -> Option<String> {
        self.offer_time(l).map(|time| l.fill("waiting-2-offer-text", [("time", &time)]))
    }

    /// Its zone; Brussels if the record names one that does not exist.
    pub fn zone(&self) -> Tz {
        self.timezone.parse().unwrap_or(chrono_tz::Europe::Brussels)
    }

    /// The day of a moment, where it is.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone()).date_naive()
    }

    /// The day on which it begins, where it is.
    pub fn first_day(&self) -> NaiveDate {
        self.day_of(self.starts_at)
    }

    /// The name of its zone where people may be elsewhere: online, or when its clocks are not those of the house (`home`).
    pub fn zone_note(&self, language: Language, home: Tz) -> String {
        if self.format.is_online() || self.zone() != home { language.zone(self.zone()) } else { String::new() }
    }

    /// A time of the event with that name: "13.30 uur (Brusselse tijd)".
    pub fn with_zone(&self, time: String, language: Language, home: Tz) -> String {
        match self.zone_note(language, home) {
            note if note.is_empty() => time,
            note => format!("{time} ({note})"),
        }
    }

    /// The same in a list, where the zone of the house goes without saying: the page that says it is a click away.
    pub fn with_other_zone(&self, time: String, language: Language, home: Tz) -> String {
        if self.zone() == home { time } else { self.with_zone(time, language, home) }
    }

    /// The title in this language; the one that it was written with where there is no translation. So are the others.
    pub fn title(&self, language: Language) -> &str {
        self.translated(language, |t| &t.title, &self.title)
    }

    pub fn summary(&self, language: Language) -> &str {
        self.translated(language, |t| &t.summary, &self.summary)
    }

    pub fn description(&self, language: Language) -> &str {
        self.translated(language, |t| &t.description, &self.description)
    }

    pub fn accessibility(&self, language: Language) -> &str {
        self.translated(language, |t| &t.accessibility, &self.accessibility)
    }

    /// What a search looks in.
    pub fn search_text(&self) -> String {
        let translations = Language::ALL.into_iter().filter_map(|l| self.translations.get(l));
        let mut parts = vec![self.title.as_str(), &self.summary];
        parts.extend(translations.flat_map(|t| [t.title.as_str(), &t.summary]));
        parts.extend(self.speakers.0.iter().map(|s| s.name.as_str()));
        parts.extend(self.venue.iter().flat_map(|v| [v.name.as_str(), &v.city]));
        folded(&parts.join(" "))
    }

    /// The event in the audit trail.
    pub fn subject(&self) -> Subject {
        let (region_id, event_id) = (Some(self.region_id), Some(self.id));
        Subject { region_id, event_id, about: self.title.clone(), ..Subject::default() }
    }

    fn translated<'a>(&'a self, language: Language, of: fn(&'a Translation) -> &'a String, own: &'a str) -> &'a str {
        self.translations.get(language).map(of).map(String::as_str).filter(|t| !t.is_empty()).unwrap_or(own)
    }
}

/// What a search looks in, and what is typed into it: lower case, no accents, single spaces.
pub fn folded(text: &str) -> String {
    one_line(&deunicode::deunicode(text)).to_lowercase()
}

/// Letters and digits alone, without capitals and accents: "E-mail adres:" is "emailadres".
pub fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
