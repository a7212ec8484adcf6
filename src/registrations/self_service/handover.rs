//! An offer to give one's seat to a colleague. The seat stays where it is until the colleague says yes.

use chrono::{DateTime, Utc};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;

use crate::config::Secret;
use crate::security::Token;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "handovers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub registration_id: Uuid,
    pub name: String,
    pub email: String,
    pub token_hash: Vec<u8>,
    pub offered_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub declined_at: Option<DateTime<Utc>>,
    /// The giver took it back, or made another.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it can still be answered.
    pub fn is_open(&self) -> bool {
        self.accepted_at.is_none() && self.declined_at.is_none() && self.withdrawn_at.is_none()
    }
}

/// The offers that nobody answered, and that were not withdrawn.
pub fn open() -> Condition {
    Condition::all()
        .add(Column::AcceptedAt.is_null())
        .add(Column::DeclinedAt.is_null())
        .add(Column::WithdrawnAt.is_null())
}

/// The key of the link that the colleague gets.
pub fn token(secret: &Secret, id: Uuid) -> Token {
    Token::derived(secret, "handover", id.as_bytes(), 0)
}
