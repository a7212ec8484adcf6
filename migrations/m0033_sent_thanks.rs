//! Which letters of thanks left about an event, and what they brought, so that what comes later is told once.

use sea_orm_migration::{prelude::*, schema::*};

const TABLE: &str = "sent_thanks";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(sent_thanks()).await?;
        let by_event = Index::create().name("sent_thanks_by_event").table(TABLE).col("event_id").take();
        manager.create_index(by_event).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).take()).await
    }
}

fn sent_thanks() -> TableCreateStatement {
    Table::create()
        .table(TABLE)
        .col(uuid("id").primary_key())
        .col(integer("event_id"))
        .col(boolean("again"))
        .col(boolean("recording"))
        .col(boolean("materials"))
        .col(boolean("question"))
        .col(timestamp_with_time_zone("decided_at"))
        .col(timestamp_with_time_zone_null("written_at"))
        .foreign_key(
            ForeignKey::create().from(TABLE, "event_id").to("events", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
