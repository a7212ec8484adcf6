//! Who the desk has to do with: those who are known at an event, those who enter, those who come back.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, Set,
};
use uuid::Uuid;

use super::Ledger;
use super::subject::Subject;
use crate::database::is_among;
use crate::error::Result;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::booking::Applicant;
use crate::registrations::self_service::handing_over;

impl Ledger<'_> {
    /// Reads who of those who come is known at these events.
    pub(super) async fn read_people(&mut self, subject: &Subject) -> Result<()> {
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

    /// The registration of this person, as far as the batch knows.
    pub fn known(&self, event_id: i32, email_key: &str) -> Option<&registration::Model> {
        self.people.get(&(event_id, email_key.to_string()))
    }

    /// The registration as its row stands after all that was done before; none when there is no such registration.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<registration::Model>> {
        self.flush().await?;
        Ok(registration::Entity::find_by_id(id).one(self.txn()?).await?)
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

    /// Knows a person as they are now, for the deeds that follow in the batch.
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
}
