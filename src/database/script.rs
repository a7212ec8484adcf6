//! Many rows, and several statements, in one journey to the database. A journey there and back costs as much as writing
//! ten rows, and building a statement for each number of rows costs more than the rows: so rows travel as one JSON text,
//! and the words of a statement are the same for one row and for two hundred.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, Value};
use serde::{Serialize, Serializer};

/// Something that is written as a row.
pub trait Row {
    const ROWS: &'static Rows;

    /// The values that `ROWS` speaks of, in their order.
    fn values(self) -> Vec<Value>;
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
    Bytes(usize),
    Number(usize),
    Text(usize),
    Moment(usize),
    Json(usize),
    Always(&'static str),
}

impl Cell {
    /// What it is when the row is `r.value`, in JSON.
    fn in_json(self, backend: DbBackend) -> String {
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

    /// What it is when the row's values are those of the statement.
    fn in_place(self) -> String {
        match self {
            Cell::Uuid(n) | Cell::Bytes(n) | Cell::Number(n) | Cell::Text(n) | Cell::Moment(n) | Cell::Json(n) => {
                format!("?{}", n + 1)
            }
            Cell::Always(what) => what.to_string(),
        }
    }
}

/// What one step does.
enum Step {
    Insert(&'static Rows, Vec<Vec<Value>>),
    /// Changes the rows whose first column is that of the row.
    Update(&'static Rows, Vec<Vec<Value>>),
    Then(&'static str),
}

impl Step {
    /// The statement for all rows, which come as one JSON text where `value` stands; and that text.
    fn for_all(self, backend: DbBackend, value: &str) -> Result<(String, Option<String>), DbErr> {
        Ok(match self {
            Step::Insert(rows, new) => (insert(rows, backend, value), Some(text_of(&new)?)),
            Step::Update(rows, changed) => (update(rows, backend, value), Some(text_of(&changed)?)),
            Step::Then(words) => (words.to_string(), None),
        })
    }

    /// The statement for each row, and the rows; in the words of SQLite.
    fn for_each(self) -> (String, Vec<Vec<Value>>) {
        match self {
            Step::Insert(rows, new) => {
                let (names, cells) = columns(rows, Cell::in_place);
                (format!("INSERT INTO {} ({}) VALUES ({})", rows.table, names.join(", "), cells.join(", ")), new)
            }
            Step::Update(rows, changed) => {
                let is: Vec<String> =
                    rows.columns.iter().map(|(name, cell)| format!("{name} = {}", cell.in_place())).collect();
                let (key, others) = is.split_first().expect("a table has columns");
                (format!("UPDATE {} SET {} WHERE {key}", rows.table, others.join(", ")), changed)
            }
            Step::Then(words) => (words.to_string(), vec![Vec::new()]),
        }
    }
}

/// Statements that are done in order, in one journey. Nothing is sent before `run`.
#[derive(Default)]
pub struct Script(Vec<Step>);

impl Script {
    /// Writes new rows; none is no step.
    pub fn insert<R: Row>(&mut self, new: Vec<R>) {
        if !new.is_empty() {
            self.0.push(Step::Insert(R::ROWS, new.into_iter().map(R::values).collect()));
        }
    }

    /// Changes rows that are there, found by their first column.
    pub fn update<R: Row>(&mut self, rows: impl Iterator<Item = R>) {
        let rows: Vec<_> = rows.map(R::values).collect();
        if !rows.is_empty() {
            self.0.push(Step::Update(R::ROWS, rows));
        }
    }

    /// A statement without a value.
    pub fn then(&mut self, words: &'static str) {
        self.0.push(Step::Then(words));
    }

    /// Does it all; answers with the first row that the last statement returns. On PostgreSQL no statement sees what
    /// another one of the script did, as with every `WITH`.
    pub async fn run(self, txn: &DatabaseTransaction) -> Result<Option<QueryResult>, DbErr> {
        let backend = txn.get_database_backend();
        let mut values: Vec<Value> = Vec::with_capacity(self.0.len());
        let mut statements = Vec::with_capacity(self.0.len());
        for step in self.0 {
            let (sql, value) = step.for_all(backend, &place(backend, values.len() + 1))?;
            values.extend(value.map(Value::from));
            statements.push(sql);
        }
        let Some(last) = statements.pop() else { return Ok(None) };
        let sql = if backend == DbBackend::Sqlite { in_turn(&statements, &last) } else { at_once(&statements, &last) };
        txn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await
    }

    /// Each statement with the rows for which it is done, for whoever pays for no journey (`Direct`).
    pub(super) fn by_row(self) -> impl Iterator<Item = (String, Vec<Vec<Value>>)> {
        self.0.into_iter().map(Step::for_each)
    }
}

/// Writes those of the rows whose `key` is new, and says how many were.
pub async fn insert_new<R: Row>(txn: &DatabaseTransaction, key: &str, rows: Vec<R>) -> Result<u64, DbErr> {
    let backend = txn.get_database_backend();
    let rows: Vec<_> = rows.into_iter().map(R::values).collect();
    // Without a WHERE, SQLite would read ON as the beginning of a join.
    let sql = insert(R::ROWS, backend, &place(backend, 1)) + " WHERE true ON CONFLICT (" + key + ") DO NOTHING";
    let done = txn.execute_raw(Statement::from_sql_and_values(backend, sql, [Value::from(text_of(&rows)?)])).await?;
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
    let (names, cells) = columns(rows, |cell| cell.in_json(backend));
    let source = source(backend, value);
    format!("INSERT INTO {} ({}) SELECT {} FROM {source}", rows.table, names.join(", "), cells.join(", "))
}

fn update(rows: &Rows, backend: DbBackend, value: &str) -> String {
    let is = |(name, cell): &(&str, Cell)| format!("{name} = {}", cell.in_json(backend));
    let Some((key, others)) = rows.columns.split_first() else { return String::new() };
    let changes: Vec<String> = others.iter().map(is).collect();
    let (table, source) = (rows.table, source(backend, value));
    format!("UPDATE {table} SET {} FROM {source} WHERE {table}.{}", changes.join(", "), is(key))
}

/// The names of the columns, and what stands in them.
fn columns(rows: &Rows, said: impl Fn(Cell) -> String) -> (Vec<&'static str>, Vec<String>) {
    rows.columns.iter().map(|(name, cell)| (*name, said(*cell))).unzip()
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

fn text_of(rows: &[Vec<Value>]) -> Result<String, DbErr> {
    let rows: Vec<Vec<InJson>> = rows.iter().map(|row| row.iter().map(InJson).collect()).collect();
    serde_json::to_string(&rows).map_err(|e| DbErr::Custom(e.to_string()))
}

/// A value as it stands in the JSON text of the rows.
struct InJson<'a>(&'a Value);

impl Serialize for InJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::SmallInt(number) => number.serialize(to),
            Value::Int(number) => number.serialize(to),
            Value::BigInt(number) => number.serialize(to),
            Value::String(text) => text.serialize(to),
            Value::Uuid(id) => id.serialize(to),
            Value::Json(json) => json.serialize(to),
            Value::Bytes(bytes) => bytes.as_deref().map(hex).serialize(to),
            Value::ChronoDateTimeUtc(at) => at.map(moment).serialize(to),
            other => Err(serde::ser::Error::custom(format!("{other:?} stands in no row"))),
        }
    }
}

/// A moment as SQLite keeps it and PostgreSQL reads it: RFC 3339.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
