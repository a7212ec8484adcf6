//! Who comes: for each event as many invented people as the content says, in order of arrival, each with answers and
//! stops, who was there afterwards, and how they found it. The rows agree with the counters that `events` wrote.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable, ModelTrait};
use uuid::Uuid;

use super::dice::{Dice, every_so_often};
use super::events::Written;
use super::people::Person;
use super::{afterwards, at_stops, content, dated_id_of};
use crate::config::Secret;
use crate::database::MOST_VALUES;
use crate::error::Result;
use crate::events::event::Format;
use crate::events::question::QuestionKind;
use crate::feedback::answer;
use crate::registrations::door::stop_arrival;
use crate::registrations::looking_back;
use crate::registrations::registration::{self, Answers, Status};
use crate::registrations::seats::held_stop;

/// Who comes to all of the events.
#[derive(Default)]
pub struct Attendance {
    registrations: Vec<registration::Model>,
    held_stops: Vec<held_stop::Model>,
    stop_arrivals: Vec<stop_arrival::Model>,
    feedback: Vec<answer::Model>,
    feedback_given: Vec<looking_back::Model>,
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
    ) -> Result<()> {
        let seated = told.registered + told.gave_up;
        let total = seated + told.waiting;
        let mut door = Door {
            told,
            written,
            window: Window::of(written, now),
            dice: Dice::from(&format!("registrations of {}", told.slug)),
            secret,
        };
        let (mut confirmed, mut inside) = (Vec::new(), HashSet::new());
        for ((index, place), person) in (0..total).zip(1..).zip(people) {
            let status = if index >= seated {
                Status::Waitlisted
            } else if every_so_often(index, told.gave_up, seated) {
                Status::Cancelled
            } else {
                Status::Confirmed
            };
            let at = door.window.arrival(index, total, &mut door.dice);
            let row = door.enter(person, status, place, at);
            if status == Status::Confirmed {
                confirmed.push(row.id);
            }
            if row.checked_in_at.is_some() {
                inside.insert(row.id);
            }
            self.registrations.push(row);
        }
        let held = at_stops::chosen(told, written, &confirmed);
        self.stop_arrivals.extend(at_stops::arrivals(written, &held, &inside));
        self.held_stops.extend(held);
        self.feedback.extend(afterwards::said(told, written.event.id)?);
        let came: Vec<Uuid> = confirmed.into_iter().filter(|id| inside.contains(id)).collect();
        self.feedback_given.extend(afterwards::who_said(told, &came)?);
        Ok(())
    }

    /// Writes all of it.
    pub async fn insert(self, txn: &DatabaseTransaction) -> Result<()> {
        write(txn, &self.registrations).await?;
        write(txn, &self.held_stops).await?;
        write(txn, &self.stop_arrivals).await?;
        write(txn, &self.feedback).await?;
        write(txn, &self.feedback_given).await
    }
}

/// Writes rows as they are, as many in one statement as it takes.
async fn write<M>(txn: &DatabaseTransaction, rows: &[M]) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
{
    let columns = <M::Entity as EntityTrait>::Column::iter().count();
    for rows in rows.chunks(MOST_VALUES / columns) {
        let rows = rows.iter().cloned().map(|row| row.into_active_model().reset_all());
        M::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Where people come in, one event.
struct Door<'a> {
    told: &'a content::Event,
    written: &'a Written,
    window: Window,
    dice: Dice,
    secret: &'a Secret,
}

impl Door<'_> {
    fn enter(&mut self, person: &Person, status: Status, place: i64, at: DateTime<Utc>) -> registration::Model {
        let id = dated_id_of("registration", &format!("{}/{}", self.told.slug, person.email), at);
        let halfway = TimeDelta::seconds((self.window.until - at).num_seconds() / 2);
        let cancelled_at = (status == Status::Cancelled).then(|| at + halfway);
        registration::Model {
            id,
            event_id: self.written.event.id,
            status,
            place,
            name: person.name.clone(),
            email: person.email.to_string(),
            email_key: person.email.key(),
            organisation: person.organisation.clone(),
            role: person.role,
            language: person.language,
            answers: self.answers(),
            sequence: 0,
            invited_sequence: self.written.event.sequence,
            key_version: 0,
            token_hash: registration::token(self.secret, id, 0).hash(),
            consent_at: at,
            registered_at: at,
            updated_at: cancelled_at.unwrap_or(at),
            cancelled_at,
            checked_in_at: self.checked_in_at(status),
            offered_until: None,
            offers_missed: 0,
            search: registration::search_text(&person.name, person.email.as_str(), &person.organisation),
        }
    }

    fn answers(&mut self) -> Answers {
        let mut answers = BTreeMap::new();
        for (told, question) in self.told.questions.iter().zip(&self.written.questions) {
            if !told.required && self.dice.falls(40) {
                continue;
            }
            let options: Vec<String> = told.options.iter().map(|o| o.nl.clone()).collect();
            let mut given: Vec<String> = match told.kind {
                QuestionKind::Text => self.dice.one_of(&told.answers).cloned().into_iter().collect(),
                QuestionKind::Choice => self.dice.one_of(&options).cloned().into_iter().collect(),
                QuestionKind::Choices => options.into_iter().filter(|_| self.dice.falls(50)).collect(),
                QuestionKind::YesNo => vec![if self.dice.falls(60) { "yes" } else { "no" }.to_string()],
            };
            given.retain(|answer| !answer.is_empty());
            if !given.is_empty() {
                answers.insert(question.id, given);
            }
        }
        Answers(answers)
    }

    /// Who came to a past event was ticked off around its start, or followed the link to join; some never came, and of
    /// those who need only press a link more than of those who take a train.
    fn checked_in_at(&mut self, status: Status) -> Option<DateTime<Utc>> {
        let event = &self.written.event;
        let ticked = event.cancelled_at.is_none() && self.window.is_over;
        let came = if event.format == Format::InPerson { 88 } else { 74 };
        (ticked && status == Status::Confirmed && self.dice.falls(came))
            .then(|| event.starts_at + TimeDelta::seconds((self.dice.fraction() * 1800.0) as i64 - 1200))
    }
}

/// While people register: from the announcement until the event, its cancellation, or today.
struct Window {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    is_over: bool,
}

impl Window {
    fn of(written: &Written, now: DateTime<Utc>) -> Window {
        let event = &written.event;
        let ends = [Some(event.starts_at), Some(now), event.closes_at, event.cancelled_at];
        Window {
            from: event.published_at.unwrap_or(event.created_at),
            until: ends.into_iter().flatten().min().unwrap_or(now),
            is_over: event.ends_at <= now,
        }
    }

    /// When the one with this number of `total` came: in office hours, many in the first days, in order.
    fn arrival(&self, index: usize, total: usize, dice: &mut Dice) -> DateTime<Utc> {
        let days = (self.until - self.from).num_days().max(1) as f64;
        let share = (index as f64 + dice.fraction()) / total.max(1) as f64;
        let position = share.powf(1.6) * days;
        let day = position.floor();
        let into_the_day = (position - day) * 10.0 * 3600.0;
        self.from + TimeDelta::days(day as i64) + TimeDelta::seconds(into_the_day as i64)
    }
}
