//! Rocket with nothing behind it: what our answers cost at the very least. The same bytes, from memory, in one piece;
//! the same form, read and checked, and a redirect instead of a seat.

use std::io::Cursor;
use std::path::Path;

use rocket::form::Form;
use rocket::http::{Header, Status};
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::{self, Redirect, Responder, Response, status};
use rocket::serde::json::Json;
use rocket::{State, get, post, routes};
use samenkomst::mail::EmailAddress;
use samenkomst::registrations::application::Fields;
use serde::Deserialize;

use super::Done;

/// What stands in memory, taken from the real answers.
struct Shelf {
    feed: Vec<u8>,
    agenda: Vec<u8>,
    event: Vec<u8>,
}

/// The tag of the feed.
const TAG: &str = "\"bare\"";

pub async fn serve(port: &str, folder: &str) -> Done {
    let read = |name: &str| std::fs::read(Path::new(folder).join(name));
    let shelf = Shelf { feed: read("feed")?, agenda: read("agenda")?, event: read("event")? };
    let figment = rocket::Config::figment()
        .merge(("address", "127.0.0.1"))
        .merge(("port", port.parse::<u16>()?))
        .merge(("log_level", "off"))
        .merge(("ident", false))
        .merge(("secret_key", [1_u8; 32]));
    rocket::custom(figment)
        .manage(shelf)
        .mount("/", routes![feed, agenda, event, register, register_json])
        .launch()
        .await
        .map_err(|e| format!("the bare server did not start: {}", e.kind()))?;
    Ok(())
}

/// Bytes in one piece.
struct Whole<'a>(&'a [u8], &'static str);

impl<'r, 'a: 'r> Responder<'r, 'r> for Whole<'a> {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'r> {
        Response::build()
            .raw_header("Content-Type", self.1)
            .sized_body(self.0.len(), Cursor::new(self.0))
            .max_chunk_size(self.0.len().max(1))
            .ok()
    }
}

/// Whether the client has the feed already.
struct Known(bool);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Known {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Known(request.headers().get_one("If-None-Match") == Some(TAG)))
    }
}

/// The feed, or the word that nothing changed.
struct Kept<'a>(Option<Whole<'a>>);

impl<'r, 'a: 'r> Responder<'r, 'r> for Kept<'a> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let mut response = match self.0 {
            Some(whole) => whole.respond_to(request)?,
            None => Response::build().status(Status::NotModified).finalize(),
        };
        response.set_header(Header::new("ETag", TAG));
        Ok(response)
    }
}

#[get("/feed")]
fn feed(shelf: &State<Shelf>, known: Known) -> Kept<'_> {
    Kept((!known.0).then_some(Whole(&shelf.feed, "text/calendar; charset=utf-8")))
}

#[get("/agenda")]
fn agenda(shelf: &State<Shelf>) -> Whole<'_> {
    Whole(&shelf.agenda, "text/html; charset=utf-8")
}

#[get("/event")]
fn event(shelf: &State<Shelf>) -> Whole<'_> {
    Whole(&shelf.event, "text/html; charset=utf-8")
}

#[post("/register", data = "<form>")]
fn register(form: Form<Fields>) -> Result<Redirect, Status> {
    let typed = form.typed();
    let right = !typed.name.trim().is_empty() && typed.consent && typed.email.parse::<EmailAddress>().is_ok();
    if right && !form.is_robot() { Ok(Redirect::to("/event")) } else { Err(Status::UnprocessableEntity) }
}

/// The same for a program: read, checked, and answered in a few words.
#[derive(Deserialize)]
struct Person<'r> {
    name: &'r str,
    email: &'r str,
    consent: bool,
}

#[post("/register-json", data = "<person>")]
fn register_json(person: Json<Person<'_>>) -> Result<status::Custom<Json<&'static str>>, Status> {
    let right = !person.name.trim().is_empty() && person.consent && person.email.parse::<EmailAddress>().is_ok();
    if right { Ok(status::Custom(Status::Created, Json("in"))) } else { Err(Status::UnprocessableEntity) }
}
