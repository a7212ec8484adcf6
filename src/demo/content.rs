//! What `demo/*.toml` may hold.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::days::{self, When};
use super::wrong;
use crate::error::Result;
use crate::events::event::{Format, Material, Speaker, Venue};
use crate::events::kind::Kind;
use crate::events::question::QuestionKind;
use crate::events::room::StopsPolicy;
use crate::language::{Language, Texts};
use crate::regions::region::{Accent, Contact};

/// Everything, as it stands in the files.
pub struct Content {
    pub regions: Vec<Region>,
    pub themes: Vec<Theme>,
    pub series: Vec<Series>,
    /// What has been, and what is still to come.
    pub events: Vec<Event>,
    pub people: PeopleLists,
}

impl Content {
    /// Reads the files, with the years that depend on today.
    pub fn read(now: DateTime<Utc>) -> Result<Content> {
        let today = days::today(now);
        let wswd = days::world_social_work_day(today).ok_or_else(|| wrong("no World Social Work Day"))?;
        let years = [("{wswd-year}", wswd.year().to_string()), ("{next-year}", (today.year() + 1).to_string())];
        let regions: RegionsFile = parse("regions.toml", include_str!("../../demo/regions.toml"), &years)?;
        let themes: ThemesFile = parse("themes.toml", include_str!("../../demo/themes.toml"), &years)?;
        let series: SeriesFile = parse("series.toml", include_str!("../../demo/series.toml"), &years)?;
        let past: EventsFile = parse("past.toml", include_str!("../../demo/past.toml"), &years)?;
        let recent: EventsFile = parse("recent.toml", include_str!("../../demo/recent.toml"), &years)?;
        let upcoming: EventsFile = parse("upcoming.toml", include_str!("../../demo/upcoming.toml"), &years)?;
        Ok(Content {
            regions: regions.region,
            themes: themes.theme,
            series: series.series,
            events: past.event.into_iter().chain(recent.event).chain(upcoming.event).collect(),
            people: parse("people.toml", include_str!("../../demo/people.toml"), &years)?,
        })
    }
}

fn parse<T: DeserializeOwned>(file: &str, text: &str, years: &[(&str, String)]) -> Result<T> {
    let filled = years.iter().fold(text.to_string(), |text, (mark, year)| text.replace(mark, year));
    toml::from_str(&filled).map_err(|error| wrong(format!("demo/{file}: {error}")))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionsFile {
    region: Vec<Region>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    pub slug: String,
    pub parent: Option<String>,
    pub accent: Accent,
    pub name: Texts,
    pub intro: Texts,
    pub work: Texts,
    pub sender_name: String,
    pub reply_to: String,
    pub contacts: Vec<Contact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemesFile {
    theme: Vec<Theme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub slug: String,
    #[serde(default)]
    pub core: bool,
    pub name: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesFile {
    series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    pub slug: String,
    pub region: String,
    #[serde(default)]
    pub umbrella: bool,
    pub title: Texts,
    pub summary: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsFile {
    event: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub slug: String,
    pub kind: Kind,
    pub region: String,
    #[serde(default)]
    pub co_hosts: Vec<String>,
    #[serde(default)]
    pub for_every_region: bool,
    pub series: Option<String>,
    #[serde(default)]
    pub themes: Vec<String>,
    #[serde(default = "dutch")]
    pub languages: Vec<Language>,
    #[serde(default = "yes")]
    pub listed: bool,
    #[serde(default)]
    pub draft: bool,
    pub format: Format,
    pub when: When,
    pub venue: Option<Venue>,
    pub capacity: Option<i32>,
    #[serde(default = "yes")]
    pub waiting_list: bool,
    /// Days before the event, or before today when it is still to come.
    #[serde(default = "five_weeks")]
    pub announced: u64,
    /// Days before the event.
    pub opens: Option<u64>,
    /// Days before the event.
    pub closes: Option<u64>,
    pub called_off: Option<CalledOff>,
    #[serde(default)]
    pub registered: usize,
    #[serde(default)]
    pub waiting: usize,
    #[serde(default)]
    pub gave_up: usize,
    #[serde(default)]
    pub stops_policy: StopsPolicy,
    pub title: Texts,
    pub summary: Texts,
    pub description: Texts,
    #[serde(default)]
    pub accessibility: Texts,
    #[serde(default)]
    pub speakers: Vec<Speaker>,
    #[serde(default)]
    pub programme: Vec<ProgrammePoint>,
    #[serde(default)]
    pub stops: Vec<Stop>,
    #[serde(default)]
    pub questions: Vec<Question>,
    pub recording: Option<Recording>,
    #[serde(default)]
    pub materials: Vec<Material>,
    /// On the certificate of attendance; without them there is none.
    pub training_hours: Option<f64>,
    #[serde(default)]
    pub asks_feedback: bool,
    #[serde(default)]
    pub feedback_question: Texts,
    #[serde(default)]
    pub feedback: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledOff {
    /// Days before the event, or before today when it is still to come.
    pub days_before: u64,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammePoint {
    pub at: NaiveTime,
    pub text: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    pub from: NaiveTime,
    pub until: NaiveTime,
    pub practice: String,
    pub title: Texts,
    pub text: Texts,
    pub capacity: Option<usize>,
    /// How many chose it; those who find it full wait.
    #[serde(default)]
    pub chosen: usize,
}

impl Stop {
    pub fn seated(&self) -> usize {
        self.capacity.map_or(self.chosen, |capacity| capacity.min(self.chosen))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub kind: QuestionKind,
    #[serde(default)]
    pub required: bool,
    pub label: Texts,
    #[serde(default)]
    pub options: Vec<Texts>,
    /// What people wrote, where they may write.
    #[serde(default)]
    pub answers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    pub url: String,
    pub minutes: i32,
}

/// How one of those who came found it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub score: i32,
    #[serde(default)]
    pub take_along: String,
    #[serde(default)]
    pub to_improve: String,
    #[serde(default)]
    pub own_answer: String,
    #[serde(default)]
    pub language: Language,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleLists {
    pub names: Vec<Names>,
    pub organisations: Vec<Organisations>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In a hundred.
    pub share: u64,
    #[serde(default)]
    pub language: Language,
    pub given: Vec<String>,
    pub family: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisations {
    pub region: String,
    pub names: Vec<String>,
}

fn yes() -> bool {
    true
}

fn five_weeks() -> u64 {
    35
}

fn dutch() -> Vec<Language> {
    vec![Language::Nl]
}
