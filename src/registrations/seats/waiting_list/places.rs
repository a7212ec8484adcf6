//! The places of those who wait: one more than there are people ahead, at the event and at each of its stops.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Asterisk, Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::error::Result;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::booking::{Standing, StopStanding};
use crate::registrations::seats::held_stop;

/// How a registration stands.
pub async fn standing(db: &impl ConnectionTrait, registration: &registration::Model) -> Result<Standing> {
    let position = positions(db, std::slice::from_ref(registration)).await?.remove(&registration.id);
    let held = held_stop::Entity::find()
        .filter(held_stop::Column::RegistrationId.eq(registration.id))
        .order_by_asc(held_stop::Column::StopId)
        .all(db)
        .await?;
    let at_stops = positions_at_stops(db, &held).await?;
    let stop = |held: held_stop::Model| StopStanding {
        stop_id: held.stop_id,
        status: held.status,
        position: at_stops.get(&(held.registration_id, held.stop_id)).copied(),
        offered: held.offered,
    };
    let stops = held.into_iter().map(stop).collect();
    Ok(Standing { registration_id: registration.id, status: registration.status, position, stops })
}

/// The places in the line of those of `people` who wait, in one query.
pub async fn positions(db: &impl ConnectionTrait, people: &[registration::Model]) -> Result<HashMap<Uuid, i64>> {
    use registration::{Column, Entity};
    let waiting: Vec<Uuid> = people.iter().filter(|p| p.status == Status::Waitlisted).map(|p| p.id).collect();
    if waiting.is_empty() {
        return Ok(HashMap::new());
    }
    let ahead = ahead(Column::EventId, Column::Status, Column::Place);
    let found: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .expr_as(Expr::from(ahead), "ahead")
        .filter(Column::Id.is_in(waiting))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(id, ahead)| (id, ahead + 1)).collect())
}

/// The places in the lines of stops, by person and stop, of those of `held` who wait there; in one query too.
pub async fn positions_at_stops(
    db: &impl ConnectionTrait,
    held: &[held_stop::Model],
) -> Result<HashMap<(Uuid, i32), i64>> {
    use held_stop::{Column, Entity};
    let waiting: Vec<Uuid> =
        held.iter().filter(|held| held.status == Status::Waitlisted).map(|held| held.registration_id).collect();
    if waiting.is_empty() {
        return Ok(HashMap::new());
    }
    let ahead = ahead(Column::StopId, Column::Status, Column::Place);
    let found: Vec<(Uuid, i32, i64)> = Entity::find()
        .select_only()
        .columns([Column::RegistrationId, Column::StopId])
        .expr_as(Expr::from(ahead), "ahead")
        .filter(Column::RegistrationId.is_in(waiting))
        .filter(Column::Status.eq(Status::Waitlisted))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(id, stop, ahead)| ((id, stop), ahead + 1)).collect())
}

/// How many wait for the `same`, and drew a lower number.
fn ahead<C: ColumnTrait>(same: C, status: C, place: C) -> SelectStatement {
    let (table, other) = (C::EntityName::default(), Alias::new("other"));
    let of_other = |column: C| Expr::col((other.clone(), column));
    let of_this = |column: C| Expr::col((table, column));
    Query::select()
        .expr(Expr::col(Asterisk).count())
        .from_as(table, other.clone())
        .and_where(of_other(same).eq(of_this(same)))
        .and_where(of_other(status).eq(Status::Waitlisted))
        .and_where(of_other(place).lt(of_this(place)))
        .take()
}
