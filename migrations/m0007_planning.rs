//! What organisers plan with: a version against two people who edit at once, reminders and thanks, presence by the
//! join link, overbooking, and events that were deleted but keep their history.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            integer("version").default(0).take(),
            integer("overbooked_by").default(0).take(),
            boolean("joining_counts").default(false).take(),
            json("reminders").default("[1440,60]").take(),
            boolean("thanks").default(true).take(),
            timestamp_with_time_zone_null("thanked_at").take(),
            timestamp_with_time_zone_null("deleted_at").take(),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("events").add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = ["deleted_at", "thanked_at", "thanks", "reminders", "joining_counts", "overbooked_by", "version"];
        for column in columns {
            manager.alter_table(Table::alter().table("events").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
