//! The minute hand: it writes reminders, messages and thanks when their time has come, passes on seats that were offered
//! and not taken, lets letters leave when they are due, and once a day forgets whom it is time to forget. Every process
//! may run one; what is due is claimed in the database, so that nothing is done twice.

mod secretary;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono_tz::Tz;
use rocket::fairing::AdHoc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::digests;
use crate::error::Result;
use crate::mail::delivery::Load;
use crate::mail::{Bell, Counters, PostOffice, Templates, Urgency};
use crate::messages;
use crate::registrations::desk::Crowd;
use crate::registrations::forgetting::{self, Forgotten};
use crate::registrations::{Desk, offers};

pub use secretary::Secretary;

/// How long the worker sleeps when nobody rings.
const ROUND: Duration = Duration::from_secs(10);

/// While a crowd stands at the seat desk, letters leave a few at a time and take one part in so many of the time, and each
/// pause is at most so long: whoever waits for a seat waits for a machine, and a letter may come a few seconds later.
const SHARE: u32 = 20;
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The pause before people are forgotten again, and the one after it went wrong.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// The worker of this process, to be stopped before the process ends.
pub struct Worker {
    stop: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Worker {
    /// Lets the letters that are under way arrive, and takes no more; forgetting waits for another day.
    pub async fn finish(&self) {
        let _ = self.stop.send(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().expect("nobody panics while stopping"));
        for task in tasks {
            let _ = task.await;
        }
    }
}

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("worker", |rocket| async {
        let ground = || {
            let db = rocket.state::<Database>()?.clone();
            let config = rocket.state::<Config>()?.clone();
            let desk = rocket.state::<Desk>()?.clone();
            Some((db, rocket.state::<Clock>()?.clone(), config, rocket.state::<Bell>()?.clone(), desk))
        };
        let Some((db, clock, config, bell, desk)) = ground() else {
            return Err(rocket);
        };
        let Some(templates) = rocket.state::<Templates>().cloned() else { return Err(rocket) };
        let office = match PostOffice::open(&config, templates) {
            Ok(office) => Arc::new(office.counted_by(rocket.state::<Counters>().cloned().unwrap_or_default())),
            Err(why) => {
                tracing::error!(%why, "letters cannot be sent");
                return Err(rocket);
            }
        };
        let (stop, stopped) = watch::channel(false);
        let forgetful = tokio::spawn(forget_daily(db.clone(), clock.clone(), stopped.clone()));
        let writer = tokio::spawn(write_due(db.clone(), clock.clone(), bell.clone(), config.timezone, stopped.clone()));
        let secretary = Arc::new(Secretary { db: db.clone(), clock: clock.clone(), config });
        // One of them carries only what somebody waits for: it never stands behind a crowd of the others, nor behind one
        // that travels slowly.
        let postmen = [Urgency::Awaited, Urgency::Bulk].map(|least| Postman {
            office: office.clone(),
            secretary: secretary.clone(),
            crowd: desk.crowd().clone(),
            least,
        });
        let usher = tokio::spawn(pass_on(db.clone(), clock.clone(), desk, stopped.clone()));
        let mut tasks = vec![writer, usher, forgetful];
        tasks.extend(postmen.map(|postman| tokio::spawn(postman.work(bell.clone(), stopped.clone()))));
        Ok(rocket.manage(Worker { stop, tasks: Mutex::new(tasks) }))
    })
}

/// Carries letters that are at least so urgent.
struct Postman {
    office: Arc<PostOffice>,
    secretary: Arc<Secretary>,
    crowd: Crowd,
    least: Urgency,
}

impl Postman {
    async fn work(self, bell: Bell, mut stopped: watch::Receiver<bool>) {
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

/// Messages, reminders, thanks and digests; what is broken off here begins again where it stopped.
async fn write_due(db: Database, clock: Clock, bell: Bell, zone: Tz, mut stopped: watch::Receiver<bool>) {
    loop {
        let written = tokio::select! {
            written = write(&db, &clock, zone) => written,
            _ = stopped.changed() => return,
        };
        match written {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(letters, "letters were written");
                bell.ring();
            }
            Err(error) => tracing::warn!(%error, "messages could not be written; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn write(db: &Database, clock: &Clock, zone: Tz) -> Result<u64> {
    Ok(messages::post_due(db, clock).await? + digests::write_due(db, clock, zone).await?)
}

/// Seats that were offered and not taken in time go on to whoever is next.
async fn pass_on(db: Database, clock: Clock, desk: Desk, mut stopped: watch::Receiver<bool>) {
    loop {
        let expired = tokio::select! {
            expired = offers::expire_due(&db, &desk, &clock) => expired,
            _ = stopped.changed() => return,
        };
        match expired {
            Ok(0) => {}
            Ok(offers) => tracing::info!(offers, "offers of a seat ran out"),
            Err(error) => tracing::warn!(%error, "seats could not be passed on; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stopped.changed() => return,
        }
    }
}

/// The first time at once, since a process may not live for a day.
async fn forget_daily(db: Database, clock: Clock, mut stopped: watch::Receiver<bool>) {
    loop {
        let forgotten = tokio::select! {
            forgotten = forget(&db, &clock) => forgotten,
            _ = stopped.changed() => return,
        };
        let pause = match forgotten {
            Ok(forgotten) => {
                report(&forgotten);
                DAY
            }
            Err(error) => {
                tracing::warn!(%error, "people could not be forgotten; trying again in an hour");
                HOUR
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn forget(db: &Database, clock: &Clock) -> Result<Forgotten> {
    digests::forget(db, clock).await?;
    forgetting::forget(db, clock, false).await
}

fn report(forgotten: &Forgotten) {
    if !forgotten.is_nothing() {
        let Forgotten { registrations, events, handovers, letters, replies, keys } = forgotten;
        tracing::info!(registrations, events, handovers, letters, replies, keys, "forgotten");
    }
}
