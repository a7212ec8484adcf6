//! When a region last got another name, since it invites by that in the entries of calendars.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMN: &str = "renamed_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let date = timestamp_with_time_zone_null(COLUMN);
        manager.alter_table(Table::alter().table("regions").add_column(date).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("regions").drop_column(COLUMN).take()).await
    }
}
