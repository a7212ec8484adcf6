//! What a digest tells, as it is when the letter leaves: what was published since the last one, what begins in the
//! coming weeks, and what was called off.

use chrono::{DateTime, Duration, Utc};

use super::digest;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::events::listing::Search;
use crate::regions::Network;

/// How far one looks ahead; what is new is told however far it lies.
const AHEAD: Duration = Duration::weeks(5);

/// How many events one letter holds, and how many that were called off.
const MOST: usize = 15;
const MOST_CALLED_OFF: usize = 10;

/// Each list in the order in which things happen.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    pub new: Vec<event::Model>,
    pub soon: Vec<event::Model>,
    pub called_off: Vec<event::Model>,
    /// How many are new, and how many begin soon, also those that found no room.
    pub all_new: usize,
    pub all_soon: usize,
}

impl Contents {
    /// What there is to say at `now`.
    pub async fn of(db: &Database, network: &Network, digest: &digest::Model, now: DateTime<Utc>) -> Result<Contents> {
        let search = Search { region: digest.region_id, from: Some(now), ..Search::default() };
        let mut events = search.events(db, network).await?;
        // What was published since is for the next, or else it would be new twice.
        events.retain(|e| e.starts_at > now && e.published_at.is_some_and(|at| at <= digest.until));
        let (mut called_off, on): (Vec<_>, Vec<_>) = events.into_iter().partition(|e| e.cancelled_at.is_some());
        called_off.retain(|e| e.cancelled_at.is_some_and(|at| digest.since < at));
        let (mut new, mut soon): (Vec<_>, Vec<_>) =
            on.into_iter().partition(|e| e.published_at.is_some_and(|at| digest.since < at));
        soon.retain(|e| e.starts_at < digest.until + AHEAD);
        let (all_new, all_soon) = (new.len(), soon.len());
        new.truncate(MOST);
        soon.truncate(MOST - new.len());
        called_off.truncate(MOST_CALLED_OFF);
        Ok(Contents { new, soon, called_off, all_new, all_soon })
    }

    /// Whether there is nothing to write about.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.soon.is_empty() && self.called_off.is_empty()
    }

    /// How many found no room.
    pub fn more(&self) -> usize {
        self.all_new + self.all_soon - self.new.len() - self.soon.len()
    }
}
