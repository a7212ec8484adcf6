//! What became of letters in this process, for those who look after it.

use prometheus::core::Collector;
use prometheus::{IntCounter, IntCounterVec, Opts};

use crate::mail::kind::LetterKind;
use crate::mail::outbox::Outcome;
use crate::mail::reason::Reason;

/// Clones count together.
#[derive(Clone)]
pub struct Counters {
    sent: IntCounterVec,
    tries: IntCounterVec,
    superseded: IntCounter,
}

impl Default for Counters {
    fn default() -> Counters {
        let sent = Opts::new("samenkomst_letters_sent_total", "Letters that the mail server took, by kind.");
        let tries = Opts::new(
            "samenkomst_letters_not_sent_total",
            "Times that a letter did not leave, by cause, and whether it is tried again or given up.",
        );
        let superseded = "Letters that were not needed any more when their time came.";
        Counters {
            sent: IntCounterVec::new(sent, &["kind"]).expect("names that Prometheus takes"),
            tries: IntCounterVec::new(tries, &["cause", "then"]).expect("names that Prometheus takes"),
            superseded: IntCounter::new("samenkomst_letters_superseded_total", superseded)
                .expect("a name that Prometheus takes"),
        }
    }
}

impl Counters {
    /// Counts what became of a letter.
    pub fn count(&self, kind: LetterKind, attempts: i32, outcome: &Outcome) {
        let tried = |why: &str, then: &str| self.tries.with_label_values(&[Reason::of(why).code(), then]).inc();
        match outcome {
            Outcome::Sent => self.sent.with_label_values(&[kind.folder()]).inc(),
            Outcome::Superseded => self.superseded.inc(),
            Outcome::NotTried => {}
            Outcome::Away(why) => tried(why, "again"),
            Outcome::Later(why) if !Outcome::is_last(attempts) => tried(why, "again"),
            Outcome::Later(why) | Outcome::GivenUp(why) | Outcome::NoAddress(_, why) => tried(why, "given-up"),
        }
    }

    /// The counters, to be shown.
    pub fn instruments(&self) -> Vec<Box<dyn Collector>> {
        vec![Box::new(self.sent.clone()), Box::new(self.tries.clone()), Box::new(self.superseded.clone())]
    }
}
