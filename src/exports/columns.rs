//! The columns of a list: a closed list, each with its code, its heading and what stands in it.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Timelike, Utc};
use serde_json::{Map, Value, json};

use super::Wishes;
use super::cell::Cell;
use super::rows::Row;
use crate::events::Details;
use crate::events::question::{self, QuestionKind};
use crate::language::Language;
use crate::registrations::held_stop;
use crate::registrations::registration::Status;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Status,
    /// The place in the line, from 1.
    Position,
    Name,
    Email,
    Organisation,
    Role,
    /// The event's host.
    Region,
    /// Of the person's letters.
    Language,
    RegisteredAt,
    Stops,
    /// One column for each question.
    Answers,
    CheckedInAt,
}

impl Column {
    pub const ALL: [Column; 13] = [
        Column::Id,
        Column::Status,
        Column::Position,
        Column::Name,
        Column::Email,
        Column::Organisation,
        Column::Role,
        Column::Region,
        Column::Language,
        Column::RegisteredAt,
        Column::Stops,
        Column::Answers,
        Column::CheckedInAt,
    ];

    /// Its name in `?columns=` and in JSON: `registered_at`.
    pub fn code(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Status => "status",
            Column::Position => "position",
            Column::Name => "name",
            Column::Email => "email",
            Column::Organisation => "organisation",
            Column::Role => "role",
            Column::Region => "region",
            Column::Language => "language",
            Column::RegisteredAt => "registered_at",
            Column::Stops => "stops",
            Column::Answers => "answers",
            Column::CheckedInAt => "checked_in_at",
        }
    }

    /// How wide it is in a spreadsheet, in characters.
    fn width(self) -> u16 {
        match self {
            Column::Position | Column::Language => 9,
            Column::Status | Column::Region => 14,
            Column::RegisteredAt | Column::CheckedInAt => 17,
            Column::Id | Column::Name | Column::Role => 24,
            Column::Email | Column::Organisation | Column::Stops | Column::Answers => 32,
        }
    }

    /// Reads `name,email,stops`; the error is the first code that we do not know.
    pub fn parse_list(codes: &str) -> Result<Vec<Column>, String> {
        let parse = |code: &str| Column::ALL.into_iter().find(|c| c.code() == code).ok_or(code.to_string());
        codes.split(',').map(str::trim).map(parse).collect()
    }
}

/// The list of one event as somebody would like it.
pub struct Table<'a> {
    details: &'a Details,
    columns: Vec<Column>,
    language: Language,
}

/// What stands above a column.
#[derive(Clone, Debug)]
pub struct Heading {
    pub text: String,
    /// In characters.
    pub width: u16,
}

impl<'a> Table<'a> {
    pub fn new(details: &'a Details, wishes: &Wishes) -> Table<'a> {
        let mut columns = wishes.columns.clone();
        // The answers alone, where nothing is asked, would be a list without a column.
        if details.questions.is_empty() && columns.iter().all(|c| *c == Column::Answers) {
            columns = vec![Column::Id];
        }
        Table { details, columns, language: wishes.language }
    }

    /// What the sheet is called.
    pub fn name(&self) -> String {
        self.language.say("list-sheet")
    }

    pub fn headings(&self) -> Vec<Heading> {
        let of = |column: &Column| {
            let texts = match column {
                Column::Answers => self.questions(|q| q.labels.get(self.language).to_string()),
                column => vec![self.language.say(&format!("list-{}", column.code().replace('_', "-")))],
            };
            let width = column.width();
            texts.into_iter().map(move |text| Heading { text: super::cell::harmless(&text), width })
        };
        self.columns.iter().flat_map(of).collect()
    }

    /// The fields of a person's row, one under each heading.
    pub fn cells(&self, row: &Row) -> Vec<Cell> {
        let of = |column: &Column| match column {
            Column::Answers => self.questions(|q| self.answer(q, row)),
            column => vec![self.cell(*column, row)],
        };
        self.columns.iter().flat_map(of).collect()
    }

    fn cell(&self, column: Column, row: &Row) -> Cell {
        let person = &row.registration;
        match column {
            Column::Id => Cell::text(person.id.to_string()),
            Column::Status => Cell::text(self.status(person.status)),
            Column::Position => row.position.map_or(Cell::Empty, Cell::Number),
            Column::Name => Cell::text(&person.name),
            Column::Email => Cell::text(&person.email),
            Column::Organisation => Cell::text(&person.organisation),
            Column::Role => Cell::text(person.role.name(self.language)),
            Column::Region => Cell::text(self.details.region.names.get(self.language)),
            Column::Language => Cell::text(person.language.code()),
            Column::RegisteredAt => Cell::Time(self.local(person.registered_at)),
            Column::Stops => Cell::text(self.stops(row)),
            Column::Answers => Cell::Empty,
            Column::CheckedInAt => person.checked_in_at.map_or(Cell::Empty, |at| Cell::Time(self.local(at))),
        }
    }

    fn status(&self, status: Status) -> String {
        self.language.say(&format!("list-is-{}", status.code()))
    }

    fn questions<T>(&self, of: impl FnMut(&question::Model) -> T) -> Vec<T> {
        self.details.questions.iter().map(of).collect()
    }

    fn answer(&self, question: &question::Model, row: &Row) -> Cell {
        let given = row.registration.answers.0.get(&question.id);
        let said = |answer: &String| match question.kind {
            QuestionKind::YesNo => self.language.say(&format!("list-{answer}")),
            _ => answer.clone(),
        };
        Cell::text(given.into_iter().flatten().map(said).collect::<Vec<_>>().join("; "))
    }

    fn stops(&self, row: &Row) -> String {
        let said = |(title, held): (String, &held_stop::Model)| match held.status {
            Status::Confirmed => title,
            status => format!("{title} ({})", self.status(status)),
        };
        self.held(row).map(said).collect::<Vec<_>>().join("; ")
    }

    /// The stops that the person holds or waits for, in the order of the programme.
    fn held<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (String, &'r held_stop::Model)> {
        self.details.stops.iter().filter_map(move |stop| {
            let held = row.stops.iter().find(|held| held.stop_id == stop.id)?;
            Some((stop.titles.get(self.language).to_string(), held))
        })
    }

    /// To the second, on the clocks of the place.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let local = at.with_timezone(&self.details.event.zone()).naive_local();
        local.with_nanosecond(0).unwrap_or(local)
    }

    /// The person for programs: codes rather than words.
    pub fn object(&self, row: &Row) -> Map<String, Value> {
        let value = |column: &Column| (column.code().to_string(), self.value(*column, row));
        self.columns.iter().map(value).collect()
    }

    fn value(&self, column: Column, row: &Row) -> Value {
        let person = &row.registration;
        match column {
            Column::Id => json!(person.id),
            Column::Status => json!(person.status),
            Column::Position => json!(row.position),
            Column::Name => json!(person.name),
            Column::Email => json!(person.email),
            Column::Organisation => json!(person.organisation),
            Column::Role => json!(person.role.code()),
            Column::Region => json!(self.details.region.slug),
            Column::Language => json!(person.language),
            Column::RegisteredAt => self.moment(Some(person.registered_at)),
            Column::Stops => self
                .held(row)
                .map(|(title, held)| json!({ "id": held.stop_id, "title": title, "status": held.status }))
                .collect(),
            Column::Answers => Value::Object(crate::api::answers(&self.details.questions, person, self.language)),
            Column::CheckedInAt => self.moment(person.checked_in_at),
        }
    }

    /// RFC 3339 with the offset of the event's zone.
    fn moment(&self, at: Option<DateTime<Utc>>) -> Value {
        let zone = self.details.event.zone();
        json!(at.map(|at| at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true)))
    }
}
