//! The columns of a list: a closed list, each with its code, its heading and what stands in it.

use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::Wishes;
use super::cell::Cell;
use super::rows::Row;
use super::words::Words;
use crate::events::question::{self, QuestionKind};
use crate::events::{Details, stop};
use crate::language::Language;
use crate::registrations::registration::Status;
use crate::registrations::seats::held_stop;

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
    /// One column for each stop: since when they were there.
    StopCheckIns,
}

impl Column {
    pub const ALL: [Column; 14] = [
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
        Column::StopCheckIns,
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
            Column::StopCheckIns => "stop_check_ins",
        }
    }

    /// What stands above it, and where one chooses it.
    pub fn heading(self, language: Language) -> String {
        language.say(&format!("list-{}", self.code().replace('_', "-")))
    }

    /// How wide it is in a spreadsheet, in characters.
    fn width(self) -> u16 {
        match self {
            Column::Position | Column::Language => 9,
            Column::Status | Column::Region => 14,
            Column::RegisteredAt | Column::CheckedInAt | Column::StopCheckIns => 17,
            Column::Id | Column::Name | Column::Role => 24,
            Column::Email | Column::Organisation | Column::Stops | Column::Answers => 32,
        }
    }

    /// Reads `name,email,stops`; the error is the first code that we do not know. What stands there twice comes once.
    pub fn parse_list(codes: &str) -> Result<Vec<Column>, String> {
        let mut columns = Vec::new();
        for code in codes.split(',') {
            let column = code.trim().parse()?;
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        Ok(columns)
    }

    /// The same, without what we do not know.
    pub fn known_of(codes: &str) -> Vec<Column> {
        let known = codes.split(',').filter(|code| code.trim().parse::<Column>().is_ok());
        Column::parse_list(&known.collect::<Vec<_>>().join(",")).unwrap_or_default()
    }

    /// `name,email,stops`
    pub fn write_list(columns: &[Column]) -> String {
        columns.iter().map(|c| c.code()).collect::<Vec<_>>().join(",")
    }
}

impl FromStr for Column {
    type Err = String;

    fn from_str(code: &str) -> Result<Column, String> {
        Column::ALL.into_iter().find(|c| c.code() == code).ok_or_else(|| code.to_string())
    }
}

/// The list of one event as somebody would like it.
pub struct Table<'a> {
    details: &'a Details,
    columns: Vec<Column>,
    language: Language,
    zone: Tz,
    words: Words,
    /// The stops at which somebody can be noted.
    stops: Vec<&'a stop::Model>,
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
        let stops = stop::with_people(&details.stops);
        let is_empty = |column: &Column| match column {
            Column::Answers => details.questions.is_empty(),
            Column::StopCheckIns => stops.is_empty(),
            _ => false,
        };
        // The answers alone, where nothing is asked, would be a list without a column.
        if columns.iter().all(is_empty) {
            columns = vec![Column::Id];
        }
        let language = wishes.language;
        Table { details, columns, language, zone: details.event.zone(), words: Words::of(language), stops }
    }

    /// What the sheet is called.
    pub fn name(&self) -> String {
        self.language.say("list-sheet")
    }

    pub fn headings(&self) -> Vec<Heading> {
        let of = |column: &Column| {
            let texts = match column {
                Column::Answers => self.questions(|q| q.labels.get(self.language).to_string()),
                Column::StopCheckIns => self.at_stops(|stop| {
                    self.language.labelled(column.heading(self.language), stop.titles.get(self.language))
                }),
                column => vec![column.heading(self.language)],
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
            Column::StopCheckIns => self.at_stops(|stop| self.arrival(stop, row)),
            column => vec![self.cell(*column, row)],
        };
        self.columns.iter().flat_map(of).collect()
    }

    fn cell(&self, column: Column, row: &Row) -> Cell {
        let person = &row.registration;
        match column {
            Column::Id => Cell::text(person.id.to_string()),
            Column::Status => Cell::text(self.words.status(person.status)),
            Column::Position => row.position.map_or(Cell::Empty, Cell::Number),
            Column::Name => Cell::text(&person.name),
            Column::Email => Cell::text(&person.email),
            Column::Organisation => Cell::text(&person.organisation),
            Column::Role => Cell::text(self.words.role(person.role)),
            Column::Region => Cell::text(self.details.region.names.get(self.language)),
            Column::Language => Cell::text(person.language.code()),
            Column::RegisteredAt => Cell::Time(self.local(person.registered_at)),
            Column::Stops => Cell::text(self.stops(row)),
            Column::Answers | Column::StopCheckIns => Cell::Empty,
            Column::CheckedInAt => person.checked_in_at.map_or(Cell::Empty, |at| Cell::Time(self.local(at))),
        }
    }

    fn questions<T>(&self, of: impl FnMut(&question::Model) -> T) -> Vec<T> {
        self.details.questions.iter().map(of).collect()
    }

    fn at_stops<T>(&self, of: impl FnMut(&stop::Model) -> T) -> Vec<T> {
        self.stops.iter().copied().map(of).collect()
    }

    fn arrival(&self, stop: &stop::Model, row: &Row) -> Cell {
        let there = row.there.iter().find(|there| there.stop_id == stop.id);
        there.map_or(Cell::Empty, |there| Cell::Time(self.local(there.at)))
    }

    fn answer(&self, question: &question::Model, row: &Row) -> Cell {
        let given = row.registration.answers.0.get(&question.id);
        let said = |answer: &String| match question.kind {
            QuestionKind::YesNo if answer == "yes" => self.words.yes.clone(),
            QuestionKind::YesNo => self.words.no.clone(),
            _ => question.options.in_words(answer, self.language).to_string(),
        };
        Cell::text(given.into_iter().flatten().map(said).collect::<Vec<_>>().join("; "))
    }

    fn stops(&self, row: &Row) -> String {
        let said = |(title, held): (String, &held_stop::Model)| match held.status {
            Status::Confirmed => title,
            status => format!("{title} ({})", self.words.status(status)),
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
        let local = at.with_timezone(&self.zone).naive_local();
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
            Column::StopCheckIns => json!(crate::api::check_ins(self.details, &row.there, self.language)),
        }
    }

    /// RFC 3339 with the offset of the event's zone.
    fn moment(&self, at: Option<DateTime<Utc>>) -> Value {
        json!(at.map(|at| crate::api::moment(at, self.zone)))
    }
}
