//! What an organiser says of an event, as it comes in: every field may be missing, nothing is checked yet. Applied to a
//! record it gives the record or the faults, each with its field.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::event::{self, Format, Languages, Material, Materials, Speaker, Speakers, StopsPolicy, Translation, Venue};
use super::kind::Kind;
use super::question::QuestionKind;
use crate::error::Fault;
use crate::language::{Language, Texts};
use crate::regions::Network;

/// An event to make, or what to change of one. `null` empties a field that may be empty.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventInput {
    pub title: Option<String>,
    /// One of the kinds: `webinar`, `practice-safari`, …
    pub kind: Option<String>,
    /// The slug of the host.
    pub region: Option<String>,
    /// RFC 3339, or local time without an offset, read in the event's zone.
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    /// The zone by name; Europe/Brussels unless set otherwise.
    pub timezone: Option<String>,
    /// `online`, `in-person` or `hybrid`.
    pub format: Option<String>,
    /// How many people fit; `null`: no limit.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    pub capacity: Option<Option<i32>>,
    pub waiting_list: Option<bool>,
    pub summary: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    pub accessibility: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<VenueInput>)]
    pub venue: Option<Option<VenueInput>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub join_url: Option<Option<String>>,
    /// Slugs of themes.
    pub themes: Option<Vec<String>>,
    /// Slugs of regions.
    pub co_hosts: Option<Vec<String>>,
    pub for_every_region: Option<bool>,
    /// `false`: found only by those who have the link.
    pub listed: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub series: Option<Option<String>>,
    pub languages: Option<Vec<String>>,
    pub registration: Option<WindowInput>,
    pub stops_policy: Option<StopsPolicy>,
    pub stops: Option<Vec<StopInput>>,
    pub questions: Option<Vec<QuestionInput>>,
    pub speakers: Option<Vec<Speaker>>,
    pub materials: Option<Vec<Material>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub recording_url: Option<Option<String>>,
    /// Texts in other languages, by language code.
    #[schema(value_type = Object)]
    pub translations: Option<BTreeMap<String, Translation>>,
}

/// A place: a whole address or just its name.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum VenueInput {
    Name(String),
    Whole(Venue),
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowInput {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub opens_at: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub closes_at: Option<Option<String>>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopInput {
    /// Which stop to change; a new one has none.
    pub id: Option<i32>,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub starts_at: String,
    #[serde(default)]
    pub ends_at: String,
    /// How many people fit; `null`: no limit.
    pub capacity: Option<i32>,
    /// The organisation that opens its door.
    #[serde(default)]
    pub practice: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionInput {
    /// Which question to change; a new one has none.
    pub id: Option<i32>,
    pub label: String,
    pub kind: QuestionKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub options: Vec<String>,
}

/// When a stop begins and ends.
pub type Slot = (DateTime<Utc>, DateTime<Utc>);

/// Tells `null` (`Some(None)`) from a field that is not there (`None`).
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

impl EventInput {
    /// Puts what was said into the record; faults where it makes no sense. Capacity is left to the seat desk when the
    /// event exists already.
    pub fn apply(&self, event: &mut event::Model, network: &Network) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.apply_texts(event, &mut faults);
        self.apply_place(event, &mut faults);
        self.apply_network(event, network, &mut faults);
        self.apply_times(event, &mut faults);
        if let Some(waiting_list) = self.waiting_list {
            event.waiting_list = waiting_list;
        }
        if let Some(policy) = self.stops_policy {
            event.stops_policy = policy;
        }
        if let Some(Some(capacity)) = self.capacity
            && !(0..=1_000_000).contains(&capacity)
        {
            faults.add("capacity", "fault-capacity");
        }
        if event.ends_at <= event.starts_at && faults.0.is_empty() {
            faults.add("ends_at", "fault-ends-before-start");
        }
        self.check_questions(&mut faults);
        self.check_lengths(&mut faults);
        faults.0
    }

    fn apply_texts(&self, event: &mut event::Model, faults: &mut Faults) {
        let mut put = |field: &str, to: &mut String, from: &Option<String>, longest: usize| {
            if let Some(text) = from {
                if text.chars().count() > longest {
                    faults.add(field, "fault-too-long");
                }
                // PostgreSQL takes no NUL, and nobody types one.
                *to = text.replace('\0', "").trim().to_string();
            }
        };
        put("title", &mut event.title, &self.title, 200);
        put("summary", &mut event.summary, &self.summary, 600);
        put("description", &mut event.description, &self.description, 20_000);
        put("accessibility", &mut event.accessibility, &self.accessibility, 600);
        if event.title.is_empty() || event.title.chars().any(char::is_control) {
            faults.add("title", "fault-title");
        }
        for (code, translation) in self.translations.iter().flatten() {
            let slot = match code.parse::<Language>() {
                Ok(Language::Nl) => &mut event.translations.nl,
                Ok(Language::Fr) => &mut event.translations.fr,
                Ok(Language::En) => &mut event.translations.en,
                Err(()) => {
                    faults.add("translations", "fault-language");
                    continue;
                }
            };
            *slot = Some(translation.clone());
        }
        if let Some(codes) = &self.languages {
            match codes.iter().map(|c| c.parse::<Language>()).collect() {
                Ok(languages) => event.languages = Languages(languages),
                Err(()) => faults.add("languages", "fault-language"),
            }
        }
        if let Some(speakers) = &self.speakers {
            event.speakers = Speakers(speakers.clone());
        }
        if let Some(materials) = &self.materials {
            if materials.iter().any(|m| !is_web_address(&m.url)) {
                faults.add("materials", "fault-web-address");
            }
            event.materials = Materials(materials.clone());
        }
    }

    fn apply_place(&self, event: &mut event::Model, faults: &mut Faults) {
        if let Some(kind) = faults.parsed("kind", "fault-kind", &self.kind, Kind::from_str) {
            event.kind = kind;
        }
        if let Some(format) = faults.parsed("format", "fault-format", &self.format, Format::from_str) {
            event.format = format;
        }
        match &self.venue {
            Some(Some(VenueInput::Name(name))) => event.venue = Some(Venue { name: name.clone(), ..Venue::default() }),
            Some(Some(VenueInput::Whole(venue))) => event.venue = Some(venue.clone()),
            Some(None) => event.venue = None,
            None => {}
        }
        for (field, from, to) in [
            ("join_url", &self.join_url, &mut event.join_url),
            ("recording_url", &self.recording_url, &mut event.recording_url),
        ] {
            if let Some(address) = from {
                if address.as_deref().is_some_and(|a| !is_web_address(a)) {
                    faults.add(field, "fault-web-address");
                }
                to.clone_from(address);
            }
        }
    }

    fn apply_network(&self, event: &mut event::Model, network: &Network, faults: &mut Faults) {
        if let Some(slug) = &self.region {
            match network.region_called(slug) {
                Some(region) => event.region_id = region.id,
                None => faults.add("region", "fault-region"),
            }
        }
        match &self.series {
            Some(Some(slug)) => match network.series_called(slug) {
                Some(series) => event.series_id = Some(series.id),
                None => faults.add("series", "fault-series"),
            },
            Some(None) => event.series_id = None,
            None => {}
        }
        if self.themes.iter().flatten().any(|slug| network.theme_called(slug).is_none()) {
            faults.add("themes", "fault-theme");
        }
        if self.co_hosts.iter().flatten().any(|slug| network.region_called(slug).is_none()) {
            faults.add("co_hosts", "fault-region");
        }
        if let Some(everywhere) = self.for_every_region {
            event.for_every_region = everywhere;
        }
        if let Some(listed) = self.listed {
            event.listed = listed;
        }
    }

    fn apply_times(&self, event: &mut event::Model, faults: &mut Faults) {
        if let Some(zone) =
            faults.parsed("timezone", "fault-timezone", &self.timezone, |z| z.parse::<Tz>().map_err(drop))
        {
            event.timezone = zone.name().to_string();
        }
        let zone = event.zone();
        if let Some(at) = faults.time("starts_at", &self.starts_at, zone) {
            event.starts_at = at;
        }
        if let Some(at) = faults.time("ends_at", &self.ends_at, zone) {
            event.ends_at = at;
        }
        let Some(window) = &self.registration else { return };
        for (field, from, to) in [
            ("registration.opens_at", &window.opens_at, &mut event.opens_at),
            ("registration.closes_at", &window.closes_at, &mut event.closes_at),
        ] {
            match from {
                Some(Some(text)) => *to = faults.time(field, &Some(text.clone()), zone),
                Some(None) => *to = None,
                None => {}
            }
        }
        if let (Some(opens), Some(closes)) = (event.opens_at, event.closes_at)
            && closes <= opens
        {
            faults.add("registration.closes_at", "fault-closes-before-opens");
        }
    }

    fn check_questions(&self, faults: &mut Faults) {
        for (index, question) in self.questions.iter().flatten().enumerate() {
            let field = format!("questions.{index}");
            if question.label.trim().is_empty() || question.label.chars().count() > 300 {
                faults.add(&field, "fault-question");
            }
            let chosen = matches!(question.kind, QuestionKind::Choice | QuestionKind::Choices);
            if chosen && (question.options.is_empty() || question.options.iter().any(|o| o.trim().is_empty())) {
                faults.add(&field, "fault-options");
            }
        }
    }

    /// Texts and lists that have no place of their own above are bounded here.
    fn check_lengths(&self, faults: &mut Faults) {
        let long = |text: &str, most: usize| text.chars().count() > most;
        let translations = self.translations.iter().flatten().map(|(_, t)| t);
        if translations
            .into_iter()
            .any(|t| long(&t.title, 200) || long(&t.summary, 600) || long(&t.description, 20_000))
        {
            faults.add("translations", "fault-too-long");
        }
        let speakers = self.speakers.as_deref().unwrap_or_default();
        if speakers.len() > 50 || speakers.iter().any(|s| long(&s.name, 200) || s.role.all().any(|r| long(r, 300))) {
            faults.add("speakers", "fault-too-long");
        }
        let place = |venue: &Venue| {
            [&venue.name, &venue.street, &venue.postcode, &venue.city].into_iter().any(|part| long(part, 200))
        };
        match &self.venue {
            Some(Some(VenueInput::Name(name))) if long(name, 200) => faults.add("venue", "fault-too-long"),
            Some(Some(VenueInput::Whole(venue))) if place(venue) => faults.add("venue", "fault-too-long"),
            _ => {}
        }
        let stops = self.stops.as_deref().unwrap_or_default();
        let stop = |s: &StopInput| long(&s.title, 200) || long(&s.description, 4_000) || long(&s.practice, 200);
        if stops.len() > 100 || stops.iter().any(stop) {
            faults.add("stops", "fault-too-long");
        }
        let questions = self.questions.as_deref().unwrap_or_default();
        let question = |q: &QuestionInput| q.options.len() > 50 || q.options.iter().any(|o| long(o, 300));
        if questions.len() > 50 || questions.iter().any(question) {
            faults.add("questions", "fault-too-long");
        }
    }

    /// The stops' times, or the faults in them.
    pub fn stop_times(&self, zone: Tz) -> Result<Vec<Slot>, Vec<Fault>> {
        let mut faults = Faults::default();
        let mut times = Vec::new();
        for (index, stop) in self.stops.iter().flatten().enumerate() {
            let field = |name: &str| format!("stops.{index}.{name}");
            if stop.title.trim().is_empty() {
                faults.add(&field("title"), "fault-title");
            }
            if stop.capacity.is_some_and(|c| c < 0) {
                faults.add(&field("capacity"), "fault-capacity");
            }
            let starts = faults.time(&field("starts_at"), &Some(stop.starts_at.clone()), zone);
            let ends = faults.time(&field("ends_at"), &Some(stop.ends_at.clone()), zone);
            if let (Some(starts), Some(ends)) = (starts, ends) {
                if ends <= starts {
                    faults.add(&field("ends_at"), "fault-ends-before-start");
                }
                times.push((starts, ends));
            }
        }
        if faults.0.is_empty() { Ok(times) } else { Err(faults.0) }
    }
}

/// Whether a link may be shown: http or https, no longer than 2,000 characters.
fn is_web_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && text.len() <= 2_000 && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '"' || c == '<')
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, field: &str, key: &'static str) {
        self.0.push(Fault::new(field, key));
    }

    fn parsed<T>(
        &mut self,
        field: &str,
        key: &'static str,
        text: &Option<String>,
        parse: impl FnOnce(&str) -> Result<T, ()>,
    ) -> Option<T> {
        let text = text.as_deref()?;
        parse(text).map_err(|()| self.add(field, key)).ok()
    }

    fn time(&mut self, field: &str, text: &Option<String>, zone: Tz) -> Option<DateTime<Utc>> {
        match parse_time(text.as_deref()?, zone) {
            Ok(time) => Some(time),
            Err(key) => {
                self.add(field, key);
                None
            }
        }
    }
}

/// RFC 3339, or local time in `zone`. A local time that does not exist, or exists twice, is a fault: the hour that
/// the clocks jump over, and the hour that comes again.
pub fn parse_time(text: &str, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
    let text = text.trim();
    let time = if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        time.to_utc()
    } else {
        let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
        let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).ok_or("fault-time")?;
        match zone.from_local_datetime(&local) {
            LocalResult::Single(time) => time.to_utc(),
            LocalResult::Ambiguous(..) => return Err("fault-time-twice"),
            LocalResult::None => return Err("fault-time-never"),
        }
    };
    let year = time.format("%Y").to_string().parse::<i32>().unwrap_or(0);
    if (1970..=2100).contains(&year) { Ok(time) } else { Err("fault-time") }
}

impl StopInput {
    pub fn titles(&self) -> Texts {
        Texts::same(self.title.trim())
    }
}
