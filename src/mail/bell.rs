//! Wakes the worker when a letter was posted, so that it leaves within moments and not at the next round.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Rung after the commit of a transaction that posted letters.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Until it rings, but no longer than `at_most`.
    pub async fn wait(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.0.notified()).await;
    }
}
