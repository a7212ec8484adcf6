//! Bringing the schema up to date. Several processes may start at once, and only one of them does it.

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::MigratorTrait;

use super::{Database, alone};
use crate::migrations::Migrator;

impl Database {
    /// Brings the schema up to date. Whoever comes meanwhile waits, and finds nothing left to do.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if Migrator::get_pending_migrations_read_only(&self.reader).await?.is_empty() {
            return Ok(());
        }
        let txn = self.begin().await?;
        if self.is_sqlite() {
            Migrator::up(&txn, None).await?;
        } else {
            alone::stay(&txn).await?;
            txn.execute_unprepared(ONE_AT_A_TIME).await?;
            // Each change commits by itself: a service that runs meanwhile waits for one of them at most.
            Migrator::up(&self.writer, None).await?;
        }
        txn.commit().await
    }
}

/// The number after that of `alone`.
const ONE_AT_A_TIME: &str = "SELECT pg_advisory_xact_lock(8314046669514305390)";
