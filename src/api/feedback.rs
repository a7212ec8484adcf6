//! How people found it, for organisers' programs.

use rocket::get;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::asking::Wish;
use super::events::event_for;
use super::problem::{Guarded, Problem};
use crate::events::event;
use crate::feedback::{Summary, Words};
use crate::language::Language;
use crate::organisers::{Deed, Program};
use crate::registrations::Reception;
use crate::slug::Slug;

/// What those who came said of an event. Nobody knows who said what: texts stand in the order of the alphabet.
#[derive(Serialize, ToSchema)]
pub struct FeedbackAnswer {
    /// How many people were asked.
    pub asked: u64,
    /// How many answered.
    pub answered: u64,
    /// How many gave each score, from 1 (not good) to 5 (very good); `null` while fewer than three gave one.
    #[schema(required)]
    pub scores: Option<Vec<u64>>,
    /// With one decimal; `null` while fewer than three gave a score.
    #[schema(required)]
    pub average: Option<f64>,
    /// What people take along.
    pub take_along: Vec<String>,
    /// What could be better.
    pub to_improve: Vec<String>,
    /// What the organiser asked besides.
    #[schema(required)]
    pub question: Option<String>,
    /// What people answered to that.
    pub answers: Vec<String>,
}

impl FeedbackAnswer {
    fn of(summary: Summary, event: &event::Model, l: Language) -> FeedbackAnswer {
        let texts = |words: Vec<Words>| words.into_iter().map(|words| words.text).collect();
        FeedbackAnswer {
            asked: summary.asked,
            answered: summary.answered,
            average: summary.scores.as_ref().map(|scores| scores.average()),
            scores: summary.scores.map(|scores| scores.0.to_vec()),
            take_along: texts(summary.take_along),
            to_improve: texts(summary.to_improve),
            question: Some(event.feedback_question.get(l).to_string()).filter(|question| !question.is_empty()),
            answers: texts(summary.own_answers),
        }
    }
}

/// What those who came said of an event
#[utoipa::path(
    get,
    path = "/api/v1/events/{slug}/feedback",
    operation_id = "show_feedback",
    tag = "Registrations",
    params(
        ("slug" = String, Path, description = "The event"),
        ("lang" = Option<String>, Query, description = "nl, fr or en, for the question"),
    ),
    responses((status = 200, description = "All answers together", body = FeedbackAnswer), Guarded),
    security(("token" = []))
)]
#[get("/events/<slug>/feedback")]
pub async fn show(
    slug: Slug<'_>,
    who: Program,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<FeedbackAnswer>, Problem> {
    let details = event_for(&who, Deed::ReadRegistrations, slug, &at).await?;
    let summary = Summary::of(at.db, &details.event, at.clock.now()).await?;
    Ok(Answer::private(FeedbackAnswer::of(summary, &details.event, wish.0.unwrap_or_default())))
}
