//! An event, as other programs see it. The link to join stands only in answers to organisers.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::config::Config;
use crate::events::event::{Format, Material, Speaker, Status, Translations, Venue};
use crate::events::kind::Kind;
use crate::events::question::{self, QuestionKind};
use crate::events::room::{Door, StopsPolicy};
use crate::events::{Details, stop, training};
use crate::language::Language;

#[derive(Serialize, ToSchema)]
pub struct EventAnswer {
    #[schema(example = "samenleven-in-diversiteit-2027-01-14")]
    pub slug: String,
    /// The calendar entry's identity.
    pub uid: Uuid,
    pub kind: Kind,
    #[schema(inline)]
    pub status: Status,
    /// Why it was called off.
    #[schema(required)]
    pub cancellation_reason: Option<String>,
    pub title: String,
    pub summary: String,
    /// Markdown.
    pub description: String,
    pub accessibility: String,
    /// The texts in other languages, by language.
    #[schema(value_type = Object)]
    pub translations: Translations,
    /// The languages that are spoken there.
    #[schema(value_type = Vec<String>)]
    pub languages: Vec<Language>,
    /// RFC 3339, with the offset of the event's zone.
    #[schema(example = "2027-03-16T13:30:00+01:00")]
    pub starts_at: String,
    pub ends_at: String,
    #[schema(example = "Europe/Brussels")]
    pub timezone: String,
    pub format: Format,
    #[schema(required)]
    pub venue: Option<Venue>,
    /// Slugs: the host first, then those who host it with them.
    pub regions: Vec<String>,
    /// Shown in every region.
    pub for_every_region: bool,
    /// `false`: found only by those who have the link.
    pub listed: bool,
    /// Slugs.
    pub themes: Vec<String>,
    #[schema(required)]
    pub series: Option<String>,
    pub speakers: Vec<Speaker>,
    pub stops: Vec<StopAnswer>,
    /// What becomes of a registration when one of its stops is full.
    pub stops_policy: StopsPolicy,
    pub questions: Vec<QuestionAnswer>,
    /// How many people fit; `null`: no limit.
    #[schema(required)]
    pub capacity: Option<i32>,
    /// `null`: no limit.
    #[schema(required)]
    pub seats_left: Option<i32>,
    /// Whether one can wait for a seat, until the event begins.
    pub waiting_list: bool,
    /// For how many hours a seat that comes free is offered to the first on the waiting list; `null`: they have it at once.
    #[schema(required)]
    pub offer_hours: Option<i32>,
    /// How many people wait.
    pub waiting: i32,
    pub registration: WindowAnswer,
    /// Whether those who were there get a certificate of attendance.
    pub certificates: bool,
    /// For how many hours of training it counts; `null`: it names none.
    #[schema(required)]
    pub training_hours: Option<f64>,
    #[schema(required)]
    pub recording_url: Option<String>,
    pub materials: Vec<Material>,
    /// Whether those who came are asked how it was.
    pub asks_feedback: bool,
    /// What the organiser asks them besides.
    #[schema(required)]
    pub feedback_question: Option<String>,
    /// Its page.
    pub url: String,
    /// Where to join; for organisers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_url: Option<String>,
}

/// When one can register.
#[derive(Serialize, ToSchema)]
pub struct WindowAnswer {
    #[schema(required)]
    pub opens_at: Option<String>,
    #[schema(required)]
    pub closes_at: Option<String>,
    /// How it is now.
    pub state: Door,
}

#[derive(Serialize, ToSchema)]
pub struct StopAnswer {
    pub id: i32,
    /// The calendar entry's identity.
    pub uid: Uuid,
    pub title: String,
    pub description: String,
    /// The organisation that opens its door.
    pub practice: String,
    pub starts_at: String,
    pub ends_at: String,
    /// `null`: no limit.
    #[schema(required)]
    pub capacity: Option<i32>,
    #[schema(required)]
    pub seats_left: Option<i32>,
    pub waiting: i32,
}

#[derive(Serialize, ToSchema)]
pub struct QuestionAnswer {
    pub id: i32,
    pub label: String,
    pub kind: QuestionKind,
    pub required: bool,
    pub options: Vec<String>,
}

impl EventAnswer {
    /// What everybody may see, in the language asked for or else in the event's own words.
    pub fn public(details: &Details, now: DateTime<Utc>, config: &Config, wish: Option<Language>) -> EventAnswer {
        let event = &details.event;
        let zone = event.zone();
        let own = wish.unwrap_or_default();
        let said = |text: &str, translated: &dyn Fn(Language) -> String| wish.map_or(text.to_string(), translated);
        let regions = std::iter::once(&details.region).chain(&details.co_hosts);
        EventAnswer {
            slug: event.slug.clone(),
            uid: event.uid,
            kind: event.kind,
            status: event.status(),
            cancellation_reason: event.cancellation_reason.clone(),
            title: said(&event.title, &|l| event.title(l).to_string()),
            summary: said(&event.summary, &|l| event.summary(l).to_string()),
            description: said(&event.description, &|l| event.description(l).to_string()),
            accessibility: said(&event.accessibility, &|l| event.accessibility(l).to_string()),
            translations: event.translations.clone(),
            languages: event.languages.0.clone(),
            starts_at: moment(event.starts_at, zone),
            ends_at: moment(event.ends_at, zone),
            timezone: event.timezone.clone(),
            format: event.format,
            venue: event.venue.clone(),
            regions: regions.map(|r| r.slug.clone()).collect(),
            for_every_region: event.for_every_region,
            listed: event.listed,
            themes: details.themes.iter().map(|t| t.slug.clone()).collect(),
            series: details.series.as_ref().map(|s| s.slug.clone()),
            speakers: event.speakers.0.clone(),
            stops: details.stops.iter().map(|s| StopAnswer::of(s, zone, own)).collect(),
            stops_policy: event.stops_policy,
            questions: details.questions.iter().map(|q| QuestionAnswer::of(q, own)).collect(),
            capacity: event.capacity,
            seats_left: event.seats_left(),
            waiting_list: event.waiting_list,
            offer_hours: event.offer_hours,
            waiting: event.waiting,
            registration: WindowAnswer {
                opens_at: event.opens_at.map(|at| moment(at, zone)),
                closes_at: event.closes_at.map(|at| moment(at, zone)),
                state: event.door(now),
            },
            certificates: event.certificates,
            training_hours: event.training_quarters.map(training::hours),
            recording_url: event.recording_url.clone(),
            materials: event.materials.0.clone(),
            asks_feedback: event.asks_feedback,
            feedback_question: Some(event.feedback_question.get(own).to_string()).filter(|q| !q.is_empty()),
            url: format!("{}/events/{}", config.public_url, event.slug),
            join_url: None,
        }
    }

    /// The same, with what only organisers see.
    pub fn for_organisers(
        details: &Details,
        now: DateTime<Utc>,
        config: &Config,
        wish: Option<Language>,
    ) -> EventAnswer {
        EventAnswer { join_url: details.event.join_url.clone(), ..EventAnswer::public(details, now, config, wish) }
    }
}

impl StopAnswer {
    fn of(stop: &stop::Model, zone: Tz, language: Language) -> StopAnswer {
        StopAnswer {
            id: stop.id,
            uid: stop.uid,
            title: stop.titles.get(language).to_string(),
            description: stop.descriptions.get(language).to_string(),
            practice: stop.practice.clone(),
            starts_at: moment(stop.starts_at, zone),
            ends_at: moment(stop.ends_at, zone),
            capacity: stop.capacity,
            seats_left: stop.seats_left(),
            waiting: stop.waiting,
        }
    }
}

impl QuestionAnswer {
    fn of(question: &question::Model, language: Language) -> QuestionAnswer {
        QuestionAnswer {
            id: question.id,
            label: question.labels.get(language).to_string(),
            kind: question.kind,
            required: question.required,
            options: question.options.0.iter().map(|o| o.get(language).to_string()).collect(),
        }
    }
}

/// RFC 3339 with the offset of the zone.
pub fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true)
}
