//! Joining an online event.

use std::convert::Infallible;

use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::Redirect;
use rocket::{get, head};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::registrations::Reception;
use crate::registrations::joining::{self, Way};
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

#[get("/join/<id>/<key>")]
pub async fn show(id: &str, key: Token, coming: Coming, at: Reception<'_>) -> Result<Redirect> {
    follow(id, key, coming, &at).await
}

/// A program looks where the link leads: nobody comes.
#[head("/join/<id>/<key>")]
pub async fn look(id: &str, key: Token, at: Reception<'_>) -> Result<Redirect> {
    follow(id, key, Coming(false), &at).await
}

async fn follow(id: &str, key: Token, coming: Coming, at: &Reception<'_>) -> Result<Redirect> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let present = coming.0.then(|| at.clock.now());
    Ok(match joining::follow(at.db, &at.config.secret, id, &key, present).await? {
        Way::In(room) => Redirect::to(room),
        Way::Event(slug) => Redirect::to(format!("/events/{slug}")),
    })
}
