//! The minute hand: it writes reminders, messages, thanks and digests when their time has come, passes on seats that
//! were offered and not taken, lets letters leave when they are due, and once a day forgets whom it is time to forget.
//! Every process may run one; what is due is claimed in the database, so that nothing is done twice.

mod postman;
mod secretary;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono_tz::Tz;
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use postman::Postman;

use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::digests;
use crate::error::Result;
use crate::feedback;
use crate::mail::{Bell, Counters, PostOffice, Templates, Urgency};
use crate::messages;
use crate::registrations::Desk;
use crate::registrations::forgetting::{self, Forgotten};
use crate::registrations::seats::offers;

pub use secretary::Secretary;

/// How long the worker sleeps when nobody rings.
const ROUND: Duration = Duration::from_secs(10);

/// The pause before people are forgotten again, and the one after it went wrong.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("worker", |rocket| async {
        match Worker::start(&rocket) {
            Some(worker) => Ok(rocket.manage(worker)),
            None => Err(rocket),
        }
    })
}

/// The worker of this process, to be stopped before the process ends.
pub struct Worker {
    stop: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Worker {
    /// Sets everybody to work. None when something that they need is not there.
    fn start(rocket: &Rocket<Build>) -> Option<Worker> {
        let (db, clock) = (rocket.state::<Database>()?, rocket.state::<Clock>()?);
        let (config, bell) = (rocket.state::<Config>()?, rocket.state::<Bell>()?);
        let desk = rocket.state::<Desk>()?;
        let office = match PostOffice::open(config, rocket.state::<Templates>()?.clone()) {
            Ok(office) => Arc::new(office.counted_by(rocket.state::<Counters>().cloned().unwrap_or_default())),
            Err(why) => {
                tracing::error!(%why, "letters cannot be sent");
                return None;
            }
        };
        let (stop, stopped) = watch::channel(false);
        let secretary = Arc::new(Secretary { db: db.clone(), clock: clock.clone(), config: config.clone() });
        // One of them carries only what somebody waits for: it never stands behind a crowd of the others, nor behind one
        // that travels slowly.
        let postmen = [Urgency::Awaited, Urgency::Bulk].map(|least| Postman {
            office: office.clone(),
            secretary: secretary.clone(),
            crowd: desk.crowd().clone(),
            least,
        });
        let writer = write_due(db.clone(), clock.clone(), bell.clone(), config.timezone);
        let usher = pass_on(db.clone(), clock.clone(), desk.clone());
        let forgetful = forget_daily(db.clone(), clock.clone());
        let mut tasks = vec![
            tokio::spawn(until(stopped.clone(), writer)),
            tokio::spawn(until(stopped.clone(), usher)),
            tokio::spawn(until(stopped.clone(), forgetful)),
        ];
        tasks.extend(postmen.map(|postman| tokio::spawn(postman.work(bell.clone(), stopped.clone()))));
        Some(Worker { stop, tasks: Mutex::new(tasks) })
    }

    /// Lets the letters that are under way arrive, and takes no more; forgetting waits for another day.
    pub async fn finish(&self) {
        let _ = self.stop.send(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().expect("nobody panics while stopping"));
        for task in tasks {
            let _ = task.await;
        }
    }
}

/// Works until the worker stops, and then leaves everything as it lies.
async fn until(mut stopped: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        _ = stopped.changed() => {}
    }
}

/// Messages, reminders, thanks and digests; what is broken off here begins again where it stopped.
async fn write_due(db: Database, clock: Clock, bell: Bell, zone: Tz) {
    loop {
        match write(&db, &clock, zone).await {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(letters, "letters were written");
                bell.ring();
            }
            Err(error) => tracing::warn!(%error, "messages could not be written; trying again"),
        }
        sleep(ROUND).await;
    }
}

async fn write(db: &Database, clock: &Clock, zone: Tz) -> Result<u64> {
    Ok(messages::post_due(db, clock).await? + digests::write_due(db, clock, zone).await?)
}

/// Seats that were offered and not taken in time go on to whoever is next.
async fn pass_on(db: Database, clock: Clock, desk: Desk) {
    loop {
        match offers::expire_due(&db, &desk, &clock).await {
            Ok(0) => {}
            Ok(offers) => tracing::info!(offers, "offers of a seat ran out"),
            Err(error) => tracing::warn!(%error, "seats could not be passed on; trying again"),
        }
        sleep(ROUND).await;
    }
}

/// The first time at once, since a process may not live for a day.
async fn forget_daily(db: Database, clock: Clock) {
    loop {
        let pause = match forget(&db, &clock).await {
            Ok(forgotten) => {
                report(&forgotten);
                DAY
            }
            Err(error) => {
                tracing::warn!(%error, "people could not be forgotten; trying again in an hour");
                HOUR
            }
        };
        sleep(pause).await;
    }
}

/// How much is forgotten in every slice that knows of people.
pub struct Everything {
    pub people: Forgotten,
    /// Answers to how it was, whose texts go.
    pub answers: u64,
    /// Addresses that nobody confirmed for a digest.
    pub readers: u64,
}

/// Forgets whom it is time to forget.
pub async fn forget(db: &Database, clock: &Clock) -> Result<Everything> {
    let readers = digests::forget(db, clock).await?;
    messages::forgetting::forget(db, clock).await?;
    let answers = feedback::forget(db, clock).await?;
    Ok(Everything { people: forgetting::forget(db, clock).await?, answers, readers })
}

/// How much it is time to forget.
pub async fn to_forget(db: &Database, clock: &Clock) -> Result<Everything> {
    let (answers, readers) = (feedback::to_forget(db, clock).await?, digests::to_forget(db, clock).await?);
    Ok(Everything { people: forgetting::to_forget(db, clock).await?, answers, readers })
}

fn report(Everything { people, answers, readers }: &Everything) {
    let Forgotten { registrations, events, handovers, letters, replies, keys } = people;
    if !people.is_nothing() || answers + readers > 0 {
        tracing::info!(registrations, events, handovers, letters, replies, keys, answers, readers, "forgotten");
    }
}
