//! Taking a certificate along, behind the private link or for somebody who asks an organiser for it; and the page that
//! tells whoever was handed one whether it is so.

use std::io::Cursor;

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::http::{ContentType, Status};
use rocket::request::Request;
use rocket::response::{self, Redirect, Responder, Response};
use rocket::{Either, get};
use sea_orm::EntityTrait;

use super::{Certificate, Key, Standing, draw};
use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::events::{Details, event, training};
use crate::language::{Language, Passage};
use crate::organisers::{Deed, SignedIn};
use crate::page::{Layout, Page};
use crate::paper::Typeface;
use crate::registrations::door::stop_arrival;
use crate::registrations::pages::mine;
use crate::registrations::{Reception, attendees, registration};
use crate::security::{Token, WithinLimits};
use crate::slug::Slug;

/// A certificate, ready to go out.
pub struct Paper {
    name: String,
    document: Vec<u8>,
}

impl<'r> Responder<'r, 'static> for Paper {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(ContentType::PDF)
            .raw_header("Content-Disposition", format!("attachment; filename=\"{}\"", self.name))
            .raw_header("Cache-Control", "private, no-store")
            .sized_body(self.document.len(), Cursor::new(self.document))
            .ok()
    }
}

/// One's own. Where there is none, the page of the registration says why.
#[get("/registrations/<token>/certificate")]
pub async fn own(token: Token, at: Reception<'_>, _limits: WithinLimits<'_>) -> Result<Either<Paper, Redirect>> {
    let person = mine::find(at.db, &token).await?;
    let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
    let details = Details::of(at.db, &at.network, event).await?;
    Ok(match paper(&at, &details, &person).await? {
        Some(paper) => Either::Left(paper),
        None => Either::Right(Redirect::to(format!("/registrations/{token}#certificate"))),
    })
}

/// That of somebody who asked for it; who takes lists away may do that.
#[get("/organise/events/<slug>/registrations/<id>/certificate")]
pub async fn of_another(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>) -> Result<Either<Paper, Redirect>> {
    let details = event_for(at.db, &at.network, &who, Deed::ExportRegistrations, slug).await?;
    let person = attendees::find(&at, &details, id).await?;
    Ok(match paper(&at, &details, &person).await? {
        Some(paper) => Either::Left(paper),
        None => Either::Right(Redirect::to(format!("/organise/events/{slug}/registrations/{}", person.id))),
    })
}

/// The certificate of this person, if they get one.
async fn paper(at: &Reception<'_>, details: &Details, person: &registration::Model) -> Result<Option<Paper>> {
    let now = at.clock.now();
    if !Standing::of(&details.event, person, now).is_given() {
        return Ok(None);
    }
    let there = stop_arrival::of_all(at.db.read(), vec![person.id]).await?.remove(&person.id).unwrap_or_default();
    let certificate = Certificate::of(details, person, &there, at.config, now);
    let drawing = rocket::tokio::task::spawn_blocking(move || draw(&certificate.writable(&Typeface::regular()?)));
    let document = drawing.await.map_err(|e| Error::Internal(format!("a certificate was not drawn: {e}")))??;
    let name = format!("{}-{}.pdf", person.language.say("certificate-file"), details.event.first_day());
    Ok(Some(Paper { name, document }))
}

/// Whether a certificate is so: what stands on it, as far as an employer needs it, or that we know of none.
#[derive(Template)]
#[template(path = "certificates/show.html")]
pub struct Known {
    page: Layout,
    certificate: Option<Said>,
}

/// What is said of a certificate to whoever was handed it.
struct Said {
    name: String,
    title: Passage,
    /// The day, or the first and the last.
    days: String,
    training: Option<String>,
    /// "Uitgereikt door Leuven. Heb je een vraag over dit attest? Mail naar"
    by: String,
    reply_to: String,
}

#[get("/certificates/<key>")]
pub async fn show(key: &str, page: Layout, at: Reception<'_>) -> Result<Page<Known>> {
    let certificate = said(&at, key, page.l, at.clock.now()).await?;
    let (status, key) = match certificate {
        Some(_) => (Status::Ok, "certificate-known-title"),
        None => (Status::NotFound, "certificate-unknown-title"),
    };
    let title = page.l.say(key);
    let page = page.titled(title, "").hidden();
    Ok(Page(status, Known { page, certificate }))
}

async fn said(at: &Reception<'_>, key: &str, l: Language, now: DateTime<Utc>) -> Result<Option<Said>> {
    let Ok(key) = key.parse::<Key>() else { return Ok(None) };
    let person = registration::Entity::find_by_id(key.id).one(at.db.read()).await?;
    let Some(person) = person.filter(|person| Key::of(&at.config.secret, person) == key) else { return Ok(None) };
    let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
    if !Standing::of(&event, &person, now).is_earned() {
        return Ok(None);
    }
    let region = at.network.region(event.region_id).ok_or(Error::NotFound)?;
    Ok(Some(Said {
        title: event.title_passage(l),
        days: days(&event, l),
        training: event.training_quarters.map(|quarters| training::words(quarters, l)),
        by: l.fill("certificate-known-by", [("region", region.names.get(l))]),
        reply_to: region.reply_to.clone(),
        name: person.name,
    }))
}

fn days(event: &event::Model, l: Language) -> String {
    let (first, last) = (event.first_day(), event.day_of(event.ends_at));
    if first == last { l.date_line(first) } else { format!("{} – {}", l.date_line(first), l.date(last)) }
}
