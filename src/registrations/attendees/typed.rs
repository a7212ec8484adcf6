//! The form with which an organiser adds or corrects somebody.

use rocket::form::FromForm;

use crate::error::Fault;
use crate::events::Details;
use crate::events::seat_form::SeatForm;
use crate::language::Language;
use crate::mark::Mark;
use crate::registrations::application;
use crate::registrations::keyed::Keyed;
use crate::registrations::seats::booking::Applicant;

/// The fields as a browser sends them; all of it can be shown again.
#[derive(FromForm)]
pub struct Typed {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    email: String,
    #[field(default = String::new())]
    organisation: String,
    #[field(default = String::new())]
    role: String,
    #[field(default = String::new())]
    language: String,
    stops: Keyed,
    answers: Keyed,
    over_capacity: Option<String>,
    letter: Option<String>,
    /// What the page was made from, when it is about somebody who is there.
    pub seen: Mark,
}

impl Typed {
    /// As the page shows it again.
    pub fn form(&self) -> SeatForm {
        SeatForm {
            name: self.name.clone(),
            email: self.email.clone(),
            organisation: self.organisation.clone(),
            role: self.role.clone(),
            // The organiser says so.
            consent: true,
            stops: application::chosen(&self.stops),
            skipped: application::skipped(&self.stops),
            answers: self.answers.by_number(),
            ..SeatForm::default()
        }
    }

    /// The language of the person's letters.
    pub fn language(&self) -> Language {
        self.language.parse().unwrap_or_default()
    }

    /// Whether they get a seat even where there is none left.
    pub fn over_capacity(&self) -> bool {
        self.over_capacity.is_some()
    }

    /// Whether they hear of it.
    pub fn letter(&self) -> bool {
        self.letter.is_some()
    }

    /// Everything makes sense, or every fault at once.
    pub fn parse(&self, details: &Details) -> Result<Applicant, Vec<Fault>> {
        let mut faults = Vec::new();
        if self.language.parse::<Language>().is_err() {
            faults.push(Fault::new("language", "fault-language"));
        }
        match application::parse(&self.form(), details, self.language()) {
            Ok(applicant) if faults.is_empty() => Ok(applicant),
            Ok(_) => Err(faults),
            Err(others) => Err(others.into_iter().chain(faults).collect()),
        }
    }
}

/// The languages that one can choose, and whether each is the chosen one.
pub fn languages(chosen: Language) -> Vec<(Language, bool)> {
    Language::ALL.into_iter().map(|language| (language, language == chosen)).collect()
}
