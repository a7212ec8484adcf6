//! Time zones as a calendar stream tells them: one VTIMEZONE for each zone by name, with a yearly rule from 1970 (the
//! one form that every client reads). What a rule cannot say right is said in UTC instead.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock, Mutex};

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc, Weekday};
use chrono_tz::{OffsetName, Tz};
use icalendar::CalendarDateTime;

use crate::events::event;

/// The years for which a rule must hold, whatever the events of the stream.
const YEARS: RangeInclusive<i32> = 2020..=2037;

/// The zones that a stream may name.
#[derive(Debug, Default)]
pub struct Zones(BTreeMap<&'static str, Arc<Rule>>);

impl Zones {
    /// The zones of these events, as far as a yearly rule can say them.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a event::Model>) -> Zones {
        let mut spans: BTreeMap<&'static str, (Tz, i32, i32)> = BTreeMap::new();
        for event in events.into_iter().filter(|e| is_plain(e)) {
            let zone = event.zone();
            let span = spans.entry(zone.name()).or_insert((zone, *YEARS.start(), *YEARS.end()));
            span.1 = span.1.min(event.starts_at.year());
            span.2 = span.2.max(event.ends_at.year());
        }
        let ruled = |(name, (zone, from, until))| Some((name, Rule::known(zone, from..=until)?));
        Zones(spans.into_iter().filter_map(ruled).collect())
    }

    /// The zone of the house, for a stream that names no other; UTC where no rule can say it, so that there is one.
    pub fn here(zone: Tz) -> Zones {
        let utc = || ("UTC", Arc::new(Rule::Fixed { offset: 0, name: "UTC".to_string() }));
        let ruled = Rule::known(zone, YEARS).map(|rule| (zone.name(), rule));
        Zones(BTreeMap::from([ruled.unwrap_or_else(utc)]))
    }

    /// A moment of the event, in the event's own zone if the stream can name it.
    pub fn moment(&self, event: &event::Model, at: DateTime<Utc>) -> CalendarDateTime {
        let zone = event.zone();
        if is_plain(event) && self.0.contains_key(zone.name()) {
            CalendarDateTime::WithTimezone {
                date_time: at.with_timezone(&zone).naive_local(),
                tzid: zone.name().to_string(),
            }
        } else {
            CalendarDateTime::Utc(at)
        }
    }

    /// The same for a beginning and an end that belong together: both in the zone, or both in UTC.
    pub fn span(&self, event: &event::Model, span: [DateTime<Utc>; 2]) -> [CalendarDateTime; 2] {
        let happens_once = |at: &DateTime<Utc>| is_single(event.zone(), *at);
        if span.iter().all(happens_once) {
            span.map(|at| self.moment(event, at))
        } else {
            span.map(CalendarDateTime::Utc)
        }
    }

    /// Writes the VTIMEZONEs; they stand before the events that name them.
    pub fn write(&self, stream: &mut String) {
        for (name, rule) in &self.0 {
            rule.write(name, stream);
        }
    }
}

/// Whether the event's clock times happen once. In the hour that autumn repeats, a local time means its first
/// occurrence (RFC 5545, section 3.3.5), so that the second cannot be said.
fn is_plain(event: &event::Model) -> bool {
    [event.starts_at, event.ends_at].into_iter().all(|at| is_single(event.zone(), at))
}

fn is_single(zone: Tz, at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&zone).naive_local();
    zone.from_local_datetime(&local).single().is_some()
}

/// How a zone's clock goes, year after year.
#[derive(Debug, PartialEq)]
enum Rule {
    /// Always so many seconds ahead of UTC.
    Fixed { offset: i32, name: String },
    /// Changed twice a year, always alike.
    Yearly([Change; 2]),
}

/// A change of the clock that comes every year.
#[derive(Debug, PartialEq)]
struct Change {
    month: u32,
    weekday: Weekday,
    /// The how-manieth such day of the month; -1 is the last.
    nth: i8,
    /// The time on the clock before the change.
    time: chrono::NaiveTime,
    /// Seconds ahead of UTC, before and after.
    from: i32,
    to: i32,
    name: String,
}

impl Rule {
    /// The rule of a zone. For the years of nearly every stream it is looked for once: that means asking for the time of
    /// a thousand weeks, and each letter carries it.
    fn known(zone: Tz, years: RangeInclusive<i32>) -> Option<Arc<Rule>> {
        static FOUND: LazyLock<Mutex<HashMap<Tz, Option<Arc<Rule>>>>> = LazyLock::new(Mutex::default);
        if years != YEARS {
            return Rule::of(zone, years).map(Arc::new);
        }
        let mut found = FOUND.lock().expect("nobody panics while looking");
        found.entry(zone).or_insert_with(|| Rule::of(zone, YEARS).map(Arc::new)).clone()
    }

    /// The rule by which the zone lives through all of these years; none when there is no such rule, and none for UTC
    /// itself, which is not to be named (RFC 5545, section 3.2.19).
    fn of(zone: Tz, years: RangeInclusive<i32>) -> Option<Rule> {
        let changes = changes(zone, &years);
        if changes.is_empty() {
            let (offset, name) = clock(zone, midnight(*years.start())?);
            return (offset != 0).then_some(Rule::Fixed { offset, name });
        }
        let count = years.count();
        let (ahead, back): (Vec<_>, Vec<_>) = changes.into_iter().partition(|c| c.to > c.from);
        if ahead.len() != count || back.len() != count {
            return None;
        }
        Some(Rule::Yearly([Change::always(&ahead)?, Change::always(&back)?]))
    }

    fn write(&self, zone: &str, stream: &mut String) {
        let _ = write!(stream, "BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n");
        match self {
            Rule::Fixed { offset, name } => {
                write_part(stream, "STANDARD", "19700101T000000", None, [*offset, *offset], name);
            }
            Rule::Yearly([ahead, back]) => {
                ahead.write("DAYLIGHT", stream);
                back.write("STANDARD", stream);
            }
        }
        stream.push_str("END:VTIMEZONE\r\n");
    }
}

/// One change of the clock, as it happened.
struct Happened {
    /// The time on the clock before.
    local: NaiveDateTime,
    from: i32,
    to: i32,
    name: String,
}

impl Change {
    /// What all of these have in common, if it is everything.
    fn always(happened: &[Happened]) -> Option<Change> {
        let first = happened.first()?;
        let days: Vec<NaiveDate> = happened.iter().map(|h| h.local.date()).collect();
        let (month, weekday) = (days[0].month(), days[0].weekday());
        let alike = |h: &Happened| {
            (h.local.month(), h.local.weekday()) == (month, weekday)
                && h.local.time() == first.local.time()
                && (h.from, h.to, &h.name) == (first.from, first.to, &first.name)
        };
        let nth = if days.iter().all(|d| (*d + Duration::days(7)).month() != month) {
            -1
        } else {
            let nth = days[0].day0() / 7;
            days.iter().all(|d| d.day0() / 7 == nth).then_some(nth as i8 + 1)?
        };
        happened.iter().all(alike).then(|| Change {
            month,
            weekday,
            nth,
            time: first.local.time(),
            from: first.from,
            to: first.to,
            name: first.name.clone(),
        })
    }

    fn write(&self, part: &str, stream: &mut String) {
        let day = self.day_in_1970().map_or_else(String::new, |d| d.format("%Y%m%d").to_string());
        let start = format!("{day}T{}", self.time.format("%H%M%S"));
        let weekday = &self.weekday.to_string().to_uppercase()[..2];
        let rule = format!("FREQ=YEARLY;BYMONTH={};BYDAY={}{weekday}", self.month, self.nth);
        write_part(stream, part, &start, Some(&rule), [self.from, self.to], &self.name);
    }

    fn day_in_1970(&self) -> Option<NaiveDate> {
        if self.nth > 0 {
            return NaiveDate::from_weekday_of_month_opt(1970, self.month, self.weekday, self.nth as u8);
        }
        (1..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(1970, self.month, self.weekday, nth))
    }
}

fn write_part(stream: &mut String, part: &str, start: &str, rule: Option<&str>, [from, to]: [i32; 2], name: &str) {
    let _ = write!(stream, "BEGIN:{part}\r\nDTSTART:{start}\r\n");
    if let Some(rule) = rule {
        let _ = write!(stream, "RRULE:{rule}\r\n");
    }
    let (from, to) = (offset(from), offset(to));
    let _ = write!(stream, "TZNAME:{name}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nEND:{part}\r\n");
}

/// Seconds ahead of UTC as `+0100` (RFC 5545, section 3.3.14).
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let whole = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest == 0 { whole } else { format!("{whole}{rest:02}") }
}

/// Every change of the clock in these years: looked for week by week, then found to the second.
fn changes(zone: Tz, years: &RangeInclusive<i32>) -> Vec<Happened> {
    let (Some(mut at), Some(end)) = (midnight(*years.start()), midnight(*years.end() + 1)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while at < end {
        let next = end.min(at + Duration::days(7));
        let before = clock(zone, at);
        if clock(zone, next) != before {
            let moment = turn(zone, at, next);
            let (to, name) = clock(zone, moment);
            let local = moment + Duration::seconds(before.0.into());
            let from = before.0;
            found.push(Happened { local, from, to, name });
        }
        at = next;
    }
    found
}

/// The first second after `before` at which the clock no longer goes as it did then, given that it does not at `after`.
fn turn(zone: Tz, mut before: NaiveDateTime, mut after: NaiveDateTime) -> NaiveDateTime {
    let old = clock(zone, before);
    while after - before > Duration::seconds(1) {
        let middle = before + Duration::seconds((after - before).num_seconds() / 2);
        if clock(zone, middle) == old {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// How far the zone's clock is ahead of UTC, in seconds, and what that time is called.
fn clock(zone: Tz, at: NaiveDateTime) -> (i32, String) {
    let offset = zone.offset_from_utc_datetime(&at);
    (offset.fix().local_minus_utc(), offset.abbreviation().unwrap_or("LMT").to_string())
}

fn midnight(year: i32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)
}
