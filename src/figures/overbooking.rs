//! Giving more seats than there are chairs, and taking that back. The room grows in one statement, together with what it
//! grew by, and in the same transaction those who wait are called up.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter};
use serde_json::json;

use super::past::suggestion;
use crate::error::Result;
use crate::events::{Details, event};
use crate::organisers::audit::{self, Act, Fact};
use crate::organisers::organiser;
use crate::registrations::Reception;
use crate::registrations::seats::reseating;
use crate::revision;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Done,
    /// It is like that already, or there is nothing to suggest.
    Nothing,
    /// The room changed while one looked at it.
    Overtaken,
}

/// Gives as many seats as the past suggests, if that is still how many the organiser saw.
pub async fn take_over(at: &Reception<'_>, details: &Details, who: &organiser::Model, seen: i32) -> Result<Change> {
    let Some(suggestion) = suggestion(at.db, &at.network, details, at.clock.now()).await? else {
        return Ok(Change::Nothing);
    };
    if suggestion.seats != seen {
        return Ok(Change::Overtaken);
    }
    overbook_by(at, &details.event, who, suggestion.extra()).await
}

/// As many seats as chairs again. Who has a seat keeps it.
pub async fn give_back(at: &Reception<'_>, details: &Details, who: &organiser::Model) -> Result<Change> {
    overbook_by(at, &details.event, who, 0).await
}

async fn overbook_by(at: &Reception<'_>, event: &event::Model, who: &organiser::Model, extra: i32) -> Result<Change> {
    let Some(capacity) = event.capacity.filter(|_| event.overbooked_by != extra) else {
        return Ok(Change::Nothing);
    };
    let seats = Ord::max(capacity - event.overbooked_by + extra, 0);
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let Some(version) = resize(&txn, event, seats, extra).await? else {
        return Ok(Change::Overtaken);
    };
    reseating::fit(&txn, now, &at.config.secret, event.id, None).await?;
    let facts = [
        (Fact::Version, json!(version)),
        (Fact::Changed, json!({ "capacity": [capacity.to_string(), seats.to_string()] })),
        (Fact::From, json!(capacity)),
        (Fact::To, json!(seats)),
        (Fact::OverbookedBy, json!(extra)),
    ];
    audit::note(&txn, now, Some(who), Act::CapacityChanged, event.subject(), &facts).await?;
    revision::raise(&txn, now).await?;
    txn.commit().await?;
    at.bell.ring();
    at.revision.refresh(at.db).await?;
    Ok(Change::Done)
}

/// The version that the event has then; none when somebody else changed the room meanwhile.
async fn resize(txn: &DatabaseTransaction, event: &event::Model, seats: i32, extra: i32) -> Result<Option<i32>> {
    let changed = event::Entity::update_many()
        .col_expr(event::Column::Capacity, Expr::value(seats))
        .col_expr(event::Column::OverbookedBy, Expr::value(extra))
        .col_expr(event::Column::Version, Expr::col(event::Column::Version).add(1))
        .filter(event::Column::Id.eq(event.id))
        .filter(event::Column::Capacity.eq(event.capacity))
        .filter(event::Column::OverbookedBy.eq(event.overbooked_by))
        .exec(txn)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(None);
    }
    let after = event::Entity::find_by_id(event.id).one(txn).await?;
    Ok(after.map(|after| after.version))
}
