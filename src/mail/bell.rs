//! Wakes the worker when a letter was posted, so that it leaves within moments and not at the next round.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Rung after the commit of a transaction that posted letters; everybody who listens hears it.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<watch::Sender<()>>);

/// Hears each ring once, also one from before it began to wait.
pub struct Listener(watch::Receiver<()>);

impl Bell {
    /// Letters were posted.
    pub fn ring(&self) {
        self.0.send_replace(());
    }

    /// Somebody who hears every ring from now on.
    pub fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

impl Listener {
    /// Until it rings, but no longer than `at_most`.
    pub async fn wait(&mut self, at_most: Duration) {
        // The bell may be gone while the house is closed: then nobody rings any more.
        let rung = async {
            if self.0.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let _ = tokio::time::timeout(at_most, rung).await;
    }
}
