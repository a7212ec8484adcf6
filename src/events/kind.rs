//! The kinds of event: their names in records and addresses, and how they look.

use std::fmt;
use std::str::FromStr;

use sea_orm::prelude::StringLen;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::language::Language;

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Webinar,
    PracticeSafari,
    WorldSocialWorkDay,
    Gathering,
    WorkingSession,
    PracticeVisit,
    StakeholderMeeting,
    SteeringGroup,
    Conference,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Webinar,
        Kind::PracticeSafari,
        Kind::WorldSocialWorkDay,
        Kind::Gathering,
        Kind::WorkingSession,
        Kind::PracticeVisit,
        Kind::StakeholderMeeting,
        Kind::SteeringGroup,
        Kind::Conference,
    ];

    /// Its name in addresses: `practice-safari`.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Webinar => "webinar",
            Kind::PracticeSafari => "practice-safari",
            Kind::WorldSocialWorkDay => "world-social-work-day",
            Kind::Gathering => "gathering",
            Kind::WorkingSession => "working-session",
            Kind::PracticeVisit => "practice-visit",
            Kind::StakeholderMeeting => "stakeholder-meeting",
            Kind::SteeringGroup => "steering-group",
            Kind::Conference => "conference",
        }
    }

    /// Its drawing in `templates/sprite.html`.
    pub fn glyph(self) -> &'static str {
        match self {
            Kind::Webinar => "k-webinar",
            Kind::PracticeSafari | Kind::PracticeVisit => "k-safari",
            Kind::WorldSocialWorkDay => "k-viering",
            Kind::Gathering | Kind::Conference => "k-bijeenkomst",
            Kind::WorkingSession | Kind::StakeholderMeeting | Kind::SteeringGroup => "k-werksessie",
        }
    }

    /// What people call it.
    pub fn name(self, language: Language) -> String {
        language.say(&format!("kind-{}", self.code()))
    }

    /// All of them, within a sentence: "praktijksafari’s".
    pub fn plural(self, language: Language) -> String {
        language.say(&format!("kinds-{}", self.code()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(code: &str) -> Result<Kind, ()> {
        Kind::ALL.into_iter().find(|k| k.code() == code).ok_or(())
    }
}
