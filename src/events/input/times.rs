//! When an event is: beginning and end, when one can register, the programme and the stops.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::faults::Faults;
use super::lists::check_ids;
use super::{EventInput, put};
use crate::error::Fault;
use crate::events::event::{self, Programme, ProgrammePoint};

/// When a stop begins and ends.
pub type Slot = (DateTime<Utc>, DateTime<Utc>);

impl EventInput {
    pub(super) fn apply_times(&self, event: &mut event::Model, faults: &mut Faults) {
        let parse = |name: &str| name.parse::<Tz>().map_err(drop);
        if let Some(zone) = faults.parsed("timezone", "fault-timezone", self.timezone.as_deref(), parse) {
            event.timezone = zone.name().to_string();
        }
        let zone = event.zone();
        put(&mut event.starts_at, faults.time("starts_at", self.starts_at.as_deref(), zone));
        put(&mut event.ends_at, faults.time("ends_at", self.ends_at.as_deref(), zone));
        if event.ends_at <= event.starts_at && !faults.0.iter().any(|f| f.key.starts_with("fault-time")) {
            faults.add("ends_at", "fault-ends-before-start");
        }
        self.apply_programme(event, zone, faults);
        self.apply_window(event, zone, faults);
    }

    fn apply_programme(&self, event: &mut event::Model, zone: Tz, faults: &mut Faults) {
        let Some(points) = &self.programme else { return };
        let mut programme = Vec::new();
        for (index, point) in points.iter().enumerate() {
            let field = |name: &str| format!("programme.{index}.{name}");
            if point.text.is_blank() {
                faults.add(&field("text"), "fault-missing");
            }
            if let Some(at) = faults.time(&field("at"), Some(&point.at), zone) {
                programme.push(ProgrammePoint { at, text: point.text.texts(None) });
            }
        }
        programme.sort_by_key(|point| point.at);
        event.programme = Programme(programme);
    }

    fn apply_window(&self, event: &mut event::Model, zone: Tz, faults: &mut Faults) {
        let Some(window) = &self.registration else { return };
        for (field, from, to) in [
            ("registration.opens_at", &window.opens_at, &mut event.opens_at),
            ("registration.closes_at", &window.closes_at, &mut event.closes_at),
        ] {
            match from {
                Some(Some(text)) => *to = faults.time(field, Some(text), zone),
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

    /// What is wrong with the stops.
    pub(super) fn check_stops(&self, zone: Tz, faults: &mut Faults) {
        if let Err(found) = self.stop_times(zone) {
            faults.0.extend(found);
        }
    }

    /// The stops' times, or the faults in them.
    pub fn stop_times(&self, zone: Tz) -> Result<Vec<Slot>, Vec<Fault>> {
        let mut faults = Faults::default();
        let mut times = Vec::new();
        check_ids("stops", self.stops.iter().flatten().map(|s| s.id), &mut faults);
        for (index, stop) in self.stops.iter().flatten().enumerate() {
            let field = |name: &str| format!("stops.{index}.{name}");
            if stop.title.is_blank() {
                faults.add(&field("title"), "fault-title");
            }
            if stop.capacity.is_some_and(|c| !(0..=1_000_000).contains(&c)) {
                faults.add(&field("capacity"), "fault-capacity");
            }
            let starts = faults.time(&field("starts_at"), Some(&stop.starts_at), zone);
            let ends = faults.time(&field("ends_at"), Some(&stop.ends_at), zone);
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

/// The years in which something can happen: what lies outside was typed by mistake, and some databases do not know it.
/// `chrono_tz` knows no summer time after 2099, and a feed names no zone that has no rule through all its years.
pub const YEARS: RangeInclusive<i32> = 1970..=2099;

/// A day as a field for dates sends it, in a year in which something can happen.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    text.parse::<NaiveDate>().ok().filter(|day| YEARS.contains(&day.year()))
}

/// RFC 3339, or local time in `zone`; with seconds and parts of them, or without. A local time that does not exist, or
/// exists twice, is a fault: the hour that the clocks jump over, and the hour that comes again. So is a leap second,
/// which no calendar keeps, and a year in which nothing happens.
pub fn parse_time(text: &str, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
    let time = parse_any_time(text, zone)?;
    if YEARS.contains(&time.year()) { Ok(time) } else { Err("fault-time") }
}

/// The same of any year.
pub fn parse_any_time(text: &str, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
    let text = text.trim();
    let time = if let Some(time) = with_offset(text) {
        time
    } else {
        let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"];
        let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).ok_or("fault-time")?;
        match zone.from_local_datetime(&local) {
            LocalResult::Single(time) => time.to_utc(),
            LocalResult::Ambiguous(..) => return Err("fault-time-twice"),
            LocalResult::None => return Err("fault-time-never"),
        }
    };
    let is_leap_second = time.nanosecond() >= 1_000_000_000;
    if is_leap_second { Err("fault-time") } else { Ok(time) }
}

/// A moment that says how far it is from UTC: `2027-10-31T02:30:00+02:00`, and the same without seconds.
fn with_offset(text: &str) -> Option<DateTime<Utc>> {
    let without_seconds = || text.split_at_checked("2027-10-31T02:30".len());
    let whole = |(minute, offset): (&str, &str)| DateTime::parse_from_rfc3339(&format!("{minute}:00{offset}")).ok();
    let time = DateTime::parse_from_rfc3339(text).ok().or_else(|| without_seconds().and_then(whole));
    time.map(|time| time.to_utc())
}
