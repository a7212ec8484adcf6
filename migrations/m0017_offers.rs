//! A freed seat may be offered for some hours instead of given: how long, whose offer runs until when, and what is held
//! for them meanwhile.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "events", integer_null("offer_hours")).await?;
        add(manager, "events", integer("offered").default(0).take()).await?;
        add(manager, "stops", integer("offered").default(0).take()).await?;
        add(manager, "registrations", timestamp_with_time_zone_null("offered_until")).await?;
        add(manager, "registrations", integer("offers_missed").default(0).take()).await?;
        add(manager, "registration_stops", boolean("offered").default(false).take()).await?;
        // Few of many registrations have an offer, and the clock asks for theirs every few seconds.
        let due =
            "CREATE INDEX registrations_by_offer ON registrations (offered_until) WHERE offered_until IS NOT NULL";
        manager.get_connection().execute_unprepared(due).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let due = Index::drop().name("registrations_by_offer").table("registrations").to_owned();
        manager.drop_index(due).await?;
        for (table, column) in [
            ("registration_stops", "offered"),
            ("registrations", "offers_missed"),
            ("registrations", "offered_until"),
            ("stops", "offered"),
            ("events", "offered"),
            ("events", "offer_hours"),
        ] {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}

/// SQLite adds one column at a time.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}
