//! Stops, questions, speakers, points and materials: what comes in rows.

use super::looks::look_in;
use super::{Field, Form};
use crate::events::sheet::{Row, cell};
use crate::language::Language;

/// One row of a group: what it is in short, and its fields.
#[derive(Clone, Debug)]
pub struct RowView {
    pub index: usize,
    pub number: usize,
    pub id: String,
    pub title: String,
    pub more: String,
    /// To be filled in now.
    pub open: bool,
    pub row_id: String,
    /// The words of the buttons that move it.
    pub up: String,
    pub down: String,
    pub fields: Vec<Field>,
    pub translations: Vec<Field>,
    pub is_first: bool,
    pub is_last: bool,
}

impl RowView {
    /// Whether its other languages stand open.
    pub fn is_wrong_in_translation(&self) -> bool {
        self.translations.iter().any(Field::calls_for_a_look)
    }
}

impl Form {
    pub fn rows(&self, group: &str) -> Vec<RowView> {
        let rows = self.sheet.rows(group);
        rows.iter().enumerate().map(|(index, row)| self.row(group, index, row, rows.len())).collect()
    }

    fn row(&self, group: &str, index: usize, row: &Row, many: usize) -> RowView {
        let field = |name: &&str| {
            let (look, optional) = look_in(group, name);
            self.filled(&format!("{group}.{index}.{name}"), &format!("{group}.{name}"), look, optional, cell(row, name))
        };
        let prefix = format!("{group}.{index}.");
        let wrong = self.mistakes.all.iter().any(|(field, _)| field.starts_with(&prefix));
        let (fields, translations) = shown_in(group);
        RowView {
            index,
            number: index + 1,
            id: format!("{group}-{index}"),
            title: title_of(group, row).to_string(),
            more: self.more_of(group, row),
            open: wrong || self.at == Some((group, index)) || title_of(group, row).is_empty(),
            row_id: cell(row, "id").to_string(),
            up: self.l.fill("plan-up", [("what", title_of(group, row))]),
            down: self.l.fill("plan-down", [("what", title_of(group, row))]),
            fields: fields.iter().map(field).collect(),
            translations: translations.iter().map(field).collect(),
            is_first: index == 0,
            is_last: index + 1 == many,
        }
    }

    /// What stands small below the title of a row.
    pub fn more_of(&self, group: &str, row: &Row) -> String {
        let get = |name: &str| cell(row, name);
        let clock = |name: &str| get(name).parse().map_or(get(name).to_string(), |time| self.l.time(time));
        // Empty on the event's own day.
        let day = || get("date").parse().map_or(get("date").to_string(), |day| self.l.day(day));
        let parts = match group {
            "stops" => vec![
                day(),
                format!("{} – {}", clock("starts"), clock("ends")),
                get("practice").to_string(),
                seats(get("capacity"), self.l),
            ],
            "programme" => vec![day(), clock("at")],
            "questions" => {
                let kind = if get("kind").is_empty() { "text" } else { get("kind") };
                let needed = if get("required") == "yes" { self.l.say("plan-required-yes") } else { String::new() };
                vec![self.l.say(&format!("plan-question-{kind}")), needed]
            }
            "materials" => vec![get("url").to_string()],
            _ => vec![get("role").to_string()],
        };
        parts.into_iter().filter(|p| !p.is_empty() && p != " – ").collect::<Vec<_>>().join(", ")
    }
}

/// The fields of a row: those that one always sees, and those for other languages.
fn shown_in(group: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match group {
        "stops" => (
            &["title", "practice", "starts", "ends", "capacity", "date", "description"],
            &["title_fr", "title_en", "description_fr", "description_en"],
        ),
        "programme" => (&["at", "date", "text"], &["text_fr", "text_en"]),
        "speakers" => (&["name", "role"], &["role_fr", "role_en"]),
        "questions" => {
            (&["label", "kind", "options", "required"], &["label_fr", "label_en", "options_fr", "options_en"])
        }
        _ => (&["title", "url"], &["title_fr", "title_en"]),
    }
}

/// What a row of this group is called by.
pub fn title_of<'a>(group: &str, row: &'a Row) -> &'a str {
    let name = match group {
        "stops" | "materials" => "title",
        "programme" => "text",
        "speakers" => "name",
        _ => "label",
    };
    cell(row, name)
}

fn seats(capacity: &str, l: Language) -> String {
    capacity.parse::<i64>().map(|n| l.count("plan-seats", n)).unwrap_or_default()
}
