//! What the handlers of this slice work with, gathered at the door.

use std::sync::Arc;

use rocket::http::CookieJar;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::Redirect;

use super::signing_in::cookies;
use super::signing_in::links::Entered;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::Bell;
use crate::managed::managed;
use crate::regions::{Network, network};
use crate::revision::Revision;
use crate::unsent::turn_away;

/// A guard: the database, the time, the settings, the browser's cookies, the worker's bell and the network.
pub struct Door<'r> {
    pub db: &'r Database,
    pub clock: &'r Clock,
    pub config: &'r Config,
    pub cookies: &'r CookieJar<'r>,
    pub bell: &'r Bell,
    pub revision: &'r Revision,
    pub network: Arc<Network>,
}

impl Door<'_> {
    /// Begins the session in this browser, and leads to the page that was wanted.
    pub fn let_in(&self, entered: &Entered) -> Redirect {
        let page = cookies::wanted(self.cookies, self.config);
        cookies::sign_in(self.cookies, entered, self.config);
        Redirect::to(page)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Door<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match gather(request).await {
            Ok(door) => Outcome::Success(door),
            Err(error) => turn_away(request, error),
        }
    }
}

async fn gather<'r>(request: &'r Request<'_>) -> Result<Door<'r>> {
    let rocket = request.rocket();
    Ok(Door {
        db: managed(rocket)?,
        clock: managed(rocket)?,
        config: managed(rocket)?,
        cookies: request.cookies(),
        bell: managed(rocket)?,
        revision: managed(rocket)?,
        network: network::now(rocket).await?,
    })
}
