//! What one worker has claimed, no other sends.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::clock::Clock;
use crate::database::Database;
use crate::mail::letter::Model;
use crate::mail::outbox;

/// A letter sets out only while its claim holds for longer than this, so that no other worker sends it.
const SHORT: TimeDelta = TimeDelta::seconds(150);

/// The claim of a round's letters, which is renewed while some of them still travel: a server may take ten minutes.
pub struct Claim(Mutex<DateTime<Utc>>);

impl Claim {
    /// The claim that was laid on these letters; it ends with the first of them.
    pub fn of(letters: &[Model]) -> Claim {
        let first = letters.iter().filter_map(|letter| letter.claimed_until).min();
        Claim(Mutex::new(first.unwrap_or_default()))
    }

    /// Whether it ends too soon for a letter to set out.
    pub fn is_short(&self, now: DateTime<Utc>) -> bool {
        now + SHORT > *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds these letters for as long again.
    pub async fn renew(&self, db: &Database, clock: &Clock, letters: &HashSet<Uuid>) {
        let now = clock.now();
        match outbox::hold(db, letters, now).await {
            Ok(()) => *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now + outbox::CLAIM,
            Err(error) => tracing::warn!(%error, "a claim on letters could not be renewed"),
        }
    }
}
