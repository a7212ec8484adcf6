//! My registration: what I said, how it stands, and changing it, choosing stops, cancelling or handing over.

pub mod amending;
pub mod giving_back;
pub mod moved;
mod seat_offer;

use askama::Template;
use rocket::get;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::subject::Subject;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::events::event;
use crate::events::pages::feed_links::FeedLinks;
use crate::events::pages::watch::{Material, to_watch};
use crate::events::seat_form::{QuestionField, QuestionInput, SeatForm, question_fields};
use crate::language::{Language, Passage};
use crate::mark::Mark;
use crate::page::{Layout, Page};
use crate::registrations::application::form_of;
use crate::registrations::correction;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::booking::{Refusal, Standing, StopStanding};
use crate::registrations::seats::waiting_list;
use crate::registrations::self_service::choosing::{self, StopToChoose};
use crate::registrations::self_service::{calendar_entry, calendar_key, handing_over, handover, joining};
use crate::registrations::{Reception, certificates, looking_back, ticket};
use crate::security::Token;
use seat_offer::SeatOffer;

/// The page behind the private link.
#[derive(Template)]
#[template(path = "registrations/show.html")]
pub struct MyRegistration {
    page: Layout,
    token: String,
    event: Subject,
    details: Details,
    person: registration::Model,
    standing: Standing,
    /// Where to join, for one who holds a seat.
    join_link: Option<String>,
    /// The code for the door, drawn, for one who has a seat where there is one.
    ticket: Option<String>,
    called_off: bool,
    is_past: bool,
    /// Whether there is a certificate of attendance.
    certificate: certificates::Standing,
    /// What is left of it to watch or read.
    to_watch: Vec<Material>,
    /// Whether we ask the person how it was.
    is_asked: bool,
    form: SeatForm,
    /// Of their letters, by its code.
    language: String,
    /// What the form was made from.
    seen: Mark,
    /// That the seat was offered, and to whom, while no answer came.
    offer: Option<String>,
    offered: Offered,
    /// The seat that is held for the person, if one is.
    seat_offer: Option<SeatOffer>,
    /// The stops that the person may choose still.
    choices: Vec<StopToChoose>,
    /// What became of the place of one who left.
    left: Option<String>,
    /// Why what was asked for was not done.
    refused: Option<String>,
    /// The person's own calendar.
    feed: FeedLinks,
    /// What puts this event alone into a calendar.
    entry: String,
    /// "saved", "offered", "withdrawn", "stop", "chosen", "queued", "taken" or "calendar": what was just done.
    done: &'static str,
}

/// A stop of the person.
pub struct MyStop {
    id: i32,
    title: Passage,
    hours: String,
    /// The place in its line, of one who waits there.
    position: Option<String>,
}

/// What was typed to hand the seat over, and what is wrong with it.
#[derive(Default)]
pub struct Offered {
    pub name: String,
    pub email: String,
    pub errors: Vec<(String, String)>,
}

impl MyRegistration {
    pub async fn of(at: &Reception<'_>, page: Layout, token: &Token) -> Result<MyRegistration> {
        let person = find(at.db, token).await?;
        let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
        let details = Details::of(at.db, &at.network, event).await?;
        let standing = waiting_list::standing(at.db.read(), &person).await?;
        let offer = handing_over::open_offer(at.db, person.id).await?;
        let l = page.l;
        let left = left(at, &person, l).await?;
        let calendar = calendar_key::key_of(at.db, &at.config.secret, &person).await?;
        let feed = FeedLinks::of(&page, &format!("/calendar/mine/{calendar}.ics"), &[], &l.say("calendar-mine"));
        let words = |o: handover::Model| l.fill("mine-offer-open", [("name", &o.name), ("email", &o.email)]);
        let needs_ticket = ticket::is_needed(&details.event, &person) && !details.event.is_past(at.clock.now());
        let code = || ticket::svg(&ticket::link(at.config, &person), &l.say("ticket-alt"));
        Ok(MyRegistration {
            seat_offer: SeatOffer::of(&person, &details.event, at, l),
            choices: choosing::open_to(&details, &person, &standing, l, at.clock.now()),
            event: Subject::of(&details, l, at.config.timezone),
            join_link: details.event.has_way_in().then(|| joining::link(at.config, &person)),
            ticket: needs_ticket.then(code).transpose()?,
            called_off: details.event.cancelled_at.is_some(),
            is_past: details.event.is_past(at.clock.now()),
            certificate: certificates::Standing::of(&details.event, &person, at.clock.now()),
            to_watch: to_watch(&details.event, l, at.clock.now()),
            form: form_of(&person, l),
            language: person.language.to_string(),
            is_asked: looking_back::is_asked(at.db, at.clock.now(), &details.event, &person).await?,
            seen: correction::seen(&person),
            entry: calendar_entry::link(at.config, &person),
            token: token.to_string(),
            page: page
                .about(l.say("mine-title"), details.event.title(l))
                .hidden()
                .standing_at(format!("/registrations/{token}")),
            details,
            person,
            standing,
            offer: offer.map(words),
            offered: Offered::default(),
            left,
            refused: None,
            feed,
            done: "",
        })
    }

    /// With what is wrong with the offer; above the page where there is no seat to offer, and so no form.
    pub fn with_offer(mut self, offered: Offered) -> MyRegistration {
        if !self.has_seat_to_give() {
            self.refused = offered.errors.first().map(|(_, why)| why.clone());
        }
        self.offered = offered;
        self
    }

    fn has_seat_to_give(&self) -> bool {
        self.is("confirmed") && self.is_open()
    }

    /// The same page, which says why it was not done.
    pub fn refusing(self, refusal: Refusal) -> MyRegistration {
        self.saying_why_not("mine-refused", refusal)
    }

    /// The same in the words of another deed.
    pub fn saying_why_not(mut self, deed: &str, refusal: Refusal) -> MyRegistration {
        self.refused = Some(self.page.l.say(&format!("{deed}-{}", refusal.code())));
        self
    }

    fn is(&self, status: &str) -> bool {
        self.person.status.code() == status
    }

    /// The person may still change things: the event is not over, nor called off, and they have not left.
    fn is_open(&self) -> bool {
        !self.is_past && !self.called_off && self.person.status != Status::Cancelled
    }

    /// Why the event is called off, where somebody said so.
    fn reason(&self) -> &str {
        self.details.event.cancellation_reason.as_deref().unwrap_or_default()
    }

    /// Why there is no certificate, where the person would wonder.
    fn no_certificate(&self) -> Option<String> {
        self.certificate.why_not().map(|key| self.page.l.say(key))
    }

    fn waiting_tag(&self) -> String {
        self.page.l.count("waiting-tag", self.standing.position.unwrap_or(1))
    }

    fn offer_errors_title(&self) -> String {
        self.page.l.count("form-errors", self.offered.errors.len() as i64)
    }

    fn questions(&self) -> Vec<QuestionField> {
        question_fields(&self.details, &self.form, self.page.l)
    }

    fn stops(&self) -> Vec<MyStop> {
        let l = self.page.l;
        let stop = |s: &StopStanding| {
            let stop = self.details.stops.iter().find(|stop| stop.id == s.stop_id)?;
            let hours = stop.hours(&self.details.event, l);
            let waiting = s.position.map(|n| l.count("waiting-tag", n));
            Some(MyStop { id: stop.id, title: stop.titles.passage(l), hours, position: waiting })
        };
        self.standing.stops.iter().filter_map(stop).collect()
    }

    fn answers(&self) -> Vec<(Passage, Passage)> {
        self.person.answers.in_words(&self.details.questions, self.page.l)
    }

    fn offer_error(&self, field: &str) -> Option<&str> {
        self.offered.errors.iter().find(|(f, _)| f == field).map(|(_, message)| message.as_str())
    }
}

/// Where a seat went that nobody took over, the record does not say.
async fn left(at: &Reception<'_>, person: &registration::Model, l: Language) -> Result<Option<String>> {
    if person.status != Status::Cancelled {
        return Ok(None);
    }
    let taker = handing_over::taken_over(at.db, person).await?;
    Ok(Some(taker.map_or_else(|| l.say("mine-left"), |taker| l.fill("mine-handed-over", [("name", &taker.name)]))))
}

/// The registration behind a private link.
pub async fn find(db: &Database, token: &Token) -> Result<registration::Model> {
    let found = registration::Entity::find().filter(registration::Column::TokenHash.eq(token.hash()));
    found.one(db.read()).await?.ok_or(Error::NotFound)
}

#[get("/registrations/<token>?<done>")]
pub async fn show(token: Token, done: Option<&str>, page: Layout, at: Reception<'_>) -> Result<Page<MyRegistration>> {
    let mut mine = MyRegistration::of(&at, page, &token).await?;
    // A phone asks for a page that it had open again days later, when what was just done then may be past.
    mine.done = match done {
        Some("calendar") => "calendar",
        _ if mine.left.is_some() => "",
        Some("saved") => "saved",
        Some("offered") if mine.offer.is_some() => "offered",
        Some("withdrawn") if mine.offer.is_none() => "withdrawn",
        Some("stop") => "stop",
        Some("chosen") => "chosen",
        Some("queued") => "queued",
        Some("taken") if mine.is("confirmed") => "taken",
        _ => "",
    };
    Ok(Page::ok(mine))
}
