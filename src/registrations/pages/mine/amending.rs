//! Changing what one said, behind the private link.

use rocket::form::FromForm;
use rocket::http::{CookieJar, Status as Http};
use rocket::put;
use rocket::response::Redirect;

use super::MyRegistration;
use super::moved::Removal;
use crate::error::{Fault, Result};
use crate::events::seat_form::SeatForm;
use crate::language::Language;
use crate::mark::Mark;
use crate::organisers::forms;
use crate::page::{Layout, Page};
use crate::registrations::application::{self, form_with};
use crate::registrations::correction::{self, Correction};
use crate::registrations::keyed::Keyed;
use crate::registrations::registration;
use crate::registrations::self_service::amending::{Amended, NotAmended, amend};
use crate::registrations::{Reception, overtaken};
use crate::security::{Token, WithinLimits};
use crate::unsent::Form;

/// What may be changed.
#[derive(FromForm)]
pub struct Changes {
    #[field(default = String::new())]
    name: String,
    email: Option<String>,
    #[field(default = String::new())]
    organisation: String,
    #[field(default = String::new())]
    role: String,
    language: Option<String>,
    answers: Keyed,
    /// What the page was made from.
    seen: Mark,
}

impl Changes {
    /// Everything makes sense, or every fault at once. What the form does not hold stays as it is.
    fn parse(&self, mine: &MyRegistration) -> Result<Correction, Vec<Fault>> {
        let mut faults = Vec::new();
        let name = forms::name(&self.name, &mut faults);
        let email = self.email.as_ref().unwrap_or(&mine.person.email);
        let email = application::parse_email(email, &mut faults);
        let organisation = application::parse_organisation(&self.organisation, &mut faults);
        let role = application::parse_role(&self.role, &mut faults);
        let language = self.language.as_deref().map_or(Ok(mine.person.language), str::parse::<Language>);
        if language.is_err() {
            faults.push(Fault::new("language", "fault-language"));
        }
        let answers = application::parse_answers(&self.answers.by_number(), &mine.details.questions, &mut faults);
        match (email, language) {
            (Some(email), Ok(language)) if faults.is_empty() => {
                Ok(Correction { name, email, organisation, role, language, answers, seen: self.seen.clone() })
            }
            _ => Err(faults),
        }
    }
}

#[put("/registrations/<token>", data = "<form>")]
pub async fn update(
    token: Token,
    form: Form<Changes>,
    page: Layout,
    at: Reception<'_>,
    cookies: &CookieJar<'_>,
    _limits: WithinLimits<'_>,
) -> Result<Result<Redirect, Page<MyRegistration>>> {
    let mine = MyRegistration::of(&at, page, &token).await?;
    if !mine.is_open() {
        return Ok(Err(Page(Http::Conflict, mine)));
    }
    let right = match form.parse(&mine) {
        Ok(right) => right,
        Err(faults) => return Ok(Err(Page(Http::UnprocessableEntity, mine.again(&form, &faults)))),
    };
    match amend(at.db, at.clock.now(), &at.config.secret, &token, right.clone()).await? {
        Ok(Amended::Saved) => Ok(Ok(Redirect::to(format!("/registrations/{token}?done=saved")))),
        Ok(Amended::Moved) => {
            at.bell.ring();
            Ok(Ok(Removal::of(&mine.event, &right.email).shown(cookies, at.config)))
        }
        Err(NotAmended::AddressRefused) => {
            at.bell.ring();
            let faults = [Fault::new("email", "mine-address-refused")];
            Ok(Err(Page(Http::UnprocessableEntity, mine.again(&form, &faults))))
        }
        Err(NotAmended::Overtaken(now)) => Ok(Err(Page(Http::Conflict, mine.overtaken(&form, &right, *now)))),
    }
}

impl MyRegistration {
    /// The same page, with what was typed and what is wrong with it.
    fn again(mut self, typed: &Changes, faults: &[Fault]) -> MyRegistration {
        let form = SeatForm {
            name: typed.name.clone(),
            email: typed.email.clone().unwrap_or_else(|| self.form.email.clone()),
            organisation: typed.organisation.clone(),
            role: typed.role.clone(),
            answers: typed.answers.by_number(),
            ..self.form
        };
        self.form = form_with(form, faults, self.page.l).naming(&self.details, self.page.l);
        self.language = typed.language.clone().unwrap_or(self.language);
        self.seen = typed.seen.clone();
        self
    }

    /// The same page with what was typed and, since it was changed meanwhile, what stands there now.
    fn overtaken(self, typed: &Changes, right: &Correction, now: registration::Model) -> MyRegistration {
        let mut again = self.again(typed, &[]);
        again.form.errors = overtaken::said("mine-overtaken", &now, right, &again.details.questions, again.page.l);
        again.seen = correction::seen(&now);
        again.person = now;
        again
    }
}
