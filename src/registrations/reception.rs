//! What the handlers of this slice work with, gathered at the door.

use std::sync::Arc;

use rocket::request::{FromRequest, Outcome, Request};

use super::Desk;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Error;
use crate::mail::Bell;
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
        let rocket = request.rocket();
        let network = match network::now(rocket).await {
            Ok(network) => network,
            Err(error) => return turn_away(request, error),
        };
        let reception = || {
            Some(Reception {
                db: rocket.state()?,
                clock: rocket.state()?,
                config: rocket.state()?,
                desk: rocket.state()?,
                bell: rocket.state()?,
                revision: rocket.state()?,
                network,
            })
        };
        match reception() {
            Some(reception) => Outcome::Success(reception),
            None => {
                let error = Error::Internal("lib.rs manages what the reception needs".into());
                Outcome::Error((error.status(), error))
            }
        }
    }
}
