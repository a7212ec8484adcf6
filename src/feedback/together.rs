//! The scores of many events. What is told of several together holds only events that have enough scores by themselves, of
//! which each is told as well: so nothing follows for one that has few, whichever events one asks for.

use std::collections::HashMap;

use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::answer::{Column, Entity};
use super::score::Score;
use super::summary::{ENOUGH, Scores};
use crate::database::Database;
use crate::error::Result;

/// Of each of these events (a query for their ids) that has enough.
pub async fn scores_of(db: &Database, events: SelectStatement) -> Result<HashMap<i32, Scores>> {
    let counted: Vec<(i32, Score, i64)> = Entity::find()
        .select_only()
        .column(Column::EventId)
        .column(Column::Score)
        .column_as(Column::Id.count(), "people")
        .filter(Column::Score.is_not_null())
        .filter(Column::EventId.in_subquery(events))
        .group_by(Column::EventId)
        .group_by(Column::Score)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut scores: HashMap<i32, Scores> = HashMap::new();
    for (event, score, people) in counted {
        scores.entry(event).or_default().count(score, people.unsigned_abs());
    }
    scores.retain(|_, scores| scores.total() >= ENOUGH);
    Ok(scores)
}
