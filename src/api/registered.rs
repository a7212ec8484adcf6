//! Somebody who registered, as organisers' programs see them. A list in JSON (`exports`) says the same.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::event_answer::moment;
use crate::database::Database;
use crate::error::Result;
use crate::events::question::{self, QuestionKind};
use crate::events::{Details, stop};
use crate::language::Language;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration;
use crate::registrations::registration::{Role, Status};
use crate::registrations::seats::{held_stop, waiting_list};

#[derive(Serialize, ToSchema)]
pub struct RegisteredAnswer {
    pub id: Uuid,
    #[schema(inline)]
    pub status: Status,
    /// The place in the line, from 1, of one who waits.
    #[schema(required)]
    pub position: Option<i64>,
    pub name: String,
    pub email: String,
    pub organisation: String,
    /// `practitioner`, …; empty when not said.
    pub role: String,
    /// The slug of the event's host.
    pub region: String,
    /// Of the letters.
    #[schema(value_type = String)]
    pub language: Language,
    /// RFC 3339, with the offset of the event's zone.
    pub registered_at: String,
    /// By the question's label: a text, a list of texts, or true or false.
    #[schema(value_type = Object)]
    pub answers: Map<String, Value>,
    pub stops: Vec<RegisteredStop>,
    #[schema(required)]
    pub checked_in_at: Option<String>,
    pub stop_check_ins: Vec<StopCheckIn>,
}

/// A stop that somebody holds a seat at, or waits for.
#[derive(Serialize, ToSchema)]
pub struct RegisteredStop {
    pub id: i32,
    pub title: String,
    #[schema(inline)]
    pub status: Status,
}

/// A stop at which somebody was noted, chosen or not.
#[derive(Serialize, ToSchema)]
pub struct StopCheckIn {
    pub id: i32,
    pub title: String,
    /// RFC 3339, with the offset of the event's zone.
    pub checked_in_at: String,
}

impl RegisteredAnswer {
    /// The same for many people of one event, in two queries for the stops and one for the places in the line.
    pub async fn of_all(
        db: &Database,
        details: &Details,
        people: Vec<registration::Model>,
        language: Language,
    ) -> Result<Vec<RegisteredAnswer>> {
        let ids: Vec<Uuid> = people.iter().map(|p| p.id).collect();
        let held = held_stop::Entity::find()
            .filter(held_stop::Column::RegistrationId.is_in(ids.clone()))
            .order_by_asc(held_stop::Column::StopId)
            .all(db.read())
            .await?;
        let there = stop_arrival::of_all(db.read(), ids).await?;
        let positions = waiting_list::positions(db.read(), &people).await?;
        let answer = |person: registration::Model| {
            let held = held.iter().filter(|h| h.registration_id == person.id);
            let there = there.get(&person.id).map(Vec::as_slice).unwrap_or_default();
            let zone = details.event.zone();
            RegisteredAnswer {
                id: person.id,
                status: person.status,
                position: positions.get(&person.id).copied(),
                answers: answers(&details.questions, &person, language),
                role: match person.role {
                    Role::Unsaid => String::new(),
                    role => role.code().to_string(),
                },
                region: details.region.slug.clone(),
                language: person.language,
                registered_at: moment(person.registered_at, zone),
                stops: held.filter_map(|held| RegisteredStop::of(held, details, language)).collect(),
                stop_check_ins: check_ins(details, there, language),
                checked_in_at: person.checked_in_at.map(|at| moment(at, zone)),
                name: person.name,
                email: person.email,
                organisation: person.organisation,
            }
        };
        Ok(people.into_iter().map(answer).collect())
    }
}

impl RegisteredStop {
    fn of(held: &held_stop::Model, details: &Details, language: Language) -> Option<RegisteredStop> {
        let stop = details.stops.iter().find(|s| s.id == held.stop_id)?;
        Some(RegisteredStop { id: stop.id, title: stop.titles.get(language).to_string(), status: held.status })
    }
}

/// At which stops somebody was, in the order of the programme.
pub fn check_ins(details: &Details, there: &[stop_arrival::Model], language: Language) -> Vec<StopCheckIn> {
    let at = |stop: &stop::Model| {
        let there = there.iter().find(|there| there.stop_id == stop.id)?;
        let title = stop.titles.get(language).to_string();
        Some(StopCheckIn { id: stop.id, title, checked_in_at: moment(there.at, details.event.zone()) })
    };
    details.stops.iter().filter_map(at).collect()
}

/// What somebody answered, by label; a label that comes twice is followed by the question's id.
pub fn answers(questions: &[question::Model], person: &registration::Model, language: Language) -> Map<String, Value> {
    let mut answers = Map::new();
    for question in questions {
        let Some(given) = person.answers.0.get(&question.id) else {
            continue;
        };
        let value = match question.kind {
            QuestionKind::Choices => json!(given),
            QuestionKind::YesNo => json!(given.first().is_some_and(|a| a == "yes")),
            QuestionKind::Text | QuestionKind::Choice => json!(given.first()),
        };
        let label = question.labels.get(language).to_string();
        let label = if answers.contains_key(&label) { format!("{label} ({})", question.id) } else { label };
        answers.insert(label, value);
    }
    answers
}
