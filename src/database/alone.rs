//! Whether a database is in use, and how one has it for oneself.
//!
//! Whoever has a SQLite file with a WAL open holds a lock on it that all of them share, so who asks for the file alone is
//! refused (sqlite.org/wal.html, section 8). Every process of ours that writes has a WAL. On PostgreSQL each connection of
//! ours holds an advisory lock that all of them share: everybody has a right to one, and it goes with the connection. So
//! whoever lost all connections (PostgreSQL began anew, another server took over) must get the lock again before anything
//! is said on new ones.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Executor, Postgres, Row};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, RuntimeErr, Statement, TransactionTrait, sqlx};

use super::{Database, knocking, options};

/// Whether anybody has the file open, in this process or another.
pub fn is_in_use(file: &Path) -> rusqlite::Result<bool> {
    take(file).map(|taken| taken.is_none())
}

/// The file for oneself: until this is dropped nobody else can open it. None when anybody has it open.
pub(super) fn take(file: &Path) -> rusqlite::Result<Option<Connection>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let asked = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |_| Ok(()));
    match asked {
        Ok(()) => Ok(Some(connection)),
        Err(error) if is_locked(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_locked(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// A pool whose connections can be noticed; it has none while somebody keeps others out.
pub(super) fn noticed(pool: PoolOptions<Postgres>) -> PoolOptions<Postgres> {
    pool.after_connect(|connection, _| Box::pin(come_in(connection)))
}

/// Lets a new connection be noticed; an error says that somebody keeps others out.
pub(super) async fn come_in(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let answer = connection.fetch_one(AMONG_OTHERS).await?;
    if answer.try_get::<bool, usize>(0)? { Ok(()) } else { Err(sqlx::Error::Protocol(OCCUPIED.to_string())) }
}

/// An error says that somebody keeps others out of this PostgreSQL.
pub(super) async fn check_welcome(url: &str) -> Result<(), DbErr> {
    let only = knocking::pool(options(url, 1)).await?;
    let is_welcome = is_granted(&only, AMONG_OTHERS).await;
    only.close().await?;
    if is_welcome? { Ok(()) } else { Err(DbErr::Conn(RuntimeErr::Internal(OCCUPIED.to_string()))) }
}

impl Database {
    /// Keeps everybody else from working with the database until this transaction ends; none when somebody does already.
    /// We must have connected unnoticed. In PostgreSQL nobody of ours can connect then; in SQLite nobody can write.
    pub async fn keep_others_out(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        if self.is_sqlite() {
            return self.begin().await.map(Some);
        }
        for _ in 0..TRIES {
            let txn = self.read().begin().await?;
            if is_granted(&txn, ALONE).await? {
                stay(&txn).await?;
                return Ok(Some(txn));
            }
            txn.rollback().await?;
            rocket::tokio::time::sleep(MOMENT).await;
        }
        Ok(None)
    }
}

/// Keeps a transaction that takes long and has nothing to say for a while, whatever PostgreSQL is told to end otherwise.
pub(super) async fn stay(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    match txn.get_database_backend() {
        DbBackend::Sqlite => Ok(()),
        _ => txn.execute_unprepared(STAY).await.map(drop),
    }
}

/// The third is known to PostgreSQL 17 and newer.
const STAY: &str = "SELECT set_config(name, '0', true) FROM pg_settings \
    WHERE name IN ('idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout')";

async fn is_granted<C: ConnectionTrait>(db: &C, lock: &str) -> Result<bool, DbErr> {
    let answer = db.query_one_raw(Statement::from_string(DbBackend::Postgres, lock)).await?;
    answer.map_or(Ok(false), |row| row.try_get_by_index(0))
}

const OCCUPIED: &str = "samenkomst copy is at work there: wait until it is done";

/// The lock's number is "samenkom" in ASCII; nobody else in this database has a reason to take it.
const AMONG_OTHERS: &str = "SELECT pg_try_advisory_lock_shared(8314046669514305389)";

const ALONE: &str = "SELECT pg_try_advisory_xact_lock(8314046669514305389)";

/// A service that was just stopped may still have a connection: PostgreSQL hears a little later that it was hung up.
const TRIES: usize = 10;
const MOMENT: Duration = Duration::from_millis(100);
