//! A rehearsal: what would become of people, and nothing is written.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::subject::Subject;
use super::{Ledger, stops_of};
use crate::error::Result;
use crate::events::{Room, event};
use crate::registrations::seats::booking::Deed;

impl Ledger<'_> {
    /// Reads who is known of further people, for a rehearsal; whom one met already stays as one knows them. Nothing is
    /// locked, so that nobody at the desk waits for it.
    pub async fn meet(&mut self, deeds: &[Deed]) -> Result<()> {
        let mut subject = Subject::of(self.txn()?, deeds).await?;
        let new = |id: &i32| !self.events.contains_key(id);
        let events: Vec<i32> = subject.events.iter().copied().filter(new).collect();
        if !events.is_empty() {
            let found = event::Entity::find().filter(event::Column::Id.is_in(events));
            let found = found.into_partial_model::<Room>().all(self.txn()?).await?;
            self.events.extend(found.into_iter().map(|e| (e.id, e)));
            self.read_stops(stops_of(&subject.with_stops)).await?;
        }
        let met = |key: &String| self.events.keys().any(|event| self.people.contains_key(&(*event, key.clone())));
        subject.keys.retain(|key| !met(key));
        self.read_people(&subject).await
    }

    /// Takes somebody who left for one who never came, so that a rehearsal writes nothing.
    pub fn forget(&mut self, event_id: i32, email_key: &str) {
        self.people.remove(&(event_id, email_key.to_string()));
    }

    /// Throws away what would be written: it was a rehearsal.
    pub fn tear_up(&mut self) {
        self.newcomers.clear();
        self.entered.clear();
        self.held.clear();
        self.letters.clear();
    }
}
