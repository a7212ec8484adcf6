//! Who wants no more reminders and messages, and the order in which letters leave: what was written with many others
//! comes after what somebody waits for, and neither question reads the whole outbox.

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
                    .table("silences")
                    .col(uuid("registration_id").primary_key())
                    .col(integer("key_version"))
                    .col(timestamp_with_time_zone("asked_at"))
                    .foreign_key(ForeignKey::create().from("silences", "registration_id").to("registrations", "id"))
                    .take(),
            )
            .await?;
        let db = manager.get_connection();
        for (name, columns) in
            [("letters_next", "(batch_id IS NOT NULL), due_at, id"), ("letters_of_thread", "(COALESCE(thread_id, id))")]
        {
            let waiting = "sent_at IS NULL AND failed_at IS NULL";
            db.execute_unprepared(&format!("CREATE INDEX {name} ON letters ({columns}) WHERE {waiting}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["letters_next", "letters_of_thread"] {
            manager.drop_index(Index::drop().name(name).table("letters").to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("silences").take()).await
    }
}
