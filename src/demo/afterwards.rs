//! How those who came found it: what the content says that they said, and who of them said something. As in earnest,
//! nothing leads from the one to the other, and the answers lie in the order of their ids.

use uuid::Uuid;

use super::dice::every_so_often;
use super::{content, id_of, wrong};
use crate::error::Result;
use crate::feedback::{Score, answer};
use crate::registrations::looking_back;

/// What was said of the event with this id.
pub fn said(told: &content::Event, event_id: i32) -> Result<Vec<answer::Model>> {
    let mut all = Vec::new();
    for (number, said) in (1..).zip(&told.feedback) {
        let is_silent = [&said.take_along, &said.to_improve, &said.own_answer].into_iter().all(String::is_empty);
        all.push(answer::Model {
            id: id_of("feedback", &format!("{}/{number}", told.slug)),
            event_id,
            score: Some(score(said.score)?),
            take_along: said.take_along.clone(),
            to_improve: said.to_improve.clone(),
            own_answer: said.own_answer.clone(),
            language: (!is_silent).then_some(said.language),
        });
    }
    all.sort_by_key(|answer| answer.id);
    Ok(all)
}

fn score(number: i32) -> Result<Score> {
    let found = Score::ALL.into_iter().find(|score| score.number() == number);
    found.ok_or_else(|| wrong(format!("{number} is no score")))
}

/// As many of those who came as there are answers, evenly spread.
pub fn who_said(told: &content::Event, came: &[Uuid]) -> Result<Vec<looking_back::Model>> {
    let (answers, people) = (told.feedback.len(), came.len());
    if answers > people {
        return Err(wrong(format!("{}: {answers} answers from {people} people", told.slug)));
    }
    let some = came.iter().enumerate().filter(|(index, _)| every_so_often(*index, answers, people));
    Ok(some.map(|(_, id)| looking_back::Model { registration_id: *id }).collect())
}
