//! The audit trail: who did what to what, when. Sign-in links are bound to a browser or a code, sessions say on which
//! device they began, and an organiser's choice of columns is remembered.

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
                    .table("audit_entries")
                    .col(big_pk_auto("id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(integer_null("organiser_id"))
                    .col(text("organiser_name"))
                    .col(string_len("act", 40))
                    .col(integer_null("region_id"))
                    .col(integer_null("event_id"))
                    .col(uuid_null("registration_id"))
                    .col(text("about"))
                    .col(json("facts"))
                    .take(),
            )
            .await?;
        for column in ["event_id", "registration_id", "organiser_id"] {
            let name = format!("audit_entries_by_{}", column.trim_end_matches("_id"));
            let index = Index::create().name(name).table("audit_entries").col(column).take();
            manager.create_index(index).await?;
        }
        for column in [blob_null("browser_hash"), blob_null("code_hash"), integer("attempts").default(0).take()] {
            manager.alter_table(Table::alter().table("sign_in_links").add_column(column).take()).await?;
        }
        manager.alter_table(Table::alter().table("sessions").add_column(text("device").default("")).take()).await?;
        let seen = timestamp_with_time_zone_null("seen_at");
        manager.alter_table(Table::alter().table("sessions").add_column(seen).take()).await?;
        let columns = text_null("list_columns");
        manager.alter_table(Table::alter().table("organisers").add_column(columns).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("organisers", "list_columns"),
            ("sessions", "seen_at"),
            ("sessions", "device"),
            ("sign_in_links", "attempts"),
            ("sign_in_links", "code_hash"),
            ("sign_in_links", "browser_hash"),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        manager.drop_table(Table::drop().table("audit_entries").take()).await
    }
}
