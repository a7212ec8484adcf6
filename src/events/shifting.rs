//! The same so many days and minutes later or earlier, on the calendar and on the clock: 14 uur stays 14 uur, summer or
//! winter.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel, Set};

use super::editing::{self, Change};
use super::event;
use super::input::YEARS;
use super::{Details, parts, stop};
use crate::error::Result;

/// So many days and minutes further; back if they are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub days: i64,
    pub minutes: i64,
}

impl Shift {
    /// From the day of `from`, in its zone, to another day. None when the day lies outside of any calendar.
    pub fn to(day: NaiveDate, from: DateTime<Utc>, zone: Tz) -> Option<Shift> {
        let days = (day - from.with_timezone(&zone).date_naive()).num_days();
        YEARS.contains(&day.year()).then_some(Shift { days, minutes: 0 })
    }

    /// The moment, shifted; the key of the sentence that says why there is none.
    fn moment(self, at: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
        let local = at.with_timezone(&zone).naive_local();
        let days = Days::new(self.days.unsigned_abs());
        let day = if self.days < 0 { local.checked_sub_days(days) } else { local.checked_add_days(days) };
        let moved = day.and_then(|day| day.checked_add_signed(TimeDelta::try_minutes(self.minutes)?));
        let moved = moved.filter(|at| YEARS.contains(&at.year())).ok_or("fault-time")?;
        match zone.from_local_datetime(&moved) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.to_utc()),
            LocalResult::None => Err("fault-time-never"),
        }
    }

    fn span(self, [from, until]: [DateTime<Utc>; 2], zone: Tz) -> Result<[DateTime<Utc>; 2], &'static str> {
        let (starts, ends) = (self.moment(from, zone)?, self.moment(until, zone)?);
        let length = (until - from).max(TimeDelta::minutes(1));
        Ok([starts, if ends > starts { ends } else { starts + length }])
    }

    /// The event with its programme and the time in which one can register. Err: the key of the sentence that says why
    /// it cannot be.
    pub fn event(self, event: &event::Model) -> Result<event::Model, &'static str> {
        let zone = event.zone();
        let perhaps = |at: Option<DateTime<Utc>>| at.map(|at| self.moment(at, zone)).transpose();
        let mut moved = event.clone();
        [moved.starts_at, moved.ends_at] = self.span([event.starts_at, event.ends_at], zone)?;
        moved.opens_at = perhaps(event.opens_at)?;
        moved.closes_at = perhaps(event.closes_at)?;
        for point in &mut moved.programme.0 {
            point.at = self.moment(point.at, zone)?;
        }
        Ok(moved)
    }

    /// The stops moved as far, on the clock of `zone`. Err: the key of the sentence that says why not.
    pub fn stops(self, stops: &[stop::Model], zone: Tz) -> Result<Vec<stop::Model>, &'static str> {
        let moved = |stop: &stop::Model| {
            let [starts_at, ends_at] = self.span([stop.starts_at, stop.ends_at], zone)?;
            Ok(stop::Model { starts_at, ends_at, ..stop.clone() })
        };
        stops.iter().map(moved).collect()
    }
}

/// What moving the event comes to; nothing is changed. Stops, programme and the end of registration move along.
/// Registration opens when it was said to, unless that would be after it closes, or after the event begins.
pub fn foresee(details: &Details, shift: Shift) -> Result<Change, &'static str> {
    let before = &details.event;
    let mut after = shift.event(before)?;
    let last = after.closes_at.map_or(after.starts_at, |closes| closes.min(after.starts_at));
    if before.opens_at.is_none_or(|opens| opens < last) {
        after.opens_at = before.opens_at;
    }
    let mut stops = parts::changed(&details.stops, &shift.stops(&details.stops, before.zone())?);
    for change in &mut stops {
        change.after.sequence += i32::from(before.is_public());
    }
    Ok(Change::of(before.clone(), after, stops))
}

/// Moves the event.
pub async fn shift(txn: &DatabaseTransaction, now: DateTime<Utc>, change: Change) -> Result<Change> {
    for stop in change.stops.iter().map(|change| &change.after) {
        let mut row = stop::Model::clone(stop).into_active_model();
        row.starts_at = Set(stop.starts_at);
        row.ends_at = Set(stop.ends_at);
        row.sequence = Set(stop.sequence);
        row.update(txn).await?;
    }
    editing::keep(txn, now, change).await
}
