//! The door of the post office. When the mail server lets nobody in, the letters stay where they are and only now and then
//! somebody goes to see, so that a day without it costs no letter its place and the server no storm.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(15);
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Open, or closed until somebody looks again; of one process.
#[derive(Debug, Default)]
pub struct Door(Mutex<Option<Closed>>);

#[derive(Clone, Copy, Debug)]
struct Closed {
    until: DateTime<Utc>,
    times: u32,
}

impl Door {
    /// How long it stays closed from now on; nothing when one may try.
    pub fn closed_for(&self, now: DateTime<Utc>) -> Option<Duration> {
        let until = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.until;
        (until - now).to_std().ok().filter(|pause| !pause.is_zero())
    }

    /// Whether nobody was let in the last time: then one goes to see, and not a crowd.
    pub fn was_closed(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Nobody was let in: a quarter of a minute, doubling, at most five minutes. Those who stood before it together count
    /// as one.
    pub fn close(&self, now: DateTime<Utc>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let times = state.map_or(0, |closed| closed.times);
        if state.is_none_or(|closed| closed.until <= now) {
            let pause = (FIRST_PAUSE * 2_i32.pow(times.min(8))).min(LONGEST_PAUSE);
            *state = Some(Closed { until: now + pause, times: times + 1 });
        }
    }

    /// Somebody was let in.
    pub fn open(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
