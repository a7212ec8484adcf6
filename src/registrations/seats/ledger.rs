//! What the desk has on its table during one transaction: the events and stops that the batch is about (their rows
//! locked, in the order of their ids), the people of the batch who are known already, and what will be written.
//!
//! New rows are kept until the end and written many at once; `flush` writes them early for a deed that must see them.

mod counts;
mod people;
mod rehearsal;
mod subject;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use uuid::Uuid;

use counts::{EventCounts, StopCounts};
pub use subject::Subject;

use super::booking::Standing;
use super::held_stop;
use crate::config::Secret;
use crate::database::Script;
use crate::error::{Error, Result};
use crate::events::{Room, StopRoom, event, stop};
use crate::mail::{self, Letter, LetterKind};
use crate::registrations::registration;
use crate::registrations::writing_again::may_write_again;

/// The desk's table. What is counted on it is true when it is written: the rows are locked, or (`newcomers`) nothing is
/// written unless they are as they were read.
pub struct Ledger<'t> {
    /// None while newcomers are let in: nothing more is read for them.
    txn: Option<&'t DatabaseTransaction>,
    pub now: DateTime<Utc>,
    secret: &'t Secret,
    pub events: HashMap<i32, Room>,
    pub stops: HashMap<i32, StopRoom>,
    people: HashMap<(i32, String), registration::Model>,
    /// Those who entered in this transaction and have no letter yet.
    newcomers: HashSet<Uuid>,
    entered: Vec<registration::Model>,
    held: Vec<held_stop::Model>,
    letters: Vec<Letter>,
}

impl<'t> Ledger<'t> {
    /// With these events (and then stops) on the table, and nobody who is known.
    pub fn of(now: DateTime<Utc>, secret: &'t Secret, events: Vec<Room>) -> Ledger<'t> {
        Ledger {
            txn: None,
            now,
            secret,
            events: events.into_iter().map(|e| (e.id, e)).collect(),
            stops: HashMap::new(),
            people: HashMap::new(),
            newcomers: HashSet::new(),
            entered: Vec::new(),
            held: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// The transaction, for a deed that reads or writes before the end.
    pub fn txn(&self) -> Result<&'t DatabaseTransaction> {
        self.txn.ok_or_else(|| Error::Internal("nothing is read for newcomers".into()))
    }

    /// Locks and reads what this is about. The time is asked once the rows are ours: by it letters follow each other,
    /// and whoever had the rows before may have asked later than we came.
    pub async fn open(
        txn: &'t DatabaseTransaction,
        time: impl FnOnce() -> DateTime<Utc>,
        secret: &'t Secret,
        subject: &Subject,
    ) -> Result<Ledger<'t>> {
        let events = event::Entity::find()
            .filter(event::Column::Id.is_in(subject.events.iter().copied()))
            .order_by_asc(event::Column::Id)
            .lock_exclusive()
            .into_partial_model::<Room>()
            .all(txn)
            .await?;
        let mut ledger = Ledger::of(time(), secret, events);
        ledger.txn = Some(txn);
        if !subject.with_stops.is_empty() {
            ledger.read_stops(held(stops_of(&subject.with_stops))).await?;
        }
        ledger.read_people(subject).await?;
        Ok(ledger)
    }

    async fn read_stops(&mut self, stops: Select<stop::Entity>) -> Result<()> {
        let stops = stops.into_partial_model::<StopRoom>().all(self.txn()?).await?;
        self.stops.extend(stops.into_iter().map(|s| (s.id, s)));
        Ok(())
    }

    /// Reads the stops of an event that is on the table, for a deed that did not name any of them.
    pub async fn bring_stops(&mut self, event: i32) -> Result<()> {
        if self.stops.values().any(|stop| stop.event_id == event) {
            return Ok(());
        }
        self.read_stops(held(stops_of(&BTreeSet::from([event])))).await
    }

    /// An event of the batch. Any other is a fault of ours: its row is not locked.
    pub fn event(&self, id: i32) -> Result<&Room> {
        self.events.get(&id).ok_or_else(|| Error::Internal(format!("event {id} is not on the desk")))
    }

    /// The same, to count on.
    pub fn event_mut(&mut self, id: i32) -> Result<&mut Room> {
        self.events.get_mut(&id).ok_or_else(|| Error::Internal(format!("event {id} is not on the desk")))
    }

    /// The next number of the event.
    pub fn draw_place(&mut self, event_id: i32) -> Result<i64> {
        let event = self.event_mut(event_id)?;
        event.next_place += 1;
        Ok(event.next_place - 1)
    }

    /// Keeps what somebody has at a stop, until all is written.
    pub fn hold(&mut self, held: held_stop::Model) {
        self.held.push(held);
    }

    /// Puts a letter in the outbox. The first letter of a registration has its id, so that later ones can refer to it.
    pub fn write(&mut self, registration: &registration::Model, kind: LetterKind, mut facts: Value) {
        // A letter that leaves late still numbers its calendar entry as of the deed.
        facts["sequence"] = registration.sequence.into();
        let mut letter = registration.letter(kind, facts);
        if self.newcomers.remove(&registration.id) {
            letter.id = registration.id;
            letter.thread_id = None;
        }
        self.letters.push(letter);
    }

    /// Answers somebody who registers again as the first time, and sends the letter again, though not too often.
    pub async fn repeat(&mut self, known: &registration::Model) -> Result<Standing> {
        self.flush().await?;
        let standing = self.standing_of(known).await?;
        if may_write_again(self.txn()?, self.now, known).await? {
            let (kind, facts) = crate::registrations::letters::how_it_stands(known, standing.position, self.now);
            self.write(known, kind, facts);
        }
        Ok(standing)
    }

    /// How a registration stands, from its rows.
    pub async fn standing_of(&mut self, registration: &registration::Model) -> Result<Standing> {
        self.flush().await?;
        super::waiting_list::standing(self.txn()?, registration).await
    }

    /// Writes the new rows that were kept.
    pub async fn flush(&mut self) -> Result<()> {
        let mut script = Script::default();
        self.hand_over(&mut script);
        script.run(self.txn()?).await?;
        Ok(())
    }

    fn hand_over(&mut self, script: &mut Script) {
        script.insert(std::mem::take(&mut self.entered));
        script.insert(std::mem::take(&mut self.held));
        mail::post_in(script, self.now, std::mem::take(&mut self.letters));
    }

    /// What is to be written in the end: everything, the counts last.
    pub fn close(mut self) -> Script {
        let mut script = Script::default();
        self.hand_over(&mut script);
        script.update(self.events.into_values().map(EventCounts));
        script.update(self.stops.into_values().map(StopCounts));
        script
    }
}

/// Nobody else counts there until the transaction ends. It disturbs nobody who notes at a door that somebody came: they have
/// the stop and want the person, whom whoever changes the event may have already.
fn held(stops: Select<stop::Entity>) -> Select<stop::Entity> {
    stops.lock(LockType::NoKeyUpdate)
}

fn stops_of(events: &BTreeSet<i32>) -> Select<stop::Entity> {
    let stops = stop::Entity::find().filter(stop::Column::EventId.is_in(events.iter().copied()));
    stops.order_by_asc(stop::Column::Id)
}
