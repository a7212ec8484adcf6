//! Changing what one said, behind the private link.

use rocket::form::FromForm;
use rocket::http::Status as Http;
use rocket::put;
use rocket::response::Redirect;

use super::MyRegistration;
use crate::error::{Fault, Result};
use crate::events::question;
use crate::events::seat_form::{FieldError, SeatForm};
use crate::language::Language;
use crate::mark::Mark;
use crate::page::{Layout, Page};
use crate::registrations::amending::{Overtaken, Said, amend};
use crate::registrations::application::{self, form_with};
use crate::registrations::keyed::Keyed;
use crate::registrations::registration;
use crate::registrations::{Reception, overtaken};
use crate::security::Token;
use crate::unsent::Form;

/// What may be changed: everything but the address, which is who the person is.
#[derive(FromForm)]
pub struct Changes {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    organisation: String,
    #[field(default = String::new())]
    role: String,
    answers: Keyed,
    /// What the page was made from.
    seen: Mark,
}

impl Changes {
    /// Everything makes sense, or every fault at once.
    fn parse(&self, questions: &[question::Model]) -> std::result::Result<Said, Vec<Fault>> {
        let mut faults = Vec::new();
        let said = Said {
            name: application::parse_name(&self.name, &mut faults),
            organisation: application::parse_organisation(&self.organisation, &mut faults),
            role: application::parse_role(&self.role, &mut faults),
            answers: application::parse_answers(&self.answers.by_number(), questions, &mut faults),
        };
        if faults.is_empty() { Ok(said) } else { Err(faults) }
    }
}

#[put("/registrations/<token>", data = "<form>")]
pub async fn update(
    token: Token,
    form: Form<Changes>,
    page: Layout,
    at: Reception<'_>,
) -> Result<std::result::Result<Redirect, Page<MyRegistration>>> {
    let mine = MyRegistration::of(&at, page, &token).await?;
    if !mine.is_open() {
        return Ok(Err(Page(Http::Conflict, mine)));
    }
    let said = match form.parse(&mine.details.questions) {
        Ok(said) => said,
        Err(faults) => return Ok(Err(Page(Http::UnprocessableEntity, mine.again(&form, &faults)))),
    };
    match amend(at.db, at.clock.now(), &token, said.clone(), &form.seen).await? {
        Ok(()) => Ok(Ok(Redirect::to(format!("/registrations/{token}?done=saved")))),
        Err(Overtaken(now)) => Ok(Err(Page(Http::Conflict, mine.overtaken(&form, &said, *now)))),
    }
}

impl MyRegistration {
    /// The same page, with what was typed and what is wrong with it.
    fn again(mut self, typed: &Changes, faults: &[Fault]) -> MyRegistration {
        let form = SeatForm {
            name: typed.name.clone(),
            organisation: typed.organisation.clone(),
            role: typed.role.clone(),
            answers: typed.answers.by_number(),
            ..self.form
        };
        self.form = form_with(form, faults, self.page.l);
        self.seen = typed.seen.clone();
        self
    }

    /// The same page with what was typed and, since it was changed meanwhile, what stands there now.
    fn overtaken(self, typed: &Changes, said: &Said, now: registration::Model) -> MyRegistration {
        let l = self.page.l;
        let mut again = self.again(typed, &[]);
        let stands = Said::of(&now);
        again.form.errors = vec![FieldError::new("", l.say("mine-overtaken"))];
        again.form.errors.extend(differing(&stands, said, l));
        again.form.errors.extend(overtaken::answers(&stands.answers, &said.answers, &again.details.questions, l));
        again.seen = stands.mark();
        again.person = now;
        again
    }
}

fn differing(now: &Said, said: &Said, l: Language) -> Vec<FieldError> {
    let all = [
        ("name", now.name != said.name, l.say("form-name"), now.name.clone()),
        ("organisation", now.organisation != said.organisation, l.say("form-organisation"), now.organisation.clone()),
        ("role", now.role != said.role, l.say("form-role"), now.role.name(l)),
    ];
    let differing = all.into_iter().filter(|(_, differs, ..)| *differs);
    differing.map(|(name, _, label, words)| overtaken::field(name, &label, &words, l)).collect()
}
