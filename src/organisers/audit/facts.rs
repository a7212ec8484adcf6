//! What else the trail knows of a deed: a reason, a number, a format. Each fact stands here, with how it is said to
//! those who read the trail, so that none is written that nobody can read.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::prelude::Json;
use sea_orm::{EnumIter, Iterable};

use super::trail::when;
use crate::language::Language;

/// A fact of a deed, in the order in which they are said; `locales/` has the words, `fact-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum Fact {
    Role,
    Name,
    Device,
    Status,
    /// The places in a line, or numbers of seats.
    From,
    To,
    /// Stops, by their titles.
    Stop,
    StopGivenBack,
    OverbookedBy,
    /// A seat where there was none left.
    OverCapacity,
    /// Let in without a seat.
    Anyway,
    /// The slug of what was copied.
    Of,
    /// The kind of letter.
    Kind,
    Format,
    Count,
    /// How many people it was done for, and for how many it could not be done.
    People,
    Refused,
    /// What became of the lines of a list.
    Seats,
    Waits,
    There,
    Left,
    Unfit,
    /// How many people had a letter, and how many left the line.
    Told,
    MovedUp,
    Registrations,
    SendAt,
    /// Whether the person, or the people of a list, had a letter.
    Letter,
    Letters,
    Reason,
    Fields,
    Columns,
    /// What the version of the event was from then on, and each field as it was and is.
    Version,
    Changed,
    Consent,
    Filter,
    Audience,
    Message,
    /// The stop itself, whatever it is called later.
    StopId,
    /// The letter that was sent again, by its id.
    Resent,
}

/// How a fact is said.
#[derive(Clone, Copy)]
enum Look {
    AsItIs,
    /// A number; none is no news.
    Count,
    /// A moment, in the zone of the house.
    Moment,
    /// One of a list, by its word: that begins so in `locales/`.
    Word(&'static str),
    /// Several of a list.
    Words(&'static str),
    /// By the word of the fact alone, when it is so.
    OnlyIf(bool),
    /// It tells a reader nothing; a program reads it.
    Unsaid,
}

impl Fact {
    /// Its name in the facts of an entry: `moved_up`.
    pub fn code(self) -> &'static str {
        self.known().0
    }

    /// Whether those who read the trail see it.
    pub fn is_said(self) -> bool {
        !matches!(self.known().1, Look::Unsaid)
    }

    /// Where its word stands in `locales/`.
    pub fn key(self) -> String {
        format!("fact-{}", self.code().replace('_', "-"))
    }

    fn known(self) -> (&'static str, Look) {
        match self {
            Fact::Role => ("role", Look::Word("authority-")),
            Fact::Name => ("name", Look::AsItIs),
            Fact::Device => ("device", Look::AsItIs),
            Fact::Status => ("status", Look::Word("list-is-")),
            Fact::From => ("from", Look::AsItIs),
            Fact::To => ("to", Look::AsItIs),
            Fact::Stop => ("stop", Look::AsItIs),
            Fact::StopGivenBack => ("stop_given_back", Look::AsItIs),
            Fact::OverbookedBy => ("overbooked_by", Look::Count),
            Fact::OverCapacity => ("over_capacity", Look::OnlyIf(true)),
            Fact::Anyway => ("anyway", Look::OnlyIf(true)),
            Fact::Of => ("of", Look::AsItIs),
            Fact::Kind => ("kind", Look::Word("letter-kind-")),
            Fact::Format => ("format", Look::AsItIs),
            Fact::Count => ("count", Look::Count),
            Fact::People => ("people", Look::Count),
            Fact::Refused => ("refused", Look::Count),
            Fact::Seats => ("seats", Look::Count),
            Fact::Waits => ("waits", Look::Count),
            Fact::There => ("there", Look::Count),
            Fact::Left => ("left", Look::Count),
            Fact::Unfit => ("unfit", Look::Count),
            Fact::Told => ("told", Look::Count),
            Fact::MovedUp => ("moved_up", Look::Count),
            Fact::Registrations => ("registrations", Look::Count),
            Fact::SendAt => ("send_at", Look::Moment),
            Fact::Letter => ("letter", Look::OnlyIf(false)),
            Fact::Letters => ("letters", Look::OnlyIf(false)),
            Fact::Reason => ("reason", Look::AsItIs),
            Fact::Fields => ("fields", Look::Words("list-")),
            Fact::Columns => ("columns", Look::Words("list-")),
            Fact::Version => ("version", Look::Unsaid),
            Fact::Changed => ("changed", Look::Unsaid),
            Fact::Consent => ("consent", Look::Unsaid),
            Fact::Filter => ("filter", Look::Unsaid),
            Fact::Audience => ("audience", Look::Unsaid),
            Fact::Message => ("message", Look::Unsaid),
            Fact::StopId => ("stop_id", Look::Unsaid),
            Fact::Resent => ("resent", Look::Unsaid),
        }
    }

    /// "Rol: organisator"; nothing where there is nothing to say.
    fn say(self, value: &Json, l: Language, zone: Tz) -> Option<String> {
        let label = || l.say(&self.key());
        let words = match (self.known().1, value) {
            (Look::AsItIs, Json::String(text)) => text.clone(),
            (Look::AsItIs, Json::Number(number)) => number.to_string(),
            (Look::Count, Json::Number(number)) => l.number(number.as_i64().filter(|n| *n != 0)?),
            (Look::Moment, Json::String(at)) => when(at.parse::<DateTime<Utc>>().ok()?, l, zone),
            (Look::Word(list), Json::String(code)) => l.try_say(&format!("{list}{code}"))?,
            (Look::Words(list), Json::String(codes)) => words(list, codes.split(','), l),
            (Look::Words(list), Json::Array(codes)) => words(list, codes.iter().filter_map(Json::as_str), l),
            (Look::OnlyIf(so), Json::Bool(is)) if so == *is => return Some(label()),
            _ => return None,
        };
        (!words.is_empty()).then(|| l.labelled(label(), words))
    }
}

/// "Naam, E-mailadres": those that have a word.
fn words<'a>(list: &str, codes: impl Iterator<Item = &'a str>, l: Language) -> String {
    let word = |code: &str| l.try_say(&format!("{list}{}", code.replace('_', "-")));
    codes.filter_map(word).collect::<Vec<_>>().join(", ")
}

/// As an entry keeps them.
pub fn kept(facts: &[(Fact, Json)]) -> Json {
    Json::Object(facts.iter().map(|(fact, value)| (fact.code().to_string(), value.clone())).collect())
}

/// "Rol: organisator, Reden: ziek": what an entry keeps, for those who read the trail.
pub fn said(kept: &Json, l: Language, zone: Tz) -> String {
    Fact::iter().filter_map(|fact| fact.say(&kept[fact.code()], l, zone)).collect::<Vec<_>>().join(", ")
}
