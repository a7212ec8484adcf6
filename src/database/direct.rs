//! SQLite, asked on the thread that wants to know. The pool has a thread for each connection, so a batch of the seat desk
//! went to and fro a dozen times between two threads, and waited for a processor each time; here the desk's thread does
//! it all. It is for few, plain statements; SeaORM does not come here.

use std::path::Path;
use std::sync::Arc;

use rusqlite::types::{Null, ToSqlOutput};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Row, ToSql, params_from_iter};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{Sqlite, SqlitePool};
use sea_orm::{DbErr, RuntimeErr, Value};

use super::script::{Script, moment};
use super::{OpenFile, PATIENCE, SETTINGS, STATEMENTS};

/// A connection of one thread's own, opened when it is first needed.
#[derive(Debug)]
pub struct Direct {
    file: Arc<OpenFile>,
    /// The pool with the one connection that writes: who holds that one is the only one in this process who writes.
    turns: SqlitePool,
    connection: Option<Connection>,
}

/// A transaction that writes. Dropping it undoes it.
#[derive(Debug)]
pub struct Turn<'d> {
    connection: &'d Connection,
    _turn: PoolConnection<Sqlite>,
}

impl Direct {
    pub(super) fn new(file: Arc<OpenFile>, turns: SqlitePool) -> Direct {
        Direct { file, turns, connection: None }
    }

    pub async fn begin(&mut self) -> Result<Turn<'_>, DbErr> {
        self.file.check()?;
        let turn = self.turns.acquire().await.map_err(|error| away(&error))?;
        // One on which the last transaction could not be undone is given up.
        let connection = match self.connection.take().filter(Connection::is_autocommit) {
            Some(connection) => connection,
            None => open(&self.file.path).map_err(explained)?,
        };
        let connection = self.connection.insert(connection);
        say(connection, "BEGIN IMMEDIATE").map_err(explained)?;
        Ok(Turn { connection, _turn: turn })
    }
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    // As everywhere, a file that is not there is not made.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    for (name, value) in SETTINGS {
        connection.pragma_update(None, name, value)?;
    }
    Ok(connection)
}

fn say(connection: &Connection, words: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(words)?.execute([]).map(drop)
}

impl Turn<'_> {
    /// All rows that the statement finds.
    pub fn find<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DbErr> {
        let mut statement = self.connection.prepare_cached(sql).map_err(explained)?;
        let found = statement.query_map(values, read).map_err(explained)?;
        found.collect::<rusqlite::Result<_>>().map_err(explained)
    }

    /// Does it all; answers with the number that the last statement returns.
    pub fn run(&self, script: Script) -> Result<Option<i64>, DbErr> {
        let run = || {
            let mut last = None;
            for (sql, rows) in script.by_row() {
                let mut statement = self.connection.prepare_cached(&sql)?;
                for row in &rows {
                    let values = params_from_iter(row.iter().map(Bound));
                    last = statement.query_row(values, |answer| answer.get(0)).optional()?;
                }
            }
            Ok(last)
        };
        run().map_err(explained)
    }

    /// Keeps it, on the disk.
    pub fn commit(self) -> Result<(), DbErr> {
        say(self.connection, "COMMIT").map_err(explained)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.connection.is_autocommit() {
            let undone = say(self.connection, "ROLLBACK");
            undone.unwrap_or_else(|error| tracing::error!(%error, "a transaction could not be undone"));
        }
    }
}

/// The database cannot serve now.
fn away(why: &impl ToString) -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(why.to_string()))
}

/// Whether it was the database's fault (locked, read-only, its disk full or gone) or that of the statement.
fn explained(error: rusqlite::Error) -> DbErr {
    use ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
    match error.sqlite_error_code() {
        Some(CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure) => away(&error),
        _ => DbErr::Query(RuntimeErr::Internal(error.to_string())),
    }
}

/// A value as it is kept, the same as by SeaORM.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self.0 {
            Value::SmallInt(number) => number.to_sql(),
            Value::Int(number) => number.to_sql(),
            Value::BigInt(number) => number.to_sql(),
            Value::String(text) => text.to_sql(),
            Value::Uuid(id) => id.to_sql(),
            Value::Bytes(bytes) => bytes.to_sql(),
            Value::Json(Some(json)) => Ok(json.to_string().into()),
            Value::ChronoDateTimeUtc(Some(at)) => Ok(moment(*at).into()),
            Value::Json(None) | Value::ChronoDateTimeUtc(None) => Ok(Null.into()),
            other => Err(rusqlite::Error::ToSqlConversionFailure(format!("{other:?} stands in no row").into())),
        }
    }
}
