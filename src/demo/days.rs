//! Days and hours as on the clock in Brussels: fixed for what has been, counted from today for what is still to come.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;

use super::wrong;
use crate::error::Result;

pub const ZONE: Tz = chrono_tz::Europe::Brussels;

/// How long before World Social Work Day its events stand in the agenda, at least.
const AHEAD: Days = Days::new(21);

/// When an event is.
#[derive(Clone, Debug, Deserialize)]
pub struct When {
    #[serde(flatten)]
    day: Day,
    from: NaiveTime,
    until: NaiveTime,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Day {
    Fixed { date: NaiveDate },
    Ahead { weeks_ahead: u64, weekday: Weekday },
    Ago { weeks_ago: u64, weekday: Weekday },
    Celebration { world_social_work_day: bool },
    NextYear { next_year_month: u32, weekday: Weekday, nth: u8 },
}

impl When {
    /// The day, seen from `today`.
    pub fn date(&self, today: NaiveDate) -> Result<NaiveDate> {
        match self.day {
            Day::Fixed { date } => Some(date),
            Day::Ahead { weeks_ahead, weekday } => ahead(today, weeks_ahead, weekday),
            Day::Ago { weeks_ago, weekday } => ago(today, weeks_ago, weekday),
            Day::Celebration { world_social_work_day: yes } => yes.then(|| world_social_work_day(today)).flatten(),
            Day::NextYear { next_year_month, weekday, nth } => {
                NaiveDate::from_weekday_of_month_opt(today.year() + 1, next_year_month, weekday, nth)
            }
        }
        .ok_or_else(|| wrong(format!("{self:?} is no day")))
    }

    /// The start and the end.
    pub fn span(&self, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
        let date = self.date(today(now))?;
        Ok((at(date, self.from)?, at(date, self.until)?))
    }
}

/// The date in Brussels.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&ZONE).date_naive()
}

/// That hour of that day in Brussels. An hour that the summer time skips is none.
pub fn at(date: NaiveDate, time: NaiveTime) -> Result<DateTime<Utc>> {
    let local = ZONE.from_local_datetime(&date.and_time(time)).earliest();
    local.map(|local| local.to_utc()).ok_or_else(|| wrong(format!("there is no {time} on {date}")))
}

/// The whole hour `hour` on the day so many days before `moment`.
pub fn days_before(moment: DateTime<Utc>, days: u64, hour: u32) -> Result<DateTime<Utc>> {
    let date = today(moment).checked_sub_days(Days::new(days));
    let time = NaiveTime::from_hms_opt(hour, 0, 0);
    match (date, time) {
        (Some(date), Some(time)) => at(date, time),
        _ => Err(wrong(format!("{days} days before {moment} is no day"))),
    }
}

/// The next third Tuesday of March that is at least three weeks away.
pub fn world_social_work_day(today: NaiveDate) -> Option<NaiveDate> {
    let soonest = today.checked_add_days(AHEAD)?;
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_weekday_of_month_opt(year, 3, Weekday::Tue, 3))
        .find(|day| *day >= soonest)
}

/// That weekday, so many weeks from this one, and later when nobody meets then.
fn ahead(today: NaiveDate, weeks: u64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = today.week(Weekday::Mon).checked_first_day()?;
    let day = u64::from(weekday.num_days_from_monday());
    let date = monday.checked_add_days(Days::new(7 * weeks + day))?;
    match is_free(date) {
        true if [12, 1].contains(&date.month()) => date.checked_add_days(Days::new(14)),
        true => date.checked_add_days(Days::new(7)),
        false => Some(date),
    }
}

/// Between Christmas and New Year nobody meets, nor on the holidays that keep their date.
fn is_free(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (12, 21..) | (1, ..=3) | (5, 1) | (7, 11 | 21) | (8, 15) | (11, 1 | 11))
}

/// That weekday, so many weeks before this one, and earlier when nobody met then.
fn ago(today: NaiveDate, weeks: u64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = today.week(Weekday::Mon).checked_first_day()?;
    let day = u64::from(weekday.num_days_from_monday());
    let date = monday.checked_sub_days(Days::new(7 * weeks))?.checked_add_days(Days::new(day))?;
    match is_free(date) {
        true => date.checked_sub_days(Days::new(14)),
        false => Some(date),
    }
}
