//! A ticket, scanned with the camera of any phone. Whoever checks in there sees whose it is, and one large button;
//! anybody else sees the code, to be shown at the door, and nothing of whose it is.

use askama::Template;
use rocket::{Either, get};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::at_stops::{self, StopDoor};
use super::checking_in::Outcome;
use super::words::{is_well, sentence};
use crate::error::{Error, Result};
use crate::events::{Details, event, stop};
use crate::language::Language;
use crate::organisers::{Deed, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::registration::{self, Status};
use crate::registrations::{Reception, ticket};
use crate::security::Token;

/// For the one who holds it.
#[derive(Template)]
#[template(path = "door/ticket.html")]
pub struct MyTicket {
    page: Layout,
    code: String,
}

/// For the one who checks in.
#[derive(Template)]
#[template(path = "door/check_in.html")]
pub struct CheckInPage {
    page: Layout,
    slug: String,
    event: String,
    person: registration::Model,
    /// That they are in already, and since when.
    already: Option<String>,
    /// They came on another day, and come again.
    is_welcome: bool,
    /// Why they are not simply let in.
    warning: Option<String>,
    /// Where they have a seat and are still to come.
    stops: Vec<StopDoor>,
}

impl CheckInPage {
    /// "Binnen bij Wijkwerking (13.30 – 14.15 uur)"
    fn in_at(&self, stop: &StopDoor) -> String {
        self.page.l.fill("door-in-at", [("stop", &stop.name)])
    }
}

#[get("/tickets/<id>/<key>")]
pub async fn show(
    id: &str,
    key: Token,
    who: Option<SignedIn>,
    page: Layout,
    at: Reception<'_>,
) -> Result<Either<Page<MyTicket>, Page<CheckInPage>>> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let found = registration::Entity::find_by_id(id).one(at.db.read()).await?;
    let person = found.filter(|p| ticket::is_genuine(&at.config.secret, p, &key)).ok_or(Error::NotFound)?;
    let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?;
    let event = event.filter(|event| event.deleted_at.is_none()).ok_or(Error::NotFound)?;
    let details = Details::of(at.db, &at.network, event).await?;
    let l = page.l;
    let checks_in = |who: &SignedIn| may(who, Deed::CheckIn, &details.hosts(), &at.network).is_ok();
    if !who.as_ref().is_some_and(checks_in) {
        let code = ticket::svg(&ticket::link(at.config, &person), &l.say("ticket-alt"))?;
        let page = page.titled(l.say("ticket-title"), "").hidden();
        return Ok(Either::Left(Page::ok(MyTicket { page, code })));
    }
    let now = at.clock.now();
    let no_seat = person.checked_in_at.is_none() && person.status != Status::Confirmed;
    let already = person.checked_in_at.map(|since| Outcome::In { since, first: false });
    let said = |outcome| sentence(&details.event, &person.name, outcome, now, l);
    let warning = no_seat.then(|| said(Outcome::NoSeat(person.status)));
    let stops = awaiting(&at, &details, &person, l).await?;
    Ok(Either::Right(Page::ok(CheckInPage {
        page: page.about(l.say("tab-door"), details.event.title(l)).hidden(),
        slug: details.event.slug.clone(),
        event: details.event.title(l).to_string(),
        already: already.map(said),
        is_welcome: already.is_some_and(|outcome| is_well(&details.event, outcome, now)),
        person,
        warning,
        stops,
    })))
}

/// The stops at which the person is expected, and not yet.
async fn awaiting(
    at: &Reception<'_>,
    details: &Details,
    person: &registration::Model,
    l: Language,
) -> Result<Vec<StopDoor>> {
    let mut found = at_stops::of(at.db.read(), details, vec![person.id]).await?;
    let theirs = found.remove(&person.id).unwrap_or_default();
    let awaits = |stop: &&stop::Model| theirs.seats.contains(&stop.id) && !theirs.there.contains_key(&stop.id);
    Ok(details.stops.iter().filter(awaits).map(|stop| StopDoor::of(stop, details, l)).collect())
}
