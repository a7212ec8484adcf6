//! Who comes: for each event as many invented people as the content says, in order of arrival, each with answers and
//! stops. The rows agree with the counters that `events` wrote.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::content::{self, Stop};
use super::dice::Dice;
use super::events::Written;
use super::id_of;
use super::people::Person;
use crate::config::Secret;
use crate::error::Result;
use crate::events::event::Format;
use crate::events::question::{self, QuestionKind};
use crate::registrations::held_stop;
use crate::registrations::registration::{self, Answers, Status};

/// Rows in one statement: 400 × 19 values stay below what SQLite (32766) and PostgreSQL (65535) take.
const ROWS: usize = 400;

#[derive(Default)]
pub struct Attendance {
    registrations: Vec<registration::Model>,
    held_stops: Vec<held_stop::Model>,
}

impl Attendance {
    /// Lets the first of `people` register for the event.
    pub fn add(
        &mut self,
        told: &content::Event,
        written: &Written,
        people: &[&Person],
        secret: &Secret,
        now: DateTime<Utc>,
    ) {
        let mut dice = Dice::from(&format!("{} registrations", told.slug));
        let seated = told.registered + told.gave_up;
        let total = seated + told.waiting;
        let arrivals = Arrivals::of(written, now);
        let mut choosing = Choosing::among(&told.stops, told.registered);
        for (index, person) in people.iter().take(total).enumerate() {
            let status = if index >= seated {
                Status::Waitlisted
            } else if every_so_often(index, told.gave_up, seated) {
                Status::Cancelled
            } else {
                Status::Confirmed
            };
            let registered_at = arrivals.nth(index, total, &mut dice);
            let row = arrivals.registration(told, written, person, status, index, registered_at, secret, &mut dice);
            if status == Status::Confirmed {
                for (stop, status, place) in choosing.next() {
                    self.held_stops.push(held_stop::Model {
                        registration_id: row.id,
                        stop_id: written.stops[stop].id,
                        status,
                        place,
                    });
                }
            }
            self.registrations.push(row);
        }
    }

    pub async fn insert(self, txn: &DatabaseTransaction) -> Result<()> {
        for rows in self.registrations.chunks(ROWS) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            registration::Entity::insert_many(rows).exec_without_returning(txn).await?;
        }
        for rows in self.held_stops.chunks(ROWS) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            held_stop::Entity::insert_many(rows).exec_without_returning(txn).await?;
        }
        Ok(())
    }
}

