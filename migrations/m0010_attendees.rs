//! The list of who comes, by name: the text that is searched begins with the name, so one index both sorts and searches
//! those of one status.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name("registrations_by_name")
            .table("registrations")
            .col("event_id")
            .col("status")
            .col("search")
            .col("id")
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("registrations_by_name").table("registrations").to_owned()).await
    }
}
