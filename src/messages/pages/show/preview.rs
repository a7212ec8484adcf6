//! The letter of a message before anybody else has it: as a page of its own, and in the organiser's mailbox.

use std::io::Cursor;

use rocket::form::FromForm;
use rocket::http::ContentType;
use rocket::response::{self, Redirect, Responder, Response};
use rocket::{Request, get, post};

use super::Shelf;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::messages::pages::bureau::Bureau;
use crate::messages::{letters, writing};
use crate::organisers::{OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

/// A letter as a page of its own, for a frame of ours and nobody else's.
pub struct Document(pub String);

/// Styles stand in the letter itself; nothing runs, nothing is loaded, nothing leads anywhere.
const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

impl<'r> Responder<'r, 'static> for Document {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let html = self.0.replacen("<head>", "<head><base target=\"_blank\">", 1);
        Response::build()
            .header(ContentType::HTML)
            .raw_header("Content-Security-Policy", LETTER_POLICY)
            .sized_body(html.len(), Cursor::new(html))
            .ok()
    }
}

/// The letter as a reader of this language gets it.
#[get("/organise/events/<slug>/messages/<id>/letter?<language>")]
pub async fn letter(
    slug: Slug<'_>,
    id: &str,
    language: Option<&str>,
    who: SignedIn,
    at: Bureau<'_>,
) -> Result<Document> {
    let Shelf { details, message, author } = Shelf::of(&at, &who, slug, id).await?;
    let language = language.and_then(|code| code.parse().ok()).unwrap_or_default();
    let ground = (at.config, at.clock.now());
    let letter = letters::preview(at.templates, (&message, &author), &details, &who.organiser, language, ground);
    Ok(Document(letter.map_err(Error::Internal)?.html))
}

#[derive(FromForm)]
pub struct Proof {
    language: Option<String>,
}

/// Sends the letter to the organiser alone.
#[post("/organise/events/<slug>/messages/<id>/proof", data = "<form>")]
pub async fn prove(
    slug: Slug<'_>,
    id: &str,
    form: Result<Form<Proof>>,
    who: SignedIn,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Redirect> {
    let shelf = Shelf::of(&at, &who, slug, id).await?;
    let language: Language = form?.language.as_deref().and_then(|code| code.parse().ok()).unwrap_or_default();
    writing::prove(at.db, at.clock.now(), &who.organiser, &shelf.message, language).await?;
    at.bell.ring();
    Ok(Redirect::to(format!("{}?done=proved&letter={language}", shelf.path())))
}
