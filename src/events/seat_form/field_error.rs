//! What is wrong with a form for a seat, and what that is about.

use super::{SeatForm, hours};
use crate::events::{Details, stop};
use crate::language::{Language, Passage};

/// What is wrong, in a sentence, and with which field: `name`, `email`, `organisation`, `role`, `consent`, `stops`,
/// `stops.2` (the second time slot), `answers.12`, or none in particular (empty).
#[derive(Clone, Debug)]
pub struct FieldError {
    pub field: String,
    pub message: String,
    /// The question or the hours that it is about, to be said in the summary, where it stands away from them.
    pub about: Option<Passage>,
}

impl FieldError {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> FieldError {
        FieldError { field: field.into(), message: message.into(), about: None }
    }

    /// The id of the field on the page; nothing for the whole form.
    pub fn id(&self) -> Option<String> {
        match self.field.as_str() {
            "" => None,
            "stops" => Some("f-stops-0".to_string()),
            field => Some(match field.strip_prefix("answers.") {
                Some(question) => format!("f-q-{question}"),
                None => format!("f-{}", field.replace('.', "-")),
            }),
        }
    }
}

impl SeatForm {
    /// With the question or the hours that each error is about: several of them say the same.
    pub fn naming(mut self, details: &Details, l: Language) -> SeatForm {
        let mut errors = std::mem::take(&mut self.errors);
        for error in &mut errors {
            error.about = match error.field.strip_prefix("answers.") {
                Some(id) => question(id, details, l),
                None => self.slot(&error.field, details, l),
            };
        }
        SeatForm { errors, ..self }
    }

    fn slot(&self, field: &str, details: &Details, l: Language) -> Option<Passage> {
        let slots = stop::to_choose(&details.stops);
        let (index, stops) = match field.strip_prefix("stops.") {
            Some(number) => slots.iter().find(|(index, _)| (index + 1).to_string() == number),
            None if field == "stops" => slots.first(),
            None => None,
        }?;
        let is_answered = self.skipped.contains(index) || stops.iter().any(|stop| self.stops.contains(&stop.id));
        // Otherwise the error is about what was chosen, wherever that was.
        let is_left_open = self.asked.contains(index) && !is_answered;
        is_left_open.then(|| Passage::new(hours(stops, &details.event, l), Some(l), l))
    }
}

fn question(id: &str, details: &Details, l: Language) -> Option<Passage> {
    let question = details.questions.iter().find(|question| question.id.to_string() == id)?;
    Some(question.labels.passage(l))
}
