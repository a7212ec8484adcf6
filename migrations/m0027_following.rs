//! Only a letter that follows another one is asked for its thread; the first of a thread is found by its id, so nobody's
//! first letter is written into an index for it.

use sea_orm_migration::prelude::*;

const WAITING: &str = "sent_at IS NULL AND failed_at IS NULL";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let following =
            format!("CREATE INDEX letters_following ON letters (thread_id) WHERE {WAITING} AND thread_id IS NOT NULL");
        replace(manager, "letters_of_thread", &following).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_thread =
            format!("CREATE INDEX letters_of_thread ON letters ((COALESCE(thread_id, id))) WHERE {WAITING}");
        replace(manager, "letters_following", &of_thread).await
    }
}

async fn replace(manager: &SchemaManager<'_>, old: &str, new: &str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(old).table("letters").to_owned()).await?;
    manager.get_connection().execute_unprepared(new).await.map(drop)
}
