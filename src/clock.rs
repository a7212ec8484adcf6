//! The time, handed in: a verb asks the clock and never the machine, so that a test can say what time it is.

use std::sync::{Arc, RwLock};

use chrono::{DateTime, SubsecRound, Utc};

/// Tells the time, to the microsecond (what PostgreSQL keeps).
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's own time.
    #[default]
    System,
    /// A clock that stands still until somebody moves its hand.
    Standing(Arc<RwLock<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at `time`.
    pub fn standing_at(time: DateTime<Utc>) -> Clock {
        Clock::Standing(Arc::new(RwLock::new(time)))
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Clock::System => Utc::now().trunc_subsecs(6),
            Clock::Standing(hand) => *hand.read().expect("nobody panics while holding the hand"),
        }
    }

    /// Moves the hand of a standing clock; the machine's own time cannot be moved.
    pub fn set(&self, time: DateTime<Utc>) {
        if let Clock::Standing(hand) = self {
            *hand.write().expect("nobody panics while holding the hand") = time;
        }
    }
}
