//! A person was changed since the page was made: what stands there now, beside each field that was typed otherwise.

use super::changing::{Correction, changed};
use crate::events::question;
use crate::events::seat_form::FieldError;
use crate::language::Language;
use crate::registrations::overtaken::{answers, field};
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
    said.extend(answers(&now.answers, &right.answers, questions, l));
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
    let differing = all.into_iter().filter(|(name, _, _)| changed.contains(name));
    differing.map(|(name, label, words)| field(name, &label, &words, l)).collect()
}
