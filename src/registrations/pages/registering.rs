//! Registering: the event's page with its form, and the answer.

use askama::Template;
use chrono_tz::Tz;
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::receipt::Receipt;
use super::subject::Subject;
use crate::config::Config;
use crate::error::Result;
use crate::events::pages::feed_links::OUTLOOK;
use crate::events::pages::show::EventPage;
use crate::events::seat_form::{FieldError, SeatForm};
use crate::events::{Details, PublicEvents, stop, views};
use crate::kept_pages::Shelf;
use crate::language::{Passage, first_name};
use crate::page::{Html, Layout, Page};
use crate::registrations::Reception;
use crate::registrations::application::{self, Fields, form_with};
use crate::security::WithinLimits;
use crate::slug::Slug;
use crate::unsent::Form;

/// The event, with the form.
#[get("/events/<slug>", rank = 2)]
pub async fn new(
    shelf: Shelf<'_>,
    slug: Slug<'_>,
    page: Layout,
    at: Reception<'_>,
    events: PublicEvents<'_>,
) -> Result<Html> {
    shelf
        .page(page, "", |page| async move {
            let details = events.find_with_seats(slug).await?;
            let form = form_with(SeatForm::default(), &[], page.l);
            event_page(&at, page, details, form).await
        })
        .await
}

async fn event_page(at: &Reception<'_>, page: Layout, details: Details, form: SeatForm) -> Result<EventPage> {
    let now = (at.clock.now(), at.config.timezone);
    let similar = views::similar(at.db, &at.network, &details.event, page.l, now).await?;
    Ok(EventPage::of(page, details, now, form, similar))
}

/// Takes the form to the seat desk. What cannot be taken comes back with the faults beside the fields.
#[post("/events/<slug>/registrations", data = "<form>")]
pub async fn create(
    slug: Slug<'_>,
    form: Form<Fields>,
    page: Layout,
    at: Reception<'_>,
    events: PublicEvents<'_>,
    cookies: &CookieJar<'_>,
    limits: WithinLimits<'_>,
) -> Result<Result<Redirect, Page<EventPage>>> {
    let details = events.find(slug).await?;
    let typed = form.typed();
    let applicant = match application::parse(&typed, &details, page.l) {
        Ok(applicant) => applicant,
        Err(faults) => {
            let form = form_with(typed, &faults, page.l).naming(&details, page.l);
            let again = Again { status: Status::UnprocessableEntity, form, page };
            return Box::pin(again.show(slug, &at, &events)).await.map(Err);
        }
    };
    let now = at.clock.now();
    if form.is_robot() || (form.came_at_once(now) && limits.is_machine(now)) {
        return Ok(Ok(Redirect::to(format!("/events/{slug}"))));
    }
    let (name, email) = (applicant.name.clone(), applicant.email.to_string());
    match at.desk.register_unseen(applicant).await? {
        Ok(standing) => {
            Receipt::new(slug, &name, &email, &standing).hand_out(cookies, at.config);
            Ok(Ok(Redirect::to(format!("/events/{slug}/registrations"))))
        }
        Err(refusal) => {
            let mut form = form_with(typed, &[], page.l);
            let message = page.l.say(&format!("refused-{}", refusal.code()));
            form.errors.push(FieldError::new("", message));
            let again = Again { status: Status::Conflict, form, page };
            Box::pin(again.show(slug, &at, &events)).await.map(Err)
        }
    }
}

/// The form as it was typed, to be shown again.
struct Again {
    status: Status,
    form: SeatForm,
    page: Layout,
}

impl Again {
    /// The page as it is now: it says why when the event is full, closed or called off. Few need it, so its future is
    /// boxed: it would be carried along with every registration.
    async fn show(self, slug: Slug<'_>, at: &Reception<'_>, events: &PublicEvents<'_>) -> Result<Page<EventPage>> {
        let details = events.find_with_seats(slug).await?;
        let page = event_page(at, self.page, details, self.form).await?;
        Ok(Page(self.status, page))
    }
}

/// How it went.
#[derive(Template)]
#[template(path = "registrations/confirmed.html")]
pub struct Confirmed {
    page: Layout,
    event: Subject,
    details: Details,
    receipt: Receipt,
    title: String,
}

impl Confirmed {
    fn of(page: Layout, details: Details, receipt: Receipt, home: Tz) -> Confirmed {
        let key = if receipt.confirmed { "registered-title" } else { "waiting-title" };
        let title = page.l.fill(key, [("name", first_name(&receipt.name))]);
        Confirmed {
            event: Subject::of(&details, page.l, home),
            page: page.titled(title.clone(), "").hidden(),
            details,
            receipt,
            title,
        }
    }

    /// The sentence with the place in the line.
    fn counted(&self, key: &str) -> String {
        self.page.l.count(key, self.receipt.position.unwrap_or(1))
    }

    /// Whether one comes in by a door, at which the code in the letter is shown. It stands in the letter alone, as the
    /// private link does.
    fn has_door(&self) -> bool {
        !self.event.is_online
    }

    /// What becomes of a seat that comes free.
    fn when_a_seat_frees(&self) -> String {
        let l = self.page.l;
        self.details.event.offer_promise(l).unwrap_or_else(|| l.say("seat-is-yours"))
    }

    /// The stops that were chosen: title, hours, and whether the person waits there.
    fn stops(&self) -> Vec<(Passage, String, bool)> {
        let l = self.page.l;
        let chosen = self.details.stops.iter().filter(|s| self.receipt.stops.contains(&s.id));
        let words = |s: &stop::Model| {
            let hours = s.hours(&self.details.event, l);
            (s.titles.passage(l), hours, self.receipt.waiting_at.contains(&s.id))
        };
        chosen.map(words).collect()
    }

    /// Google's page that adds an event, filled in.
    fn google(&self) -> String {
        let stamp = |t: chrono::DateTime<chrono::Utc>| t.format("%Y%m%dT%H%M%SZ").to_string();
        let event = &self.details.event;
        let dates = format!("{}/{}", stamp(event.starts_at), stamp(event.ends_at));
        let pairs = [
            ("action", "TEMPLATE".to_string()),
            ("text", self.event.title.to_string()),
            ("dates", dates),
            ("details", self.address()),
            ("location", self.event.place.clone()),
        ];
        with_query("https://calendar.google.com/calendar/render", &pairs)
    }

    /// Outlook's page that adds an event, filled in.
    fn outlook(&self) -> String {
        let stamp = |t: chrono::DateTime<chrono::Utc>| t.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let event = &self.details.event;
        let pairs = [
            ("rru", "addevent".to_string()),
            ("subject", self.event.title.to_string()),
            ("startdt", stamp(event.starts_at)),
            ("enddt", stamp(event.ends_at)),
            ("body", self.address()),
            ("location", self.event.place.clone()),
        ];
        with_query(&format!("{OUTLOOK}/deeplink/compose"), &pairs)
    }

    fn address(&self) -> String {
        format!("{}/events/{}", self.page.public_url, self.details.event.slug)
    }
}

fn with_query(base: &str, pairs: &[(&str, String)]) -> String {
    use rocket::http::RawStr;
    let encoded = |(name, value): &(&str, String)| format!("{name}={}", RawStr::new(value).percent_encode());
    format!("{base}?{}", pairs.iter().map(encoded).collect::<Vec<_>>().join("&"))
}

/// What the visitor sees after registering; without a receipt (another browser, much later) the event's page.
#[get("/events/<slug>/registrations")]
pub async fn show(
    slug: Slug<'_>,
    page: Layout,
    events: PublicEvents<'_>,
    config: &State<Config>,
    cookies: &CookieJar<'_>,
) -> Result<Result<Page<Confirmed>, Redirect>> {
    let details = events.find(slug).await?;
    let Some(receipt) = Receipt::shown(cookies, slug) else {
        return Ok(Err(Redirect::to(format!("/events/{slug}"))));
    };
    Ok(Ok(Page::ok(Confirmed::of(page, Details::clone(&details), receipt, config.timezone))))
}
