//! The stream round calendar entries (VCALENDAR): its own properties, the zones that it names, the entries.
//!
//! The `icalendar` crate writes the entries and no more: it would put a DTSTAMP of now and a random UID into each
//! VTIMEZONE, and writes NAME as it is, so that a line break in a title would add properties.

use std::fmt::Write;

use chrono_tz::Tz;
use icalendar::{Component, Event};

use super::text::{escape, fold, line};
use super::zone::Zones;
use crate::language::Language;
use crate::mail::CalendarMethod;
use crate::regions::region::Accent;

/// What a calendar app shows of a feed as a whole.
pub struct Cover {
    pub language: Language,
    pub name: String,
    pub about: String,
    /// The zone of a calendar that shows only one.
    pub timezone: Tz,
    /// Where the feed itself lies.
    pub source: String,
    /// The page that shows the same.
    pub page: String,
    pub accent: Accent,
}

/// A feed: public, to be read again every hour (RFC 7986).
pub fn feed(cover: &Cover, zones: &Zones, entries: impl IntoIterator<Item = Event>) -> String {
    let (name, about) = (escape(&line(&cover.name)), escape(&line(&cover.about)));
    let (source, page) = (address(&cover.source), address(&cover.page));
    let mut stream = head(cover.language);
    for property in [
        format!("NAME:{name}"),
        format!("X-WR-CALNAME:{name}"),
        format!("DESCRIPTION:{about}"),
        format!("X-WR-CALDESC:{about}"),
        format!("X-WR-TIMEZONE:{}", cover.timezone.name()),
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H".to_string(),
        "X-PUBLISHED-TTL:PT1H".to_string(),
        format!("SOURCE;VALUE=URI:{source}"),
        format!("URL:{page}"),
        format!("COLOR:{}", cover.accent.css_name()),
        format!("X-APPLE-CALENDAR-COLOR:{}", cover.accent.hex()),
    ] {
        let _ = write!(stream, "{property}\r\n");
    }
    let mut entries = entries.into_iter().peekable();
    if entries.peek().is_none() {
        // A calendar holds at least one component (RFC 5545, section 3.6).
        Zones::here(cover.timezone).write(&mut stream);
    }
    finished(stream, zones, entries)
}

/// One entry that a letter carries (RFC 5546).
pub fn invitation(language: Language, method: CalendarMethod, zones: &Zones, entry: &Event) -> String {
    alone(language, method.name(), zones, entry)
}

/// One entry that a person takes along as a file.
pub fn publication(language: Language, zones: &Zones, entry: &Event) -> String {
    alone(language, "PUBLISH", zones, entry)
}

fn alone(language: Language, method: &str, zones: &Zones, entry: &Event) -> String {
    let mut stream = head(language);
    let _ = write!(stream, "METHOD:{method}\r\n");
    finished(stream, zones, [entry.clone()])
}

fn head(language: Language) -> String {
    let language = language.code().to_uppercase();
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Samenkomst//Samenkomst {version}//{language}\r\n\
        CALSCALE:GREGORIAN\r\n"
    )
}

fn finished(mut stream: String, zones: &Zones, entries: impl IntoIterator<Item = Event>) -> String {
    zones.write(&mut stream);
    for entry in entries {
        stream.push_str(&Component::to_string(&entry));
    }
    stream.push_str("END:VCALENDAR\r\n");
    fold(&stream)
}

/// A URI value: it is written as it is, so nothing may stand in it that an address cannot hold.
fn address(address: &str) -> String {
    address.chars().filter(char::is_ascii_graphic).collect()
}
