//! Days put together to days, weeks, months or years, whichever make a chart that one can read.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::counting::Day;
use crate::language::Language;

/// How long a column lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    /// The first day of the step in which `date` lies.
    fn begin(self, date: NaiveDate) -> NaiveDate {
        match self {
            Step::Day => date,
            Step::Week => date.week(Weekday::Mon).checked_first_day().unwrap_or(date),
            Step::Month => date.with_day(1).unwrap_or(date),
            Step::Year => date.with_day(1).and_then(|d| d.with_month(1)).unwrap_or(date),
        }
    }

    fn next(self, begin: NaiveDate) -> Option<NaiveDate> {
        match self {
            Step::Day => begin.checked_add_days(Days::new(1)),
            Step::Week => begin.checked_add_days(Days::new(7)),
            Step::Month => begin.checked_add_months(Months::new(1)),
            Step::Year => begin.checked_add_months(Months::new(12)),
        }
    }

    /// The shortest with which so many days fit into a chart of so many columns.
    fn for_days(days: i64, columns: i64) -> Step {
        match days {
            days if days <= columns => Step::Day,
            days if days <= 7 * (columns - 1) => Step::Week,
            days if days <= 30 * (columns - 1) => Step::Month,
            _ => Step::Year,
        }
    }

    fn name(self, begin: NaiveDate, l: Language) -> String {
        match self {
            Step::Day => format!("{} {}", l.short_weekday(begin), l.plain_date(begin)),
            Step::Week => l.fill("figures-week-of", [("date", &l.plain_date(begin))]),
            Step::Month => format!("{} {}", l.month(begin), begin.year()),
            Step::Year => begin.year().to_string(),
        }
    }
}

/// Who registered and cancelled while a column lasts, and how many had registered by its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// "ma 26 oktober 2026": within a line.
    pub name: String,
    pub registered: i64,
    pub cancelled: i64,
    pub so_far: i64,
}

/// From the first day on which something happened to the last, without a gap, in so many columns at most (unless that
/// is too few for the years).
pub fn timeline(days: &BTreeMap<NaiveDate, Day>, columns: i64, l: Language) -> Vec<Moment> {
    let Some((first, last)) = days.keys().next().zip(days.keys().next_back()) else {
        return Vec::new();
    };
    let step = Step::for_days((*last - *first).num_days() + 1, columns);
    let mut steps: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    let mut begin = Some(step.begin(*first));
    while let Some(day) = begin.filter(|day| day <= last) {
        steps.insert(day, Day::default());
        begin = step.next(day);
    }
    for (date, day) in days {
        let sum = steps.entry(step.begin(*date)).or_default();
        sum.registered += day.registered;
        sum.cancelled += day.cancelled;
    }
    let mut so_far = 0;
    let told = |(begin, day): (NaiveDate, Day)| {
        so_far += day.registered;
        Moment { name: step.name(begin, l), registered: day.registered, cancelled: day.cancelled, so_far }
    };
    steps.into_iter().map(told).collect()
}
