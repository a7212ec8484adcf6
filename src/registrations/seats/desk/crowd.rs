//! A crowd at the desk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// So many callers at once are a crowd, and one that was there so lately may still be there.
pub const MANY: usize = 8;
const LATELY: Duration = Duration::from_millis(500);

/// Whether many people stand at the desk: who has other work on the same machine lets them go first.
#[derive(Clone)]
pub struct Crowd {
    since: Instant,
    /// Milliseconds after `since` until which a crowd counts as being there.
    until: Arc<AtomicU64>,
}

impl Crowd {
    /// Nobody was there yet.
    pub fn none() -> Crowd {
        Crowd { since: Instant::now(), until: Arc::default() }
    }

    /// So many callers stood there at once.
    pub fn seen(&self, callers: usize) {
        if callers >= MANY {
            self.until.store((self.since.elapsed() + LATELY).as_millis() as u64, Ordering::Relaxed);
        }
    }

    /// Whether a crowd is there, or was a moment ago.
    pub fn is_there(&self) -> bool {
        (self.since.elapsed().as_millis() as u64) < self.until.load(Ordering::Relaxed)
    }
}
