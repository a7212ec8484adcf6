//! What somebody wrote may name people, or tell who wrote it: it goes when the people of its event are forgotten. The
//! scores stay, as the other figures do.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::answer::{Column, Entity};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::registrations::forgetting::REMEMBERED;

/// Forgets what was written about events that are long over.
pub async fn forget(db: &Database, clock: &Clock) -> Result<()> {
    let before = clock.now() - REMEMBERED;
    let long_over = Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(event::Column::EndsAt.lte(before))
        .take();
    Entity::update_many()
        .col_expr(Column::TakeAlong, Expr::value(""))
        .col_expr(Column::ToImprove, Expr::value(""))
        .col_expr(Column::OwnAnswer, Expr::value(""))
        .col_expr(Column::Language, Expr::value(None::<String>))
        .filter(Column::Language.is_not_null())
        .filter(Column::EventId.in_subquery(long_over))
        .exec(db.write())
        .await?;
    Ok(())
}
