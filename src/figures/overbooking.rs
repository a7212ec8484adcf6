//! Giving more seats than there are chairs, and taking that back. The room grows in one statement, together with what it
//! grew by; the seat desk then calls up those who wait.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter};
use serde_json::json;

use super::past::suggestion;
use crate::database::Database;
use crate::error::Result;
use crate::events::{Details, event};
use crate::organisers::audit::{self, Act, Subject};
use crate::organisers::organiser;
use crate::regions::Network;
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
pub async fn take_over(
    db: &Database,
    now: DateTime<Utc>,
    network: &Network,
    details: &Details,
    who: &organiser::Model,
    seen: i32,
) -> Result<Change> {
    let Some(suggestion) = suggestion(db, network, details, now).await? else {
        return Ok(Change::Nothing);
    };
    if suggestion.seats != seen {
        return Ok(Change::Overtaken);
    }
    overbook_by(db, now, &details.event, who, suggestion.extra()).await
}

/// As many seats as chairs again. Who has a seat keeps it.
pub async fn give_back(db: &Database, now: DateTime<Utc>, details: &Details, who: &organiser::Model) -> Result<Change> {
    overbook_by(db, now, &details.event, who, 0).await
}

async fn overbook_by(
    db: &Database,
    now: DateTime<Utc>,
    event: &event::Model,
    who: &organiser::Model,
    extra: i32,
) -> Result<Change> {
    let Some(capacity) = event.capacity.filter(|_| event.overbooked_by != extra) else {
        return Ok(Change::Nothing);
    };
    let seats = capacity - event.overbooked_by + extra;
    let txn = db.begin().await?;
    if !resize(&txn, event, seats, extra).await? {
        return Ok(Change::Overtaken);
    }
    let subject = Subject {
        region_id: Some(event.region_id),
        event_id: Some(event.id),
        about: event.title.clone(),
        ..Subject::default()
    };
    let facts = json!({ "from": capacity, "to": seats, "overbooked_by": extra });
    audit::note(&txn, now, Some(who), Act::CapacityChanged, subject, facts).await?;
    revision::raise(&txn, now).await?;
    txn.commit().await?;
    Ok(Change::Done)
}

/// False when somebody else changed the room meanwhile.
async fn resize(txn: &DatabaseTransaction, event: &event::Model, seats: i32, extra: i32) -> Result<bool> {
    let changed = event::Entity::update_many()
        .col_expr(event::Column::Capacity, Expr::value(seats))
        .col_expr(event::Column::OverbookedBy, Expr::value(extra))
        .col_expr(event::Column::Version, Expr::col(event::Column::Version).add(1))
        .filter(event::Column::Id.eq(event.id))
        .filter(event::Column::Capacity.eq(event.capacity))
        .filter(event::Column::OverbookedBy.eq(event.overbooked_by))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}
