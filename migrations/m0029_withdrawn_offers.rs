//! Whoever offered a seat to a colleague can take the offer back; it is told apart from a colleague's no.

use sea_orm_migration::{prelude::*, schema::*};

const TABLE: &str = "handovers";
const COLUMN: &str = "withdrawn_at";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null(COLUMN);
        manager.alter_table(Table::alter().table(TABLE).add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let as_before = format!("UPDATE {TABLE} SET declined_at = {COLUMN} WHERE {COLUMN} IS NOT NULL");
        manager.get_connection().execute_unprepared(&as_before).await?;
        manager.alter_table(Table::alter().table(TABLE).drop_column(COLUMN).take()).await
    }
}
