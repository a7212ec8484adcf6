//! What organisers see of all answers about an event together.

use chrono::{DateTime, Utc};

use super::answer::{self, Model};
use super::score::Score;
use crate::database::Database;
use crate::error::Result;
use crate::events::event::{self, folded};
use crate::language::Language;
use crate::registrations::looking_back;

/// From how many scores on they are shown. With one or two, whoever gave the other knows whose each is.
pub const ENOUGH: u64 = 3;

/// The answers about one event.
pub struct Summary {
    /// How many people we asked, and how many answered.
    pub asked: u64,
    pub answered: u64,
    /// None while there are too few.
    pub scores: Option<Scores>,
    /// What they take along, what could be better, and what they answered to the organiser's own question.
    pub take_along: Vec<Words>,
    pub to_improve: Vec<Words>,
    pub own_answers: Vec<Words>,
}

/// How many gave each score, from the lowest to the highest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores(pub [u64; 5]);

/// What somebody wrote, and on a page in which language.
pub struct Words {
    pub text: String,
    pub language: Option<Language>,
}

impl Summary {
    pub async fn of(db: &Database, event: &event::Model, now: DateTime<Utc>) -> Result<Summary> {
        let answers = answer::of_event(db.read(), event.id).await?;
        let answered = answers.len() as u64;
        // Who answered about a date from which the event moved may be asked again.
        let asked = match event.has_asked_how_it_was(now) {
            true => looking_back::count_asked(db, event).await?.max(answered),
            false => answered,
        };
        let scores = Scores::of(&answers);
        Ok(Summary {
            asked,
            answered,
            scores: Some(scores).filter(|scores| scores.total() >= ENOUGH),
            take_along: words(&answers, |answer| &answer.take_along),
            to_improve: words(&answers, |answer| &answer.to_improve),
            own_answers: words(&answers, |answer| &answer.own_answer),
        })
    }
}

impl Scores {
    fn of(answers: &[Model]) -> Scores {
        Scores(Score::ALL.map(|score| answers.iter().filter(|answer| answer.score == Some(score)).count() as u64))
    }

    /// Of several events.
    pub fn together<'s>(all: impl IntoIterator<Item = &'s Scores>) -> Scores {
        let mut sum = Scores::default();
        all.into_iter().flat_map(Scores::each).for_each(|(score, people)| sum.count(score, people));
        sum
    }

    /// So many people more gave this score.
    pub fn count(&mut self, score: Score, people: u64) {
        for (each, sum) in Score::ALL.into_iter().zip(&mut self.0) {
            if each == score {
                *sum += people;
            }
        }
    }

    /// Each score, and how many gave it.
    pub fn each(&self) -> impl Iterator<Item = (Score, u64)> + use<> {
        Score::ALL.into_iter().zip(self.0)
    }

    /// How many people gave a score.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// With one decimal.
    pub fn average(&self) -> f64 {
        let sum: u64 = (1_u64..).zip(self.0).map(|(number, people)| number * people).sum();
        (sum as f64 * 10.0 / self.total().max(1) as f64).round() / 10.0
    }
}

/// In the order of the alphabet: it tells nothing of who wrote when, nor which words of two questions are one person's.
fn words(answers: &[Model], of: fn(&Model) -> &String) -> Vec<Words> {
    let written = answers.iter().filter(|answer| !of(answer).is_empty());
    let mut words: Vec<Words> =
        written.map(|answer| Words { text: of(answer).clone(), language: answer.language }).collect();
    words.sort_by_cached_key(|words| (folded(&words.text), words.text.clone()));
    words
}
