//! What mail that arrives tells: which addresses are out of reach, and who answered in their calendar.

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
                    .table("unreachable_addresses")
                    .col(string_len("address", 254).primary_key())
                    .col(timestamp_with_time_zone("since"))
                    .col(text("reason"))
                    .col(uuid("letter_id"))
                    .take(),
            )
            .await?;
        // An answer is to one entry: the event's, or a stop's.
        manager
            .create_table(
                Table::create()
                    .table("calendar_replies")
                    .col(uuid("registration_id"))
                    .col(uuid("uid"))
                    .col(integer("key_version"))
                    .col(string_len("answer", 16))
                    .col(integer("sequence"))
                    .col(timestamp_with_time_zone("stamp"))
                    .col(timestamp_with_time_zone("received_at"))
                    .primary_key(Index::create().col("registration_id").col("uid"))
                    .foreign_key(
                        ForeignKey::create().from("calendar_replies", "registration_id").to("registrations", "id"),
                    )
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["calendar_replies", "unreachable_addresses"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
