//! Joining an online event.

use std::convert::Infallible;

use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::{self, Responder, Response};
use rocket::{get, head};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::registrations::Reception;
use crate::registrations::self_service::joining::{self, Way};
use crate::security::Token;

/// Whether somebody comes, rather than that a browser fetches ahead.
pub struct Coming(bool);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Coming {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Coming, Infallible> {
        let ahead = ["Sec-Purpose", "Purpose"].iter().any(|name| request.headers().contains(name));
        Outcome::Success(Coming(!ahead))
    }
}

/// On to an address, whatever stands in it: Rocket's own redirect fails at some that browsers open.
pub struct Onward(String);

impl<'r> Responder<'r, 'static> for Onward {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build().status(Status::SeeOther).raw_header("Location", self.0).ok()
    }
}

#[get("/join/<id>/<key>")]
pub async fn show(id: &str, key: Token, coming: Coming, at: Reception<'_>) -> Result<Onward> {
    follow(id, key, coming, &at).await
}

/// A program looks where the link leads: nobody comes.
#[head("/join/<id>/<key>")]
pub async fn look(id: &str, key: Token, at: Reception<'_>) -> Result<Onward> {
    follow(id, key, Coming(false), &at).await
}

async fn follow(id: &str, key: Token, coming: Coming, at: &Reception<'_>) -> Result<Onward> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let present = coming.0.then(|| at.clock.now());
    Ok(match joining::follow(at.db, &at.config.secret, id, &key, present).await? {
        Way::In(room) => Onward(room),
        Way::Event(slug) => Onward(format!("/events/{slug}")),
    })
}
