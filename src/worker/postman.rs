//! A postman carries letters to the mail server, round after round.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::{ROUND, Secretary};
use crate::mail::delivery::Load;
use crate::mail::{Bell, PostOffice, Urgency};
use crate::registrations::seats::desk::Crowd;

/// While a crowd stands at the seat desk, letters leave a few at a time and take one part in so many of the time, and each
/// pause is at most so long: whoever waits for a seat waits for a machine, and a letter may come a few seconds later.
const SHARE: u32 = 20;
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Carries letters that are at least so urgent.
pub struct Postman {
    pub office: Arc<PostOffice>,
    pub secretary: Arc<Secretary>,
    pub crowd: Crowd,
    pub least: Urgency,
}

impl Postman {
    /// Until the worker stops; a round that began is finished.
    pub async fn work(self, bell: Bell, mut stopped: watch::Receiver<bool>) {
        let Secretary { db, clock, .. } = &*self.secretary;
        let mut bell = bell.listen();
        while !*stopped.borrow() {
            let began = Instant::now();
            let load = if self.crowd.is_there() { Load::LIGHT } else { Load::FULL };
            let round = self.office.round(db, clock, &*self.secretary, self.least, load).await;
            let pause = match round {
                Ok(round) if round.handled > 0 => {
                    step_back(&self.crowd, began.elapsed(), &mut stopped).await;
                    continue;
                }
                Ok(round) => round.pause,
                Err(error) => {
                    db.doubt();
                    tracing::warn!(%error, "letters could not be delivered; trying again");
                    Some(ROUND)
                }
            };
            let rest = async {
                match pause {
                    // Who rings now could not be served either.
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => bell.wait(ROUND).await,
                }
            };
            tokio::select! {
                () = rest => {}
                _ = stopped.changed() => {}
            }
        }
    }
}

/// Lets a crowd go first, after work that took so long.
async fn step_back(crowd: &Crowd, took: Duration, stopped: &mut watch::Receiver<bool>) {
    let pause = (took * (SHARE - 1)).min(LONGEST_PAUSE);
    if crowd.is_there() {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}
