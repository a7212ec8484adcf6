//! The way out of a message: now, at a time, not any more, or never.

use chrono::{DateTime, Utc};
use rocket::form::FromForm;
use rocket::http::Status as Http;
use rocket::response::Redirect;
use rocket::{delete, post};

use super::{Refused, Shelf, ShowMessage};
use crate::error::Result;
use crate::events::input::parse_time;
use crate::mark::Mark;
use crate::messages::pages::bureau::Bureau;
use crate::messages::sending;
use crate::messages::writing::{self, Refusal};
use crate::organisers::{OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

/// When it is to leave, and what was looked at.
#[derive(FromForm)]
pub struct Sending {
    /// `later`, or else now.
    #[field(default = String::new())]
    pub(super) when: String,
    /// In the event's own time.
    #[field(default = String::new())]
    pub(super) send_at: String,
    pub(super) seen: Mark,
}

/// Lets it go, now or at a time.
#[post("/organise/events/<slug>/messages/<id>/sending", data = "<form>")]
pub async fn send(
    slug: Slug<'_>,
    id: &str,
    form: Result<Form<Sending>>,
    who: SignedIn,
    page: Layout,
    at: Bureau<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<ShowMessage>>> {
    let shelf = Shelf::of(&at, &who, slug, id).await?;
    let form = form?;
    let now = at.clock.now();
    let time = moment(&form, &shelf, now);
    let nobody = sending::readers(at.db, &shelf.message).await?.is_empty();
    let fault = match time {
        Err(key) => Some(key),
        Ok(None) if nobody => Some("message-fault-nobody"),
        Ok(_) => None,
    };
    if let Some(key) = fault {
        let refused = Refused::of(key, page.l);
        let again = ShowMessage::of(&at, &who, page, shelf, (None, 1)).await?.refused(&form, refused);
        return Ok(Err(Page(Http::UnprocessableEntity, again)));
    }
    let time = time.unwrap_or_default();
    let path = shelf.path();
    let looked_at = (&shelf.message, &form.seen);
    let sent = writing::send(at.db, now, &who.organiser, &shelf.details, looked_at, time).await?;
    let done = match (sent, time) {
        (Err(Refusal::Changed), _) => {
            let refused = Refused::of("message-fault-changed", page.l);
            let shelf = Shelf::of(&at, &who, slug, id).await?;
            let again = ShowMessage::of(&at, &who, page, shelf, (None, 1)).await?.refused(&form, refused);
            return Ok(Err(Page(Http::Conflict, again)));
        }
        (Err(Refusal::TooLate), _) => "too-late",
        (Ok(()), None) => "sent",
        (Ok(()), Some(_)) if nobody => "planned-for-nobody",
        (Ok(()), Some(_)) => "planned",
    };
    Ok(Ok(Redirect::to(format!("{path}?done={done}"))))
}

/// None: now. A time must come, within a year.
fn moment(form: &Sending, shelf: &Shelf, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, &'static str> {
    if form.when != "later" {
        return Ok(None);
    }
    let at = parse_time(&form.send_at, shelf.details.event.zone()).map_err(|key| match key {
        "fault-time" => "message-fault-time",
        "fault-time-twice" => "message-fault-time-twice",
        key => key,
    })?;
    if at <= now || at > now + chrono::Duration::days(366) { Err("message-fault-past") } else { Ok(Some(at)) }
}

/// Takes back what has not left yet.
#[post("/organise/events/<slug>/messages/<id>/withdrawal")]
pub async fn withdraw(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let shelf = Shelf::of(&at, &who, slug, id).await?;
    let now = at.clock.now();
    let is_withdrawn = writing::withdraw(at.db, now, &who.organiser, &shelf.details, &shelf.message).await?;
    let done = if is_withdrawn { "withdrawn" } else { "too-late" };
    Ok(Redirect::to(format!("{}?done={done}", shelf.path())))
}

/// Throws a draft away.
#[delete("/organise/events/<slug>/messages/<id>")]
pub async fn destroy(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let shelf = Shelf::of(&at, &who, slug, id).await?;
    if writing::discard(at.db, &shelf.message).await? {
        Ok(Redirect::to(format!("/organise/events/{slug}/messages?done=discarded")))
    } else {
        Ok(Redirect::to(format!("{}?done=too-late", shelf.path())))
    }
}
