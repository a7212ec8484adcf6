//! The seat desk: one thread per process that decides about seats, in order of arrival.
//!
//! It takes whatever is waiting (a lone request is a batch of one and pays nothing for it), decides all of it in one
//! transaction, commits, and only then answers each caller. So a rush costs one commit per batch instead of one per
//! person, and an answer that was given is on the disk.

mod clerk;
mod crowd;

use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::booking::{Addition, Applicant, Arrangement, Choice, Deed, Outcome, Refusal, Standing, Successor};
use super::tally::Tally;
use crate::clock::Clock;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::Bell;
use crate::revision::Revision;
use clerk::Clerk;

pub use crowd::Crowd;

/// How many callers may wait; the next one is told to come back later.
const QUEUE: usize = 4096;
/// How long a caller waits. Asking again is harmless, even when the deed was done after all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where to ask for a seat. Cloning shares it.
#[derive(Clone)]
pub struct Desk {
    queue: Arc<Mutex<Option<mpsc::Sender<Errand>>>>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    tally: Tally,
    crowd: Crowd,
}

struct Errand {
    deed: Deed,
    answer: oneshot::Sender<Result<Outcome>>,
}

impl Desk {
    /// Opens the desk on a thread of its own. When there can be none, whoever asks hears that it is closed.
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

    /// Whether many stand at the desk, for whoever has other work on the machine.
    pub fn crowd(&self) -> &Crowd {
        &self.crowd
    }

    /// A seat, or a place in the line, or the reason why not.
    pub async fn register(&self, applicant: Applicant) -> Result<Result<Standing, Refusal>> {
        standing(self.ask(Deed::Register(Box::new(applicant))).await?)
    }

    /// The same, answered with what may be told to whoever named the address.
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
        Outcome::Expired(_) => Err(Error::Internal("the desk answered another question".into())),
    }
}
