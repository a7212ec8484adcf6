//! What the desk has on its table during one transaction: the events and stops that the batch is about (their rows
//! locked, in the order of their ids), the people of the batch who are known already, and what will be written.
//!
//! New rows are kept until the end and written many at once; `flush` writes them early for a deed that must see them.

mod counts;
mod rehearsal;
mod subject;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use serde_json::Value;
use uuid::Uuid;

use counts::{EventCounts, StopCounts};
use subject::Subject;

use super::booking::{Applicant, Deed, Standing};
use super::registration::{self, Status};
use super::writing_again::may_write_again;
use super::{handing_over, held_stop};
use crate::config::Secret;
use crate::database::{Script, is_among};
use crate::error::{Error, Result};
use crate::events::{Room, StopRoom, event, stop};
use crate::mail::{self, Letter, LetterKind};

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

    /// Locks and reads what the deeds are about.
    pub async fn open(
        txn: &'t DatabaseTransaction,
        now: DateTime<Utc>,
        secret: &'t Secret,
        deeds: &[Deed],
    ) -> Result<Ledger<'t>> {
        let subject = Subject::of(txn, deeds).await?;
        let events = event::Entity::find()
            .filter(event::Column::Id.is_in(subject.events.iter().copied()))
            .order_by_asc(event::Column::Id)
            .lock_exclusive()
            .into_partial_model::<Room>()
            .all(txn)
            .await?;
        let mut ledger = Ledger::of(now, secret, events);
        ledger.txn = Some(txn);
        if !subject.with_stops.is_empty() {
            ledger.read_stops(stops_of(&subject.with_stops).lock_exclusive()).await?;
        }
        ledger.read_people(&subject).await?;
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
        self.read_stops(stops_of(&BTreeSet::from([event])).lock_exclusive()).await
    }

    async fn read_people(&mut self, subject: &Subject) -> Result<()> {
        if subject.keys.is_empty() {
            return Ok(());
        }
        // By the address and not by the event: for an event that was new when it last looked at the table, PostgreSQL
        // would read everybody who is there.
        let known = registration::Entity::find()
            .filter(Expr::col(registration::Column::EventId).add(0).is_in(subject.events.iter().copied()))
            .filter(is_among(self.txn()?.get_database_backend(), "email_key", subject.keys.iter().cloned()))
            .all(self.txn()?)
            .await?;
        for person in known {
            self.remember(person);
        }
        Ok(())
    }

    pub fn event(&self, id: i32) -> Result<&Room> {
        self.events.get(&id).ok_or_else(|| Error::Internal(format!("event {id} is not on the desk")))
    }

    pub fn event_mut(&mut self, id: i32) -> Result<&mut Room> {
        self.events.get_mut(&id).ok_or_else(|| Error::Internal(format!("event {id} is not on the desk")))
    }

    /// The registration of this person, as far as the batch knows.
    pub fn known(&self, event_id: i32, email_key: &str) -> Option<&registration::Model> {
        self.people.get(&(event_id, email_key.to_string()))
    }

    /// The registration of a person whom the batch did not name.
    pub async fn look_up(&mut self, event_id: i32, email_key: &str) -> Result<Option<registration::Model>> {
        let found = registration::Entity::find()
            .filter(registration::Column::EventId.eq(event_id))
            .filter(registration::Column::EmailKey.eq(email_key))
            .one(self.txn()?)
            .await?;
        found.iter().for_each(|person| self.remember(person.clone()));
        Ok(found)
    }

    pub fn remember(&mut self, person: registration::Model) {
        self.people.insert((person.event_id, person.email_key.clone()), person);
    }

    /// Enters a person for the first time.
    pub fn enter(&mut self, applicant: &Applicant, status: Status) -> Result<registration::Model> {
        let id = Uuid::now_v7();
        let invited_sequence = self.event(applicant.event_id)?.sequence;
        let registration = registration::Model {
            id,
            event_id: applicant.event_id,
            status,
            place: self.draw_place(applicant.event_id)?,
            name: applicant.name.clone(),
            email: applicant.email.to_string(),
            email_key: applicant.email.key(),
            organisation: applicant.organisation.clone(),
            role: applicant.role,
            language: applicant.language,
            answers: applicant.answers.clone(),
            sequence: 0,
            invited_sequence,
            key_version: 0,
            token_hash: registration::token(self.secret, id, 0).hash(),
            consent_at: self.now,
            registered_at: self.now,
            updated_at: self.now,
            cancelled_at: None,
            checked_in_at: None,
            offered_until: None,
            offers_missed: 0,
            search: applicant.search_text(),
        };
        self.newcomers.insert(id);
        self.entered.push(registration.clone());
        self.remember(registration.clone());
        Ok(registration)
    }

    /// Lets a person who cancelled come back, at the end of the line. The seat that they offered before is another's.
    pub async fn revive(
        &mut self,
        gone: registration::Model,
        applicant: &Applicant,
        status: Status,
    ) -> Result<registration::Model> {
        self.flush().await?;
        handing_over::take_back(self.txn()?, self.now, gone.id).await?;
        let place = self.draw_place(applicant.event_id)?;
        let sequence = gone.sequence + 1;
        let invited_sequence = self.event(applicant.event_id)?.sequence + sequence;
        let mut row = gone.into_active_model();
        row.status = Set(status);
        row.place = Set(place);
        row.name = Set(applicant.name.clone());
        row.email = Set(applicant.email.to_string());
        row.organisation = Set(applicant.organisation.clone());
        row.search = Set(applicant.search_text());
        row.role = Set(applicant.role);
        row.language = Set(applicant.language);
        row.answers = Set(applicant.answers.clone());
        row.sequence = Set(sequence);
        row.invited_sequence = Set(invited_sequence);
        row.consent_at = Set(self.now);
        row.registered_at = Set(self.now);
        row.updated_at = Set(self.now);
        row.cancelled_at = Set(None);
        row.offers_missed = Set(0);
        let registration = row.update(self.txn()?).await?;
        self.remember(registration.clone());
        Ok(registration)
    }

    /// The next number of the event.
    pub fn draw_place(&mut self, event_id: i32) -> Result<i64> {
        let event = self.event_mut(event_id)?;
        event.next_place += 1;
        Ok(event.next_place - 1)
    }

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
            let (kind, facts) = super::letters::how_it_stands(known, standing.position, self.now);
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

fn stops_of(events: &BTreeSet<i32>) -> Select<stop::Entity> {
    let stops = stop::Entity::find().filter(stop::Column::EventId.is_in(events.iter().copied()));
    stops.order_by_asc(stop::Column::Id)
}
