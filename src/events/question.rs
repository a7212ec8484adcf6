//! A question that the organiser asks of everyone who registers.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::language::{Language, Passage, Texts};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "questions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub event_id: i32,
    pub position: i32,
    pub labels: Texts,
    pub kind: QuestionKind,
    pub required: bool,
    pub options: Options,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    Text,
    Choice,
    Choices,
    YesNo,
}

impl QuestionKind {
    /// Every kind, as the editor offers them.
    pub const ALL: [QuestionKind; 4] =
        [QuestionKind::Text, QuestionKind::Choice, QuestionKind::Choices, QuestionKind::YesNo];
}

/// What one can choose from. An answer is kept as the first text of its option, whatever the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Options(pub Vec<Texts>);

impl Options {
    /// The option that reads like this in one of its languages.
    pub fn reading(&self, text: &str) -> Option<&Texts> {
        self.0.iter().find(|option| option.all().any(|own| own == text))
    }

    /// An answer in the reader's language; what is no option stays as it is.
    pub fn in_words<'t>(&'t self, answer: &'t str, l: Language) -> &'t str {
        self.reading(answer).map_or(answer, |option| option.get(l))
    }
}

impl Model {
    /// An answer as a page in the reader's language shows it; in which language somebody typed, nobody knows.
    pub fn answer_passage(&self, given: &[String], l: Language) -> Passage {
        let offered = given.first().and_then(|answer| self.options.reading(answer));
        offered.map(|option| option.passage(l)).unwrap_or_default().map(|_| self.in_words(given, l))
    }

    /// An answer in the reader's words: "De Cocon", "Ja", "Brood, soep".
    pub fn in_words(&self, given: &[String], l: Language) -> String {
        let word = |answer: &String| match (self.kind, answer.as_str()) {
            (QuestionKind::YesNo, "yes") => l.say("yes"),
            (QuestionKind::YesNo, "no") => l.say("no"),
            (_, answer) => self.options.in_words(answer, l).to_string(),
        };
        given.iter().map(word).collect::<Vec<_>>().join(", ")
    }
}
