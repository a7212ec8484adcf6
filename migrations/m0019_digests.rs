//! Who reads the weekly digest of a region (or of the whole network), and which digests were written.

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
                    .table("digest_readers")
                    .col(uuid("id").primary_key())
                    .col(integer_null("region_id"))
                    .col(text("email"))
                    .col(text("email_key"))
                    .col(string_len("language", 2))
                    .col(timestamp_with_time_zone("asked_at"))
                    .col(timestamp_with_time_zone_null("confirmed_at"))
                    .foreign_key(ForeignKey::create().from("digest_readers", "region_id").to("regions", "id"))
                    .take(),
            )
            .await?;
        // Without a region it is the whole network, and no two rows without a region would be the same otherwise.
        let once = "CREATE UNIQUE INDEX digest_readers_once ON digest_readers (email_key, COALESCE(region_id, 0))";
        manager.get_connection().execute_unprepared(once).await?;
        manager
            .create_table(
                Table::create()
                    .table("digests")
                    .col(uuid("id").primary_key())
                    .col(integer_null("region_id"))
                    .col(timestamp_with_time_zone("since"))
                    .col(timestamp_with_time_zone("until"))
                    .col(timestamp_with_time_zone_null("written_at"))
                    .foreign_key(ForeignKey::create().from("digests", "region_id").to("regions", "id"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["digests", "digest_readers"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
