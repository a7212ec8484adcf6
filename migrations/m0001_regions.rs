//! Regions, themes and series: who invites and about what. `revisions` counts public changes, for the caches.

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
                    .table("regions")
                    .col(pk_auto("id"))
                    .col(string_len_uniq("slug", 80))
                    .col(integer_null("parent_id"))
                    .col(integer("position"))
                    .col(string_len("accent", 8))
                    .col(json("names"))
                    .col(json("intro"))
                    .col(json("work"))
                    .col(json("contacts"))
                    .col(string_len("sender_name", 120))
                    .col(string_len("reply_to", 254))
                    .foreign_key(ForeignKey::create().from("regions", "parent_id").to("regions", "id"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("themes")
                    .col(pk_auto("id"))
                    .col(string_len_uniq("slug", 80))
                    .col(integer("position"))
                    .col(boolean("core"))
                    .col(json("names"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("series")
                    .col(pk_auto("id"))
                    .col(string_len_uniq("slug", 80))
                    .col(integer("region_id"))
                    .col(boolean("umbrella"))
                    .col(json("titles"))
                    .col(json("summaries"))
                    .foreign_key(ForeignKey::create().from("series", "region_id").to("regions", "id"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create().table("revisions").col(integer("id").primary_key()).col(big_integer("value")).take(),
            )
            .await?;
        let first =
            Query::insert().into_table("revisions").columns(["id", "value"]).values_panic([1.into(), 1.into()]).take();
        manager.execute(first).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["revisions", "series", "themes", "regions"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
