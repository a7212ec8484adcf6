//! A list that an organiser is about to bring in, kept between the report and the deed; a day at most.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("kept_lists")
                    .col(uuid("id").primary_key())
                    .col(integer("event_id"))
                    .col(integer("organiser_id"))
                    .col(string_len("language", 2))
                    .col(binary("content"))
                    .col(timestamp_with_time_zone("kept_at"))
                    .take(),
            )
            .await?;
        let index = Index::create().name("kept_lists_by_owner").table("kept_lists").col("organiser_id").take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("kept_lists").to_owned()).await
    }
}
