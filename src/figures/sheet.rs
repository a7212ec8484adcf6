//! The same figures as a list to take away: one line for each line of each table.

use super::report::{Report, Row};
use crate::drawing;
use crate::error::Result;
use crate::exports::{Dialect, harmless};
use crate::feedback::Scores;
use crate::language::{Language, capitalised};

/// The keys of the headings.
const HEADINGS: [&str; 10] = [
    "figures-sheet-table",
    "figures-sheet-line",
    "figures-events",
    "figures-registered",
    "figures-seated",
    "figures-seats",
    "figures-waiting",
    "figures-cancelled",
    "figures-came",
    "figures-expected",
];

/// The keys of what is told at the end where people said how they found it, as on the page.
const SCORES: [&str; 2] = ["figures-sheet-average", "figures-sheet-scores"];

/// The figures as CSV.
pub fn csv(report: &Report, dialect: Dialect, l: Language) -> Result<Vec<u8>> {
    let has_scores = report.appreciation.is_some();
    let more: &[&str] = if has_scores { &SCORES } else { &[] };
    let headings: Vec<String> = HEADINGS.iter().chain(more).map(|key| l.say(key)).collect();
    let total = Row {
        name: l.say("figures-all"),
        events: report.events,
        room: (report.seats > 0).then_some((report.taken, report.seats)),
        tally: report.total,
        scores: report.appreciation.as_ref().map(|appreciation| appreciation.scores),
        ..Row::default()
    };
    let width = headings.len();
    let whole = |table: String, row: &Row| {
        let mut fields = line(table, row);
        if has_scores {
            fields.extend(scores(row, dialect));
        }
        fields
    };
    let mut lines: Vec<Vec<String>> = vec![headings, whole(l.say("figures-all"), &total)];
    for section in &report.sections {
        let title = l.say(&format!("figures-by-{}", section.topic.code()));
        lines.extend(section.rows.iter().map(|row| whole(title.clone(), row)));
    }
    for moment in report.moments(drawing::WIDE, l) {
        let mut fields = vec![String::new(); width];
        fields[0] = l.say("figures-over-time");
        fields[1] = capitalised(&moment.name);
        fields[3] = moment.registered.to_string();
        fields[7] = moment.cancelled.to_string();
        lines.push(fields);
    }
    bytes(lines, dialect)
}

/// Lines as they leave, with the mark where Excel needs it.
pub fn bytes(lines: Vec<Vec<String>>, dialect: Dialect) -> Result<Vec<u8>> {
    let mut bytes = dialect.mark().to_vec();
    bytes.extend(dialect.lines(lines.into_iter())?);
    Ok(bytes)
}

fn line(table: String, row: &Row) -> Vec<String> {
    let name = if row.more.is_empty() { row.name.clone() } else { format!("{} ({})", row.name, row.more) };
    let some = |number: i64, known: bool| if known { number.to_string() } else { String::new() };
    let tally = &row.tally;
    let ticked = tally.expected > 0;
    vec![
        table,
        harmless(&name),
        some(row.events, row.events > 0),
        tally.registered.to_string(),
        tally.seated.to_string(),
        row.room.map(|(_, seats)| seats.to_string()).unwrap_or_default(),
        tally.waiting.to_string(),
        tally.cancelled.to_string(),
        some(tally.came, ticked),
        some(tally.expected, ticked),
    ]
}

/// How people found it on average, out of 5, and how many said so.
fn scores(row: &Row, dialect: Dialect) -> [String; 2] {
    let told = |scores: Scores| [dialect.decimal(scores.average()), scores.total().to_string()];
    row.scores.map_or_else(Default::default, told)
}
