//! The whole house from one database into another, empty one, whichever of SQLite and PostgreSQL they are.
//!
//! Which tables and columns there are is read from the schema, so that none is forgotten; rows keep their ids, and what
//! stands in them is carried over as it is, also what this program would not write itself any more. All is read at one
//! moment and written in one transaction, and is kept only when every table is the same on both sides.

mod batch;
mod numbers;
mod schema;
mod table;
mod tally;
mod watch;

use std::fmt;

use rocket::futures::TryStreamExt;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, Statement, StreamTrait,
    TransactionTrait,
};

use super::{Database, alone};
use batch::Batch;
use table::{Table, quoted};
use tally::Tally;
use watch::Watch;

/// What was copied of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Copied {
    pub table: String,
    pub rows: u64,
}

/// Why nothing is copied into a database.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else works with the old one, or came to it meanwhile.
    InUse,
    /// It is the one that was to be copied.
    Same,
    /// It has tables that are not ours.
    Strange(Vec<String>),
    /// Its tables have rows already, so many.
    Full(Vec<(String, u64)>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::InUse => f.write_str(
                "The old database is in use: stop every samenkomst, and whatever else has its file open, and begin again",
            ),
            Refusal::Same => f.write_str("It is the same database: name another, empty one"),
            Refusal::Strange(tables) => {
                write!(f, "The new database holds tables of others ({}): name an empty one", tables.join(", "))
            }
            Refusal::Full(tables) => {
                let tables: Vec<String> = tables.iter().map(|(table, rows)| format!("{table}: {rows}")).collect();
                write!(f, "The new database holds something already ({}): name an empty one", tables.join(", "))
            }
        }
    }
}

/// Tables into which migrations write their first rows: counters, which come over with the rest.
const BEGUN: [&str; 2] = ["revisions", "mail_pace"];

/// Copies everything, and says what; the error says in a sentence what broke off, and then nothing is kept. The schema of
/// the new database is brought up to date first; that of the old one must be, and nobody else may work with it. Both were
/// connected unnoticed; the old one, if it is a file, is closed in the end.
pub async fn copy(from: &Database, to: &Database) -> Result<Result<Vec<Copied>, Refusal>, String> {
    copy_all(from, to).await.map_err(|error| in_words(&error))
}

async fn copy_all(from: &Database, to: &Database) -> Result<Result<Vec<Copied>, Refusal>, DbErr> {
    // Before anything is read: what others wrote until now is there.
    let Some(watch) = Watch::over(from).await? else { return Ok(Err(Refusal::InUse)) };
    let reading = begin_reading(from).await?;
    if are_one(from, &reading, to).await? {
        return Ok(Err(Refusal::Same));
    }
    let tables = schema::tables(&reading).await?;
    // Before the schema too: a database of somebody else is left as it is.
    if let Some(refusal) = found_in(to.read(), &tables).await? {
        return Ok(Err(refusal));
    }
    to.migrate().await?;
    let writing = to.begin().await?;
    alone::stay(&writing).await?;
    let copied = match fill(&reading, &writing, &tables).await? {
        Ok(copied) => copied,
        Err(refusal) => return Ok(Err(refusal)),
    };
    reading.rollback().await?;
    let is_kept = watch.keep(from, writing).await?;
    Ok(if is_kept { Ok(copied) } else { Err(Refusal::InUse) })
}

/// Writes it all into the new database.
async fn fill(
    reading: &DatabaseTransaction,
    writing: &DatabaseTransaction,
    tables: &[Table],
) -> Result<Result<Vec<Copied>, Refusal>, DbErr> {
    // Whoever else copies into it waits here, and finds it full then.
    for table in BEGUN {
        writing.execute_unprepared(&format!("DELETE FROM {table}")).await?;
    }
    if let Some(refusal) = found_in(writing, tables).await? {
        return Ok(Err(refusal));
    }
    if schema::tables(writing).await? != tables {
        return Err(DbErr::Custom("the tables of the two databases are not the same".into()));
    }
    let mut copied = Vec::with_capacity(tables.len());
    for table in tables {
        let rows = copy_table(reading, writing, table).await.map_err(|error| within(table, &error))?;
        copied.push(Copied { table: table.name.clone(), rows });
    }
    numbers::carry_over(reading, writing).await?;
    Ok(Ok(copied))
}

/// A transaction that sees the database as it is now, whatever is written meanwhile.
async fn begin_reading(from: &Database) -> Result<DatabaseTransaction, DbErr> {
    if from.is_sqlite() {
        // There every transaction goes on seeing what it saw first.
        return from.read().begin().await;
    }
    let (level, mode) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
    let reading = from.read().begin_with_config(level, mode).await?;
    alone::stay(&reading).await?;
    Ok(reading)
}

/// Whether both are the same database, whatever they are called: the same file, or one in which the other's lock is felt.
async fn are_one(from: &Database, reading: &DatabaseTransaction, to: &Database) -> Result<bool, DbErr> {
    if let (Some(one), Some(other)) = (&from.file, &to.file) {
        return Ok((one.device, one.inode) == (other.device, other.inode));
    }
    if from.is_sqlite() || to.is_sqlite() {
        return Ok(false);
    }
    let lock = rand::random::<i64>();
    let asked = |words: &str| Statement::from_sql_and_values(DbBackend::Postgres, words, [lock.into()]);
    reading.execute_raw(asked("SELECT pg_advisory_xact_lock($1)")).await?;
    let free = to.read().query_one_raw(asked("SELECT pg_try_advisory_xact_lock($1)")).await?;
    free.map_or(Ok(false), |row| row.try_get_by_index::<bool>(0).map(|is_free| !is_free))
}

/// What stands in the way in the new database.
async fn found_in<C: ConnectionTrait>(to: &C, ours: &[Table]) -> Result<Option<Refusal>, DbErr> {
    let (mut strange, mut full) = (Vec::new(), Vec::new());
    for name in schema::names(to).await? {
        if !ours.iter().any(|table| table.name == name) {
            strange.push(name);
        } else if !BEGUN.contains(&name.as_str()) {
            let rows = count(to, &name).await?;
            if rows > 0 {
                full.push((name, rows));
            }
        }
    }
    Ok(match (strange.is_empty(), full.is_empty()) {
        (false, _) => Some(Refusal::Strange(strange)),
        (true, false) => Some(Refusal::Full(full)),
        (true, true) => None,
    })
}

async fn count<C: ConnectionTrait>(db: &C, table: &str) -> Result<u64, DbErr> {
    let sql = format!("SELECT COUNT(*) FROM {}", quoted(table));
    let counted = db.query_one_raw(Statement::from_string(ConnectionTrait::get_database_backend(db), sql)).await?;
    let rows: i64 = counted.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(rows.unsigned_abs())
}

/// Copies a table, and reads it back; answers with how many rows it has.
async fn copy_table(reading: &DatabaseTransaction, writing: &DatabaseTransaction, table: &Table) -> Result<u64, DbErr> {
    let read = carry(reading, writing, table).await?;
    let written = look(writing, table).await?;
    if read.rows != count(reading, &table.name).await? {
        return Err(DbErr::Custom("some of its rows lie below themselves".into()));
    }
    if read != written {
        return Err(DbErr::Custom("what was written is not what was read".into()));
    }
    Ok(read.rows)
}

async fn carry(reading: &DatabaseTransaction, writing: &DatabaseTransaction, table: &Table) -> Result<Tally, DbErr> {
    let (mut tally, mut batch) = (Tally::default(), Batch::default());
    let mut rows = reading.stream_raw(asked_of(reading, table)).await?;
    while let Some(row) = rows.try_next().await? {
        let row = table.values(&row)?;
        tally.add(&row);
        if !batch.has_room_for(&row) {
            batch.write(writing, table).await?;
        }
        batch.add(row);
    }
    batch.write(writing, table).await?;
    Ok(tally)
}

async fn look(txn: &DatabaseTransaction, table: &Table) -> Result<Tally, DbErr> {
    let mut tally = Tally::default();
    let mut rows = txn.stream_raw(asked_of(txn, table)).await?;
    while let Some(row) = rows.try_next().await? {
        tally.add(&table.values(&row)?);
    }
    Ok(tally)
}

fn asked_of(txn: &DatabaseTransaction, table: &Table) -> Statement {
    Statement::from_string(ConnectionTrait::get_database_backend(txn), table.select())
}

fn within(table: &Table, error: &DbErr) -> DbErr {
    DbErr::Custom(format!("{}: {}", table.name, in_words(error)))
}

/// Without saying of our own words that they are.
fn in_words(error: &DbErr) -> String {
    match error {
        DbErr::Custom(why) => why.clone(),
        other => other.to_string(),
    }
}
