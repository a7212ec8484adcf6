//! The round of the post office: claim what is due, ask the slices what to say, render, send, write down what became
//! of it.

pub(super) mod clerk;
pub(super) mod counters;
pub(super) mod door;
pub mod pace;
mod settling;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use rocket::futures::stream::{self, StreamExt};
use tokio::time::{Instant, interval_at};
use uuid::Uuid;

use super::composed::{Composed, Composer, compose};
use super::kind::Urgency;
use super::letter::Model;
use super::message::Parcel;
use super::outbox::claim::Claim;
use super::outbox::{self, Outcome};
use super::rendering::Templates;
use super::returning::Returns;
use super::signing::Signer;
use super::status_code::StatusCode;
use super::transport::{SendError, Transport};
use super::unreachable;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use clerk::Clerk;
use counters::Counters;
use door::Door;
use pace::Pace;
use settling::{report, settle};

/// How many letters travel at once.
const AT_ONCE: usize = 8;

/// How often claims are renewed while letters travel.
const BEAT: Duration = Duration::from_secs(60);

/// Renders and sends what is due.
pub struct PostOffice {
    transport: Transport,
    clerk: Arc<Clerk>,
    /// Where letters return that cannot be delivered; the sender itself, if none is set.
    returns: Option<Returns>,
    signer: Option<Arc<Signer>>,
    pace: Option<Pace>,
    door: Door,
    counters: Counters,
    beat: Duration,
}

/// How much one round takes on.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// How many letters it claims.
    letters: u64,
    /// How many are made ahead, each on a thread of its own.
    ahead: usize,
}

impl Load {
    /// As much as a round takes on by itself.
    pub const FULL: Load = Load { letters: 50, ahead: 8 };
    /// So little, and one after the other, that nobody else waits for it.
    pub const LIGHT: Load = Load { letters: 8, ahead: 1 };
}

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How many letters were claimed: 0 when there is nothing to do.
    pub handled: usize,
    /// Nothing can leave before so much time has passed.
    pub pause: Option<Duration>,
}

impl PostOffice {
    pub fn new(transport: Transport, templates: Templates, from: Mailbox) -> PostOffice {
        PostOffice {
            transport,
            clerk: Arc::new(Clerk { templates, from }),
            returns: None,
            signer: None,
            pace: None,
            door: Door::default(),
            counters: Counters::default(),
            beat: BEAT,
        }
    }

    /// The post office of these settings. The error is a sentence for the operator.
    pub fn open(config: &Config, templates: Templates) -> Result<PostOffice, String> {
        let transport = Transport::of(config)?;
        let office = PostOffice::new(transport, templates, config.mail_from.clone());
        let office = office.at_pace(config.mail_per_minute.map(Pace::per_minute));
        let office = office.returning_to(Returns::of(config));
        Ok(office.signed_by(Signer::of(config)?))
    }

    /// Signs what leaves.
    pub fn signed_by(self, signer: Option<Signer>) -> PostOffice {
        PostOffice { signer: signer.map(Arc::new), ..self }
    }

    /// Keeps to a limit, together with every other process.
    pub fn at_pace(self, pace: Option<Pace>) -> PostOffice {
        PostOffice { pace, ..self }
    }

    /// Counts in counters that somebody shows.
    pub fn counted_by(self, counters: Counters) -> PostOffice {
        PostOffice { counters, ..self }
    }

    /// Renews the claims of letters that travel so often.
    pub fn renewing_every(self, beat: Duration) -> PostOffice {
        PostOffice { beat, ..self }
    }

    /// The same, whose letters return to this mailbox when they cannot be delivered.
    pub fn returning_to(self, returns: Option<Returns>) -> PostOffice {
        PostOffice { returns, ..self }
    }

    /// Sends one round of what is due and at least as urgent as `least`.
    pub async fn round(
        &self,
        db: &Database,
        clock: &Clock,
        composer: &dyn Composer,
        least: Urgency,
        load: Load,
    ) -> Result<Round> {
        if let Some(pause) = self.door.closed_for(clock.now()) {
            return Ok(Round { handled: 0, pause: Some(pause) });
        }
        let most = if self.door.was_closed() { 1 } else { load.letters };
        let (letters, pause) = match self.pace {
            Some(pace) => outbox::claim_in_step(db, clock.now(), most, least, pace).await?,
            None => (outbox::claim(db, clock.now(), most, least).await?, None),
        };
        let handled = letters.len();
        if handled > 0 {
            self.deliver(db, clock, composer, letters, load.ahead).await?;
        }
        Ok(Round { handled, pause })
    }

    /// Lets claimed letters travel. Those that arrive together are written down together: no more than travel at once, so
    /// that a process that is killed in between sends no more of them twice.
    async fn deliver(
        &self,
        db: &Database,
        clock: &Clock,
        composer: &dyn Composer,
        letters: Vec<Model>,
        ahead: usize,
    ) -> Result<()> {
        let (letters, stopped) = unreachable::set_aside(db, letters, clock.now()).await?;
        for (letter, outcome) in &stopped {
            report(letter, outcome);
            self.counters.count(letter.kind, letter.attempts, outcome);
        }
        settle(db, clock, &stopped).await?;
        let composed = compose(composer, &letters).await;
        let mut waiting: HashSet<Uuid> = letters.iter().map(|letter| letter.id).collect();
        let claim = Claim::of(&letters);
        // Words, pictures and signatures take the processor, so some are made ahead; letters set out in their order.
        let prepared = letters.into_iter().zip(composed).map(|(letter, said)| self.prepare(clock, letter, said));
        let prepared = stream::iter(prepared).buffered(ahead);
        let journeys = prepared.map(|(letter, parcel)| self.journey(clock, &claim, letter, parcel));
        let mut arrivals = journeys.buffer_unordered(AT_ONCE).ready_chunks(AT_ONCE);
        let mut beat = interval_at(Instant::now() + self.beat, self.beat);
        let mut settled = Ok(());
        loop {
            tokio::select! {
                arrived = arrivals.next() => {
                    let Some(arrived) = arrived else { return settled };
                    for (letter, _) in &arrived {
                        waiting.remove(&letter.id);
                    }
                    settled = settled.and(settle(db, clock, &arrived).await);
                }
                _ = beat.tick() => claim.renew(db, clock, &waiting).await,
            }
        }
    }

    /// Makes the message, on a thread on which nobody waits.
    async fn prepare(
        &self,
        clock: &Clock,
        letter: Model,
        said: Result<Option<Composed>>,
    ) -> (Model, Result<Parcel, Outcome>) {
        let composed = match said {
            Ok(Some(composed)) => composed,
            Ok(None) => return (letter, Err(Outcome::Superseded)),
            Err(why) => return (letter, Err(Outcome::Later(format!("cannot be composed: {why}")))),
        };
        let (clerk, signer, own, now) = (self.clerk.clone(), self.signer.clone(), letter.clone(), clock.now());
        let returns = self.returns.clone();
        let making = move || clerk.prepare(&own, &composed, returns.as_ref(), signer.as_deref(), now);
        let making = tokio::task::spawn_blocking(making);
        let made = making.await.unwrap_or_else(|why| Err(Outcome::Later(format!("cannot be rendered: {why}"))));
        (letter, made)
    }

    async fn journey(
        &self,
        clock: &Clock,
        claim: &Claim,
        letter: Model,
        parcel: Result<Parcel, Outcome>,
    ) -> (Model, Outcome) {
        let now = clock.now();
        let outcome = match parcel {
            _ if claim.is_short(now) || self.door.closed_for(now).is_some() => Outcome::NotTried,
            Ok(parcel) => self.send(&parcel, clock).await,
            Err(outcome) => outcome,
        };
        report(&letter, &outcome);
        self.counters.count(letter.kind, letter.attempts, &outcome);
        (letter, outcome)
    }

    async fn send(&self, parcel: &Parcel, clock: &Clock) -> Outcome {
        let sent = self.transport.send(parcel).await;
        if !matches!(sent, Err(SendError::Away(_))) {
            self.door.open();
        }
        match sent {
            Ok(()) => Outcome::Sent,
            Err(SendError::Away(why)) => {
                self.door.close(clock.now());
                Outcome::Away(why)
            }
            Err(SendError::Temporary(why)) => Outcome::Later(why),
            Err(SendError::Permanent(why)) => match StatusCode::find(&why).filter(|code| code.is_no_address()) {
                Some(code) => Outcome::NoAddress(code, why),
                None => Outcome::GivenUp(why),
            },
        }
    }
}
