//! What the pages with figures have in common: cards with a chart, and tables.

use crate::drawing;
use crate::feedback::Scores;
use crate::figures::report::{Column, Report, Row, Section, Topic, Way};
use crate::figures::tally::percent;
use crate::figures::timeline::Moment;
use crate::language::{Language, capitalised};

/// A figure with its chart. The chart is for the eye; the words say the same.
pub struct Card {
    pub name: String,
    pub number: String,
    pub chart: String,
    pub caption: String,
}

/// A table with a row of dots at each line.
pub struct Table {
    pub id: &'static str,
    pub title: String,
    /// What the lines are.
    pub of: String,
    pub headings: Vec<String>,
    pub lines: Vec<TableLine>,
    pub note: Option<String>,
}

pub struct TableLine {
    pub name: String,
    pub more: String,
    pub path: Option<String>,
    pub dots: String,
    pub cells: Vec<String>,
}

/// Registrations over time: the chart, what it shows, and the table beside it.
pub struct OverTime {
    pub chart: String,
    /// From when until when, and for how many a dot stands.
    pub caption: String,
    pub moments: Vec<Moment>,
}

/// The cards on top of each page: four, and how people found it where there is an answer to that.
pub fn cards(report: &Report, over: bool, l: Language) -> Vec<Card> {
    let total = &report.total;
    let moments = report.moments(drawing::NARROW, l);
    let counts: Vec<i64> = moments.iter().map(|m| m.registered).collect();
    let unit = drawing::unit(&counts, drawing::COLUMN);
    let mut cards = vec![
        Card {
            name: l.say("figures-registered"),
            number: l.number(total.registered),
            chart: if counts.is_empty() { String::new() } else { drawing::columns(&counts) },
            caption: if counts.is_empty() { l.say("figures-nobody") } else { l.count("figures-unit", unit) },
        },
        seats(report, l),
        Card {
            name: l.say("figures-show-up"),
            number: total.show_up().map_or_else(|| "–".to_string(), |n| l.count("figures-percent", n)),
            chart: drawing::part(total.came, total.expected),
            caption: match (total.expected, over) {
                (0, true) => l.say("figures-not-ticked"),
                (0, false) => l.say("figures-not-yet"),
                (of, _) => l.with("figures-came-of", [("n", total.came.into()), ("of", of.into())]),
            },
        },
        Card {
            name: l.say("figures-cancelled"),
            number: percent(total.cancelled, total.registered)
                .map_or_else(|| "–".to_string(), |n| l.count("figures-percent", n)),
            chart: drawing::part(total.cancelled, total.registered),
            caption: l.with("figures-cancelled-of", [("n", total.cancelled.into()), ("of", total.registered.into())]),
        },
    ];
    cards.extend(report.appreciation.as_ref().map(|appreciation| {
        let people = appreciation.scores.total() as i64;
        let told = [("n", people.into()), ("events", appreciation.events.into())];
        let name = l.say("tab-feedback");
        Card { name, ..average(Some(appreciation.scores), l.with("figures-average-of", told), l) }
    }));
    cards
}

/// How people found it on average, out of 5.
pub fn average(scores: Option<Scores>, caption: String, l: Language) -> Card {
    let average = scores.map(|scores| scores.average());
    Card {
        name: l.say("feedback-average"),
        number: average.map_or_else(|| "–".to_string(), |average| decimal(average, l)),
        chart: drawing::part((average.unwrap_or(0.0) * 10.0).round() as i64, 50),
        caption,
    }
}

/// "4,2"
fn decimal(number: f64, l: Language) -> String {
    l.decimal(format!("{number:.1}"))
}

/// How full it is; without a limit only how many there are.
fn seats(report: &Report, l: Language) -> Card {
    let total = &report.total;
    let waiting = (total.waiting > 0).then(|| l.count("figures-who-wait", total.waiting));
    let (number, chart, words) = match percent(report.taken, report.seats) {
        Some(full) => (
            l.count("figures-percent", full),
            drawing::part(report.taken, report.seats),
            l.with("figures-taken-of", [("n", report.taken.into()), ("of", report.seats.into())]),
        ),
        None => (l.number(total.seated), String::new(), l.say("figures-no-limit")),
    };
    let caption = [Some(words), waiting].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Card { name: l.say("figures-filled"), number, chart, caption }
}

/// None while nothing happened.
pub fn over_time(report: &Report, l: Language) -> Option<OverTime> {
    let moments = report.moments(drawing::WIDE, l);
    let counts: Vec<i64> = moments.iter().map(|m| m.registered).collect();
    let unit = l.count("figures-unit", drawing::unit(&counts, drawing::TALL_COLUMN));
    let (from, until) = (moments.first()?.name.clone(), moments.last()?.name.clone());
    let span = capitalised(&if from == until { from } else { format!("{from} – {until}") });
    let told = |moment: Moment| Moment { name: capitalised(&moment.name), ..moment };
    let moments = moments.into_iter().map(told).collect();
    Some(OverTime { chart: drawing::wide_columns(&counts), caption: format!("{span}. {unit}"), moments })
}

/// The tables; `way` knows where a line leads.
pub fn tables(report: &Report, l: Language, way: impl Fn(&Way) -> Option<String>) -> Vec<Table> {
    report.sections.iter().map(|section| table(section, l, &way)).collect()
}

fn table(section: &Section, l: Language, way: &impl Fn(&Way) -> Option<String>) -> Table {
    let columns: Vec<Column> = section.columns().collect();
    let counts: Vec<i64> = section.rows.iter().map(|row| row.tally.registered).collect();
    let unit = drawing::unit(&counts, 20);
    let line = |row: &Row| TableLine {
        name: row.name.clone(),
        more: row.more.clone(),
        path: row.way.as_ref().and_then(way),
        dots: drawing::line(row.tally.registered, unit),
        cells: columns.iter().map(|column| cell(*column, row, l)).collect(),
    };
    Table {
        id: section.topic.code(),
        title: l.say(&format!("figures-by-{}", section.topic.code())),
        of: l.say(&format!("figures-of-{}", section.topic.code())),
        headings: columns.iter().map(|column| heading(*column, l)).collect(),
        lines: section.rows.iter().map(line).collect(),
        note: match section.topic {
            Topic::Regions => Some(l.say("figures-regions-note")),
            Topic::Roles | Topic::Languages => {
                section.rows.iter().any(|row| row.name == l.say("figures-small")).then(|| l.say("figures-small-note"))
            }
            _ => None,
        },
    }
}

fn heading(column: Column, l: Language) -> String {
    l.say(match column {
        Column::Events => "figures-events",
        Column::Registered => "figures-registered",
        Column::Filled => "figures-filled",
        Column::Seated => "figures-seated",
        Column::Waiting => "figures-waiting",
        Column::Cancelled => "figures-cancelled",
        Column::Came => "figures-came",
        Column::Appreciated => "tab-feedback",
    })
}

fn cell(column: Column, row: &Row, l: Language) -> String {
    let tally = &row.tally;
    let of = |n: i64, of: i64| {
        let percent = percent(n, of).unwrap_or(0);
        l.with("figures-n-of", [("n", n.into()), ("of", of.into()), ("percent", percent.into())])
    };
    match column {
        Column::Events => l.number(row.events),
        Column::Registered => l.number(tally.registered),
        Column::Filled => row.room.map_or_else(|| l.number(tally.seated), |(taken, seats)| of(taken, seats)),
        Column::Seated => l.number(tally.seated),
        Column::Waiting => l.number(tally.waiting),
        Column::Cancelled => l.number(tally.cancelled),
        Column::Came if tally.expected > 0 => of(tally.came, tally.expected),
        Column::Came => "–".to_string(),
        Column::Appreciated => row.scores.map_or_else(|| "–".to_string(), |scores| decimal(scores.average(), l)),
    }
}
