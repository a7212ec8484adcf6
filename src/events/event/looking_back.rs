//! Afterwards those who came are asked how it was, for as long as they still know.

use chrono::{DateTime, Duration, Utc};

use super::Model;

/// For how long after its end one can say how it was.
pub const ASKED_FOR: Duration = Duration::days(28);

impl Model {
    /// Whether it is over, and was not called off.
    pub fn has_taken_place(&self, now: DateTime<Utc>) -> bool {
        self.is_public() && self.cancelled_at.is_none() && self.is_past(now)
    }

    /// Whether those who came are thanked; if it moved since, for another date, and that does not count.
    pub fn is_thanked(&self) -> bool {
        self.thanked_at.is_some_and(|at| at >= self.starts_at)
    }

    /// Whether people are asked how it was, or were.
    pub fn has_asked_how_it_was(&self, now: DateTime<Utc>) -> bool {
        self.asks_feedback && self.has_taken_place(now)
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
