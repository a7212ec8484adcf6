//! Reads what somebody typed, in the form or in JSON, into an applicant, or into the faults beside the fields.

mod fields;

use std::collections::{BTreeMap, BTreeSet};

use super::registration::{self, Answers, Role};
use super::seats::booking::Applicant;
use crate::error::Fault;
use crate::events::question::{self, QuestionKind};
use crate::events::seat_form::{FieldError, SeatForm};
use crate::events::{Details, stop};
use crate::language::{LONGEST_NAME, Language, readable_lines};
use crate::mail::EmailAddress;
use crate::organisers::forms;

pub use fields::{Fields, chosen, skipped};

/// The longest answer, in characters.
const LONGEST_ANSWER: usize = 2_000;

/// The form as somebody filled it in who registered.
pub fn form_of(person: &registration::Model, language: Language) -> SeatForm {
    let said = SeatForm {
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: person.organisation.clone(),
        role: person.role.code().to_string(),
        consent: true,
        answers: person.answers.0.clone(),
        ..SeatForm::default()
    };
    form_with(said, &[], language)
}

/// The form with its choice of roles, and with the faults said in the reader's language.
pub fn form_with(mut typed: SeatForm, faults: &[Fault], language: Language) -> SeatForm {
    typed.roles = Role::CHOICES.iter().map(|r| (r.code().to_string(), r.name(language))).collect();
    let said = |fault: &Fault| FieldError::new(fault.field.clone(), language.say(fault.key));
    typed.errors = faults.iter().map(said).collect();
    typed
}

/// The same for a form about somebody else, who does not read it.
pub fn form_of_another(typed: SeatForm, faults: &[Fault], language: Language) -> SeatForm {
    let said = |fault: &Fault| FieldError::new(fault.field.clone(), language.say_of_another(fault.key));
    SeatForm { errors: faults.iter().map(said).collect(), ..form_with(typed, &[], language) }
}

/// The event with no question that must be answered: an organiser who fills in for somebody cannot know everything, and a
/// list from elsewhere did not ask our questions.
pub fn relaxed(mut details: Details) -> Details {
    details.questions.iter_mut().for_each(|question| question.required = false);
    details
}

/// Everything that was typed makes sense, or every fault at once.
pub fn parse(typed: &SeatForm, details: &Details, language: Language) -> Result<Applicant, Vec<Fault>> {
    let mut faults = Vec::new();
    let name = forms::name(&typed.name, &mut faults);
    let email = parse_email(&typed.email, &mut faults);
    let organisation = parse_organisation(&typed.organisation, &mut faults);
    let role = parse_role(&typed.role, &mut faults);
    let stops = parse_stops(&typed.stops, details, &mut faults);
    check_slots(typed, details, &mut faults);
    let answers = parse_answers(&typed.answers, &details.questions, &mut faults);
    if !typed.consent {
        faults.push(Fault::new("consent", "fault-consent"));
    }
    match email {
        Some(email) if faults.is_empty() => {
            Ok(Applicant { event_id: details.event.id, name, email, organisation, role, language, answers, stops })
        }
        _ => Err(faults),
    }
}

/// An address, or the fault that says what is wrong with it.
pub fn parse_email(text: &str, faults: &mut Vec<Fault>) -> Option<EmailAddress> {
    let email = text.parse::<EmailAddress>().ok();
    if email.is_none() {
        let key = if text.trim().is_empty() {
            "fault-email-missing"
        } else if text.contains('@') {
            "fault-email"
        } else {
            "fault-email-at"
        };
        faults.push(Fault::new("email", key));
    }
    email
}

/// It may be called as its site is: no letter says it.
pub fn parse_organisation(text: &str, faults: &mut Vec<Fault>) -> String {
    forms::line(text, "organisation", LONGEST_NAME, faults)
}

/// A role by its code, or that they would rather not say (nothing).
pub fn parse_role(text: &str, faults: &mut Vec<Fault>) -> Role {
    text.trim().parse().unwrap_or_else(|()| {
        faults.push(Fault::new("role", "fault-role"));
        Role::Unsaid
    })
}

fn parse_stops(chosen: &[i32], details: &Details, faults: &mut Vec<Fault>) -> Vec<i32> {
    let mut stops: Vec<i32> = chosen.to_vec();
    stops.sort_unstable();
    stops.dedup();
    let found: Vec<_> = stops.iter().filter_map(|id| details.stops.iter().find(|s| s.id == *id)).collect();
    if found.len() < stops.len() {
        faults.push(Fault::new("stops", "fault-stop"));
    }
    let overlap = found.iter().enumerate().any(|(i, a)| found[i + 1..].iter().any(|b| a.overlaps(b)));
    if overlap {
        faults.push(Fault::new("stops", "fault-stops-overlap"));
    }
    stops
}

/// In each time slot in which one was asked to choose, one chose a stop or skipped it.
fn check_slots(typed: &SeatForm, details: &Details, faults: &mut Vec<Fault>) {
    let slots = stop::slots(&details.stops);
    let asked: BTreeSet<usize> = typed.asked.iter().copied().filter(|index| *index < slots.len()).collect();
    for (nth, index) in asked.iter().enumerate() {
        let chosen = slots.get(*index).is_none_or(|stops| stops.iter().any(|s| typed.stops.contains(&s.id)));
        if !chosen && !typed.skipped.contains(index) {
            let field = if nth == 0 { "stops".to_string() } else { format!("stops.{}", index + 1) };
            faults.push(Fault::new(field, "fault-slot"));
        }
    }
}

/// The answers to the event's questions; what answers no question is left out.
pub fn parse_answers(
    typed: &BTreeMap<i32, Vec<String>>,
    questions: &[question::Model],
    faults: &mut Vec<Fault>,
) -> Answers {
    let mut answers = BTreeMap::new();
    for question in questions {
        let given = typed.get(&question.id).into_iter().flatten().map(|answer| readable_lines(answer));
        let given: Vec<String> = given.filter(|answer| !answer.is_empty()).collect();
        match check_answer(&given, question) {
            Ok(()) if given.is_empty() => {}
            Ok(()) => {
                answers.insert(question.id, as_kept(given, question));
            }
            Err(key) => faults.push(Fault::new(format!("answers.{}", question.id), key)),
        }
    }
    Answers(answers)
}

/// An option is kept once and as its first text, however often and in whatever language it was chosen.
fn as_kept(given: Vec<String>, question: &question::Model) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(given.len());
    for answer in given {
        let option = question.options.reading(&answer);
        let answer = option.map_or(answer, |option| option.get(Language::Nl).to_string());
        if !kept.contains(&answer) {
            kept.push(answer);
        }
    }
    kept
}

fn check_answer(given: &[String], question: &question::Model) -> Result<(), &'static str> {
    let offered = |answer: &String| question.options.reading(answer).is_some();
    match question.kind {
        _ if given.is_empty() && question.required => Err("fault-answer-missing"),
        QuestionKind::Text if given.iter().any(|a| a.chars().count() > LONGEST_ANSWER) => Err("fault-too-long"),
        QuestionKind::Text | QuestionKind::Choice | QuestionKind::YesNo if given.len() > 1 => Err("fault-answer-one"),
        // Before each of them is looked for: a form holds thousands.
        QuestionKind::Choices if given.len() > most_choices(question) => Err("fault-answer-offered"),
        QuestionKind::Choice | QuestionKind::Choices if !given.iter().all(offered) => Err("fault-answer-offered"),
        QuestionKind::YesNo if !given.iter().all(|a| a == "yes" || a == "no") => Err("fault-answer-offered"),
        _ => Ok(()),
    }
}

/// As many as one can tick; a program may name an option in each of its languages.
fn most_choices(question: &question::Model) -> usize {
    question.options.0.len() * Language::ALL.len()
}
