//! The keys of personal calendars: one for each person (address), whatever they register for.

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
                    .table("calendar_keys")
                    .col(blob("token_hash").primary_key())
                    .col(text("email_key"))
                    .take(),
            )
            .await?;
        let index = Index::create().name("registrations_by_person").table("registrations").col("email_key").take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name("registrations_by_person").table("registrations").to_owned();
        manager.drop_index(index).await?;
        manager.drop_table(Table::drop().table("calendar_keys").take()).await
    }
}
