//! What an organiser does for one person: a button each, and the page of the person again.

use rocket::form::FromForm;
use rocket::http::Status as Http;
use rocket::outcome::try_outcome;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::Redirect;
use rocket::{post, put};

use super::changing::{self, NotCorrected};
use super::person::{Asked, Person, find};
use super::typed::Typed;
use super::{resending, stops};
use crate::error::{Error, Fault, Result};
use crate::events::Details;
use crate::events::access::event_for;
use crate::language::one_line;
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::correction::Correction;
use crate::registrations::forgetting::forget_one;
use crate::registrations::seats::booking::{Arrangement, Decision, Refusal};
use crate::slug::Slug;
use crate::unsent::Form;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 300;

/// Back to the person, or the page that says why not.
type Answer = Result<Result<Redirect, Page<Person>>>;

/// A guard: an organiser who pressed a button on the page of a person, and what it takes to answer.
pub struct Presser<'r> {
    who: SignedIn,
    page: Layout,
    at: Reception<'r>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Presser<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let who = try_outcome!(SignedIn::from_request(request).await);
        let at = try_outcome!(Reception::from_request(request).await);
        try_outcome!(OwnForm::from_request(request).await);
        Outcome::Success(Presser { who, page: Layout::of(request), at })
    }
}

impl<'r> Presser<'r> {
    /// What they pressed, if they may decide about the people of this event.
    async fn pressed(self, slug: Slug<'_>, id: &'r str, sent: Result<Form<Sent>>) -> Result<Pressed<'r>> {
        let (db, network) = (self.at.db, &self.at.network);
        let details = event_for(db, network, &self.who, Deed::ChangeRegistrations, slug).await?;
        Ok(Pressed { details, id, sent: sent?, by: self })
    }
}

#[put("/organise/events/<slug>/registrations/<id>", data = "<typed>")]
pub async fn update(slug: Slug<'_>, id: &str, typed: Result<Form<Typed>>, by: Presser<'_>) -> Answer {
    let Presser { who, page, at } = by;
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let typed = typed?;
    let shown = Person::of(&at, &who, page, details, id).await?;
    if shown.person.email.is_empty() {
        return Ok(Err(shown.refusing("forgotten")));
    }
    // Stops are chosen at the desk, not here.
    let right = match typed.parse(&shown.details) {
        Ok(said) => Correction {
            name: said.name,
            email: said.email,
            organisation: said.organisation,
            role: said.role,
            language: said.language,
            answers: said.answers,
            seen: typed.seen.clone(),
        },
        Err(faults) => return Ok(Err(shown.again(&typed, &faults))),
    };
    let (now, id) = (at.clock.now(), shown.person.id);
    match changing::correct(at.db, now, &at.config.secret, id, right.clone(), &who.organiser).await? {
        Ok(()) => {
            at.bell.ring();
            Ok(Ok(Redirect::to(format!("/organise/events/{slug}/registrations/{id}?done=saved"))))
        }
        Err(NotCorrected::AddressTaken) => {
            Ok(Err(shown.again(&typed, &[Fault::new("email", "attendee-address-taken")])))
        }
        Err(NotCorrected::Overtaken(now)) => Ok(Err(shown.overtaken(&typed, &right, *now))),
    }
}

/// How the organiser would like it done.
#[derive(FromForm)]
pub struct Sent {
    over_capacity: Option<String>,
    letter: Option<String>,
    #[field(default = String::new())]
    reason: String,
    /// The place in the line.
    to: Option<i64>,
    /// What to do with which stop, by its code.
    #[field(default = String::new())]
    stop: String,
}

impl Sent {
    /// For the page that says why this deed was not done.
    fn asked(&self, deed: &'static str) -> Asked {
        Asked {
            deed,
            over_capacity: self.over_capacity.is_some(),
            letter: self.letter.is_some(),
            reason: self.reason.clone(),
            to: self.to,
            stop: self.stop.clone(),
        }
    }
}

#[post("/organise/events/<slug>/registrations/<id>/confirmation", data = "<sent>")]
pub async fn confirm(slug: Slug<'_>, id: &str, sent: Result<Form<Sent>>, by: Presser<'_>) -> Answer {
    let pressed = by.pressed(slug, id, sent).await?;
    let over_capacity = pressed.sent.over_capacity.is_some();
    pressed.decide(Decision::Seat { over_capacity }).await
}

#[post("/organise/events/<slug>/registrations/<id>/waiting", data = "<sent>")]
pub async fn wait(slug: Slug<'_>, id: &str, sent: Result<Form<Sent>>, by: Presser<'_>) -> Answer {
    by.pressed(slug, id, sent).await?.decide(Decision::Wait).await
}

#[post("/organise/events/<slug>/registrations/<id>/cancellation", data = "<sent>")]
pub async fn cancel(slug: Slug<'_>, id: &str, sent: Result<Form<Sent>>, by: Presser<'_>) -> Answer {
    by.pressed(slug, id, sent).await?.decide(Decision::Leave).await
}

/// Another place in the line, for a reason.
#[post("/organise/events/<slug>/registrations/<id>/place", data = "<sent>")]
pub async fn place(slug: Slug<'_>, id: &str, sent: Result<Form<Sent>>, by: Presser<'_>) -> Answer {
    let pressed = by.pressed(slug, id, sent).await?;
    let is_explained = !pressed.sent.reason.trim().is_empty();
    let Some(to) = pressed.sent.to.filter(|to| *to >= 1 && is_explained) else {
        let mut shown = pressed.again("place").await?;
        shown.reason_missing = true;
        return Ok(Err(Page(Http::UnprocessableEntity, shown)));
    };
    pressed.decide(Decision::Place(to)).await
}

/// One stop more, one instead of another, or one less.
#[post("/organise/events/<slug>/registrations/<id>/stops", data = "<sent>")]
pub async fn change_stops(slug: Slug<'_>, id: &str, sent: Result<Form<Sent>>, by: Presser<'_>) -> Answer {
    let pressed = by.pressed(slug, id, sent).await?;
    let Some(decision) = stops::decision(&pressed.sent.stop) else {
        let Page(_, shown) = pressed.again("stop").await?.refusing("no-stop");
        return Ok(Err(Page(Http::UnprocessableEntity, shown)));
    };
    pressed.decide(decision).await
}

/// A button that an organiser pressed on the page of a person, and what was typed beside it.
struct Pressed<'r> {
    by: Presser<'r>,
    details: Details,
    id: &'r str,
    sent: Form<Sent>,
}

impl Pressed<'_> {
    async fn decide(self, decision: Decision) -> Answer {
        let Presser { who, at, .. } = &self.by;
        let arrangement = Arrangement {
            registration: find(at, &self.details, self.id).await?.id,
            decision,
            letter: self.sent.letter.is_some(),
            by: who.organiser.clone(),
            reason: reason(&self.sent.reason),
            only: Vec::new(),
        };
        let arranged = at.desk.arrange(arrangement).await?;
        if let Err(refusal) = arranged {
            let why = match (decision, refusal) {
                (Decision::ChooseStop(_), Refusal::Full) => "stop-full",
                _ => refusal.code(),
            };
            return Ok(Err(self.again(decision.code()).await?.refusing(why)));
        }
        let (slug, id, done) = (&self.details.event.slug, self.id, decision.code());
        Ok(Ok(Redirect::to(format!("/organise/events/{slug}/registrations/{id}?done={done}"))))
    }

    /// The page of the person, with what was asked as it was typed.
    async fn again(self, deed: &'static str) -> Result<Person> {
        let Presser { who, page, at } = self.by;
        let mut shown = Person::of(&at, &who, page, self.details, self.id).await?;
        shown.asked = self.sent.asked(deed);
        Ok(shown)
    }
}

/// Why an organiser did something, as they typed it: on one line and not too long.
pub fn reason(typed: &str) -> String {
    one_line(typed).chars().take(LONGEST_REASON).collect()
}

/// The letter that says how they stand, once more.
#[post("/organise/events/<slug>/registrations/<id>/letters")]
pub async fn resend(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let person = find(&at, &details, id).await?;
    let sent = resending::resend(at.db, at.clock.now(), &details.event, &[person.id], &who.organiser).await?;
    at.bell.ring();
    let done = if sent > 0 { "resent" } else { "not-resent" };
    Ok(Redirect::to(format!("/organise/events/{slug}/registrations/{id}?done={done}")))
}

/// Wipes what is known of a person who asks for it.
#[post("/organise/events/<slug>/registrations/<id>/forgetting")]
pub async fn forget(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let person = find(&at, &details, id).await?;
    let forgotten = forget_one(at.db, at.clock.now(), &details.event, person.id, &who.organiser).await?;
    let done = if forgotten { "forgotten" } else { "not-forgotten" };
    Ok(Redirect::to(format!("/organise/events/{slug}/registrations/{id}?done={done}")))
}
