//! Who was ticked off at the door, found without looking at everybody: it tells at which events people were ticked off.
//! Whoever registers is not in this index yet, so it costs the seat desk nothing.

use sea_orm_migration::prelude::*;

const INDEX: &str = "registrations_at_the_door";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name(INDEX)
            .table("registrations")
            .col("event_id")
            .and_where(Expr::col("checked_in_at").is_not_null())
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("registrations").to_owned()).await
    }
}
