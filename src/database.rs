//! One door to the database, SQLite or PostgreSQL. A function that takes `&Database` opens a transaction; one that
//! takes `txn` joins the caller's.
//!
//! SQLite gets one connection that writes and a pool that reads, since two writers give `database is locked` (the seat
//! desk writes on its own thread while it holds that one: `direct`); the journal is a WAL, and every commit is on the disk
//! before it is answered (`synchronous=FULL`). A file that was moved or deleted meanwhile takes no more writes: they would
//! be lost at the next start.

mod alone;
pub mod copying;
mod direct;
mod examining;
mod file;
mod knocking;
mod line;
mod migrating;
mod script;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::sea_query::{Expr, LikeExpr};
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::sqlx::{Connection, Executor, Postgres};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    SqlxPostgresConnector, TransactionOptions, TransactionTrait, sqlx,
};

use crate::config::sqlite_file;

pub use alone::is_in_use;
pub use direct::{Direct, Turn};
use file::OpenFile;
pub use line::Line;
pub use script::{Cell, Row, Rows, Script, Unchanged, array, insert_new, parameter};

/// The connections of this process.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// The file behind SQLite.
    file: Option<Arc<OpenFile>>,
    /// Whether a write failed since the last one that is known to have worked.
    doubted: Arc<AtomicBool>,
}

impl Database {
    /// Connects; makes the SQLite file and its folder when they are missing. Whoever wants PostgreSQL alone notices us, and
    /// an error says that somebody has it alone.
    pub async fn connect(url: &str) -> Result<Database, DbErr> {
        if url.starts_with("sqlite:") {
            return Database::connect_to_file(url).await;
        }
        // A pool would try to come in again and again, and never say why it cannot.
        alone::check_welcome(url).await?;
        let mut options = options(url, 16);
        options.map_sqlx_postgres_pool_opts(|pool| alone::noticed(cleaned(pool)));
        let pool = knocking::pool(options).await?;
        Ok(Database::of(pool.clone(), pool, None))
    }

    /// The same, to look around: a SQLite file is not made, and keeps the journal that it has.
    pub async fn look(url: &str) -> Result<Database, DbErr> {
        match sqlite_file(url) {
            Some(file) => Database::open_file(url, &file).await,
            None => Database::connect(url).await,
        }
    }

    /// As `connect`, but unnoticed, for the one who wants PostgreSQL alone (`keep_others_out`).
    pub async fn connect_unnoticed(url: &str) -> Result<Database, DbErr> {
        if url.starts_with("sqlite:") {
            return Database::connect_to_file(url).await;
        }
        let pool = knocking::pool(options(url, 16)).await?;
        Ok(Database::of(pool.clone(), pool, None))
    }

    fn of(writer: DatabaseConnection, reader: DatabaseConnection, file: Option<Arc<OpenFile>>) -> Database {
        Database { writer, reader, file, doubted: Arc::default() }
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
        self.check_place()?;
        self.writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await
    }

    /// Opens a transaction on a connection that may have died while nobody used it: nothing was said on it yet, so the
    /// second try does nothing twice.
    pub async fn begin_anew(&self) -> Result<DatabaseTransaction, DbErr> {
        match self.begin().await {
            Err(_) if !self.is_sqlite() => self.begin().await,
            begun => begun,
        }
    }

    /// The same database for a thread that has a runtime of its own: on PostgreSQL with connections of its own, whose
    /// answers come to that runtime and which are not tried before each use (`begin_anew`). A line that is dead keeps its
    /// connection for a while, so there may be others.
    pub fn apart(&self) -> Database {
        if self.is_sqlite() {
            return self.clone();
        }
        let shared = self.writer.get_postgres_connection_pool();
        let own = shared.options().clone().max_connections(7).min_connections(0).test_before_acquire(false);
        let own = own.after_connect(|connection, _| {
            Box::pin(async move {
                alone::come_in(connection).await?;
                connection.execute(BY_KEY).await.map(drop)
            })
        });
        let own = own.connect_lazy_with(shared.connect_options().as_ref().clone());
        Database { writer: SqlxPostgresConnector::from_sqlx_postgres_pool(own), ..self.clone() }
    }

    /// A way to the SQLite file that does not leave the caller's thread; none to another database.
    pub fn direct(&self) -> Option<Direct> {
        let file = self.file.clone()?;
        Some(Direct::new(file, self.writer.get_sqlite_connection_pool().clone()))
    }

    /// A connection to PostgreSQL of the caller's own, beside all pools; none to another database.
    pub fn line(&self) -> Option<Line> {
        (!self.is_sqlite()).then(|| Line::new(self.writer.get_postgres_connection_pool().connect_options()))
    }

    /// Whether the SQLite file is still where it was opened; an error says that it is not.
    fn check_place(&self) -> Result<(), DbErr> {
        self.file.as_ref().map_or(Ok(()), |file| file.check())
    }

    /// A write failed because of the database: whether it can be written is asked again before anybody is told so.
    pub fn doubt(&self) {
        self.doubted.store(true, Ordering::Relaxed);
    }

    /// Whether it can be written. That costs a write only while there is a doubt.
    pub async fn check_writing(&self) -> Result<(), DbErr> {
        self.check_place()?;
        if !self.doubted.load(Ordering::Relaxed) {
            return Ok(());
        }
        if let Some(file) = &self.file {
            file.check_room()?;
        }
        let txn = self.begin().await?;
        txn.execute_unprepared("UPDATE revisions SET value = value + 1 WHERE id = 2").await?;
        if !self.is_sqlite() {
            txn.execute_unprepared(ROOM).await?;
        }
        txn.commit().await?;
        self.doubted.store(false, Ordering::Relaxed);
        tracing::info!("the database can be written again");
        Ok(())
    }

    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    pub async fn close(self) {
        let _ = self.reader.close().await;
        let _ = self.writer.close().await;
    }
}

/// As many values as one statement safely takes: 32,766 are the most for SQLite, 65,535 for PostgreSQL.
pub const MOST_VALUES: usize = 10_000;

/// What holds this text somewhere, whatever marks are in it. Capitals count: ask a column that was folded.
pub fn containing(text: &str) -> LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

/// Where a column of texts (ours, never typed) has one of these, in the same words for any number of them. PostgreSQL
/// gets an array, for which it looks into the index; behind rows made of JSON it would read the whole table.
pub fn is_among(backend: DbBackend, column: &str, texts: impl Iterator<Item = String>) -> Expr {
    match backend {
        DbBackend::Sqlite => {
            let texts = serde_json::Value::from_iter(texts).to_string();
            Expr::cust_with_values(format!("{column} IN (SELECT value FROM json_each(?))"), [texts])
        }
        _ => Expr::cust_with_values(format!("{column} = ANY ({})", parameter(1, "text")), [array(texts)]),
    }
}

/// Whoever has connections `apart` asks by key. PostgreSQL keeps the plan that it made while a table was small, when to
/// read all of it was least work, until it has looked at the table again; in a rush that is too late.
const BY_KEY: &str = "SET enable_seqscan = off; SET jit = off";

/// A megabyte more, gone with the transaction: on a full disk PostgreSQL can still change what it has.
const ROOM: &str = "CREATE TEMPORARY TABLE room ON COMMIT DROP AS \
    SELECT md5(CAST(n AS TEXT)) AS filler FROM generate_series(1, 20000) n";

/// Whether nothing is open on a connection that comes back. SQLite ends a transaction by itself when its disk is full,
/// and the driver goes on counting it: what the next ones commit would only end an inner transaction, and be lost.
async fn is_clean<C: Connection>(connection: &mut C) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // What was asked before (to undo it all) is done first.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
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
        .map_sqlx_sqlite_opts(|sqlite| sqlite_settings(sqlite).create_if_missing(true).pragma("journal_mode", "WAL"))
        .map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_clean(connection))))
        .map_sqlx_postgres_pool_opts(cleaned)
        .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(256));
    options
}

fn cleaned(pool: PoolOptions<Postgres>) -> PoolOptions<Postgres> {
    pool.after_release(|connection, _| Box::pin(is_clean(connection)))
}

fn sqlite_settings(sqlite: SqliteConnectOptions) -> SqliteConnectOptions {
    let sqlite = sqlite.busy_timeout(PATIENCE).statement_cache_capacity(STATEMENTS);
    SETTINGS.iter().fold(sqlite, |sqlite, (name, value)| sqlite.pragma(*name, *value))
}

/// How long a connection to SQLite waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 256;

/// What every connection to SQLite is told (sqlite.org/pragma.html).
const SETTINGS: [(&str, &str); 4] = [
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("temp_store", "MEMORY"),
    // Pages that change again and again are copied into the file less often; the journal stays under 16 MB.
    ("wal_autocheckpoint", "4000"),
];
