//! One door to the database, SQLite or PostgreSQL. A function that takes `&Database` opens a transaction; one that
//! takes `txn` joins the caller's.
//!
//! SQLite gets one connection that writes and a pool that reads, since two writers give `database is locked`; the
//! journal is a WAL, and every commit is on the disk before it is answered (`synchronous=FULL`).

use std::time::Duration;

use sea_orm::sea_query::LikeExpr;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use crate::config::sqlite_file;
use crate::migrations::Migrator;

/// The connections of this process.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

impl Database {
    /// Connects; makes the SQLite file and its folder when they are missing.
    pub async fn connect(url: &str) -> Result<Database, DbErr> {
        if !url.starts_with("sqlite:") {
            let pool = sea_orm::Database::connect(options(url, 16)).await?;
            return Ok(Database { writer: pool.clone(), reader: pool });
        }
        let Some(file) = sqlite_file(url) else {
            // Every connection to a database in memory has a database of its own.
            let only = sea_orm::Database::connect(options(url, 1)).await?;
            return Ok(Database { writer: only.clone(), reader: only });
        };
        if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|e| DbErr::Custom(format!("cannot make the folder {}: {e}", folder.display())))?;
        }
        let writer = sea_orm::Database::connect(options(url, 1)).await?;
        let reader = sea_orm::Database::connect(options(url, 6)).await?;
        Ok(Database { writer, reader })
    }

    /// For reading outside of a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For a single statement that writes, and for migrations.
    pub fn write(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Opens a transaction that may write. Dropping it undoes it.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await
    }

    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.writer, None).await
    }

    pub async fn close(self) {
        let _ = self.reader.clone().close().await;
        let _ = self.writer.clone().close().await;
    }
}

/// What holds this text somewhere, whatever marks are in it. Capitals count: ask a column that was folded.
pub fn containing(text: &str) -> LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .connect_timeout(Duration::from_secs(5))
        .acquire_timeout(Duration::from_secs(5))
        // After a restart of PostgreSQL the pool is full of dead connections; a file does not restart.
        .test_before_acquire(!url.starts_with("sqlite:"))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                .foreign_keys(true)
                .statement_cache_capacity(256)
                .pragma("temp_store", "MEMORY")
                // Pages that change again and again are copied into the file less often; the journal stays under 16 MB.
                .pragma("wal_autocheckpoint", "4000")
        })
        .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(256));
    options
}
