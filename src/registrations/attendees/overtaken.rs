//! A person was changed since the page was made: what stands there now, beside each field that was typed otherwise.

use super::changing::{Correction, changed};
use crate::events::question;
use crate::events::seat_form::FieldError;
use crate::language::Language;
use crate::mark;
use crate::registrations::registration;

/// That it was changed, and what it is now, field by field.
pub fn said(
    now: &registration::Model,
    right: &Correction,
    questions: &[question::Model],
    l: Language,
) -> Vec<FieldError> {
    let mut said = vec![FieldError::new("", l.say("overtaken"))];
    said.extend(fields(now, right, l));
    said.extend(answers(now, right, questions, l));
    said
}

fn fields(now: &registration::Model, right: &Correction, l: Language) -> Vec<FieldError> {
    let changed = changed(now, right);
    let all = [
        ("name", l.say("attendees-name"), now.name.clone()),
        ("email", l.say("form-email"), now.email.clone()),
        ("organisation", l.say("form-organisation"), now.organisation.clone()),
        ("role", l.say("form-role"), now.role.name(l)),
        ("language", l.say("attendees-language"), now.language.title_in(l)),
    ];
    let differing = all.into_iter().filter(|(field, _, _)| changed.contains(field));
    differing.map(|(field, label, words)| FieldError::new(field, mark::now_says(l, &label, &words))).collect()
}

fn answers(
    now: &registration::Model,
    right: &Correction,
    questions: &[question::Model],
    l: Language,
) -> Vec<FieldError> {
    let differing = questions.iter().filter(|q| now.answers.0.get(&q.id) != right.answers.0.get(&q.id));
    let said = |question: &question::Model| {
        let given = now.answers.0.get(&question.id);
        let words = given.map_or(String::new(), |given| question.in_words(given, l));
        let field = format!("answers.{}", question.id);
        FieldError::new(field, mark::now_says(l, question.labels.get(l), &words))
    };
    differing.map(said).collect()
}
