//! What the public pages work with, gathered at the door.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Orbit, Rocket};

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::managed::managed;
use crate::regions::{Network, network};

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
        match gather(request.rocket()).await {
            Ok(hall) => Outcome::Success(hall),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

async fn gather(rocket: &Rocket<Orbit>) -> Result<Hall<'_>> {
    let network = network::now(rocket).await?;
    Ok(Hall { db: managed(rocket)?, clock: managed(rocket)?, config: managed(rocket)?, network })
}
