//! A rush writes a page of each index for nearly every person. Two are left out: letters that are due are found by what
//! is next (`letters_next`), and the list by name is sorted when an organiser looks at it, which is soon done.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("letters_due").table("letters").to_owned()).await?;
        manager.drop_index(Index::drop().name("registrations_by_name").table("registrations").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection
            .execute_unprepared(
                "CREATE INDEX letters_due ON letters (due_at) WHERE sent_at IS NULL AND failed_at IS NULL",
            )
            .await?;
        let by_name = "CREATE INDEX registrations_by_name ON registrations (event_id, status, search, id)";
        connection.execute_unprepared(by_name).await.map(drop)
    }
}
