//! Calling an event off, and deleting it: each asks first, and says what becomes of those who registered.

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{delete, get, post};

use super::typed::Typed;
use crate::error::Result;
use crate::events::{Details, EventHead, Tab, access};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::steering;
use crate::slug::Slug;

/// The longest reason, in characters.
const LONGEST: usize = 2_000;

#[derive(Template)]
#[template(path = "planning/cancellation.html")]
pub struct NewCancellation {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// How many people are told.
    people: i32,
    reason: String,
    mistake: Option<String>,
    is_called_off: bool,
    is_draft: bool,
    is_over: bool,
}

impl NewCancellation {
    fn told(&self) -> String {
        let l = self.page.l;
        if self.is_over { l.say("off-over") } else { l.count("off-people", self.people) }
    }

    fn button(&self) -> String {
        self.page.l.say(if self.people > 0 { "off-button" } else { "off-button-quiet" })
    }

    fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details, reason: &str) -> NewCancellation {
        let (event, l, now) = (&details.event, page.l, at.clock.now());
        NewCancellation {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
            people: steering::told_of_the_end(event, now),
            reason: reason.to_string(),
            mistake: None,
            is_called_off: event.cancelled_at.is_some(),
            is_draft: !event.is_public(),
            is_over: event.is_past(now),
            page: page.titled(l.say("off-title"), "").hidden(),
        }
    }
}

#[get("/organise/events/<slug>/cancellation")]
pub async fn ask(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewCancellation>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    Ok(Page::ok(NewCancellation::of(page, &who, &at, &details, "")))
}

#[post("/organise/events/<slug>/cancellation", data = "<typed>")]
pub async fn call_off(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<std::result::Result<Redirect, Page<NewCancellation>>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let reason = typed.get("reason").replace('\0', "");
    let too_long = reason.chars().count() > LONGEST;
    if too_long || reason.is_empty() {
        let key = if too_long { "fault-too-long" } else { "off-fault-reason" };
        let mistake = Some(page.l.say(key));
        let again = NewCancellation { mistake, ..NewCancellation::of(page, &who, &at, &details, &reason) };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    }
    let event = &details.event;
    let done = match event.is_public() {
        true => {
            steering::call_off(&at, &who, event.id, &reason).await?;
            format!("called-off&told={}", steering::told_of_the_end(event, at.clock.now()))
        }
        false => steering::Refusal::Draft.code().to_string(),
    };
    Ok(Ok(Redirect::to(format!("/organise/events/{}?done={done}", event.slug))))
}

#[derive(Template)]
#[template(path = "planning/deletion.html")]
pub struct Deletion {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// How many registrations stay in the records.
    registrations: u64,
    /// How many people would stand before a closed door.
    people: i32,
    may_go: bool,
    was_called_off: bool,
}

impl Deletion {
    fn first(&self) -> String {
        self.page.l.count("delete-first-call-off", self.people)
    }

    fn kept(&self) -> String {
        self.page.l.count("delete-kept", i64::try_from(self.registrations).unwrap_or(i64::MAX))
    }
}

async fn deletion(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details) -> Result<Deletion> {
    let (event, l, now) = (&details.event, page.l, at.clock.now());
    Ok(Deletion {
        bar: DeskBar::of(who),
        head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
        registrations: steering::registered(at.db.read(), event.id).await?,
        people: event.seats_taken + event.waiting,
        may_go: steering::may_go(event, now),
        was_called_off: event.cancelled_at.is_some() && event.is_public(),
        page: page.titled(l.say("delete-title"), "").hidden(),
    })
}

#[get("/organise/events/<slug>/deletion")]
pub async fn ask_to_delete(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<Deletion>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    Ok(Page::ok(deletion(page, &who, &at, &details).await?))
}

#[delete("/organise/events/<slug>")]
pub async fn destroy(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Result<std::result::Result<Redirect, Page<Deletion>>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    match steering::delete(&at, &who, details.event.id).await? {
        Ok(()) => Ok(Ok(Redirect::to("/organise?done=deleted"))),
        Err(_) => Ok(Err(Page(Status::Conflict, deletion(page, &who, &at, &details).await?))),
    }
}
