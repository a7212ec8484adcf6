//! How many of those with a seat at a stop were there.

use std::collections::HashMap;

use sea_orm::FromQueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::counting::all;
use crate::database::Database;
use crate::error::Result;
use crate::events::Details;
use crate::registrations::door::stop_arrival;
use crate::registrations::registration::Status;
use crate::registrations::seats::held_stop;

#[derive(FromQueryResult)]
struct AtStop {
    stop_id: i32,
    came: i64,
}

/// By stop; one at which nobody was noted is left out.
pub async fn came(db: &Database, details: &Details) -> Result<HashMap<i32, i64>> {
    let stops: Vec<i32> = details.stops.iter().map(|stop| stop.id).collect();
    if stops.is_empty() {
        return Ok(HashMap::new());
    }
    let there = |column: stop_arrival::Column| Expr::col((stop_arrival::Entity, column));
    let held = |column: held_stop::Column| (held_stop::Entity, column);
    let with_seat = there(stop_arrival::Column::RegistrationId)
        .equals(held(held_stop::Column::RegistrationId))
        .and(there(stop_arrival::Column::StopId).equals(held(held_stop::Column::StopId)))
        .and(Expr::col(held(held_stop::Column::Status)).eq(Status::Confirmed));
    let select = Query::select()
        .column((stop_arrival::Entity, stop_arrival::Column::StopId))
        .expr_as(Expr::col(held(held_stop::Column::StopId)).count(), "came")
        .from(stop_arrival::Entity)
        .left_join(held_stop::Entity, with_seat)
        .and_where(there(stop_arrival::Column::StopId).is_in(stops))
        .group_by_col((stop_arrival::Entity, stop_arrival::Column::StopId))
        .take();
    let counted = all::<AtStop>(db, &select).await?;
    Ok(counted.into_iter().map(|at| (at.stop_id, at.came)).collect())
}
