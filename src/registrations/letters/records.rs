//! The records behind letters, read together for all that leave in one round.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use super::matter::{ChosenStop, Matter, corrects};
use crate::database::Database;
use crate::error::Result;
use crate::events::{Details, event};
use crate::mail::{LetterKind, letter};
use crate::regions::Network;
use crate::registrations::registration;
use crate::registrations::seats::{held_stop, waiting_list};
use crate::registrations::self_service::{calendar_reply, handover};
use crate::registrations::steering::changes::Before;

/// The records behind each letter, in a handful of queries whatever their number. None when they are gone.
pub async fn matters(
    db: &Database,
    network: &Network,
    letters: &[letter::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Option<Matter>>> {
    let records = Records::of(db, network, letters).await?;
    Ok(letters.iter().map(|letter| records.matter(letter, now)).collect())
}

/// What several letters are about, read together.
struct Records {
    offers: HashMap<Uuid, handover::Model>,
    people: HashMap<Uuid, registration::Model>,
    answered: HashMap<Uuid, Vec<calendar_reply::Model>>,
    details: HashMap<i32, Details>,
    /// The stops of each person, with the place in the line.
    held: HashMap<Uuid, Vec<(held_stop::Model, Option<i64>)>>,
}

impl Records {
    async fn of(db: &Database, network: &Network, letters: &[letter::Model]) -> Result<Records> {
        let about = |of: fn(&letter::Model) -> bool| letters.iter().filter(move |l| of(l)).filter_map(|l| l.about_id);
        let offered: Vec<Uuid> = about(|l| l.kind == LetterKind::SeatOffered).collect();
        let mut wanted: Vec<Uuid> = about(|l| l.kind != LetterKind::SeatOffered).collect();
        let reader = db.read();
        let offers = handover::Entity::find().filter(handover::Column::Id.is_in(offered)).all(reader).await?;
        let offers: HashMap<Uuid, handover::Model> = offers.into_iter().map(|o| (o.id, o)).collect();
        wanted.extend(offers.values().map(|o| o.registration_id));
        wanted.extend(letters.iter().flat_map(subjects).map(|subject| subject.registration));
        let people =
            registration::Entity::find().filter(registration::Column::Id.is_in(wanted.clone())).all(reader).await?;
        let people: HashMap<Uuid, registration::Model> = people.into_iter().map(|p| (p.id, p)).collect();
        let answered =
            if letters.iter().any(corrects) { calendar_reply::of_all(reader, &people).await? } else { HashMap::new() };
        let events: Vec<i32> = people.values().map(|p| p.event_id).collect();
        let events = event::Entity::find().filter(event::Column::Id.is_in(events)).all(reader).await?;
        let details = Details::of_all(db, network, events).await?;
        let details = details.into_iter().map(|d| (d.event.id, d)).collect();
        let mut held: HashMap<Uuid, Vec<(held_stop::Model, Option<i64>)>> = HashMap::new();
        let stops = held_stop::Entity::find().filter(held_stop::Column::RegistrationId.is_in(wanted));
        let stops = stops.all(reader).await?;
        let positions = waiting_list::positions_at_stops(reader, &stops).await?;
        for stop in stops {
            let position = positions.get(&(stop.registration_id, stop.stop_id)).copied();
            held.entry(stop.registration_id).or_default().push((stop, position));
        }
        Ok(Records { offers, people, answered, details, held })
    }

    fn matter(&self, letter: &letter::Model, now: DateTime<Utc>) -> Option<Matter> {
        match letter.about_id.and_then(|id| self.offers.get(&id)).cloned() {
            Some(offer) => {
                let matter = self.of_person(offer.registration_id, None)?;
                Some(Matter { offer: Some(offer), ..matter })
            }
            None => {
                let about =
                    |subject: Subject| Some((self.of_person(subject.registration, subject.before)?, subject.waited));
                gathered(subjects(letter).into_iter().filter_map(about).collect(), letter, now)
            }
        }
    }

    fn of_person(&self, id: Uuid, before: Option<Before>) -> Option<Matter> {
        let registration = self.people.get(&id)?.clone();
        let details = self.details.get(&registration.event_id)?.clone();
        let chosen = |(held, position): &(held_stop::Model, Option<i64>)| {
            let stop = details.stops.iter().find(|s| s.id == held.stop_id)?.clone();
            Some(ChosenStop { stop, status: held.status, position: *position })
        };
        let mut stops: Vec<ChosenStop> = self.held.get(&id).into_iter().flatten().filter_map(chosen).collect();
        stops.sort_by_key(|chosen| chosen.stop.starts_at);
        let answered = self.answered.get(&id).cloned().unwrap_or_default();
        Some(Matter { registration, details, stops, offer: None, before, others: Vec::new(), answered })
    }
}

/// What a letter is about, as its facts say.
struct Subject {
    registration: Uuid,
    /// The event as it was, in a letter about a change.
    before: Option<Before>,
    /// Whether the person waited for a seat then. None where that was not written down.
    waited: Option<bool>,
}

fn subjects(letter: &letter::Model) -> Vec<Subject> {
    let subject = |registration: Uuid, facts: &Value| Subject {
        registration,
        before: serde_json::from_value(facts["before"].clone()).ok(),
        waited: facts["waits"].as_bool(),
    };
    let other = |facts: &Value| Some(subject(facts["registration"].as_str()?.parse().ok()?, facts));
    let others = letter.facts["others"].as_array().into_iter().flatten().filter_map(other);
    letter.about_id.map(|id| subject(id, &letter.facts)).into_iter().chain(others).collect()
}

/// The first of these, with the others behind it. Of several events that changed in one deed only those are left of
/// which there is still something to say: whichever falls away, who comes to the others must hear that they moved (RFC
/// 5546, section 3.2.2.1).
fn gathered(mut matters: Vec<(Matter, Option<bool>)>, letter: &letter::Model, now: DateTime<Utc>) -> Option<Matter> {
    if letter.kind == LetterKind::EventChanged {
        matters.retain(|(matter, waited)| matter.is_news(*waited, letter, now));
    }
    let mut matters = matters.into_iter().map(|(matter, _)| matter);
    let first = matters.next()?;
    Some(Matter { others: matters.collect(), ..first })
}
