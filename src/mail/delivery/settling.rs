//! What became of letters, written down and told.

use std::time::Duration;

use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::mail::address::masked;
use crate::mail::letter::Model;
use crate::mail::outbox::{self, Outcome};

/// Writes down what became of letters. One that left and is not written down leaves again, so a database that is away
/// for a moment is asked again.
pub(super) async fn settle(db: &Database, clock: &Clock, arrived: &[(Model, Outcome)]) -> Result<()> {
    for pause in [100, 400, 1600, 6400] {
        match outbox::settle_all(db, arrived, clock.now()).await {
            Ok(()) => return Ok(()),
            Err(error) => tracing::warn!(%error, "letters that left could not be written down; trying again"),
        }
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    outbox::settle_all(db, arrived, clock.now()).await
}

/// Tells the log, in which addresses are masked.
pub(super) fn report(letter: &Model, outcome: &Outcome) {
    let (kind, to) = (letter.kind.folder(), masked(&letter.recipient));
    match outcome {
        Outcome::Sent => tracing::info!(letter = %letter.id, kind, to, "a letter left"),
        Outcome::NotTried => {}
        Outcome::Superseded => tracing::info!(letter = %letter.id, kind, to, "a letter was no longer needed"),
        Outcome::Away(why) | Outcome::Later(why) => {
            tracing::warn!(letter = %letter.id, kind, to, why = masked(why), attempts = letter.attempts, "a letter waits")
        }
        Outcome::GivenUp(why) | Outcome::NoAddress(_, why) => {
            tracing::error!(letter = %letter.id, kind, to, why = masked(why), "a letter was given up")
        }
    }
}
