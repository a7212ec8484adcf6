//! An event as one sheet of paper: every field by its name, with its text. It is what the editor shows and gets back,
//! what the audit trail keeps of a change, and what two people who edit at once are compared by.

mod along;
mod record;
mod said;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::language::upright;

pub use record::code;

/// One stop, question, speaker, point or material: each of its fields by its name.
pub type Row = BTreeMap<String, String>;

/// What a row says in this field; nothing where it has none.
pub fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// A field with several values has one on each line; a box that is ticked says "yes".
    pub fields: BTreeMap<String, String>,
    pub groups: BTreeMap<String, Vec<Row>>,
}

/// What comes in rows, each with its fields.
pub const GROUPS: [(&str, &[&str]); 5] = [
    (
        "stops",
        &[
            "id",
            "title",
            "title_fr",
            "title_en",
            "practice",
            "date",
            "starts",
            "ends",
            "capacity",
            "description",
            "description_fr",
            "description_en",
        ],
    ),
    ("programme", &["date", "at", "text", "text_fr", "text_en"]),
    ("speakers", &["name", "role", "role_fr", "role_en"]),
    ("questions", &["id", "label", "label_fr", "label_en", "kind", "required", "options", "options_fr", "options_en"]),
    ("materials", &["title", "title_fr", "title_en", "url"]),
];

const TEXTS: [&str; 42] = [
    "title",
    "kind",
    "region",
    "series",
    "summary",
    "description",
    "accessibility",
    "title_nl",
    "title_fr",
    "title_en",
    "summary_nl",
    "summary_fr",
    "summary_en",
    "description_nl",
    "description_fr",
    "description_en",
    "accessibility_nl",
    "accessibility_fr",
    "accessibility_en",
    "date",
    "starts",
    "end_date",
    "ends",
    "timezone",
    "format",
    "venue_name",
    "venue_street",
    "venue_postcode",
    "venue_city",
    "join_url",
    "capacity",
    "offer_hours",
    "opens_at",
    "closes_at",
    "stops_policy",
    "recording_url",
    "recording_minutes",
    "training_hours",
    "feedback_question",
    "feedback_question_fr",
    "feedback_question_en",
    "id",
];

/// A browser sends nothing for a box that is not ticked.
const BOXES: [&str; 11] = [
    "co_hosts",
    "themes",
    "languages",
    "reminders",
    "for_every_region",
    "waiting_list",
    "invitation_only",
    "joining_counts",
    "thanks",
    "certificates",
    "asks_feedback",
];

/// More rows than any event has; a list that is too long is said to be so, and is not cut.
const MOST_ROWS: usize = 1_000;

impl Sheet {
    /// What was typed. A field that was not sent stays as it is `now`; so do boxes and rows, unless the whole form was
    /// sent (`whole`).
    pub fn typed(pairs: &[(String, String)], now: &Sheet) -> Sheet {
        let whole = pairs.iter().any(|(name, _)| name == "whole");
        let mut sheet = now.clone();
        if whole {
            for name in BOXES {
                sheet.fields.insert(name.to_string(), String::new());
            }
            sheet.groups = GROUPS.iter().map(|(name, _)| (name.to_string(), Vec::new())).collect();
        }
        let mut rows: BTreeMap<(&str, usize), Row> = BTreeMap::new();
        for (name, value) in pairs {
            let value = cleaned(value);
            if let Some((group, index, field)) = in_group(name) {
                rows.entry((group, index)).or_default().insert(field.to_string(), value);
            } else if BOXES.contains(&name.as_str()) {
                let lines = sheet.fields.entry(name.clone()).or_default();
                if lines.is_empty() || !whole {
                    *lines = value;
                } else {
                    lines.push('\n');
                    lines.push_str(&value);
                }
            } else if TEXTS.contains(&name.as_str()) {
                sheet.fields.insert(name.clone(), value);
            }
        }
        if whole {
            for ((group, _), mut row) in rows {
                for field in fields_of(group) {
                    row.entry(field.to_string()).or_default();
                }
                sheet.groups.entry(group.to_string()).or_default().push(row);
            }
        }
        sheet
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    pub fn is_ticked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// The values of a field that has several.
    pub fn many(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).lines().filter(|line| !line.is_empty())
    }

    pub fn rows(&self, group: &str) -> &[Row] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }

    /// The sheet without the rows in which nothing is said.
    pub fn without_blanks(mut self) -> Sheet {
        let said = |row: &Row| row.iter().any(|(name, text)| name != "kind" && name != "id" && !text.trim().is_empty());
        for rows in self.groups.values_mut() {
            rows.retain(said);
        }
        self
    }

    /// The sheet as a form sends it, so that it can be sent again.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("whole".to_string(), "yes".to_string())];
        for (name, text) in &self.fields {
            if BOXES.contains(&name.as_str()) {
                pairs.extend(self.many(name).map(|line| (name.clone(), line.to_string())));
            } else {
                pairs.push((name.clone(), text.clone()));
            }
        }
        for (group, rows) in &self.groups {
            for (index, row) in rows.iter().enumerate() {
                pairs.extend(row.iter().map(|(field, text)| (format!("{group}.{index}.{field}"), text.clone())));
            }
        }
        pairs
    }

    /// What is said otherwise in `after`: each field or group with what it was and what it is.
    pub fn differences(&self, after: &Sheet) -> Map<String, Value> {
        let mut found = Map::new();
        let names: BTreeSet<&String> = self.fields.keys().chain(after.fields.keys()).collect();
        for name in names {
            if self.get(name) != after.get(name) {
                found.insert(name.clone(), json!([self.get(name), after.get(name)]));
            }
        }
        for (group, _) in GROUPS {
            if self.rows(group) != after.rows(group) {
                found.insert(group.to_string(), json!([self.rows(group), after.rows(group)]));
            }
        }
        found
    }

    /// What the field or the group says, as the audit trail writes it.
    pub fn value(&self, name: &str) -> Value {
        if GROUPS.iter().any(|(group, _)| *group == name) { json!(self.rows(name)) } else { json!(self.get(name)) }
    }

    /// Takes over what the other sheet says of a field or group.
    pub fn take(&mut self, name: &str, from: &Sheet) {
        if GROUPS.iter().any(|(group, _)| *group == name) {
            self.groups.insert(name.to_string(), from.rows(name).to_vec());
        } else {
            self.fields.insert(name.to_string(), from.get(name).to_string());
        }
    }

    /// Makes rows fit that were changed by two: what the other removed would begin anew, and what the other added is
    /// kept.
    pub fn reconcile(&mut self, group: &str, before: &[Row], theirs: &[Row]) {
        let ids = |rows: &[Row]| -> BTreeSet<String> { rows.iter().filter_map(|r| r.get("id").cloned()).collect() };
        let (known, there) = (ids(before), ids(theirs));
        let mine = self.groups.entry(group.to_string()).or_default();
        for row in mine.iter_mut() {
            if row.get("id").is_some_and(|id| !there.contains(id)) {
                row.insert("id".to_string(), String::new());
            }
        }
        let held = ids(mine);
        let added = theirs
            .iter()
            .filter(|row| row.get("id").is_some_and(|id| !id.is_empty() && !known.contains(id) && !held.contains(id)));
        mine.extend(added.cloned());
    }
}

/// The fields of a row of this group.
pub fn fields_of(group: &str) -> &'static [&'static str] {
    GROUPS.iter().find(|(known, _)| *known == group).map_or(&[], |(_, fields)| *fields)
}

/// PostgreSQL takes no NUL, and browsers send line breaks as mail does.
fn cleaned(text: &str) -> String {
    upright(text).replace('\0', "").replace("\r\n", "\n").trim().to_string()
}

/// `stops.3.title`
fn in_group(name: &str) -> Option<(&'static str, usize, &'static str)> {
    let mut parts = name.splitn(3, '.');
    let (group, index, field) = (parts.next()?, parts.next()?, parts.next()?);
    let (group, fields) = GROUPS.iter().find(|(known, _)| *known == group)?;
    let field = fields.iter().find(|known| **known == field)?;
    index.parse().ok().filter(|index| *index < MOST_ROWS).map(|index| (*group, index, *field))
}
