//! A registration was changed since its form was opened: what stands there now, beside each field in which something
//! else was typed.

use super::registration::Answers;
use crate::events::question;
use crate::events::seat_form::FieldError;
use crate::language::Language;
use crate::mark::now_says;

/// What stands in a field that differs: its name, its label and the words.
pub fn field(name: &str, label: &str, words: &str, l: Language) -> FieldError {
    FieldError::new(name, now_says(l, label, words))
}

/// The answers as they are now, where something else was answered.
pub fn answers(now: &Answers, given: &Answers, questions: &[question::Model], l: Language) -> Vec<FieldError> {
    let differing = questions.iter().filter(|q| now.0.get(&q.id) != given.0.get(&q.id));
    let said = |question: &question::Model| {
        let words = now.0.get(&question.id).map_or(String::new(), |given| question.in_words(given, l));
        field(&format!("answers.{}", question.id), question.labels.get(l), &words, l)
    };
    differing.map(said).collect()
}
