//! A registration was changed since its form was opened: what stands there now, beside each field in which something
//! else was typed.

use super::correction::Correction;
use super::registration;
use crate::events::question;
use crate::events::seat_form::FieldError;
use crate::language::Language;
use crate::mark::now_says;

/// That it was changed, as the sentence under `key` says, and what it is now, field by field.
pub fn said(
    key: &str,
    now: &registration::Model,
    right: &Correction,
    questions: &[question::Model],
    l: Language,
) -> Vec<FieldError> {
    let mut said = vec![FieldError::new("", l.say(key))];
    said.extend(fields(now, right, l));
    said.extend(answers(now, right, questions, l));
    said
}

fn fields(now: &registration::Model, right: &Correction, l: Language) -> Vec<FieldError> {
    let changed = right.changes(now);
    let all = [
        ("name", l.say("form-name"), now.name.clone()),
        ("email", l.say("form-email"), now.email.clone()),
        ("organisation", l.say("form-organisation"), now.organisation.clone()),
        ("role", l.say("form-role"), now.role.name(l)),
        ("language", l.say("form-language"), now.language.title_in(l)),
    ];
    let differing = all.into_iter().filter(|(name, _, _)| changed.contains(name));
    differing.map(|(name, label, words)| field(name, &label, &words, l)).collect()
}

/// The answers as they are now, where something else was answered.
fn answers(
    now: &registration::Model,
    right: &Correction,
    questions: &[question::Model],
    l: Language,
) -> Vec<FieldError> {
    let differing = questions.iter().filter(|q| now.answers.0.get(&q.id) != right.answers.0.get(&q.id));
    let said = |question: &question::Model| {
        let words = now.answers.0.get(&question.id).map_or(String::new(), |given| question.in_words(given, l));
        field(&format!("answers.{}", question.id), question.labels.get(l), &words, l)
    };
    differing.map(said).collect()
}

/// What stands in a field that differs: its name, its label and the words.
fn field(name: &str, label: &str, words: &str, l: Language) -> FieldError {
    FieldError::new(name, now_says(l, label, words))
}
