//! Two dates that left no trace: when the public revision last rose (a feed says since when it is as it is, also after an
//! event was deleted or a region renamed), and when an event was to begin before it was moved.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in DATES {
            let date = timestamp_with_time_zone_null(column);
            manager.alter_table(Table::alter().table(table).add_column(date).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in DATES {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}

const DATES: [(&str, &str); 2] = [("revisions", "raised_at"), ("events", "moved_from")];
