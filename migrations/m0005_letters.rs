//! The outbox: a letter is a row, written in the transaction of the deed that it tells of.

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
                    .table("letters")
                    .col(uuid("id").primary_key())
                    .col(string_len("kind", 32))
                    .col(uuid_null("about_id"))
                    .col(uuid_null("thread_id"))
                    .col(text("recipient"))
                    .col(text("recipient_name"))
                    .col(string_len("language", 2))
                    .col(json("facts"))
                    .col(timestamp_with_time_zone("posted_at"))
                    .col(timestamp_with_time_zone("due_at"))
                    .col(timestamp_with_time_zone_null("claimed_until"))
                    .col(integer("attempts"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .col(timestamp_with_time_zone_null("failed_at"))
                    .col(text_null("last_error"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("letters_due")
                    .table("letters")
                    .col("due_at")
                    .and_where(Expr::cust("sent_at IS NULL AND failed_at IS NULL"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("letters_given_up")
                    .table("letters")
                    .col("failed_at")
                    .and_where(Expr::cust("failed_at IS NOT NULL"))
                    .take(),
            )
            .await?;
        manager.create_index(Index::create().name("letters_about").table("letters").col("about_id").take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("letters").take()).await
    }
}
