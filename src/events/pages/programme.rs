//! The programme: the stops with their numbers, and between them the points that need no seat, day by day.

use chrono::{DateTime, NaiveDate, Utc};

use crate::events::Details;
use crate::events::views::timestamp;
use crate::language::{Language, Passage, capitalised};

pub struct Programme {
    pub title: String,
    pub days: Vec<Day>,
}

/// What happens on one day.
pub struct Day {
    date: NaiveDate,
    /// "Vrijdag 5 maart"; none where all of it is on the day that the event begins.
    pub name: Option<String>,
    /// Of the titles, which stand below the name.
    pub heading: u8,
    pub points: Vec<Point>,
}

pub struct Point {
    at: DateTime<Utc>,
    day: NaiveDate,
    /// The moment with its offset (RFC 3339).
    pub begins: String,
    pub time: String,
    /// Only stops are numbered.
    pub number: Option<usize>,
    /// "Halte 1: ", for those who do not see the number.
    pub label: String,
    pub title: Passage,
    pub practice: String,
    pub text: Passage,
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
                .map(|point| Point { text: point.text.passage(l), ..Point::at(point.at, details, l) }),
        );
        points.sort_by_key(|p| (p.at, p.number));
        let title = match details.stops.len() {
            0 => l.say("programme"),
            stops => l.count("programme-stops", stops as i64),
        };
        Programme { title, days: days(points, details.event.first_day(), l) }
    }
}

/// The points by day; the days are named unless `first`, which the page has said above, is the only one.
fn days(points: Vec<Point>, first: NaiveDate, l: Language) -> Vec<Day> {
    let named = points.iter().any(|point| point.day != first);
    let mut days: Vec<Day> = Vec::new();
    for point in points {
        match days.last_mut().filter(|day| day.date == point.day) {
            Some(day) => day.points.push(point),
            None => days.push(Day {
                date: point.day,
                name: named.then(|| capitalised(&l.day(point.day))),
                heading: if named { 4 } else { 3 },
                points: vec![point],
            }),
        }
    }
    days
}

fn stops(details: &Details, l: Language) -> Vec<Point> {
    let numbered = details.stops.iter().enumerate();
    numbered
        .map(|(index, stop)| {
            let title = stop.titles.passage(l);
            Point {
                number: Some(index + 1),
                label: l.count("programme-stop", index as i64 + 1),
                practice: Some(&stop.practice).filter(|p| **p != *title).cloned().unwrap_or_default(),
                text: stop.descriptions.passage(l),
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
            day: local.date_naive(),
            begins: timestamp(&details.event, at),
            time: l.clock(local.time()),
            number: None,
            label: String::new(),
            title: Passage::default(),
            practice: String::new(),
            text: Passage::default(),
        }
    }
}
