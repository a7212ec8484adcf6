//! What somebody types who says how it was, and what of it is an answer.

use rocket::form::FromForm;

use super::score::Score;
use crate::error::Fault;
use crate::language::{Language, is_visible, readable_lines};

/// The longest text, in characters.
pub const LONGEST: usize = 2_000;

/// The form as a browser sends it. Nothing is refused here, so that all of it can be shown again.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Typed {
    #[field(default = String::new())]
    pub score: String,
    #[field(default = String::new())]
    pub take_along: String,
    #[field(default = String::new())]
    pub to_improve: String,
    #[field(default = String::new())]
    pub own_answer: String,
}

/// An answer: at least one of these is there.
pub struct Said {
    pub score: Option<Score>,
    /// What one takes along.
    pub take_along: String,
    /// What could be better.
    pub to_improve: String,
    /// The answer to the organiser's own question.
    pub own_answer: String,
    /// Of the texts, so that they are read aloud rightly; none where nothing was written, and nobody needs to know.
    pub language: Option<Language>,
}

impl Typed {
    /// As somebody typed it on a page in this language; or every fault at once.
    pub fn parse(&self, l: Language) -> Result<Said, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut words = |field: &str, typed: &str| {
            let words = readable_lines(typed);
            if words.chars().count() > LONGEST {
                faults.push(Fault::new(field, "fault-too-long"));
            }
            if is_visible(&words) { words } else { String::new() }
        };
        let take_along = words("take_along", &self.take_along);
        let to_improve = words("to_improve", &self.to_improve);
        let own_answer = words("own_answer", &self.own_answer);
        let score = self.score.parse::<Score>().ok();
        let is_silent = [&take_along, &to_improve, &own_answer].into_iter().all(String::is_empty);
        if score.is_none() && !self.score.is_empty() {
            faults.push(Fault::new("score", "fault-feedback-score"));
        } else if score.is_none() && is_silent {
            faults.push(Fault::new("score", "fault-feedback-empty"));
        }
        let language = (!is_silent).then_some(l);
        if faults.is_empty() { Ok(Said { score, take_along, to_improve, own_answer, language }) } else { Err(faults) }
    }
}
