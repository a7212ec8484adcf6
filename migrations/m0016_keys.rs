//! When a program last used its token, and the audit trail by region.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let used = timestamp_with_time_zone_null("used_at");
        manager.alter_table(Table::alter().table("api_tokens").add_column(used).take()).await?;
        let by_region = Index::create().name("audit_entries_by_region").table("audit_entries").col("region_id").take();
        manager.create_index(by_region).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_region = Index::drop().name("audit_entries_by_region").table("audit_entries").to_owned();
        manager.drop_index(by_region).await?;
        manager.alter_table(Table::alter().table("api_tokens").drop_column("used_at").take()).await
    }
}
