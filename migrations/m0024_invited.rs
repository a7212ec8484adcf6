//! Which revision of its invitation a person has: a change may concern others only, and a calendar answers the one that
//! it has.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["registrations", "registration_stops"];
const COLUMN: &str = "invited_sequence";

/// What was known before: everybody was taken to have the newest.
const NEWEST: [&str; 2] = [
    "UPDATE registrations SET invited_sequence = sequence + \
        (SELECT e.sequence FROM events e WHERE e.id = registrations.event_id)",
    "UPDATE registration_stops SET invited_sequence = (SELECT s.sequence + r.sequence FROM stops s, registrations r \
        WHERE s.id = registration_stops.stop_id AND r.id = registration_stops.registration_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let column = integer(COLUMN).default(0).take();
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        for update in NEWEST {
            manager.get_connection().execute_unprepared(update).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column(COLUMN).take()).await?;
        }
        Ok(())
    }
}
