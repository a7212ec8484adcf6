//! The page of a person once more, after what an organiser asked for was not done.

use rocket::http::Status as Http;

use super::Person;
use crate::error::Fault;
use crate::page::Page;
use crate::registrations::application::form_of_another;
use crate::registrations::attendees::typed::Typed;
use crate::registrations::correction::{self, Correction};
use crate::registrations::{overtaken, registration};

/// How a deed was asked for: which one by its code (empty for none), and what was typed with it.
pub struct Asked {
    pub deed: &'static str,
    pub over_capacity: bool,
    pub letter: bool,
    pub reason: String,
    /// The place in the line.
    pub to: Option<i64>,
    /// The code of what was wished for a stop.
    pub stop: String,
}

impl Default for Asked {
    /// Nothing was asked for: a letter is offered.
    fn default() -> Asked {
        Asked { deed: "", over_capacity: false, letter: true, reason: String::new(), to: None, stop: String::new() }
    }
}

impl Person {
    /// The same page, with what was typed and what is wrong with it.
    pub fn again(mut self, typed: &Typed, faults: &[Fault]) -> Page<Person> {
        self.form = form_of_another(typed.form(), faults, self.page.l).naming(&self.details, self.page.l);
        self.language = typed.language();
        self.seen = typed.seen.clone();
        Page(Http::UnprocessableEntity, self)
    }

    /// The same page with what was typed and, since somebody changed it meanwhile, what stands there now.
    pub fn overtaken(self, typed: &Typed, right: &Correction, now: registration::Model) -> Page<Person> {
        let Page(_, mut again) = self.again(typed, &[]);
        again.form.errors = overtaken::said("overtaken", &now, right, &again.details.questions, again.page.l);
        again.seen = correction::seen(&now);
        again.person = now;
        Page(Http::Conflict, again)
    }

    /// The same page, which says why it was not done.
    pub fn refusing(mut self, code: &str) -> Page<Person> {
        self.refused = Some(self.page.l.say(&format!("arrange-refused-{code}")));
        Page(Http::Conflict, self)
    }
}
