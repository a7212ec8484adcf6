//! What the public pages work with, gathered at the door.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::outcome::try_outcome;
use rocket::request::{FromRequest, Outcome, Request};

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Error;
use crate::regions::{Network, TheNetwork};

/// A guard: the database, the time, the settings and the network.
pub struct Hall<'r> {
    pub db: &'r Database,
    pub clock: &'r Clock,
    pub config: &'r Config,
    pub network: Arc<Network>,
}

impl Hall<'_> {
    /// What time it is, and in which zone the days of the house begin.
    pub fn time(&self) -> (DateTime<Utc>, Tz) {
        (self.clock.now(), self.config.timezone)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Hall<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let TheNetwork(network) = try_outcome!(TheNetwork::from_request(request).await);
        let rocket = request.rocket();
        let hall = || Some(Hall { db: rocket.state()?, clock: rocket.state()?, config: rocket.state()?, network });
        match hall() {
            Some(hall) => Outcome::Success(hall),
            None => {
                let error = Error::Internal("lib.rs manages what the public pages need".into());
                Outcome::Error((error.status(), error))
            }
        }
    }
}
