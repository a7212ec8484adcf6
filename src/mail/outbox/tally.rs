//! How the letters of a batch stand.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::mail::letter::{Column, Entity};

/// How many letters of a batch stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    pub sent: i64,
    /// Tried before or not.
    pub waiting: i64,
    pub failed: i64,
    /// Not needed any more.
    pub superseded: i64,
}

impl Tally {
    /// To how many people it was written.
    pub fn written(&self) -> i64 {
        self.sent + self.waiting + self.failed + self.superseded
    }
}

/// How the letters of this batch stand.
pub async fn tally_of(db: &Database, batch: Uuid) -> Result<Tally> {
    Ok(tallies(db, &[batch]).await?.remove(&batch).unwrap_or_default())
}

/// How the letters of each of these batches stand.
pub async fn tallies(db: &Database, batches: &[Uuid]) -> Result<HashMap<Uuid, Tally>> {
    #[derive(FromQueryResult)]
    struct Row {
        batch_id: Uuid,
        #[sea_orm(nested)]
        tally: Tally,
    }
    let sum = |when: &str| Expr::cust(format!("SUM(CASE WHEN {when} THEN 1 ELSE 0 END)"));
    let rows = Entity::find()
        .select_only()
        .column(Column::BatchId)
        .column_as(sum("sent_at IS NOT NULL AND last_error IS NULL"), "sent")
        .column_as(sum("sent_at IS NULL AND failed_at IS NULL"), "waiting")
        .column_as(sum("failed_at IS NOT NULL"), "failed")
        .column_as(sum("sent_at IS NOT NULL AND last_error IS NOT NULL"), "superseded")
        .filter(Column::BatchId.is_in(batches.iter().copied()))
        .group_by(Column::BatchId)
        .into_model::<Row>()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.batch_id, row.tally)).collect())
}
