//! Who was at which stop, and since when: apart from the seats, which move.

use sea_orm_migration::{prelude::*, schema::*};

const TABLE: &str = "stop_arrivals";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(stop_arrivals()).await?;
        // The door asks for those of a few stops, again and again.
        let by_stop = Index::create().name("stop_arrivals_by_stop").table(TABLE).col("stop_id").take();
        manager.create_index(by_stop).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).take()).await
    }
}

fn stop_arrivals() -> TableCreateStatement {
    Table::create()
        .table(TABLE)
        .col(uuid("registration_id"))
        .col(integer("stop_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("registration_id").col("stop_id"))
        .foreign_key(
            ForeignKey::create()
                .from(TABLE, "registration_id")
                .to("registrations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(ForeignKey::create().from(TABLE, "stop_id").to("stops", "id").on_delete(ForeignKeyAction::Cascade))
        .take()
}
