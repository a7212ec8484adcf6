//! What becomes of each line of a list, and of how many.

use super::lines::Line;
use crate::error::{Error, Fault, Result};
use crate::registrations::registration::Status;
use crate::registrations::seats::booking::{Outcome, Refusal, Standing};

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Seat,
    /// The place in the line, from 1.
    Waits(i64),
    There,
    /// They cancelled where the list comes from: left aside.
    Left,
    /// There is no room and no waiting list, or it is too early or too late.
    Refused(Refusal),
    /// What is wrong, field by field.
    Mistake(Vec<Fault>),
}

impl Verdict {
    /// Its name in `locales/` and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            Verdict::Seat => "seat",
            Verdict::Waits(_) => "waits",
            Verdict::There => "there",
            Verdict::Left => "left",
            Verdict::Refused(_) => "refused",
            Verdict::Mistake(_) => "mistake",
        }
    }

    /// Of a line that is not brought to the desk.
    pub(super) fn aside(line: &Line) -> Verdict {
        match &line.applicant {
            _ if line.has_left => Verdict::Left,
            Err(faults) => Verdict::Mistake(faults.clone()),
            Ok(_) => Verdict::Mistake(Vec::new()),
        }
    }

    /// As the desk answered; an error where there is no such event.
    pub(super) fn of(outcome: Outcome) -> Result<Verdict> {
        match outcome {
            Outcome::Stands(Standing { status: Status::Waitlisted, position, .. }) => {
                Ok(Verdict::Waits(position.unwrap_or_default()))
            }
            Outcome::Stands(_) => Ok(Verdict::Seat),
            Outcome::Refused(Refusal::AlreadyIn) => Ok(Verdict::There),
            Outcome::Refused(refusal) => Ok(Verdict::Refused(refusal)),
            Outcome::NotFound => Err(Error::NotFound),
            Outcome::Repeats { .. } | Outcome::Expired(_) => {
                Err(Error::Internal("the desk answered another question".into()))
            }
        }
    }
}

/// How many lines met which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub seats: usize,
    pub waits: usize,
    pub there: usize,
    pub left: usize,
    /// Lines that bring nobody: refused, or with a mistake.
    pub unfit: usize,
}

impl Counts {
    pub fn of(verdicts: &[Verdict]) -> Counts {
        let mut counts = Counts::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Seat => counts.seats += 1,
                Verdict::Waits(_) => counts.waits += 1,
                Verdict::There => counts.there += 1,
                Verdict::Left => counts.left += 1,
                Verdict::Refused(_) | Verdict::Mistake(_) => counts.unfit += 1,
            }
        }
        counts
    }

    /// How many people are new.
    pub fn new_people(&self) -> usize {
        self.seats + self.waits
    }
}
