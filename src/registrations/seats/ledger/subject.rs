//! What a batch is about.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::error::Result;
use crate::registrations::registration;
use crate::registrations::seats::booking::Deed;
use crate::registrations::self_service::handover;

/// Which rows a batch is about.
#[derive(Default)]
pub struct Subject {
    pub events: BTreeSet<i32>,
    /// Those of the events whose stops are needed too.
    pub with_stops: BTreeSet<i32>,
    /// The folded addresses of those who come.
    pub keys: BTreeSet<String>,
}

impl Subject {
    /// What these deeds are about; the rows of people say of which events.
    pub async fn of(txn: &DatabaseTransaction, deeds: &[Deed]) -> Result<Subject> {
        let mut subject = Subject::default();
        let mut registrations: Vec<Uuid> = Vec::new();
        let mut handovers: Vec<Uuid> = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Register(applicant) => {
                    subject.events.insert(applicant.event_id);
                    subject.keys.insert(applicant.email.key());
                    if !applicant.stops.is_empty() {
                        subject.with_stops.insert(applicant.event_id);
                    }
                }
                Deed::Add(addition) => {
                    subject.keys.insert(addition.applicant.email.key());
                    subject.add_whole(addition.applicant.event_id);
                }
                Deed::Cancel { registration }
                | Deed::LeaveStop { registration, .. }
                | Deed::ChooseStop { registration, .. }
                | Deed::Accept { registration }
                | Deed::Decline { registration } => {
                    registrations.push(*registration);
                }
                Deed::Arrange(arrangement) => registrations.push(arrangement.registration),
                Deed::TakeOver { handover, .. } => handovers.push(*handover),
                Deed::Expire { event } => subject.add_whole(*event),
            }
        }
        if !handovers.is_empty() {
            let offers = handover::Entity::find().filter(handover::Column::Id.is_in(handovers)).all(txn).await?;
            registrations.extend(offers.iter().map(|o| o.registration_id));
        }
        if !registrations.is_empty() {
            let found =
                registration::Entity::find().filter(registration::Column::Id.is_in(registrations)).all(txn).await?;
            found.iter().for_each(|r| subject.add_whole(r.event_id));
        }
        Ok(subject)
    }

    /// One event with all its stops.
    pub fn whole(event: i32) -> Subject {
        let mut subject = Subject::default();
        subject.add_whole(event);
        subject
    }

    fn add_whole(&mut self, event: i32) {
        self.events.insert(event);
        self.with_stops.insert(event);
    }
}
