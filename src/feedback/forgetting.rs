//! What somebody wrote may name people, or tell who wrote it: it goes when the people of its event are forgotten. The
//! scores stay, as the other figures do.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

use super::answer::{Column, Entity};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::registrations::forgetting::long_over;

/// Forgets what was written about events that are long over; says in how many answers there was something.
pub async fn forget(db: &Database, clock: &Clock) -> Result<u64> {
    let forgotten = Entity::update_many()
        .col_expr(Column::TakeAlong, Expr::value(""))
        .col_expr(Column::ToImprove, Expr::value(""))
        .col_expr(Column::OwnAnswer, Expr::value(""))
        .col_expr(Column::Language, Expr::value(None::<String>))
        .filter(written_long_ago(clock.now()))
        .exec(db.write())
        .await?;
    Ok(forgotten.rows_affected)
}

/// In how many answers there is something that it is time to forget.
pub async fn to_forget(db: &Database, clock: &Clock) -> Result<u64> {
    Ok(Entity::find().filter(written_long_ago(clock.now())).count(db.read()).await?)
}

fn written_long_ago(now: DateTime<Utc>) -> Condition {
    Condition::all().add(Column::Language.is_not_null()).add(Column::EventId.in_subquery(long_over(now)))
}
