//! Many rows, and several statements, in one journey to the database. A journey there and back costs as much as writing
//! ten rows, and building a statement for each number of rows costs more than the rows: so rows travel as one JSON text,
//! and the words of a statement are the same for one row and for two hundred.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, Value};
use serde::Serialize;

/// Something that is written as a row.
pub trait Row {
    const ROWS: &'static Rows;

    /// The values that `ROWS` speaks of, as a sequence.
    fn values(&self) -> impl Serialize;
}

/// How rows of a table are written: each of its columns, and what stands in it.
pub struct Rows {
    pub table: &'static str,
    pub columns: &'static [(&'static str, Cell)],
}

/// What stands in a column: the value at this place of the row, or always the same.
#[derive(Clone, Copy)]
pub enum Cell {
    Uuid(usize),
    /// Written in the row as hexadecimal digits.
    Bytes(usize),
    Number(usize),
    Text(usize),
    /// A moment as RFC 3339, which is how SQLite keeps it.
    Moment(usize),
    Json(usize),
    Always(&'static str),
}

impl Cell {
    fn sql(self, backend: DbBackend) -> String {
        let is_sqlite = backend == DbBackend::Sqlite;
        match self {
            Cell::Uuid(n) if is_sqlite => format!("unhex(r.value ->> {n}, '-')"),
            Cell::Bytes(n) if is_sqlite => format!("unhex(r.value ->> {n})"),
            Cell::Json(n) if is_sqlite => format!("r.value -> {n}"),
            Cell::Number(n) | Cell::Moment(n) if is_sqlite => format!("r.value ->> {n}"),
            Cell::Uuid(n) => format!("CAST(r.value ->> {n} AS uuid)"),
            Cell::Bytes(n) => format!("decode(r.value ->> {n}, 'hex')"),
            Cell::Json(n) => format!("CAST(r.value -> {n} AS json)"),
            Cell::Number(n) => format!("CAST(r.value ->> {n} AS bigint)"),
            Cell::Moment(n) => format!("CAST(r.value ->> {n} AS timestamptz)"),
            Cell::Text(n) => format!("r.value ->> {n}"),
            Cell::Always(what) => what.to_string(),
        }
    }
}

/// What one step does; the rows come as its one value.
enum Step {
    Insert(&'static Rows),
    /// Changes the rows whose first column is that of the row.
    Update(&'static Rows),
    Then(&'static str),
}

impl Step {
    /// The statement, with `value` where its value stands.
    fn sql(&self, backend: DbBackend, value: &str) -> String {
        match self {
            Step::Insert(rows) => insert(rows, backend, value),
            Step::Update(rows) => update(rows, backend, value),
            Step::Then(words) => words.to_string(),
        }
    }
}

/// Statements that are done in order, in one journey. Nothing is sent before `run`.
#[derive(Default)]
pub struct Script(Vec<(Step, Option<String>)>);

impl Script {
    /// Writes new rows; none is no step.
    pub fn insert<R: Row>(&mut self, new: &[R]) -> Result<(), DbErr> {
        self.add(Step::Insert(R::ROWS), new)
    }

    /// Changes rows that are there, found by their first column.
    pub fn update<R: Row>(&mut self, rows: &[R]) -> Result<(), DbErr> {
        self.add(Step::Update(R::ROWS), rows)
    }

    fn add<R: Row>(&mut self, step: Step, rows: &[R]) -> Result<(), DbErr> {
        if !rows.is_empty() {
            self.0.push((step, Some(text_of(rows)?)));
        }
        Ok(())
    }

    /// A statement without a value.
    pub fn then(&mut self, words: &'static str) {
        self.0.push((Step::Then(words), None));
    }

    /// Does it all; answers with the first row that the last statement returns. On PostgreSQL no statement sees what
    /// another one of the script did, as with every `WITH`.
    pub async fn run(self, txn: &DatabaseTransaction) -> Result<Option<QueryResult>, DbErr> {
        let backend = txn.get_database_backend();
        let mut values: Vec<Value> = Vec::with_capacity(self.0.len());
        let mut statements = Vec::with_capacity(self.0.len());
        for (step, value) in self.0 {
            values.extend(value.map(Value::from));
            statements.push(step.sql(backend, &place(backend, values.len())));
        }
        let Some(last) = statements.pop() else { return Ok(None) };
        let sql = if backend == DbBackend::Sqlite { in_turn(&statements, &last) } else { at_once(&statements, &last) };
        txn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await
    }
}

/// Writes those of the rows whose `key` is new, and says how many were.
pub async fn insert_new<R: Row>(txn: &DatabaseTransaction, key: &str, rows: &[R]) -> Result<u64, DbErr> {
    let backend = txn.get_database_backend();
    // Without a WHERE, SQLite would read ON as the beginning of a join.
    let sql = insert(R::ROWS, backend, &place(backend, 1)) + " WHERE true ON CONFLICT (" + key + ") DO NOTHING";
    let done = txn.execute_raw(Statement::from_sql_and_values(backend, sql, [Value::from(text_of(rows)?)])).await?;
    Ok(done.rows_affected())
}

/// SQLite's driver does one statement after the other.
fn in_turn(statements: &[String], last: &str) -> String {
    statements.iter().fold(String::new(), |sql, statement| sql + statement + ";\n") + last
}

/// PostgreSQL prepares one statement at a time, which may have others inside.
fn at_once(statements: &[String], last: &str) -> String {
    let named = statements.iter().enumerate().map(|(n, statement)| format!("step_{n} AS ({statement})"));
    let named: Vec<String> = named.collect();
    if named.is_empty() { last.to_string() } else { format!("WITH {}\n{last}", named.join(",\n")) }
}

fn insert(rows: &Rows, backend: DbBackend, value: &str) -> String {
    let (names, cells): (Vec<_>, Vec<_>) = rows.columns.iter().map(|(name, cell)| (*name, cell.sql(backend))).unzip();
    let source = source(backend, value);
    format!("INSERT INTO {} ({}) SELECT {} FROM {source}", rows.table, names.join(", "), cells.join(", "))
}

fn update(rows: &Rows, backend: DbBackend, value: &str) -> String {
    let is = |(name, cell): &(&str, Cell)| format!("{name} = {}", cell.sql(backend));
    let Some((key, others)) = rows.columns.split_first() else { return String::new() };
    let changes: Vec<String> = others.iter().map(is).collect();
    let (table, source) = (rows.table, source(backend, value));
    format!("UPDATE {table} SET {} FROM {source} WHERE {table}.{}", changes.join(", "), is(key))
}

/// The rows of the JSON text, each as `r.value`.
fn source(backend: DbBackend, value: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("jsonb_each({value}) AS r"),
        _ => format!("jsonb_array_elements(CAST(CAST({value} AS text) AS jsonb)) AS r(value)"),
    }
}

/// How the statement names its `n`th value.
fn place(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Sqlite { "?".to_string() } else { format!("${n}") }
}

fn text_of<R: Row>(rows: &[R]) -> Result<String, DbErr> {
    let values: Vec<_> = rows.iter().map(Row::values).collect();
    serde_json::to_string(&values).map_err(|e| DbErr::Custom(e.to_string()))
}

/// A moment as a row carries it.
pub fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// Bytes as a row carries them.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
