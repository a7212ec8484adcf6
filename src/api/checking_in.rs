//! Noting that somebody who has a seat is there.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::database::Database;
use crate::error::Result;
use crate::registrations::registration::{Column, Entity, Status};

/// Notes when they arrived, once; false when they have no seat. Decided in one statement, so that a cancellation at the
/// same moment comes either before or after.
pub async fn check_in(db: &Database, now: DateTime<Utc>, registration: Uuid) -> Result<bool> {
    let seated = Entity::find_by_id(registration).filter(Column::Status.eq(Status::Confirmed));
    let noted = Entity::update_many()
        .col_expr(Column::CheckedInAt, Expr::value(now))
        .filter(Column::Id.eq(registration))
        .filter(Column::Status.eq(Status::Confirmed))
        .filter(Column::CheckedInAt.is_null())
        .exec(db.write())
        .await?;
    Ok(noted.rows_affected == 1 || seated.count(db.write()).await? == 1)
}
