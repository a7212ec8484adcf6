//! An answer, as it is kept: what was said, of which event, and nothing that leads to whoever said it.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, IntoActiveModel};

use super::said::Said;
use super::score::Score;
use crate::error::Result;
use crate::language::Language;

/// How many rows one statement writes: each has seven values.
const ROWS: usize = 1_000;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback")]
pub struct Model {
    /// Chance, and not the time as elsewhere.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: i32,
    pub score: Option<Score>,
    pub take_along: String,
    pub to_improve: String,
    pub own_answer: String,
    pub language: Option<Language>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All answers about an event.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::EventId.eq(event)).all(db).await?)
}

/// Keeps one answer more, while the event is locked. All of the event are written anew in the order of their ids: else a
/// database shows in which order rows came and which were written together, and the note of who answered comes with
/// this one.
pub async fn add(txn: &DatabaseTransaction, event: i32, said: Said) -> Result<()> {
    let mut all = of_event(txn, event).await?;
    let Said { score, take_along, to_improve, own_answer, language } = said;
    all.push(Model { id: Uuid::new_v4(), event_id: event, score, take_along, to_improve, own_answer, language });
    all.sort_by_key(|answer| answer.id);
    Entity::delete_many().filter(Column::EventId.eq(event)).exec(txn).await?;
    for some in all.chunks(ROWS) {
        let rows = some.iter().cloned().map(|answer| answer.into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}
