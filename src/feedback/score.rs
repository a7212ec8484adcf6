//! How good it was, from 1 to 5. Each has a word of its own (`locales/`, `feedback-score-<number>`), since nobody knows
//! whose three is good.

use std::str::FromStr;

use sea_orm::entity::prelude::*;

use crate::language::Language;

/// What somebody thought of an event, from the worst on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Score {
    #[sea_orm(num_value = 1)]
    Poor,
    #[sea_orm(num_value = 2)]
    Fair,
    #[sea_orm(num_value = 3)]
    AllRight,
    #[sea_orm(num_value = 4)]
    Good,
    #[sea_orm(num_value = 5)]
    VeryGood,
}

impl Score {
    pub const ALL: [Score; 5] = [Score::Poor, Score::Fair, Score::AllRight, Score::Good, Score::VeryGood];

    /// From 1 to 5.
    pub fn number(self) -> i32 {
        self.to_value()
    }

    /// "Heel goed"
    pub fn words(self, l: Language) -> String {
        l.say(&format!("feedback-score-{}", self.number()))
    }
}

impl FromStr for Score {
    type Err = ();

    fn from_str(number: &str) -> Result<Score, ()> {
        Score::ALL.into_iter().find(|score| score.number().to_string() == number).ok_or(())
    }
}
