//! The list that an organiser is about to bring in, kept from the report to the deed: in the database, since the next
//! request may reach another process. An organiser has one at a time, and nobody else sees it; after a day it is gone.

use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryFilter, Set};

use crate::database::Database;
use crate::error::{Error, Result};
use crate::language::Language;

/// How long a list is kept that nobody brings in.
const KEPT: Duration = Duration::days(1);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_lists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: i32,
    pub organiser_id: i32,
    /// Of people for whom the list names none.
    pub language: Language,
    /// The file, as it came.
    pub content: Vec<u8>,
    pub kept_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps the file, instead of the one before.
pub async fn keep(
    db: &Database,
    now: DateTime<Utc>,
    organiser: i32,
    event: i32,
    language: Language,
    content: Vec<u8>,
) -> Result<Uuid> {
    let txn = db.begin().await?;
    drop_old(&txn, now).await?;
    Entity::delete_many().filter(Column::OrganiserId.eq(organiser)).exec(&txn).await?;
    let id = Uuid::new_v4();
    let list = ActiveModel {
        id: Set(id),
        event_id: Set(event),
        organiser_id: Set(organiser),
        language: Set(language),
        content: Set(content),
        kept_at: Set(now),
    };
    Entity::insert(list).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(id)
}

/// The organiser's own list for this event.
pub async fn find(db: &Database, now: DateTime<Utc>, organiser: i32, event: i32, id: &str) -> Result<Model> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let found = Entity::find_by_id(id)
        .filter(Column::OrganiserId.eq(organiser))
        .filter(Column::EventId.eq(event))
        .filter(Column::KeptAt.gt(now - KEPT))
        .one(db.read())
        .await?;
    found.ok_or(Error::NotFound)
}

/// It was brought in, or is not to be.
pub async fn let_go(db: &Database, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(db.write()).await?;
    Ok(())
}

/// Forgets the lists that nobody brought in.
pub async fn drop_old(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::KeptAt.lte(now - KEPT)).exec(db).await?;
    Ok(())
}
