//! The key of a personal calendar can be withdrawn, and its person can have another. What is withdrawn is kept for a
//! while without its address, so that a calendar that asks with it hears that it is gone.

use sea_orm_migration::{prelude::*, schema::*};

const TABLE: &str = "calendar_keys";
const BY_PERSON: &str = "calendar_keys_by_person";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = integer("version").default(0).take();
        let withdrawn = timestamp_with_time_zone_null("withdrawn_at");
        for column in [version, withdrawn] {
            manager.alter_table(Table::alter().table(TABLE).add_column(column).take()).await?;
        }
        let by_person = format!("CREATE INDEX {BY_PERSON} ON {TABLE} (email_key) WHERE withdrawn_at IS NULL");
        manager.get_connection().execute_unprepared(&by_person).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(BY_PERSON).table(TABLE).to_owned()).await?;
        let withdrawn = format!("DELETE FROM {TABLE} WHERE withdrawn_at IS NOT NULL");
        manager.get_connection().execute_unprepared(&withdrawn).await?;
        for column in ["version", "withdrawn_at"] {
            manager.alter_table(Table::alter().table(TABLE).drop_column(column).take()).await?;
        }
        Ok(())
    }
}
