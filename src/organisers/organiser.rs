//! An organiser, as kept.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::language::Language;
use crate::mail::{Letter, LetterKind};
use crate::mark::Mark;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub email: String,
    #[sea_orm(unique)]
    pub email_key: String,
    pub name: String,
    pub language: Language,
    pub created_at: DateTime<Utc>,
    /// The columns of the list that they took away last, by their codes.
    pub list_columns: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Of what they say of themselves.
    pub fn mark(&self) -> Mark {
        Mark::of(&json!([self.name, self.language]))
    }

    /// For whom as much is done as for an organiser, so that the time of an answer does not tell who is one.
    pub fn nobody(now: DateTime<Utc>) -> Model {
        Model {
            id: 0,
            email: "nobody@invalid".to_string(),
            email_key: String::new(),
            name: String::new(),
            language: Language::default(),
            created_at: now,
            list_columns: None,
        }
    }

    /// A letter to this organiser, in their language.
    pub fn letter(&self, kind: LetterKind, facts: Json) -> Letter {
        Letter {
            id: Uuid::now_v7(),
            kind,
            about_id: None,
            thread_id: None,
            recipient: self.email.clone(),
            recipient_name: self.name.clone(),
            language: self.language,
            facts,
            batch_id: None,
        }
    }
}
