//! Afterwards those who came are asked how it was, for as long as they still know.

use chrono::{DateTime, Duration, Utc};

use super::Model;

/// For how long after its end one can say how it was.
const ASKED_FOR: Duration = Duration::days(28);

impl Model {
    /// Whether people are asked how it was, or were.
    pub fn has_asked_how_it_was(&self, now: DateTime<Utc>) -> bool {
        let takes_place = self.is_public() && self.cancelled_at.is_none();
        self.asks_feedback && takes_place && self.is_past(now)
    }

    /// Whether one can say now how it was.
    pub fn asks_how_it_was(&self, now: DateTime<Utc>) -> bool {
        self.has_asked_how_it_was(now) && now < self.asked_until()
    }

    /// Until when one can say how it was.
    pub fn asked_until(&self) -> DateTime<Utc> {
        self.ends_at + ASKED_FOR
    }
}
