//! Offering one's seat to a colleague, and the colleague's page with a yes and a no.

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::form::FromForm;
use rocket::http::Status as Http;
use rocket::response::Redirect;
use rocket::{get, post};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::mine::{MyRegistration, Offered, find};
use super::subject::Subject;
use crate::error::{Error, Fault, Result};
use crate::events::seat_form::{QuestionField, QuestionInput, SeatForm, question_fields};
use crate::events::{Details, event};
use crate::language::Language;
use crate::organisers::forms;
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::application::{self, form_with};
use crate::registrations::keyed::Keyed;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::booking::{Refusal, Successor};
use crate::registrations::self_service::handing_over;
use crate::registrations::self_service::handover;
use crate::security::{Token, WithinLimits};
use crate::unsent::Form;

/// To whom the seat is to be offered, as it was typed.
#[derive(FromForm)]
pub struct Colleague {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    email: String,
}

/// Offers the seat.
#[post("/registrations/<token>/handover", data = "<form>")]
pub async fn create(
    token: Token,
    form: Form<Colleague>,
    page: Layout,
    at: Reception<'_>,
    _limits: WithinLimits<'_>,
) -> Result<Result<Redirect, Page<MyRegistration>>> {
    let l = page.l;
    let person = find(at.db, &token).await?;
    let mut faults: Vec<Fault> = Vec::new();
    let name = forms::name(&form.name, &mut faults);
    let email = application::parse_email(&form.email, &mut faults);
    if let (Some(email), true) = (email, faults.is_empty()) {
        let colleague = handing_over::Colleague { name: &name, email: &email, language: l };
        match handing_over::offer(at.db, at.clock.now(), at.config, person.id, colleague).await? {
            Ok(_) => {
                at.bell.ring();
                return Ok(Ok(Redirect::to(format!("/registrations/{token}?done=offered"))));
            }
            Err(why) => faults.push(Fault::new("email", why.key())),
        }
    }
    let errors = faults.iter().map(|f| (f.field.clone(), l.say_of_another(f.key))).collect();
    let offered = Offered { name: form.name.clone(), email: form.email.clone(), errors };
    let mine = MyRegistration::of(&at, page, &token).await?.with_offer(offered);
    Ok(Err(Page(Http::UnprocessableEntity, mine)))
}

/// Takes the offer back. Had the colleague said yes already, the page says so.
#[post("/registrations/<token>/handover/cancellation")]
pub async fn withdraw(token: Token, at: Reception<'_>) -> Result<Redirect> {
    let person = find(at.db, &token).await?;
    let withdrawn = handing_over::withdraw(at.db, at.clock.now(), person.id).await?;
    Ok(Redirect::to(format!("/registrations/{token}{}", if withdrawn { "?done=withdrawn" } else { "" })))
}

/// The colleague's page.
#[derive(Template)]
#[template(path = "registrations/handover.html")]
pub struct HandoverPage {
    page: Layout,
    token: String,
    offer: Uuid,
    event: Subject,
    details: Details,
    lede: String,
    form: SeatForm,
    /// Why there is nothing to say yes to any more.
    over: Option<String>,
    was_declined: bool,
}

impl HandoverPage {
    async fn of(at: &Reception<'_>, page: Layout, token: &Token) -> Result<HandoverPage> {
        let offer = handing_over::find(at.db, token).await?;
        let giver = registration::Entity::find_by_id(offer.registration_id).one(at.db.read()).await?;
        let giver = giver.ok_or(Error::Gone)?;
        let event = event::Entity::find_by_id(giver.event_id).one(at.db.read()).await?.ok_or(Error::Gone)?;
        let over = over(&offer, &giver, &event, at.clock.now());
        let was_declined = offer.declined_at.is_some();
        let details = Details::of(at.db, &at.network, event).await?;
        let l = page.l;
        Ok(HandoverPage {
            page: page
                .about(l.say("handover-title"), details.event.title(l))
                .hidden()
                .standing_at(format!("/handovers/{token}")),
            token: token.to_string(),
            offer: offer.id,
            event: Subject::of(&details, l, at.config.timezone),
            lede: l.fill("handover-lede", [("name", &giver.name)]),
            form: SeatForm { name: offer.name, ..SeatForm::default() },
            over: over.map(|key| l.fill(key, [("name", &giver.name)])),
            was_declined,
            details,
        })
    }

    fn questions(&self) -> Vec<QuestionField> {
        question_fields(&self.details, &self.form, self.page.l)
    }
}

/// Why there is nothing to say yes to, if so.
fn over(
    offer: &handover::Model,
    giver: &registration::Model,
    event: &event::Model,
    now: DateTime<Utc>,
) -> Option<&'static str> {
    if offer.accepted_at.is_some() {
        Some("handover-accepted")
    } else if offer.declined_at.is_some() {
        Some("handover-declined")
    } else if offer.withdrawn_at.is_some() {
        Some("handover-withdrawn")
    } else if giver.status != Status::Confirmed {
        Some("handover-offer-gone")
    } else if event.cancelled_at.is_some() {
        Some("handover-cancelled")
    } else {
        event.is_past(now).then_some("handover-closed")
    }
}

#[get("/handovers/<token>?<done>")]
pub async fn show(token: Token, done: Option<&str>, page: Layout, at: Reception<'_>) -> Result<Page<HandoverPage>> {
    let mut colleague = HandoverPage::of(&at, page, &token).await?;
    if colleague.was_declined && done == Some("declined") {
        colleague.over = Some(colleague.page.l.say("handover-thanks"));
    }
    Ok(Page::ok(colleague))
}

/// What the colleague typed.
#[derive(FromForm)]
pub struct Acceptance {
    #[field(default = String::new())]
    name: String,
    #[field(default = String::new())]
    organisation: String,
    consent: Option<String>,
    answers: Keyed,
}

impl Acceptance {
    fn typed(&self) -> SeatForm {
        SeatForm {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            consent: self.consent.as_deref().is_some_and(|c| !c.is_empty()),
            answers: self.answers.by_number(),
            ..SeatForm::default()
        }
    }
}

/// The colleague answers what everybody is asked who registers.
fn parse(typed: &SeatForm, details: &Details, language: Language) -> Result<Successor, Vec<Fault>> {
    let mut faults = Vec::new();
    let name = forms::name(&typed.name, &mut faults);
    let organisation = application::parse_organisation(&typed.organisation, &mut faults);
    let answers = application::parse_answers(&typed.answers, &details.questions, &mut faults);
    if !typed.consent {
        faults.push(Fault::new("consent", "fault-consent"));
    }
    if faults.is_empty() { Ok(Successor { name, organisation, language, answers }) } else { Err(faults) }
}

/// The colleague says yes.
#[post("/handovers/<token>/acceptance", data = "<form>")]
pub async fn accept(
    token: Token,
    form: Form<Acceptance>,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Redirect, Page<HandoverPage>>> {
    let mut again = HandoverPage::of(&at, page, &token).await?;
    let (typed, l) = (form.typed(), again.page.l);
    let successor = match parse(&typed, &again.details, l) {
        Ok(successor) => successor,
        Err(faults) => {
            again.form = form_with(typed, &faults, l).naming(&again.details, l);
            return Ok(Err(Page(Http::UnprocessableEntity, again)));
        }
    };
    match at.desk.take_over(again.offer, successor).await? {
        Ok(standing) => {
            let taker = registration::Entity::find_by_id(standing.registration_id).one(at.db.read()).await?;
            let taker = taker.ok_or(Error::NotFound)?;
            let own = taker.token(&at.config.secret);
            Ok(Ok(Redirect::to(format!("/registrations/{own}?done=taken"))))
        }
        Err(refusal) => {
            // What the page knows of the offer says more.
            again.over.get_or_insert_with(|| l.say(&format!("handover-{}", refusal.code())));
            Ok(Err(Page(conflict(refusal), again)))
        }
    }
}

fn conflict(refusal: Refusal) -> Http {
    if refusal == Refusal::OfferGone { Http::Gone } else { Http::Conflict }
}

/// The colleague says no.
#[post("/handovers/<token>/refusal")]
pub async fn decline(token: Token, at: Reception<'_>) -> Result<Redirect> {
    let offer = handing_over::find(at.db, &token).await?;
    let declined = handing_over::decline(at.db, at.clock.now(), &offer).await?;
    at.bell.ring();
    Ok(Redirect::to(format!("/handovers/{token}{}", if declined { "?done=declined" } else { "" })))
}
