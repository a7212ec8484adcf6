//! Organisers, their roles, and the keys that let them in: links by mail, sessions, API tokens. Keys are stored hashed.

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
                    .table("organisers")
                    .col(pk_auto("id"))
                    .col(text("email"))
                    .col(text_uniq("email_key"))
                    .col(text("name"))
                    .col(string_len("language", 2))
                    .col(timestamp_with_time_zone("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("organiser_roles")
                    .col(pk_auto("id"))
                    .col(integer("organiser_id"))
                    .col(string_len("role", 16))
                    .col(integer_null("region_id"))
                    .foreign_key(&mut of_organiser("organiser_roles"))
                    .foreign_key(ForeignKey::create().from("organiser_roles", "region_id").to("regions", "id"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sign_in_links")
                    .col(pk_auto("id"))
                    .col(integer("organiser_id"))
                    .col(blob("token_hash").unique_key())
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .foreign_key(&mut of_organiser("sign_in_links"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sessions")
                    .col(pk_auto("id"))
                    .col(integer("organiser_id"))
                    .col(blob("token_hash").unique_key())
                    .col(timestamp_with_time_zone("started_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    .foreign_key(&mut of_organiser("sessions"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("api_tokens")
                    .col(pk_auto("id"))
                    .col(integer("organiser_id"))
                    .col(string_len("name", 120))
                    .col(blob("token_hash").unique_key())
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .foreign_key(&mut of_organiser("api_tokens"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["api_tokens", "sessions", "sign_in_links", "organiser_roles", "organisers"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn of_organiser(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "organiser_id").to("organisers", "id").on_delete(ForeignKeyAction::Cascade).take()
}
