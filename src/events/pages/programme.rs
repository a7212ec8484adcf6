//! The programme: the stops with their numbers, and between them the points that need no seat.

use chrono::{DateTime, Utc};

use crate::events::Details;
use crate::language::Language;

pub struct Programme {
    pub title: String,
    pub points: Vec<Point>,
}

pub struct Point {
    at: DateTime<Utc>,
    /// As machines read it: `13:30`.
    pub clock: String,
    pub time: String,
    /// Only stops are numbered.
    pub number: Option<usize>,
    /// "Halte 1: ", for those who do not see the number.
    pub label: String,
    pub title: String,
    pub practice: String,
    pub text: String,
}

impl Programme {
    pub fn of(details: &Details, l: Language) -> Programme {
        let mut points: Vec<Point> = stops(details, l);
        points.extend(
            details
                .event
                .programme
                .0
                .iter()
                .map(|point| Point { text: point.text.get(l).to_string(), ..Point::at(point.at, details, l) }),
        );
        points.sort_by_key(|p| (p.at, p.number));
        let title = match details.stops.len() {
            0 => l.say("programme"),
            stops => l.count("programme-stops", stops as i64),
        };
        Programme { title, points }
    }
}

fn stops(details: &Details, l: Language) -> Vec<Point> {
    let numbered = details.stops.iter().enumerate();
    numbered
        .map(|(index, stop)| {
            let title = stop.titles.get(l).to_string();
            Point {
                number: Some(index + 1),
                label: l.count("programme-stop", index as i64 + 1),
                practice: Some(&stop.practice).filter(|p| **p != title).cloned().unwrap_or_default(),
                text: stop.descriptions.get(l).to_string(),
                title,
                ..Point::at(stop.starts_at, details, l)
            }
        })
        .collect()
}

impl Point {
    fn at(at: DateTime<Utc>, details: &Details, l: Language) -> Point {
        let local = at.with_timezone(&details.event.zone());
        Point {
            at,
            clock: local.format("%H:%M").to_string(),
            time: l.clock(local.time()),
            number: None,
            label: String::new(),
            title: String::new(),
            practice: String::new(),
            text: String::new(),
        }
    }
}
