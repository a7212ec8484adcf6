//! One person: how they stand, what they said, the letters they got, what happened, and what an organiser can do.

mod again;

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::get;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::filter::Filter;
use super::history::{self, LetterLine, Moment};
use super::stops::{self, StopWish};
use super::typed::languages;
use super::words::{short_moment, standing};
use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::events::seat_form::{QuestionField, QuestionInput, SeatForm, question_fields};
use crate::events::{Details, EventHead, Tab};
use crate::language::{Language, Passage};
use crate::mail::mailto;
use crate::mark::Mark;
use crate::organisers::{Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::application::{form_of, relaxed};
use crate::registrations::correction;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration;
use crate::registrations::seats::booking::Standing;
use crate::registrations::seats::waiting_list;
use crate::registrations::self_service::calendar_reply;
use crate::registrations::{Reception, certificates};
use crate::slug::Slug;

pub use again::Asked;

#[derive(Template)]
#[template(path = "attendees/show.html")]
pub struct Person {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    pub details: Details,
    pub person: registration::Model,
    standing: Standing,
    form: SeatForm,
    language: Language,
    /// What the form was made from.
    seen: Mark,
    letters: Vec<LetterLine>,
    history: Vec<Moment>,
    /// What their calendar answered, to the event itself first.
    answered: Vec<calendar_reply::Model>,
    /// At which stops they were, the first one first.
    there: Vec<stop_arrival::Model>,
    may_change: bool,
    may_write: bool,
    may_check_in: bool,
    /// There is a certificate of attendance, for the organiser to hand on.
    has_certificate: bool,
    /// There would be one, if their name could be printed.
    is_nameless: bool,
    is_past: bool,
    /// When the page was made.
    now: DateTime<Utc>,
    done: Option<&'static str>,
    /// Why what was asked for was not done.
    refused: Option<String>,
    pub reason_missing: bool,
    /// What was asked for and not done, shown again as it was typed.
    pub asked: Asked,
}

impl Person {
    pub async fn of(at: &Reception<'_>, who: &SignedIn, page: Layout, details: Details, id: &str) -> Result<Person> {
        let person = find(at, &details, id).await?;
        let l = page.l;
        let hosts = details.hosts();
        let may = |deed| may(who, deed, &hosts, &at.network).is_ok();
        let certificate = certificates::Standing::of(&details.event, &person, at.clock.now());
        Ok(Person {
            bar: DeskBar::of(who),
            head: EventHead::of(&details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Attendees),
            standing: waiting_list::standing(at.db.read(), &person).await?,
            letters: history::letters(at.db, &person, &details, l).await?,
            history: history::history(at.db, &person, &details, l).await?,
            answered: calendar_reply::of(at.db, &person).await?,
            there: stop_arrival::of_all(at.db.read(), vec![person.id]).await?.remove(&person.id).unwrap_or_default(),
            form: form_of(&person, l),
            language: person.language,
            seen: correction::seen(&person),
            may_change: may(Deed::ChangeRegistrations) && !person.email.is_empty(),
            may_write: may(Deed::WriteToAttendees) && !person.email.is_empty(),
            may_check_in: may(Deed::CheckIn),
            has_certificate: may(Deed::ExportRegistrations) && certificate.is_given(),
            is_nameless: certificate.is_earned() && !certificate.is_given(),
            is_past: details.event.is_past(at.clock.now()) || details.event.cancelled_at.is_some(),
            now: at.clock.now(),
            done: None,
            refused: None,
            reason_missing: false,
            asked: Asked::default(),
            page: page
                .about(&person.name, details.event.title(l))
                .hidden()
                .standing_at(format!("/organise/events/{}/registrations/{id}", details.event.slug)),
            details: relaxed(details),
            person,
        })
    }

    fn path(&self) -> String {
        format!("/organise/events/{}/registrations/{}", self.head.slug, self.person.id)
    }

    fn is(&self, status: &str) -> bool {
        self.person.status.code() == status
    }

    /// Whether this deed was asked for and not done: its form stands open.
    fn is_asked(&self, deed: &str) -> bool {
        self.asked.deed == deed
    }

    /// Whether the form of this deed has its letter ticked.
    fn has_letter(&self, deed: &str) -> bool {
        !self.is_asked(deed) || self.asked.letter
    }

    /// The reason that was typed for this deed.
    fn reason(&self, deed: &str) -> &str {
        if self.is_asked(deed) { &self.asked.reason } else { "" }
    }

    /// The place in the line as it was typed, or else as it is.
    fn place(&self) -> i64 {
        self.asked.to.or(self.standing.position).unwrap_or(1)
    }

    fn tag(&self) -> (&'static str, String) {
        standing(self.page.l, &self.person, self.standing.position, self.details.event.zone())
    }

    fn mailto(&self) -> String {
        mailto(&self.person.email)
    }

    fn role(&self) -> String {
        self.person.role.short_name(self.page.l)
    }

    /// Each stop: title, hours, and how they stand there.
    fn stops(&self) -> Vec<(String, String, String)> {
        stops::how_they_stand(&self.details, &self.standing, &self.there, self.page.l)
    }

    fn stop_wishes(&self) -> Vec<StopWish> {
        StopWish::all(&self.details, &self.person, &self.standing, self.page.l, self.now)
    }

    /// Whether this was asked for and not done.
    fn is_wished(&self, wish: &StopWish) -> bool {
        self.asked.stop == wish.code
    }

    fn answers(&self) -> Vec<(Passage, Passage)> {
        self.person.answers.in_words(&self.details.questions, self.page.l)
    }

    /// "aanvaard op 2 febr., 9.30", and the stop that it is about.
    fn in_calendar(&self) -> Vec<(String, String)> {
        let (l, zone) = (self.page.l, self.details.event.zone());
        let stop = |uid| self.details.stops.iter().find(|stop| stop.uid == uid);
        let words = |reply: &calendar_reply::Model| {
            let when = short_moment(l, reply.stamp, zone);
            let about = stop(reply.uid).map_or(String::new(), |stop| stop.titles.get(l).to_string());
            (l.fill(&format!("calendar-answer-{}", reply.answer), [("when", &when)]), about)
        };
        self.answered.iter().map(words).collect()
    }

    fn questions(&self) -> Vec<QuestionField> {
        question_fields(&self.details, &self.form, self.page.l)
    }

    fn languages(&self) -> Vec<(Language, bool)> {
        languages(self.language)
    }

    /// Whom a message from here goes to.
    fn alone(&self) -> String {
        Filter { ids: vec![self.person.id], ..Filter::default() }.to_query()
    }

    /// To find them by at the door.
    fn search(&self) -> String {
        Filter { words: self.person.name.clone(), ..Filter::default() }.to_query()
    }

    /// Where else they may be registered.
    fn elsewhere(&self) -> String {
        Filter { words: self.person.email.clone(), ..Filter::default() }.to_query()
    }

    fn done_words(&self) -> Option<String> {
        self.done.map(|code| self.page.l.say(&format!("attendee-done-{code}")))
    }
}

/// The registration with this id, if it is for this event.
pub async fn find(at: &Reception<'_>, details: &Details, id: &str) -> Result<registration::Model> {
    let id = Uuid::parse_str(id).map_err(|_| Error::NotFound)?;
    let found = registration::Entity::find_by_id(id).one(at.db.read()).await?;
    found.filter(|person| person.event_id == details.event.id).ok_or(Error::NotFound)
}

/// What an organiser just did, in the address of the page.
const DONE: [&str; 11] =
    ["added", "saved", "seat", "wait", "place", "stop", "leave", "resent", "not-resent", "forgotten", "not-forgotten"];

#[get("/organise/events/<slug>/registrations/<id>?<done>", rank = 20)]
pub async fn show(
    slug: Slug<'_>,
    id: &str,
    done: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Person>> {
    let details = event_for(at.db, &at.network, &who, Deed::ReadRegistrations, slug).await?;
    let mut shown = Person::of(&at, &who, page, details, id).await?;
    shown.done = done.and_then(|code| DONE.into_iter().find(|known| *known == code));
    Ok(Page::ok(shown))
}
