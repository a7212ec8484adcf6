//! An event that was, or was under way, is to come at a later date. Whoever was noted as being there was not there then,
//! and the door begins with an empty hall; that they were noted stays in the audit trail. Whoever said how it was may say
//! so again afterwards; what was said stays, since it is nobody's.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};

use crate::error::Result;
use crate::events::editing::Change;
use crate::events::event;
use crate::events::listing::beginning_of;
use crate::organisers::audit::{self, Act, Fact};
use crate::registrations::door::stop_arrival;
use crate::registrations::looking_back;
use crate::registrations::registration::{Column, Entity};

/// Whether the event is to come at a date that begins when the former one was over. That it ends later, or that a wrong
/// date is put right afterwards, is none.
fn is_another_date(change: &Change, now: DateTime<Utc>) -> bool {
    change.after.starts_at >= change.before.ends_at && !change.after.is_past(now)
}

/// How many people this change makes absent who are noted as present.
pub async fn absent(db: &impl ConnectionTrait, now: DateTime<Utc>, change: &Change) -> Result<u64> {
    if !is_another_date(change, now) {
        return Ok(0);
    }
    Ok(Entity::find().filter(noted_before(&change.after)).count(db).await?)
}

/// Leaves behind what was of the former date, if the event is to come at another one.
pub(super) async fn begin_anew(txn: &DatabaseTransaction, now: DateTime<Utc>, change: &Change) -> Result<()> {
    if !is_another_date(change, now) {
        return Ok(());
    }
    let event = &change.after;
    Entity::update_many()
        .col_expr(Column::CheckedInAt, Expr::value(None::<DateTime<Utc>>))
        .filter(noted_before(event))
        .exec(txn)
        .await?;
    let absent = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::EventId.eq(event.id))
        .and_where(Column::CheckedInAt.is_null())
        .take();
    stop_arrival::Entity::delete_many()
        .filter(stop_arrival::Column::RegistrationId.in_subquery(absent))
        .exec(txn)
        .await?;
    looking_back::ask_anew(txn, event.id).await
}

/// Whether somebody who was seen then was at a former date: before the day on which the event begins, and before it moved
/// to it. A phone without a network sends late what it noted.
pub async fn was_at_a_former_one(db: &impl ConnectionTrait, event: &event::Model, seen: DateTime<Utc>) -> Result<bool> {
    if seen >= beginning_of(event.first_day(), event.zone()) {
        return Ok(false);
    }
    let changes = audit::Entity::find()
        .filter(audit::Column::EventId.eq(event.id))
        .filter(audit::Column::Act.eq(Act::EventChanged));
    let moved_since = |change: &audit::Model| {
        let days = &change.facts[Fact::Changed.code()]["date"];
        change.at > seen && days[0].as_str() < days[1].as_str()
    };
    Ok(changes.all(db).await?.iter().any(moved_since))
}

/// Those who were noted before the day on which it begins: whoever stands in the hall already, hours before, is there.
fn noted_before(event: &event::Model) -> Condition {
    let that_day = beginning_of(event.first_day(), event.zone());
    Condition::all().add(Column::EventId.eq(event.id)).add(Column::CheckedInAt.lt(that_day))
}
