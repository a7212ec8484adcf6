//! One decision for many: for those who were chosen, or for all whom a filter means. It goes to the seat desk in small
//! pieces, so that nobody who registers meanwhile waits for all of it, and in order of the line.
//!
//! Nobody is touched who came or changed after the organiser looked: so doing it twice is harmless, and one that was
//! broken off can go on where it was.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rocket::futures::future::join_all;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

use super::filter::Filter;
use super::resending;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::organisers::audit::{self, Act, Fact};
use crate::organisers::organiser;
use crate::registrations::registration::{Column, Status};
use crate::registrations::seats::booking::{Arrangement, Decision};
use crate::registrations::{Desk, Reception};

/// How many people one transaction of the desk is asked about.
const PIECE: usize = 64;
/// How long one request works; what is left goes on with the next.
const SHIFT: Duration = Duration::from_secs(10);

/// What can be done for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Seat,
    Wait,
    Leave,
    Resend,
}

impl Deed {
    const ALL: [Deed; 4] = [Deed::Seat, Deed::Wait, Deed::Leave, Deed::Resend];

    /// Its name in forms and in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Deed::Seat => "seat",
            Deed::Wait => "wait",
            Deed::Leave => "leave",
            Deed::Resend => "resend",
        }
    }

    /// Whom it can be done for.
    pub fn statuses(self) -> &'static [Status] {
        match self {
            Deed::Seat => &[Status::Waitlisted],
            Deed::Wait => &[Status::Confirmed],
            Deed::Leave | Deed::Resend => &[Status::Confirmed, Status::Waitlisted],
        }
    }

    fn act(self) -> Act {
        match self {
            Deed::Seat => Act::RegistrationConfirmed,
            Deed::Wait => Act::RegistrationWaitlisted,
            Deed::Leave => Act::RegistrationCancelled,
            Deed::Resend => Act::LetterResent,
        }
    }

    fn decision(self, over_capacity: bool) -> Option<Decision> {
        match self {
            Deed::Seat => Some(Decision::Seat { over_capacity }),
            Deed::Wait => Some(Decision::Wait),
            Deed::Leave => Some(Decision::Leave),
            Deed::Resend => None,
        }
    }
}

impl std::str::FromStr for Deed {
    type Err = ();

    fn from_str(code: &str) -> Result<Deed, ()> {
        Deed::ALL.into_iter().find(|deed| deed.code() == code).ok_or(())
    }
}

/// What is to be done for whom.
#[derive(Clone, Debug)]
pub struct Errand {
    pub deed: Deed,
    pub whom: Filter,
    /// When the organiser looked.
    pub as_of: DateTime<Utc>,
    pub over_capacity: bool,
    pub letter: bool,
    pub reason: String,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The number that the last person drew.
    pub after: i64,
    pub done: u64,
    pub refused: u64,
    pub is_finished: bool,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress { after: i64::MIN, done: 0, refused: 0, is_finished: false }
    }
}

impl Errand {
    /// How those stand whom it is meant for.
    fn statuses(&self) -> Vec<Status> {
        let is_meant = |status: &Status| self.whom.status.is_none_or(|meant| meant == *status);
        self.deed.statuses().iter().copied().filter(is_meant).collect()
    }

    /// For whom it will be done, in the order of the line.
    async fn people(&self, db: &Database, event: i32, after: i64) -> Result<Vec<(Uuid, i64)>> {
        let found = self.whom.select(db, event);
        let found = found
            .filter(Column::Status.is_in(self.statuses()))
            .filter(Column::Email.ne(""))
            .filter(Column::UpdatedAt.lte(self.as_of))
            .filter(Column::Place.gt(after))
            .order_by_asc(Column::Place)
            .order_by_asc(Column::Id)
            .select_only()
            .columns([Column::Id, Column::Place]);
        Ok(found.into_tuple().all(db.read()).await?)
    }

    /// For how many it can be done.
    pub async fn count(&self, db: &Database, event: i32) -> Result<u64> {
        let counts = self.whom.counts(db, event).await?;
        Ok(self.statuses().into_iter().map(|status| counts.of(Some(status))).sum())
    }

    /// Does it, as much as there is time for, and notes the whole of it when it is finished.
    pub async fn carry_out(
        &self,
        at: &Reception<'_>,
        event: &event::Model,
        by: &organiser::Model,
        mut progress: Progress,
    ) -> Result<Progress> {
        let until = Instant::now() + SHIFT;
        let people = self.people(at.db, event.id, progress.after).await?;
        for piece in people.chunks(PIECE) {
            if Instant::now() > until {
                return Ok(progress);
            }
            let ids: Vec<Uuid> = piece.iter().map(|(id, _)| *id).collect();
            let done = match self.deed.decision(self.over_capacity) {
                Some(decision) => self.arrange(at.desk, &ids, decision, by).await?,
                None => resending::resend(at.db, at.clock.now(), event, &ids, by).await?,
            };
            // Whoever is among the first need not wait for the last.
            at.bell.ring();
            progress.done += done;
            progress.refused += ids.len() as u64 - done;
            progress.after = piece.last().map_or(progress.after, |(_, place)| *place);
        }
        progress.is_finished = true;
        self.note(at, event, by, &progress).await?;
        Ok(progress)
    }

    async fn arrange(&self, desk: &Desk, ids: &[Uuid], decision: Decision, by: &organiser::Model) -> Result<u64> {
        let only = self.statuses();
        let wanted = |id: &Uuid| {
            desk.arrange(Arrangement {
                registration: *id,
                decision,
                letter: self.letter,
                by: by.clone(),
                reason: self.reason.clone(),
                // Others have their turn in between: somebody may have left, or have moved up.
                only: only.clone(),
            })
        };
        let mut done = 0;
        for answer in join_all(ids.iter().map(wanted)).await {
            done += u64::from(answer?.is_ok());
        }
        Ok(done)
    }

    /// One entry for the whole; each person's own was noted with what changed for them.
    async fn note(&self, at: &Reception<'_>, event: &event::Model, by: &organiser::Model, p: &Progress) -> Result<()> {
        let facts = [
            (Fact::People, json!(p.done)),
            (Fact::Refused, json!(p.refused)),
            (Fact::Filter, self.whom.facts()),
            (Fact::Reason, json!(self.reason)),
        ];
        let txn = at.db.begin().await?;
        audit::note(&txn, at.clock.now(), Some(by), self.deed.act(), event.subject(), &facts).await?;
        Ok(txn.commit().await?)
    }
}
