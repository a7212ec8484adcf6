//! Whom we ask afterwards how it was, and who has said so. That somebody answered is all that their registration knows:
//! what they said stands elsewhere (`feedback`), and nothing leads from the one to the other.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement};
use sea_orm::{Condition, DatabaseTransaction, Set};

use super::door::checking_in::EARLIEST;
use super::registration::{self, Status};
use crate::database::Database;
use crate::error::Result;
use crate::events::event;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback_given")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those who were at the event that began then. If nobody was checked in, the door was not watched, and everybody who held
/// a seat was there.
pub async fn came(db: &Database, event: i32, starts_at: DateTime<Utc>) -> Result<Condition> {
    Ok(if is_watched(db, event, starts_at).await? { seen(event, starts_at) } else { seated(event) })
}

/// Whether anybody was checked in.
pub async fn is_watched(db: &Database, event: i32, starts_at: DateTime<Utc>) -> Result<bool> {
    Ok(registration::Entity::find().filter(seen(event, starts_at)).count(db.read()).await? > 0)
}

/// Whether this person was checked in; not at an earlier date, from which the event moved.
pub fn was_seen(event: &event::Model, person: &registration::Model) -> bool {
    person.checked_in_at.is_some_and(|at| at >= event.starts_at - EARLIEST)
}

fn seen(event: i32, starts_at: DateTime<Utc>) -> Condition {
    seated(event).add(registration::Column::CheckedInAt.gte(starts_at - EARLIEST))
}

fn seated(event: i32) -> Condition {
    Condition::all()
        .add(registration::Column::EventId.eq(event))
        .add(registration::Column::Status.eq(Status::Confirmed))
}

/// How many are asked. Whoever has answered was asked, also if the door says otherwise since.
pub async fn count_asked(db: &Database, event: &event::Model) -> Result<u64> {
    let answered = Condition::all()
        .add(registration::Column::EventId.eq(event.id))
        .add(registration::Column::Id.in_subquery(everybody()));
    let asked = Condition::any().add(came(db, event.id, event.starts_at).await?).add(answered);
    Ok(registration::Entity::find().filter(asked).count(db.read()).await?)
}

/// Whether this person is asked now.
pub async fn is_asked(
    db: &Database,
    now: DateTime<Utc>,
    event: &event::Model,
    person: &registration::Model,
) -> Result<bool> {
    if !event.asks_how_it_was(now) || has_answered(db.read(), person.id).await? {
        return Ok(false);
    }
    let here = registration::Entity::find_by_id(person.id).filter(came(db, event.id, event.starts_at).await?);
    Ok(here.count(db.read()).await? > 0)
}

/// Whether this person said how it was.
pub async fn has_answered(db: &impl ConnectionTrait, person: Uuid) -> Result<bool> {
    Ok(Entity::find_by_id(person).one(db).await?.is_some())
}

/// Notes that this person answered; false: they had already, and the database keeps the first.
pub async fn note(txn: &DatabaseTransaction, person: Uuid) -> Result<bool> {
    let known = OnConflict::column(Column::RegistrationId).do_nothing().to_owned();
    let row = ActiveModel { registration_id: Set(person) };
    Ok(Entity::insert(row).on_conflict(known).exec_without_returning(txn).await? > 0)
}

/// Of registrations: those who said nothing yet.
pub fn has_not_answered() -> Expr {
    registration::Column::Id.not_in_subquery(everybody())
}

/// Lets those who registered for this event say how it was once more.
pub(super) async fn ask_anew(txn: &DatabaseTransaction, event: i32) -> Result<()> {
    let theirs = Query::select()
        .column(registration::Column::Id)
        .from(registration::Entity)
        .and_where(registration::Column::EventId.eq(event))
        .take();
    Entity::delete_many().filter(Column::RegistrationId.in_subquery(theirs)).exec(txn).await?;
    Ok(())
}

fn everybody() -> SelectStatement {
    Query::select().column(Column::RegistrationId).from(Entity).take()
}
