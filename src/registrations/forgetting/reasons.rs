//! Why an organiser did something with somebody's registration tells of that person ("is ill"), so it goes when they are
//! forgotten. That it was done, by whom and when, stays.

use sea_orm::sea_query::{Alias, Expr, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use uuid::Uuid;

use super::ROWS;
use crate::database::{Database, containing};
use crate::error::Result;
use crate::events::event;
use crate::organisers::audit::{self, Act};
use crate::registrations::registration;

/// What is done with many at once is noted for the event, with one reason.
const WITH_MANY: [Act; 4] =
    [Act::RegistrationConfirmed, Act::RegistrationWaitlisted, Act::RegistrationMoved, Act::RegistrationCancelled];

/// Takes the reasons out of what the trail says of those who are forgotten.
pub async fn drop_all(db: &Database) -> Result<()> {
    let mut last = 0;
    loop {
        let some = with_reason().filter(audit::Column::Id.gt(last)).order_by_asc(audit::Column::Id).limit(ROWS);
        let entries = some.all(db.read()).await?;
        let Some(end) = entries.last() else { return Ok(()) };
        last = end.id;
        let txn = db.begin().await?;
        for entry in entries {
            without_reason(entry).update(&txn).await?;
        }
        txn.commit().await?;
    }
}

/// The same of one person.
pub async fn drop_of(txn: &DatabaseTransaction, id: Uuid) -> Result<()> {
    let entries = audit::Entity::find().filter(audit::Column::RegistrationId.eq(id)).all(txn).await?;
    for entry in entries {
        without_reason(entry).update(txn).await?;
    }
    Ok(())
}

fn with_reason() -> Select<audit::Entity> {
    let facts = Expr::col((audit::Entity, audit::Column::Facts)).cast_as(Alias::new("text"));
    let of_many = Condition::all()
        .add(audit::Column::RegistrationId.is_null())
        .add(audit::Column::Act.is_in(WITH_MANY))
        .add(Expr::exists(forgotten_event()));
    audit::Entity::find()
        .filter(facts.like(containing("\"reason\"")))
        .filter(Condition::any().add(Expr::exists(forgotten_person())).add(of_many))
}

fn forgotten_person() -> SelectStatement {
    let they = Expr::col((audit::Entity, audit::Column::RegistrationId));
    Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::Email.eq(""))
        .and_where(Expr::col((registration::Entity, registration::Column::Id)).eq(they))
        .take()
}

fn forgotten_event() -> SelectStatement {
    let it = Expr::col((audit::Entity, audit::Column::EventId));
    let ended = Expr::col((event::Entity, event::Column::EndsAt));
    Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::ForgottenAt)).gt(ended))
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(it))
        .take()
}

fn without_reason(entry: audit::Model) -> audit::ActiveModel {
    let mut facts = entry.facts.clone();
    if let Some(facts) = facts.as_object_mut() {
        facts.remove("reason");
    }
    let mut row = entry.into_active_model();
    row.facts = Set(facts);
    row
}
