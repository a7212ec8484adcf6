//! What comes in lists: speakers, materials, questions, reminders; and how long any text or list may be.

use std::collections::{BTreeSet, HashSet};

use super::faults::Faults;
use super::place::is_web_address;
use super::{EventInput, PointInput, QuestionInput, StopInput, VenueInput, Wording, put};
use crate::events::event::{self, Materials, Reminders, Speakers, Venue};
use crate::events::question::QuestionKind;
use crate::events::training;
use crate::language::{Texts, is_visible};

impl EventInput {
    /// Whom those who come hear, and what they read or watch.
    pub(super) fn apply_material(&self, event: &mut event::Model, faults: &mut Faults) {
        for (index, speaker) in self.speakers.iter().flatten().enumerate() {
            if !is_visible(&speaker.name) {
                faults.add(&format!("speakers.{index}.name"), "fault-name-missing");
            }
        }
        if let Some(speakers) = &self.speakers {
            event.speakers = Speakers(speakers.clone());
        }
        if let Some(materials) = &self.materials {
            if materials.iter().any(|m| !is_web_address(&m.url)) {
                faults.add("materials", "fault-web-address");
            }
            event.materials = Materials(materials.clone());
        }
        if let Some(minutes) = self.recording_minutes {
            if minutes.is_some_and(|m| !(1..=24 * 60).contains(&m)) {
                faults.add("recording_minutes", "fault-minutes");
            }
            event.recording_minutes = minutes;
        }
    }

    /// What goes out by mail round the event, and what those who came get or are asked.
    pub(super) fn apply_letters(&self, event: &mut event::Model, faults: &mut Faults) {
        if let Some(reminders) = &self.reminders {
            if reminders.len() > 10 || reminders.iter().any(|m| !(5..=Reminders::EARLIEST).contains(m)) {
                faults.add("reminders", "fault-reminders");
            }
            let once: BTreeSet<i32> = reminders.iter().copied().collect();
            event.reminders = Reminders(once.into_iter().rev().collect());
        }
        put(&mut event.joining_counts, self.joining_counts);
        put(&mut event.thanks, self.thanks);
        put(&mut event.certificates, self.certificates);
        put(&mut event.asks_feedback, self.asks_feedback);
        match self.training_hours.map(|hours| hours.map(training::quarters)) {
            Some(Some(None)) => faults.add("training_hours", "fault-training-hours"),
            Some(said) => event.training_quarters = said.flatten(),
            None => {}
        }
        if let Some(question) = &self.feedback_question {
            let asked = question.as_ref().filter(|question| !question.is_blank());
            let known = &event.feedback_question;
            event.feedback_question = asked.map(|question| question.texts(Some(known))).unwrap_or_default();
        }
    }

    pub(super) fn check_questions(&self, faults: &mut Faults) {
        check_ids("questions", self.questions.iter().flatten().map(|q| q.id), faults);
        let (mut asked, mut named) = (HashSet::new(), BTreeSet::new());
        for (index, question) in self.questions.iter().flatten().enumerate() {
            let field = format!("questions.{index}");
            if question.label.is_blank() || question.label.is_longer_than(300) {
                faults.add(&field, "fault-question");
            }
            let is_another = question.id.is_none_or(|id| named.insert(id));
            if is_another && is_said_again(&question.label, &mut asked) {
                faults.add(&field, "fault-question-twice");
            }
            let chosen = matches!(question.kind, QuestionKind::Choice | QuestionKind::Choices);
            if chosen && (question.options.is_empty() || question.options.iter().any(|o| o.is_blank())) {
                faults.add(&field, "fault-options");
            }
            let mut offered = HashSet::new();
            if question.options.iter().any(|option| is_said_again(option, &mut offered)) {
                faults.add(&field, "fault-option-twice");
            }
        }
    }

    /// Texts and lists that have no place of their own above are bounded here.
    pub(super) fn check_lengths(&self, faults: &mut Faults) {
        let mut bounded = |field: &str, too_long: bool| {
            if too_long {
                faults.add(field, "fault-too-long");
            }
        };
        for (language, t) in self.translations.iter().flatten() {
            bounded(&format!("translations.{language}.title"), long(&t.title, 200));
            bounded(&format!("translations.{language}.summary"), long(&t.summary, 600));
            bounded(&format!("translations.{language}.description"), long(&t.description, 20_000));
            bounded(&format!("translations.{language}.accessibility"), long(&t.accessibility, 600));
        }
        let speakers = self.speakers.as_deref().unwrap_or_default();
        bounded("speakers", speakers.len() > 50 || speakers.iter().any(|s| long(&s.name, 200) || any(&s.role, 300)));
        let materials = self.materials.as_deref().unwrap_or_default();
        bounded("materials", materials.len() > 50 || materials.iter().any(|m| any(&m.title, 300)));
        let place = |venue: &Venue| {
            [&venue.name, &venue.street, &venue.postcode, &venue.city].into_iter().any(|part| long(part, 200))
        };
        bounded(
            "venue",
            match &self.venue {
                Some(Some(VenueInput::Name(name))) => long(name, 200),
                Some(Some(VenueInput::Whole(venue))) => place(venue),
                _ => false,
            },
        );
        let stops = self.stops.as_deref().unwrap_or_default();
        let stop = |s: &StopInput| {
            s.title.is_longer_than(200) || s.description.is_longer_than(4_000) || long(&s.practice, 200)
        };
        bounded("stops", stops.len() > 100 || stops.iter().any(stop));
        let points = self.programme.as_deref().unwrap_or_default();
        let point = |p: &PointInput| p.text.is_longer_than(600);
        bounded("programme", points.len() > 100 || points.iter().any(point));
        bounded("feedback_question", self.feedback_question.iter().flatten().any(|q| q.is_longer_than(300)));
        let questions = self.questions.as_deref().unwrap_or_default();
        let question = |q: &QuestionInput| q.options.len() > 50 || q.options.iter().any(|o| o.is_longer_than(300));
        bounded("questions", questions.len() > 50 || questions.iter().any(question));
    }
}

/// An id may stand there once: of two changes of the same thing only one could be kept.
pub(super) fn check_ids(group: &str, ids: impl Iterator<Item = Option<i32>>, faults: &mut Faults) {
    let mut named = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if id.is_some_and(|id| !named.insert(id)) {
            faults.add(&format!("{group}.{index}.id"), "fault-twice");
        }
    }
}

/// Whether it reads in some language as one before it: an answer names its question, and what was chosen, by a text in any
/// language.
fn is_said_again<'w>(wording: &'w Wording, said: &mut HashSet<&'w str>) -> bool {
    let texts: HashSet<&str> = wording.all().map(str::trim).filter(|text| !text.is_empty()).collect();
    let is_again = texts.iter().any(|text| said.contains(text));
    said.extend(texts);
    is_again
}

fn long(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

fn any(texts: &Texts, most: usize) -> bool {
    texts.all().any(|text| long(text, most))
}
