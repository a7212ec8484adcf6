//! How one person stands at the stops, and what an organiser can do with those: one more, one instead of another, one
//! less. Each is a choice on the page, whose code says all of it: what stands there is what is done.

use chrono::{DateTime, Utc};

use super::words::short_moment;
use crate::events::{Details, stop};
use crate::language::Language;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration;
use crate::registrations::seats::booking::{Choice, Decision, Standing};
use crate::registrations::self_service::choosing::{self, StopToChoose};

/// Each stop that they chose or were at: title, hours, and how they stand there.
pub fn how_they_stand(
    details: &Details,
    standing: &Standing,
    there: &[stop_arrival::Model],
    l: Language,
) -> Vec<(String, String, String)> {
    let zone = details.event.zone();
    let shown = |stop: &stop::Model| {
        let held = standing.stops.iter().find(|held| held.stop_id == stop.id);
        let came = there.iter().find(|there| there.stop_id == stop.id);
        let state = match (came, held) {
            (Some(there), _) => l.fill("attendee-stop-there", [("when", &short_moment(l, there.at, zone))]),
            (None, Some(held)) => match held.position {
                Some(n) => l.count("waiting-tag", n),
                None => l.say("attendee-confirmed"),
            },
            (None, None) => return None,
        };
        Some((stop.titles.get(l).to_string(), stop.hours(&details.event, l), state))
    };
    details.stops.iter().filter_map(shown).collect()
}

/// Something that can be done with a stop.
pub struct StopWish {
    pub code: String,
    /// "Nachtopvang in plaats van Wijkwerking"
    pub words: String,
    /// Its hours, and how many seats there are.
    pub more: String,
    pub is_possible: bool,
}

impl StopWish {
    /// The stops that the person has not chosen, and then those that they have.
    pub fn all(
        details: &Details,
        person: &registration::Model,
        standing: &Standing,
        l: Language,
        now: DateTime<Utc>,
    ) -> Vec<StopWish> {
        let left = choosing::left_to(details, person, standing, l, now);
        let held = details.stops.iter().filter(|stop| standing.holds(stop.id));
        let given_back = held.map(|stop| StopWish {
            code: format!("leave.{}", stop.id),
            words: l.fill("attendee-stop-leave", [("stop", stop.titles.get(l))]),
            more: stop.hours(&details.event, l),
            is_possible: true,
        });
        left.iter().map(|stop| StopWish::to_choose(stop, l)).chain(given_back).collect()
    }

    fn to_choose(stop: &StopToChoose, l: Language) -> StopWish {
        let (code, words) = match &stop.instead_of {
            None => (format!("choose.{}", stop.id), l.fill("attendee-stop-choose", [("stop", &stop.title)])),
            Some(other) => (
                format!("choose.{}.{}", stop.id, other.id),
                l.fill("attendee-stop-swap", [("stop", &stop.title), ("other", &other.title)]),
            ),
        };
        let more = if stop.seats.is_empty() { stop.hours.clone() } else { format!("{}. {}", stop.hours, stop.seats) };
        StopWish { code, words, more, is_possible: stop.can_be_had() }
    }
}

/// What such a code decides.
pub fn decision(code: &str) -> Option<Decision> {
    let mut parts = code.split('.');
    let deed = parts.next()?;
    let stops: Vec<i32> = parts.map(|id| id.parse().ok()).collect::<Option<_>>()?;
    match (deed, stops.as_slice()) {
        ("choose", [stop]) => Some(Decision::ChooseStop(Choice { stop: *stop, instead_of: None })),
        ("choose", [stop, other]) => Some(Decision::ChooseStop(Choice { stop: *stop, instead_of: Some(*other) })),
        ("leave", [stop]) => Some(Decision::LeaveStop(*stop)),
        _ => None,
    }
}
