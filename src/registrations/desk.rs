//! The seat desk: one thread per process that decides about seats, in order of arrival.
//!
//! It takes whatever is waiting (a lone request is a batch of one and pays nothing for it), decides all of it in one
//! transaction, commits, and only then answers each caller. So a rush costs one commit per batch instead of one per
//! person, and an answer that was given is on the disk.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::booking::{self, Addition, Applicant, Arrangement, Choice, Deed, Outcome, Refusal, Standing, Successor};
use super::ledger::Ledger;
use super::newcomers::Newcomers;
use super::tally::Tally;
use crate::clock::Clock;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::Bell;
use crate::revision::{self, Revision};

/// How many callers one transaction serves at most.
const BATCH: usize = 256;
/// How many callers may wait; the next one is told to come back later.
const QUEUE: usize = 4096;
/// How long the database may think about a batch; then it counts as away.
const THOUGHT: Duration = Duration::from_secs(15);
/// How long a caller waits. Asking again is harmless, even when the deed was done after all.
const PATIENCE: Duration = Duration::from_secs(20);

/// So many callers at once are a crowd, and one that was there so lately may still be there.
const MANY: usize = 8;
const LATELY: Duration = Duration::from_millis(500);

/// Where to ask for a seat. Cloning shares it.
#[derive(Clone)]
pub struct Desk {
    queue: Arc<Mutex<Option<mpsc::Sender<Errand>>>>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    tally: Tally,
    crowd: Crowd,
}

/// Whether many people stand at the desk: who has other work on the same machine lets them go first.
#[derive(Clone)]
pub struct Crowd {
    since: Instant,
    /// Milliseconds after `since` until which a crowd counts as being there.
    until: Arc<AtomicU64>,
}

impl Crowd {
    fn none() -> Crowd {
        Crowd { since: Instant::now(), until: Arc::default() }
    }

    fn seen(&self, callers: usize) {
        if callers >= MANY {
            self.until.store((self.since.elapsed() + LATELY).as_millis() as u64, Ordering::Relaxed);
        }
    }

    pub fn is_there(&self) -> bool {
        (self.since.elapsed().as_millis() as u64) < self.until.load(Ordering::Relaxed)
    }
}

struct Errand {
    deed: Deed,
    answer: oneshot::Sender<Result<Outcome>>,
}

impl Desk {
    pub fn open(db: Database, clock: Clock, secret: Secret, bell: Bell, revision: Revision) -> Desk {
        let (queue, errands) = mpsc::channel(QUEUE);
        let tally = Tally::default();
        let crowd = Crowd::none();
        let clerk =
            Clerk { db, newcomers: None, clock, secret, bell, revision, tally: tally.clone(), crowd: crowd.clone() };
        let thread = std::thread::Builder::new().name("seat-desk".to_string()).spawn(|| clerk.sit_down(errands));
        let thread = thread.inspect_err(|error| tracing::error!(%error, "the seat desk cannot open")).ok();
        Desk { queue: Arc::new(Mutex::new(Some(queue))), thread: Arc::new(Mutex::new(thread)), tally, crowd }
    }

    /// What was done at the desk since the process began.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    pub fn crowd(&self) -> &Crowd {
        &self.crowd
    }

    /// A seat, or a place in the line, or the reason why not.
    pub async fn register(&self, applicant: Applicant) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Register(Box::new(applicant))).await?)
    }

    /// The same, answered with what the page may tell whoever typed the address.
    pub async fn register_unseen(&self, applicant: Applicant) -> Result<Result<Standing, Refusal>> {
        match self.ask(Deed::Register(Box::new(applicant))).await? {
            Outcome::Repeats { shown, .. } => standing(*shown),
            outcome => standing(outcome),
        }
    }

    /// Gives the seat or the place back.
    pub async fn cancel(&self, registration: Uuid) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Cancel { registration }).await?)
    }

    /// Gives one stop back and keeps the rest. Doing it twice changes nothing more.
    pub async fn leave_stop(&self, registration: Uuid, stop: i32) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::LeaveStop { registration, stop }).await?)
    }

    /// Takes one stop more, or one instead of another. Doing it twice changes nothing more.
    pub async fn choose_stop(&self, registration: Uuid, choice: Choice) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::ChooseStop { registration, choice }).await?)
    }

    /// The colleague said yes: the seat is theirs.
    pub async fn take_over(&self, handover: Uuid, successor: Successor) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::TakeOver { handover, successor: Box::new(successor) }).await?)
    }

    /// Somebody takes the seat that is held for them. Saying so twice changes nothing more.
    pub async fn accept(&self, registration: Uuid) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Accept { registration }).await?)
    }

    /// Somebody does not want it, and leaves the line.
    pub async fn decline(&self, registration: Uuid) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Decline { registration }).await?)
    }

    /// Passes on what is held for those of the event whose time to answer is over; says for how many it was.
    pub async fn expire(&self, event: i32) -> Result<usize> {
        match self.ask(Deed::Expire { event }).await? {
            Outcome::Expired(offers) => Ok(offers),
            _ => Ok(0),
        }
    }

    /// An organiser adds somebody by hand.
    pub async fn add(&self, addition: Addition) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Add(Box::new(addition))).await?)
    }

    /// An organiser decides for somebody. Deciding it twice changes nothing more.
    pub async fn arrange(&self, arrangement: Arrangement) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Arrange(Box::new(arrangement))).await?)
    }

    async fn ask(&self, deed: Deed) -> Result<Outcome> {
        let busy = || Error::Unavailable("too many people are waiting at the desk".into());
        let closed = || Error::Unavailable("the desk is closed".into());
        let queue = self.queue.lock().expect("nobody panics at the desk").clone().ok_or_else(closed)?;
        let (answer, answered) = oneshot::channel();
        queue.try_send(Errand { deed, answer }).map_err(|_| busy())?;
        let late = |_| Error::Unavailable("the desk did not answer in time".into());
        tokio::time::timeout(PATIENCE, answered).await.map_err(late)?.map_err(|_| closed())?
    }

    /// Closes the door and serves those who are inside.
    pub async fn close(&self) {
        self.queue.lock().expect("nobody panics at the desk").take();
        let thread = self.thread.lock().expect("nobody panics at the desk").take();
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(|| thread.join()).await;
        }
    }
}

fn standing(outcome: Outcome) -> Result<Result<Standing, Refusal>> {
    match outcome {
        Outcome::Stands(standing) | Outcome::Repeats { standing, .. } => Ok(Ok(standing)),
        Outcome::Refused(refusal) => Ok(Err(refusal)),
        Outcome::NotFound => Err(Error::NotFound),
        Outcome::Resized | Outcome::Expired(_) => Err(Error::Internal("the desk answered another question".into())),
    }
}

struct Clerk {
    db: Database,
    /// How newcomers are let in where there is a shorter way.
    newcomers: Option<Newcomers>,
    clock: Clock,
    secret: Secret,
    bell: Bell,
    revision: Revision,
    tally: Tally,
    crowd: Crowd,
}

impl Clerk {
    /// Works on a thread with a runtime of its own. On the one that all requests share, each answer of the database
    /// would wait behind dozens of them, and the whole crowd with it.
    fn sit_down(mut self, errands: mpsc::Receiver<Errand>) {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_time();
        // SQLite answers on no line; who watches none is woken with less ado.
        if !self.db.is_sqlite() {
            runtime.enable_io();
        }
        match runtime.build() {
            Ok(runtime) => runtime.block_on(async {
                self.db = self.db.apart();
                self.newcomers = Newcomers::on(&self.db);
                self.work(errands).await;
            }),
            Err(error) => tracing::error!(%error, "the seat desk cannot open"),
        }
    }

    async fn work(mut self, mut errands: mpsc::Receiver<Errand>) {
        let mut batch = Vec::with_capacity(BATCH);
        while errands.recv_many(&mut batch, BATCH).await > 0 {
            let (deeds, answers): (Vec<Deed>, Vec<_>) = batch.drain(..).map(|e| (e.deed, e.answer)).unzip();
            self.crowd.seen(deeds.len());
            let outcomes = self.serve(&deeds).await;
            if outcomes.iter().any(|outcome| matches!(outcome, Err(Error::Unavailable(_)))) {
                self.db.doubt();
            }
            self.tally.count(&deeds, &outcomes);
            self.bell.ring();
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever went away meanwhile has a letter all the same.
                let _ = answer.send(outcome);
            }
        }
    }

    /// Lets newcomers in by the short way, where there is one, and serves the others.
    async fn serve(&mut self, deeds: &[Deed]) -> Vec<Result<Outcome>> {
        let Some(newcomers) = &mut self.newcomers else { return self.serve_together(deeds).await };
        let outcomes = match in_time(newcomers.let_in(deeds, self.clock.now(), &self.secret)).await {
            Ok(Some((told, seats))) => {
                self.revision.saw_seats(seats, deeds.len() >= MANY);
                told
            }
            Ok(None) => return self.serve_together(deeds).await,
            Err(Error::Unavailable(why)) => return not_now(deeds, &why),
            Err(error) => {
                tracing::warn!(%error, callers = deeds.len(), "the short way failed; all go the ordinary one");
                return self.serve_together(deeds).await;
            }
        };
        let others = deeds.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_none());
        let others: Vec<Deed> = others.map(|(deed, _)| deed.clone()).collect();
        let mut served = self.serve_together(&others).await.into_iter();
        let missing = || Err(Error::Internal("no outcome".into()));
        outcomes.into_iter().map(|told| told.map(Ok).or_else(|| served.next()).unwrap_or_else(missing)).collect()
    }

    /// Serves the batch together; if that fails, each alone, so that one bad case spoils nobody else's.
    async fn serve_together(&self, deeds: &[Deed]) -> Vec<Result<Outcome>> {
        if deeds.is_empty() {
            return Vec::new();
        }
        match in_time(self.decide(deeds)).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(error) if deeds.len() == 1 => vec![Err(error)],
            // The database is away, and asking it again for each caller would keep everybody waiting for their turn.
            Err(Error::Unavailable(why)) => not_now(deeds, &why),
            Err(error) => {
                tracing::warn!(%error, callers = deeds.len(), "a batch failed; serving each caller alone");
                let mut outcomes = Vec::with_capacity(deeds.len());
                for deed in deeds {
                    let alone = in_time(self.decide(std::slice::from_ref(deed))).await;
                    outcomes.push(alone.and_then(|mut o| o.pop().ok_or(Error::Internal("no outcome".into()))));
                }
                outcomes
            }
        }
    }

    async fn decide(&self, deeds: &[Deed]) -> Result<Vec<Outcome>> {
        let txn = self.db.begin_anew().await?;
        let mut ledger = Ledger::open(&txn, self.clock.now(), &self.secret, deeds).await?;
        let mut outcomes = Vec::with_capacity(deeds.len());
        for deed in deeds {
            outcomes.push(booking::perform(&mut ledger, deed).await?);
        }
        let seats = revision::raise_seats(&txn, ledger.close()).await?;
        txn.commit().await?;
        self.revision.saw_seats(seats, deeds.len() >= MANY);
        Ok(outcomes)
    }
}

/// Gives up when the database thinks too long.
async fn in_time<T>(thought: impl Future<Output = Result<T>>) -> Result<T> {
    let late = |_| Error::Unavailable("the database did not answer in time".into());
    tokio::time::timeout(THOUGHT, thought).await.map_err(late)?
}

fn not_now(deeds: &[Deed], why: &str) -> Vec<Result<Outcome>> {
    deeds.iter().map(|_| Err(Error::Unavailable(why.to_string()))).collect()
}
