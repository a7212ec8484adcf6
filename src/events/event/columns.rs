//! What is kept of an event and is more than a word or a number: where, in which languages, with whom, and what for.

use chrono::{DateTime, Utc};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::language::{Language, Texts};

/// Where people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Online,
    InPerson,
    Hybrid,
}

impl Format {
    pub fn code(self) -> &'static str {
        match self {
            Format::Online => "online",
            Format::InPerson => "in-person",
            Format::Hybrid => "hybrid",
        }
    }

    /// Whether one can join from anywhere, alone or beside those who are there.
    pub fn is_online(self) -> bool {
        self != Format::InPerson
    }
}

impl std::str::FromStr for Format {
    type Err = ();

    fn from_str(code: &str) -> Result<Format, ()> {
        [Format::Online, Format::InPerson, Format::Hybrid].into_iter().find(|f| f.code() == code).ok_or(())
    }
}

/// Its texts in languages other than the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Translations {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nl: Option<Translation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<Translation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Translation>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Translation {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub summary: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub accessibility: String,
}

impl Translations {
    pub fn get(&self, language: Language) -> Option<&Translation> {
        match language {
            Language::Nl => self.nl.as_ref(),
            Language::Fr => self.fr.as_ref(),
            Language::En => self.en.as_ref(),
        }
    }

    /// Those that there are, in no particular order.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Translation> {
        [&mut self.nl, &mut self.fr, &mut self.en].into_iter().flatten()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Languages(pub Vec<Language>);

/// A place that one can go to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult, utoipa::ToSchema)]
pub struct Venue {
    pub name: String,
    #[serde(default)]
    pub street: String,
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub city: String,
    /// Degrees north (WGS 84), when known; not without `longitude`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

impl Venue {
    /// "Huis van het Kind, Stationsstraat 12, 1500 Halle"
    pub fn line(&self) -> String {
        let town = format!("{} {}", self.postcode, self.city);
        let parts = [self.name.trim(), self.street.trim(), town.trim()];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Degrees north and east, when they are known and on earth.
    pub fn position(&self) -> Option<(f64, f64)> {
        let (north, east) = (self.latitude?, self.longitude?);
        let on_earth = (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
        on_earth.then_some((north, east))
    }

    /// The shortest name of the place: its city, else its own name.
    pub fn short(&self) -> &str {
        if self.city.is_empty() { &self.name } else { &self.city }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Speakers(pub Vec<Speaker>);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Speaker {
    pub name: String,
    #[serde(default)]
    #[schema(value_type = Object)]
    pub role: Texts,
}

impl Speaker {
    /// "LD" for Lien Dewaele.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// The first letters of a person's first and last name.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|w| w.chars().next());
    let last = words.get(1..).and_then(|rest| rest.last()).and_then(|w| w.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Points of the programme that need no seat of their own: the welcome, the closing talk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Programme(pub Vec<ProgrammePoint>);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammePoint {
    pub at: DateTime<Utc>,
    pub text: Texts,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Materials(pub Vec<Material>);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Material {
    #[schema(value_type = Object)]
    pub title: Texts,
    pub url: String,
}

/// When those who hold a seat are reminded, in minutes before the event begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Reminders(pub Vec<i32>);

impl Reminders {
    /// Four weeks, in minutes before the event: nobody is reminded earlier, for nobody remembers a longer promise.
    pub const EARLIEST: i32 = 4 * 7 * 24 * 60;
}

impl Default for Reminders {
    /// A day and an hour before.
    fn default() -> Reminders {
        Reminders(vec![24 * 60, 60])
    }
}
