//! How the list says times, numbers and states.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::language::Language;
use crate::registrations::registration::{self, Status};

/// "23 sep, 9.14"
pub fn short_moment(l: Language, at: DateTime<Utc>, zone: Tz) -> String {
    let at = at.with_timezone(&zone);
    let day = at.date_naive();
    format!("{} {}, {}", l.day_number(day), l.short_month(day), l.time(at.time()))
}

/// A sentence about `n` people.
pub fn people(l: Language, key: &str, n: u64) -> String {
    l.with(key, [("n", n.into())])
}

/// How somebody stands: the class of the tag, and the words in it.
pub fn standing(l: Language, person: &registration::Model, position: Option<i64>, zone: Tz) -> (&'static str, String) {
    match person.status {
        Status::Confirmed if person.checked_in_at.is_some() => ("tag tag-ok", l.say("attendee-present")),
        Status::Confirmed => ("tag tag-ok", l.say("attendee-confirmed")),
        Status::Waitlisted if let Some(until) = person.offered_until => {
            ("tag tag-seat", l.fill("attendee-offered", [("until", &short_moment(l, until, zone))]))
        }
        Status::Waitlisted => ("tag tag-seat", l.count("waiting-tag", position.unwrap_or(1))),
        Status::Cancelled => ("tag", l.say("attendee-cancelled")),
    }
}
