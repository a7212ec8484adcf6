//! Messages of organisers to those who registered, and which reminders were sent.

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
                    .table("messages")
                    .col(uuid("id").primary_key())
                    .col(integer("event_id"))
                    .col(integer_null("organiser_id"))
                    .col(json("subjects"))
                    .col(json("bodies"))
                    .col(json("audience"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("send_at"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .col(timestamp_with_time_zone_null("withdrawn_at"))
                    .col(integer("recipients"))
                    .foreign_key(ForeignKey::create().from("messages", "event_id").to("events", "id"))
                    .take(),
            )
            .await?;
        let index = Index::create().name("messages_by_event").table("messages").col("event_id").take();
        manager.create_index(index).await?;
        // One row per reminder that was sent: an event that moves is reminded of anew.
        manager
            .create_table(
                Table::create()
                    .table("sent_reminders")
                    .col(integer("event_id"))
                    .col(integer("minutes_before"))
                    .col(timestamp_with_time_zone("starts_at"))
                    .col(timestamp_with_time_zone("sent_at"))
                    .primary_key(Index::create().col("event_id").col("minutes_before").col("starts_at"))
                    .foreign_key(ForeignKey::create().from("sent_reminders", "event_id").to("events", "id"))
                    .take(),
            )
            .await?;
        let batch = uuid_null("batch_id");
        manager.alter_table(Table::alter().table("letters").add_column(batch).take()).await?;
        manager
            .create_index(
                Index::create()
                    .name("letters_of_batch")
                    .table("letters")
                    .col("batch_id")
                    .and_where(Expr::cust("batch_id IS NOT NULL"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("letters_of_batch").table("letters").to_owned()).await?;
        manager.alter_table(Table::alter().table("letters").drop_column("batch_id").take()).await?;
        for table in ["sent_reminders", "messages"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
