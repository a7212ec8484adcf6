//! Registering somebody, from another site's form.

use std::collections::BTreeMap;

use rocket::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::Answer;
use super::asking::Wish;
use super::problem::{Problem, ProblemDetails, Unreadable};
use super::sent::{Incoming, Sent};
use crate::error::Fault;
use crate::events::seat_form::SeatForm;
use crate::events::{Details, PublicEvents};
use crate::language::{LONGEST_NAME, Language};
use crate::registrations::registration::{Role, Status};
use crate::registrations::seats::booking::{Applicant, Standing, StopStanding};
use crate::registrations::{Reception, application};
use crate::security::WithinLimits;
use crate::slug::Slug;

/// Somebody who wants to come.
#[derive(Default, Deserialize, ToSchema)]
pub struct RegistrationInput {
    /// Without a web or e-mail address in it: letters carry it.
    #[schema(required, value_type = String)]
    name: Option<String>,
    #[schema(required, value_type = String, example = "amina@example.org")]
    email: Option<String>,
    organisation: Option<String>,
    /// `practitioner`, `manager`, `teacher-or-researcher`, `student`, `volunteer-or-expert-by-experience` or `policy`,
    /// or the name of one in Dutch, French or English; anything else counts as not said.
    role: Option<String>,
    /// Of the letters: `nl`, `fr` or `en`; of a tag such as `nl-BE` the first part counts.
    language: Option<String>,
    /// By the question's id, or by its label: a text, several texts, or true or false.
    #[schema(value_type = Option<BTreeMap<String, Given>>)]
    answers: Option<BTreeMap<String, Option<Given>>>,
    /// The ids of stops, no two at the same time.
    stops: Option<Vec<i32>>,
    /// Must be `true`: the person agrees that their details are used for this event.
    #[schema(required, value_type = bool)]
    consent: Option<bool>,
}

/// An answer to a question.
#[derive(Deserialize, ToSchema)]
#[serde(untagged, expecting = "api-expect-answer")]
pub enum Given {
    Text(String),
    Texts(Vec<String>),
    YesNo(bool),
}

impl Incoming for RegistrationInput {
    const LONGEST: u64 = 64;
}

/// How the person stands.
#[derive(Serialize, ToSchema)]
pub struct StandingAnswer {
    #[schema(inline)]
    pub status: Status,
    /// The place in the line, from 1, of one who waits; else `null`.
    #[schema(required)]
    pub position: Option<i64>,
    /// At each stop that was chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<StopStandingAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct StopStandingAnswer {
    pub id: i32,
    #[schema(inline)]
    pub status: Status,
    #[schema(required)]
    pub position: Option<i64>,
}

/// Registers somebody for an event
///
/// The answer stands when it is given: a seat, or a numbered place in the line. A letter follows. Repeating it is
/// harmless: the same answer, no second seat. Anything else that is sent for an address which is in already changes
/// nothing, and is answered as it would be for a newcomer, so that nobody learns who comes.
#[utoipa::path(
    post,
    path = "/api/v1/events/{slug}/registrations",
    operation_id = "register",
    tag = "Registering",
    params(
        ("slug" = String, Path, description = "The event"),
        ("lang" = Option<String>, Query, description = "nl, fr or en"),
    ),
    request_body = RegistrationInput,
    responses(
        (status = 201, description = "A seat, or a place in the line", body = StandingAnswer),
        (status = 404, description = "No such event", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "Code `closed`, `cancelled`, `not-open`, `full` or `stop-gone`", body = ProblemDetails, content_type = "application/problem+json"),
        Unreadable,
        (status = 422, description = "Fields that make no sense", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 429, description = "Too many from one place", body = ProblemDetails, content_type = "application/problem+json", headers(("Retry-After" = u64, description = "Seconds"))),
        (status = 503, description = "Not now", body = ProblemDetails, content_type = "application/problem+json", headers(("Retry-After" = u64, description = "Seconds"))),
    )
)]
#[post("/events/<slug>/registrations", data = "<sent>")]
pub async fn create(
    slug: Slug<'_>,
    _limits: WithinLimits<'_>,
    sent: Sent<'_, RegistrationInput>,
    at: Reception<'_>,
    events: PublicEvents<'_>,
    wish: Wish,
) -> Result<Answer<StandingAnswer>, Problem> {
    let details = events.find(slug).await?;
    let (applicant, faults) = sent.read().await?.applicant(&details, wish);
    let applicant = match applicant {
        Ok(applicant) if faults.is_empty() => applicant,
        Ok(_) => return Err(faults.into()),
        Err(more) => return Err(faults.into_iter().chain(more).collect::<Vec<_>>().into()),
    };
    match at.desk.register_unseen(applicant).await? {
        Ok(standing) => Ok(Answer::private(StandingAnswer::of(standing)).created()),
        Err(refusal) => Err(Problem::Conflict(refusal.code())),
    }
}

type Read = (Result<Applicant, Vec<Fault>>, Vec<Fault>);

impl RegistrationInput {
    /// The applicant (or what is wrong with the form), and what is wrong besides.
    fn applicant(self, details: &Details, wish: Wish) -> Read {
        let mut faults = Vec::new();
        let language = match self.language.as_deref().map(str::parse::<Language>) {
            Some(Ok(language)) => language,
            Some(Err(())) => {
                faults.push(Fault::new("language", "fault-language"));
                Language::default()
            }
            None => wish.0.unwrap_or_default(),
        };
        let mut answers = BTreeMap::new();
        for (asked, given) in self.answers.into_iter().flatten() {
            let Some(id) = question_called(&asked, details) else {
                faults.push(Fault::new(format!("answers.{asked}"), "fault-answer-unknown"));
                continue;
            };
            // By its id and by its label, or by its labels in two languages.
            if answers.insert(id, given.map_or(Vec::new(), Given::texts)).is_some() {
                faults.push(Fault::new(format!("answers.{asked}"), "fault-twice"));
            }
        }
        let form = SeatForm {
            name: self.name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            organisation: self.organisation.unwrap_or_default(),
            role: role_called(&self.role.unwrap_or_default(), &mut faults).code().to_string(),
            consent: self.consent.unwrap_or_default(),
            stops: self.stops.unwrap_or_default(),
            answers,
            ..SeatForm::default()
        };
        (application::parse(&form, details, language), faults)
    }
}

/// The role of this name, if it is one of ours: another site may ask for it in its own words.
fn role_called(asked: &str, faults: &mut Vec<Fault>) -> Role {
    if asked.chars().count() > LONGEST_NAME {
        faults.push(Fault::new("role", "fault-too-long"));
        return Role::Unsaid;
    }
    Role::named(asked).unwrap_or_default()
}

/// The question with this id, or with this label in any language.
fn question_called(asked: &str, details: &Details) -> Option<i32> {
    let number = asked.parse::<i32>().ok();
    let by_id = details.questions.iter().find(|q| Some(q.id) == number);
    let by_label = || details.questions.iter().find(|q| q.labels.all().any(|label| label == asked));
    by_id.or_else(by_label).map(|question| question.id)
}

impl Given {
    fn texts(self) -> Vec<String> {
        match self {
            Given::Text(text) => vec![text],
            Given::Texts(texts) => texts,
            Given::YesNo(yes) => vec![if yes { "yes" } else { "no" }.to_string()],
        }
    }
}

impl StandingAnswer {
    fn of(standing: Standing) -> StandingAnswer {
        let stop =
            |stop: StopStanding| StopStandingAnswer { id: stop.stop_id, status: stop.status, position: stop.position };
        StandingAnswer {
            status: standing.status,
            position: standing.position,
            stops: standing.stops.into_iter().map(stop).collect(),
        }
    }
}
