//! Somebody whom an organiser adds by hand.

use askama::Template;
use rocket::http::Status as Http;
use rocket::response::Redirect;
use rocket::{get, post};

use super::typed::{Typed, languages};
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::seat_form::{FieldError, QuestionField, QuestionInput, SeatForm, SlotField};
use crate::events::seat_form::{question_fields, slot_fields};
use crate::events::{Details, EventHead, Tab};
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::application::{form_of_another, form_with, relaxed};
use crate::registrations::seats::booking::Addition;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "attendees/new.html")]
pub struct NewAttendee {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    form: SeatForm,
    slots: Vec<SlotField>,
    questions: Vec<QuestionField>,
    language: Language,
    room: Option<String>,
    /// Whether it may matter that somebody has a seat even where there is none left.
    may_be_full: bool,
    over_capacity: bool,
    letter: bool,
}

/// What the checkboxes and the choice of language say.
struct Wishes {
    language: Language,
    over_capacity: bool,
    letter: bool,
}

impl NewAttendee {
    fn of(at: &Reception<'_>, who: &SignedIn, page: Layout, details: &Details, form: SeatForm, w: Wishes) -> Self {
        let l = page.l;
        let left = details.event.seats_left();
        NewAttendee {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Attendees),
            slots: slot_fields(details, &form, l, at.clock.now()),
            questions: question_fields(details, &form, l),
            language: w.language,
            room: left.map(|left| super::words::people(l, "arrange-room", left.unsigned_abs().into())),
            may_be_full: details.may_be_full(),
            over_capacity: w.over_capacity,
            letter: w.letter,
            page: page
                .about(l.say("attendees-add"), details.event.title(l))
                .hidden()
                .standing_at(format!("/organise/events/{}/registrations/new", details.event.slug)),
            form,
        }
    }

    fn languages(&self) -> Vec<(Language, bool)> {
        languages(self.language)
    }
}

#[get("/organise/events/<slug>/registrations/new")]
pub async fn new(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewAttendee>> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let form = form_with(SeatForm::default(), &[], page.l);
    let wishes = Wishes { language: page.l, over_capacity: false, letter: true };
    Ok(Page::ok(NewAttendee::of(&at, &who, page, &relaxed(details), form, wishes)))
}

#[post("/organise/events/<slug>/registrations", data = "<typed>")]
pub async fn create(
    slug: Slug<'_>,
    typed: Result<Form<Typed>>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<NewAttendee>>> {
    let details = event_for(at.db, &at.network, &who, Deed::ChangeRegistrations, slug).await?;
    let typed = typed?;
    let details = relaxed(details);
    let l = page.l;
    let wishes = Wishes { language: typed.language(), over_capacity: typed.over_capacity(), letter: typed.letter() };
    let again =
        |form: SeatForm, status: Http| Ok(Err(Page(status, NewAttendee::of(&at, &who, page, &details, form, wishes))));
    let applicant = match typed.parse(&details) {
        Ok(applicant) => applicant,
        Err(faults) => {
            let form = form_of_another(typed.form(), &faults, l).naming(&details, l);
            return again(form, Http::UnprocessableEntity);
        }
    };
    let addition = Addition {
        applicant,
        over_capacity: typed.over_capacity(),
        letter: typed.letter(),
        by: Some(who.organiser.clone()),
    };
    match at.desk.add(addition).await? {
        Ok(standing) => {
            let id = standing.registration_id;
            Ok(Ok(Redirect::to(format!("/organise/events/{slug}/registrations/{id}?done=added"))))
        }
        Err(refusal) => {
            let mut form = form_with(typed.form(), &[], l);
            let message = l.say(&format!("arrange-refused-{}", refusal.code()));
            form.errors.push(FieldError::new("", message));
            again(form, Http::Conflict)
        }
    }
}
