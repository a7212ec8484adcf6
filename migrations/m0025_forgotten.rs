//! When the people of an event were forgotten, so that whoever forgets does not look at all of them again each day.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMN: &str = "forgotten_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let date = timestamp_with_time_zone_null(COLUMN);
        manager.alter_table(Table::alter().table("events").add_column(date).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("events").drop_column(COLUMN).take()).await
    }
}
