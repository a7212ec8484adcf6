//! Registrations, the stops that each holds, and offers to hand a seat over.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(registrations()).await?;
        // One row per (event, address): the constraint behind "a second registration takes no second seat".
        manager
            .create_index(
                Index::create()
                    .name("registrations_by_address")
                    .table("registrations")
                    .col("event_id")
                    .col("email_key")
                    .unique()
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("registrations_in_line")
                    .table("registrations")
                    .col("event_id")
                    .col("status")
                    .col("place")
                    .take(),
            )
            .await?;
        manager.create_table(registration_stops()).await?;
        manager
            .create_index(
                Index::create()
                    .name("registration_stops_in_line")
                    .table("registration_stops")
                    .col("stop_id")
                    .col("status")
                    .col("place")
                    .take(),
            )
            .await?;
        manager.create_table(handovers()).await?;
        manager
            .create_index(
                Index::create().name("handovers_by_registration").table("handovers").col("registration_id").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["handovers", "registration_stops", "registrations"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn registrations() -> TableCreateStatement {
    Table::create()
        .table("registrations")
        .col(uuid("id").primary_key())
        .col(integer("event_id"))
        .col(string_len("status", 16))
        .col(big_integer("place"))
        .col(text("name"))
        .col(text("email"))
        .col(text("email_key"))
        .col(text("organisation"))
        .col(string_len("role", 40))
        .col(string_len("language", 2))
        .col(json("answers"))
        .col(integer("sequence"))
        .col(integer("key_version"))
        .col(blob("token_hash").unique_key())
        .col(timestamp_with_time_zone("consent_at"))
        .col(timestamp_with_time_zone("registered_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .col(timestamp_with_time_zone_null("checked_in_at"))
        .foreign_key(ForeignKey::create().from("registrations", "event_id").to("events", "id"))
        .take()
}

fn registration_stops() -> TableCreateStatement {
    Table::create()
        .table("registration_stops")
        .col(uuid("registration_id"))
        .col(integer("stop_id"))
        .col(string_len("status", 16))
        .col(big_integer("place"))
        .primary_key(Index::create().col("registration_id").col("stop_id"))
        .foreign_key(
            ForeignKey::create()
                .from("registration_stops", "registration_id")
                .to("registrations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(ForeignKey::create().from("registration_stops", "stop_id").to("stops", "id"))
        .take()
}

fn handovers() -> TableCreateStatement {
    Table::create()
        .table("handovers")
        .col(uuid("id").primary_key())
        .col(uuid("registration_id"))
        .col(text("name"))
        .col(text("email"))
        .col(blob("token_hash").unique_key())
        .col(timestamp_with_time_zone("offered_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(timestamp_with_time_zone_null("declined_at"))
        .foreign_key(
            ForeignKey::create()
                .from("handovers", "registration_id")
                .to("registrations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
