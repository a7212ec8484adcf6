//! How often an event comes again: a rhythm, counted from a first day.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::error::Fault;
use crate::events::input::parse_day;
use crate::language::Language;

/// How many drafts are made in one deed: every week for half a year.
pub const MOST: usize = 26;

/// How many are proposed.
const USUAL: &str = "6";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rhythm {
    Week,
    TwoWeeks,
    /// On the same weekday of the month: the third Tuesday.
    #[default]
    Month,
}

impl Rhythm {
    pub const ALL: [Rhythm; 3] = [Rhythm::Week, Rhythm::TwoWeeks, Rhythm::Month];

    /// Its name in `?rhythm=`.
    pub fn code(self) -> &'static str {
        match self {
            Rhythm::Week => "week",
            Rhythm::TwoWeeks => "two-weeks",
            Rhythm::Month => "month",
        }
    }

    /// The rhythm of this name; the usual one where there is none.
    pub fn of_code(code: &str) -> Rhythm {
        Rhythm::ALL.into_iter().find(|rhythm| rhythm.code() == code).unwrap_or_default()
    }

    /// So many days from the first one on.
    pub fn days(self, first: NaiveDate, times: usize) -> Vec<NaiveDate> {
        (0..).take(times).map_while(|n| self.day(first, n)).collect()
    }

    fn day(self, first: NaiveDate, n: u32) -> Option<NaiveDate> {
        match self {
            Rhythm::Week => first.checked_add_days(Days::new(7 * u64::from(n))),
            Rhythm::TwoWeeks => first.checked_add_days(Days::new(14 * u64::from(n))),
            Rhythm::Month => months_later(first, n),
        }
    }
}

/// The same weekday of a later month. Most months have four of each, so that a fifth one stands for the last.
fn months_later(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    let month = first.with_day(1)?.checked_add_months(Months::new(months))?;
    let nth = |n: u8| NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), first.weekday(), n);
    match first.day() {
        1..=7 => nth(1),
        8..=14 => nth(2),
        15..=21 => nth(3),
        22..=28 => nth(4),
        _ => nth(5).or_else(|| nth(4)),
    }
}

/// The days of a rhythm as it was typed.
pub fn count(first: &str, rhythm: &str, times: &str) -> Result<Vec<NaiveDate>, Vec<Fault>> {
    let times = times.parse::<usize>().ok().filter(|times| (1..=MOST).contains(times));
    match (parse_day(first), times) {
        (Some(first), Some(times)) => Ok(Rhythm::of_code(rhythm).days(first, times)),
        (first, times) => {
            let no_day = first.is_none().then(|| Fault::new("first", "plan-fault-date"));
            let no_number = times.is_none().then(|| Fault::new("times", "repeat-fault-times"));
            Err(no_day.into_iter().chain(no_number).collect())
        }
    }
}

/// The form of a rhythm, for `templates/planning/rhythm.html`.
pub struct RhythmForm {
    pub first: String,
    pub times: String,
    pub choices: Vec<Choice>,
    pub wrong_first: Option<String>,
    pub wrong_times: Option<String>,
}

/// A rhythm that one can choose.
pub struct Choice {
    pub code: &'static str,
    pub words: String,
    pub hint: Option<String>,
    pub is_chosen: bool,
}

impl RhythmForm {
    pub fn blank(l: Language) -> RhythmForm {
        RhythmForm::typed("", "", USUAL, &[], l)
    }

    /// As it was typed, with what is wrong with it.
    pub fn typed(first: &str, rhythm: &str, times: &str, faults: &[Fault], l: Language) -> RhythmForm {
        let chosen = Rhythm::of_code(rhythm);
        let choice = |rhythm: Rhythm| Choice {
            code: rhythm.code(),
            words: l.say(&format!("rhythm-{}", rhythm.code())),
            hint: l.try_say(&format!("rhythm-{}-hint", rhythm.code())),
            is_chosen: rhythm == chosen,
        };
        let wrong = |field: &str| faults.iter().find(|fault| fault.field == field).map(|fault| l.say(fault.key));
        RhythmForm {
            first: first.to_string(),
            times: times.to_string(),
            choices: Rhythm::ALL.into_iter().map(choice).collect(),
            wrong_first: wrong("first"),
            wrong_times: wrong("times"),
        }
    }
}
