//! The form that one fills in for a seat: what was typed, what is wrong with it, and its fields as the page draws them.

mod field_error;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::Details;
use super::question::{self, QuestionKind};
use super::room::StopsPolicy;
use super::{event, stop};
use crate::language::{Language, Passage, unbroken};
use crate::page::OPENED;

pub use field_error::FieldError;

/// What was typed, so that nobody types twice.
#[derive(Clone, Debug, Default)]
pub struct SeatForm {
    pub name: String,
    pub email: String,
    pub organisation: String,
    /// The code of a role, or empty.
    pub role: String,
    pub consent: bool,
    /// The ids of the chosen stops.
    pub stops: Vec<i32>,
    /// The time slots that they skip, by index.
    pub skipped: Vec<usize>,
    /// Those in which they were asked for a choice, in that order.
    pub asked: Vec<usize>,
    /// By the id of the question.
    pub answers: BTreeMap<i32, Vec<String>>,
    /// When the page was handed out, in seconds since the epoch; 0 where whoever hands it out puts the time in.
    pub opened: u64,
    pub errors: Vec<FieldError>,
    /// The roles that one can choose: code and name.
    pub roles: Vec<(String, String)>,
}

impl SeatForm {
    /// The hidden field with the time at which the page was handed out, always of the same length.
    pub fn opened_field(&self) -> String {
        format!("{OPENED}{:010}\">", self.opened)
    }

    /// What is wrong with `field`, if anything.
    pub fn error(&self, field: &str) -> Option<&str> {
        let error = self.errors.iter().find(|e| e.field == field);
        error.map(|e| e.message.as_str())
    }

    /// "Nog twee dingen", or what is wrong with the form as a whole.
    pub fn errors_title(&self, l: Language) -> String {
        let of_the_whole = self.errors.iter().find(|error| error.id().is_none());
        of_the_whole.map_or_else(|| l.count("form-errors", self.errors.len() as i64), |error| error.message.clone())
    }

    /// Whether something is wrong in a field, and not with the form as a whole alone.
    pub fn has_field_errors(&self) -> bool {
        self.errors.iter().any(|error| error.id().is_some())
    }

    pub fn has_role(&self, code: &str) -> bool {
        self.role == code
    }
}

/// One time slot, in which one stop can be chosen.
#[derive(Clone, Debug)]
pub struct SlotField {
    /// Its place among all slots, in the name of the field.
    pub index: usize,
    /// Of its first choice; the first slot that is asked is `f-stops-0`.
    pub id: String,
    pub legend: String,
    pub error: Option<String>,
    pub stops: Vec<StopChoice>,
    /// Whether "none of these" was chosen.
    pub none: bool,
}

#[derive(Clone, Debug)]
pub struct StopChoice {
    pub id: i32,
    pub title: Passage,
    pub seats: String,
    pub chosen: bool,
}

/// The time slots in which there is something to choose, as the page draws them.
pub fn slot_fields(details: &Details, form: &SeatForm, l: Language, now: DateTime<Utc>) -> Vec<SlotField> {
    let asked = stop::to_choose(&details.stops).into_iter();
    let mut fields: Vec<SlotField> =
        asked.map(|(index, stops)| SlotField::of(index, &stops, details, form, (l, now))).collect();
    if let Some(first) = fields.first_mut() {
        first.id = "f-stops-0".to_string();
        first.error = form.error("stops").map(str::to_string);
    }
    fields
}

/// What becomes of a registration when one of its stops is full; nothing where none can be.
pub fn stops_note(details: &Details, l: Language, now: DateTime<Utc>) -> Option<String> {
    let key = match details.event.stops_policy {
        StopsPolicy::BestEffort => "form-stops-best-effort",
        StopsPolicy::AllOrNothing if details.event.keeps_line(now) => "form-stops-all-or-nothing",
        StopsPolicy::AllOrNothing => "form-stops-no-line",
    };
    details.stops.iter().any(|stop| stop.capacity.is_some()).then(|| l.say(key))
}

impl SlotField {
    fn of(
        index: usize,
        stops: &[&stop::Model],
        details: &Details,
        form: &SeatForm,
        (l, now): (Language, DateTime<Utc>),
    ) -> SlotField {
        let event = &details.event;
        let hours = hours(stops, event, l);
        let stops: Vec<StopChoice> = stops.iter().map(|s| StopChoice::of(s, event, form, (l, now))).collect();
        SlotField {
            index,
            id: format!("f-stops-{}", index + 1),
            legend: l.fill("form-slot", [("hours", &hours)]),
            error: form.error(&format!("stops.{}", index + 1)).map(str::to_string),
            none: form.skipped.contains(&index),
            stops,
        }
    }
}

/// The hours of a time slot, from the first stop that begins to the last that ends.
fn hours(stops: &[&stop::Model], event: &event::Model, l: Language) -> String {
    let from = stops.iter().map(|s| s.starts_at).min().unwrap_or(event.starts_at);
    let until = stops.iter().map(|s| s.ends_at).max().unwrap_or(event.ends_at);
    unbroken(&l.hours_beside(event.first_day(), from, until, event.zone()))
}

impl StopChoice {
    fn of(
        stop: &stop::Model,
        event: &event::Model,
        form: &SeatForm,
        (l, now): (Language, DateTime<Utc>),
    ) -> StopChoice {
        // Whoever has a seat at the event has what is free here; the others stand behind those who wait.
        let is_next = event.has_seat(now) || stop.waiting == 0;
        let one_waits =
            stop.keeps_line(now) && (event.stops_policy == StopsPolicy::BestEffort || event.keeps_line(now));
        let seats = match stop.seats_left() {
            None => String::new(),
            Some(left) if left > 0 && is_next => l.count("form-stop-seats", left),
            Some(_) if !one_waits => l.say("form-stop-full"),
            Some(_) => l.count("form-stop-waiting", stop.waiting + 1),
        };
        StopChoice { id: stop.id, title: stop.titles.passage(l), seats, chosen: form.stops.contains(&stop.id) }
    }
}

/// A question of the organiser.
#[derive(Clone, Debug)]
pub struct QuestionField {
    pub id: i32,
    pub label: Passage,
    pub required: bool,
    pub error: Option<String>,
    pub input: QuestionInput,
}

#[derive(Clone, Debug)]
pub enum QuestionInput {
    Text(String),
    /// One of these.
    Radios(Vec<OptionChoice>),
    /// Any of these.
    Boxes(Vec<OptionChoice>),
}

#[derive(Clone, Debug)]
pub struct OptionChoice {
    /// The option in its first language: what is kept, whoever reads it.
    pub value: String,
    pub label: Passage,
    pub chosen: bool,
}

pub fn question_fields(details: &Details, form: &SeatForm, l: Language) -> Vec<QuestionField> {
    let field = |question: &question::Model| QuestionField {
        id: question.id,
        label: question.labels.passage(l),
        required: question.required,
        error: form.error(&format!("answers.{}", question.id)).map(str::to_string),
        input: QuestionInput::of(question, form.answers.get(&question.id), l),
    };
    details.questions.iter().map(field).collect()
}

impl QuestionInput {
    fn of(question: &question::Model, answers: Option<&Vec<String>>, l: Language) -> QuestionInput {
        let given: BTreeSet<&str> = answers.into_iter().flatten().map(String::as_str).collect();
        let choice = |value: &str, label: Passage| OptionChoice {
            value: value.to_string(),
            label,
            chosen: given.contains(value),
        };
        let ours = |key: &str| Passage::new(l.say(key), Some(l), l);
        let options = || {
            let options = question.options.0.iter();
            options.map(|o| choice(o.get(Language::Nl), o.passage(l))).collect()
        };
        // Nobody can let go of a radio button once it is pressed.
        let none = || OptionChoice { chosen: given.iter().all(|a| a.is_empty()), ..choice("", ours("form-no-answer")) };
        let radios = |mut options: Vec<OptionChoice>| {
            options.extend((!question.required).then(none));
            QuestionInput::Radios(options)
        };
        match question.kind {
            QuestionKind::Text => QuestionInput::Text(answers.and_then(|a| a.first()).cloned().unwrap_or_default()),
            QuestionKind::Choice => radios(options()),
            QuestionKind::Choices => QuestionInput::Boxes(options()),
            QuestionKind::YesNo => radios(vec![choice("yes", ours("form-yes")), choice("no", ours("form-no"))]),
        }
    }
}
