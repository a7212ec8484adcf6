//! The page on which one says how it was.

use askama::Template;
use rocket::http::Status as Http;
use rocket::response::Redirect;
use rocket::{get, post};
use sea_orm::EntityTrait;

use super::giving;
use super::said::{LONGEST, Typed};
use super::score::Score;
use crate::drawing;
use crate::error::{Error, Fault, Result};
use crate::events::{Details, event};
use crate::language::Passage;
use crate::organisers::forms::Mistakes;
use crate::page::{Layout, Page};
use crate::registrations::pages::mine::find;
use crate::registrations::pages::subject::Subject;
use crate::registrations::{Reception, looking_back, registration};
use crate::security::{Token, WithinLimits};
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "feedback/show.html")]
pub struct FeedbackPage {
    page: Layout,
    token: String,
    event: Subject,
    title: String,
    /// What the organiser asks besides.
    question: Option<Passage>,
    typed: Typed,
    mistakes: Mistakes,
    has_answered: bool,
    /// Thanks, or why there is nothing to say; the form otherwise.
    over: Option<String>,
}

/// A score that one can choose.
struct Choice {
    value: String,
    words: String,
    dots: String,
    chosen: bool,
}

/// A text that one can write.
struct TextField<'p> {
    name: &'static str,
    label: Passage,
    typed: &'p str,
}

impl FeedbackPage {
    async fn of(at: &Reception<'_>, page: Layout, token: &Token, person: &registration::Model) -> Result<FeedbackPage> {
        let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
        let details = Details::of(at.db, &at.network, event).await?;
        let has_answered = looking_back::has_answered(at.db.read(), person.id).await?;
        let l = page.l;
        let refusal = giving::refusal(&details.event, person, at.clock.now());
        let over = if has_answered { Some("feedback-given") } else { refusal.map(giving::Refusal::key) };
        let title = l.say(if has_answered { "feedback-thanks-title" } else { "feedback-title" });
        let question = Some(details.event.feedback_question.passage(l)).filter(|question| !question.is_empty());
        Ok(FeedbackPage {
            token: token.to_string(),
            event: Subject::of(&details, l, at.config.timezone),
            question,
            typed: Typed::default(),
            mistakes: Mistakes::default(),
            has_answered,
            over: over.map(|key| l.say(key)),
            page: page
                .about(&title, details.event.title(l))
                .hidden()
                .standing_at(format!("/registrations/{token}/feedback")),
            title,
        })
    }

    /// With what was typed, and what is wrong with it.
    fn again(self, typed: &Typed, faults: &[Fault]) -> FeedbackPage {
        FeedbackPage { mistakes: Mistakes::of(faults, self.page.l), typed: typed.clone(), ..self }
    }

    fn longest(&self) -> usize {
        LONGEST
    }

    /// A choice of a radio button cannot be taken back, so that none is a choice too.
    fn scores(&self) -> Vec<Choice> {
        let l = self.page.l;
        let choice = |value: String, words: String, dots: String| Choice {
            chosen: !value.is_empty() && value == self.typed.score,
            value,
            words,
            dots,
        };
        let score = |score: Score| choice(score.number().to_string(), score.words(l), drawing::score(score.number()));
        let none = choice(String::new(), l.say("form-no-answer"), String::new());
        Score::ALL.into_iter().map(score).chain([none]).collect()
    }

    fn texts(&self) -> Vec<TextField<'_>> {
        let l = self.page.l;
        let ours = |key: &str| Passage::new(l.say(key), Some(l), l);
        let Typed { take_along, to_improve, own_answer, .. } = &self.typed;
        let mut texts = vec![
            TextField { name: "take_along", label: ours("feedback-take-along"), typed: take_along },
            TextField { name: "to_improve", label: ours("feedback-to-improve"), typed: to_improve },
        ];
        let own = |label| TextField { name: "own_answer", label, typed: own_answer };
        texts.extend(self.question.clone().map(own));
        texts
    }
}

#[get("/registrations/<token>/feedback?<done>")]
pub async fn show(token: Token, done: Option<&str>, page: Layout, at: Reception<'_>) -> Result<Page<FeedbackPage>> {
    let person = find(at.db, &token).await?;
    let mut asking = FeedbackPage::of(&at, page, &token, &person).await?;
    if asking.has_answered && done == Some("given") {
        asking.over = Some(asking.page.l.say("feedback-thanks"));
    }
    Ok(Page::ok(asking))
}

#[post("/registrations/<token>/feedback", data = "<form>")]
pub async fn create(
    token: Token,
    form: Form<Typed>,
    page: Layout,
    at: Reception<'_>,
    _limits: WithinLimits<'_>,
) -> Result<Result<Redirect, Page<FeedbackPage>>> {
    let person = find(at.db, &token).await?;
    let said = match form.parse(page.l) {
        Ok(said) => said,
        Err(faults) => {
            let asking = FeedbackPage::of(&at, page, &token, &person).await?;
            return Ok(Err(Page(Http::UnprocessableEntity, asking.again(&form, &faults))));
        }
    };
    match giving::give(at.db, at.clock.now(), &person, said).await? {
        Ok(is_first) => {
            let done = if is_first { "?done=given" } else { "" };
            Ok(Ok(Redirect::to(format!("/registrations/{token}/feedback{done}"))))
        }
        Err(_) => Ok(Err(Page(Http::Conflict, FeedbackPage::of(&at, page, &token, &person).await?))),
    }
}
