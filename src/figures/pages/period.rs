//! Which time one wants the figures of: an event counts where it begins.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::language::Language;

/// What "the past year" is.
const YEAR: Duration = Duration::days(365);
/// How many years one can choose from.
const YEARS: i32 = 30;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// From a year ago on, with what is still to come.
    #[default]
    Recent,
    /// What is still to come.
    Ahead,
    /// A calendar year.
    Year(i32),
    All,
}

impl Period {
    /// A period that means nothing is the usual one: an old link still shows something.
    pub fn asked(code: &str) -> Period {
        match code {
            "ahead" => Period::Ahead,
            "all" => Period::All,
            code => match code.parse() {
                Ok(year @ 1970..=9998) => Period::Year(year),
                _ => Period::Recent,
            },
        }
    }

    pub fn code(self) -> String {
        match self {
            Period::Recent => "recent".to_string(),
            Period::Ahead => "ahead".to_string(),
            Period::Year(year) => year.to_string(),
            Period::All => "all".to_string(),
        }
    }

    pub fn name(self, l: Language) -> String {
        match self {
            Period::Recent => l.say("figures-period-recent"),
            Period::Ahead => l.say("figures-period-ahead"),
            Period::Year(year) => year.to_string(),
            Period::All => l.say("figures-period-all"),
        }
    }

    /// From when, and until when.
    pub fn bounds(self, now: DateTime<Utc>, zone: Tz) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        match self {
            Period::Recent => (Some(now - YEAR), None),
            Period::Ahead => (Some(now), None),
            Period::Year(year) => (new_year(year, zone), new_year(year + 1, zone)),
            Period::All => (None, None),
        }
    }

    /// What one can choose where the first and the last event begin then.
    pub fn choices(span: Option<(DateTime<Utc>, DateTime<Utc>)>, zone: Tz) -> Vec<Period> {
        let year = |at: DateTime<Utc>| at.with_timezone(&zone).year();
        let years = span.map(|(first, last)| (year(first), year(last)));
        let years = years.into_iter().flat_map(|(first, last)| (first.max(last - YEARS)..=last).rev());
        [Period::Recent, Period::Ahead].into_iter().chain(years.map(Period::Year)).chain([Period::All]).collect()
    }
}

fn new_year(year: i32, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)?;
    midnight.and_local_timezone(zone).earliest().map(|local| local.to_utc())
}
