//! What the handlers of this slice work with, gathered at the door.

use std::sync::Arc;

use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Orbit, Rocket};

use super::Desk;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::Bell;
use crate::managed::managed;
use crate::regions::{Network, network};
use crate::revision::Revision;
use crate::unsent::turn_away;

/// A guard: the database, the time, the settings, the seat desk, the worker's bell, the revision and the network.
pub struct Reception<'r> {
    pub db: &'r Database,
    pub clock: &'r Clock,
    pub config: &'r Config,
    pub desk: &'r Desk,
    pub bell: &'r Bell,
    pub revision: &'r Revision,
    pub network: Arc<Network>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Reception<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match gather(request.rocket()).await {
            Ok(reception) => Outcome::Success(reception),
            Err(error) => turn_away(request, error),
        }
    }
}

async fn gather(rocket: &Rocket<Orbit>) -> Result<Reception<'_>> {
    Ok(Reception {
        db: managed(rocket)?,
        clock: managed(rocket)?,
        config: managed(rocket)?,
        desk: managed(rocket)?,
        bell: managed(rocket)?,
        revision: managed(rocket)?,
        network: network::now(rocket).await?,
    })
}
