//! What the desk counts of its work, for those who run it: how many callers a batch served, and what they were told.

use prometheus::core::Collector;
use prometheus::{Histogram, HistogramOpts, IntCounterVec, Opts};

use super::booking::{Deed, Outcome};
use crate::error::Result;

/// The counters of one desk. Cloning shares them.
#[derive(Clone)]
pub struct Tally {
    callers: Histogram,
    answers: IntCounterVec,
}

impl Default for Tally {
    fn default() -> Tally {
        let callers = HistogramOpts::new(
            "samenkomst_desk_batch_callers",
            "Callers whom one transaction of the seat desk served.",
        );
        let sizes = vec![1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
        let answers = Opts::new(
            "samenkomst_desk_answers_total",
            "Answers of the seat desk, by what was asked and what came of it; asking again counts again.",
        );
        Tally {
            callers: Histogram::with_opts(callers.buckets(sizes)).expect("a name that Prometheus takes"),
            answers: IntCounterVec::new(answers, &["deed", "outcome"]).expect("names that Prometheus takes"),
        }
    }
}

impl Tally {
    /// Counts a batch that was served.
    pub fn count(&self, deeds: &[Deed], outcomes: &[Result<Outcome>]) {
        self.callers.observe(deeds.len() as f64);
        for (deed, outcome) in deeds.iter().zip(outcomes) {
            self.answers.with_label_values(&[asked(deed), answered(outcome)]).inc();
        }
    }

    /// The counters, to be shown.
    pub fn instruments(&self) -> Vec<Box<dyn Collector>> {
        vec![Box::new(self.callers.clone()), Box::new(self.answers.clone())]
    }
}

fn asked(deed: &Deed) -> &'static str {
    match deed {
        Deed::Register(_) => "register",
        Deed::Cancel { .. } => "cancel",
        Deed::LeaveStop { .. } => "leave_stop",
        Deed::ChooseStop { .. } => "choose_stop",
        Deed::TakeOver { .. } => "take_over",
        Deed::Accept { .. } => "accept",
        Deed::Decline { .. } => "decline",
        Deed::Expire { .. } => "expire",
        Deed::Add(_) => "add",
        Deed::Arrange(arrangement) => arrangement.decision.code(),
    }
}

fn answered(outcome: &Result<Outcome>) -> &'static str {
    match outcome {
        Ok(Outcome::Stands(standing) | Outcome::Repeats { standing, .. }) => standing.status.code(),
        Ok(Outcome::Refused(refusal)) => refusal.code(),
        Ok(Outcome::Expired(_)) => "expired",
        Ok(Outcome::NotFound) => "not-found",
        Err(_) => "failed",
    }
}
