//! Who sits at the desk: takes a batch, decides it, and answers each caller.

use std::time::Duration;

use tokio::sync::mpsc;

use super::Errand;
use super::crowd::{Crowd, MANY};
use crate::clock::Clock;
use crate::config::Secret;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::mail::Bell;
use crate::registrations::seats::booking::{self, Deed, Outcome};
use crate::registrations::seats::ledger::{Ledger, Subject};
use crate::registrations::seats::newcomers::Newcomers;
use crate::registrations::seats::tally::Tally;
use crate::revision::{self, Revision};

/// How many callers one transaction serves at most.
const BATCH: usize = 256;
/// How long the database may think about a batch; then it counts as away.
const THOUGHT: Duration = Duration::from_secs(15);

/// What the desk works with.
pub struct Clerk {
    pub db: Database,
    /// How newcomers are let in where there is a shorter way.
    pub newcomers: Option<Newcomers>,
    pub clock: Clock,
    pub secret: Secret,
    pub bell: Bell,
    pub revision: Revision,
    pub tally: Tally,
    pub crowd: Crowd,
}

impl Clerk {
    /// Works on a thread with a runtime of its own. On the one that all requests share, each answer of the database
    /// would wait behind dozens of them, and the whole crowd with it.
    pub fn sit_down(mut self, errands: mpsc::Receiver<Errand>) {
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
        let subject = Subject::of(&txn, deeds).await?;
        let mut ledger = Ledger::open(&txn, || self.clock.now(), &self.secret, &subject).await?;
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
