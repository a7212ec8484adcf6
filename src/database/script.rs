//! Many rows, and several statements, in one journey to the database. A journey there and back costs as much as writing
//! ten rows, and building a statement for each number of rows costs more than the rows: so rows travel as text, and the
//! words of a statement are the same for one row and for two hundred.

mod in_arrays;
mod in_json;

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, Value};

pub use in_arrays::{array, parameter};

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
    /// What it is when all rows travel together.
    fn among_others(self, backend: DbBackend) -> String {
        if backend == DbBackend::Sqlite { in_json::cell(self) } else { in_arrays::cell(self) }
    }

    /// What it is when the row's values are those of the statement; in the words of SQLite.
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
    /// The statement for all rows; its values are added to those that are there. `first` is read before the rows, and
    /// where it has none, nothing is done.
    fn for_all(self, backend: DbBackend, first: &str, values: &mut Vec<String>) -> Result<String, DbErr> {
        Ok(match self {
            Step::Insert(rows, new) => insert(rows, backend, &travel(rows, &new, backend, first, values)?),
            Step::Update(rows, changed) => update(rows, backend, &travel(rows, &changed, backend, first, values)?),
            Step::Then(words) => words.to_string(),
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
                let (key, others) = assignments(rows, Cell::in_place);
                (format!("UPDATE {} SET {others} WHERE {key}", rows.table), changed)
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
        let mut values = Vec::new();
        let Some((others, last)) = self.written(backend, "", &mut values)? else { return Ok(None) };
        let sql =
            if backend == DbBackend::Sqlite { in_turn(&others, &last) } else { at_once(Vec::new(), others, &last) };
        txn.query_one_raw(Statement::from_sql_and_values(backend, sql, values.into_iter().map(Value::from))).await
    }

    /// All of it as one statement of PostgreSQL, and its values. It does nothing and returns no row unless the rows are
    /// still as they were read; its last step must join `unchanged`, which has a row only if they are.
    pub(super) fn at_once_while(self, unchanged: Unchanged) -> Result<(String, Vec<String>), DbErr> {
        let mut values = Vec::new();
        let checks = unchanged.written(&mut values);
        let written = self.written(DbBackend::Postgres, "unchanged, ", &mut values)?;
        let (others, last) = written.ok_or_else(|| DbErr::Custom("nothing to write".into()))?;
        Ok((at_once(checks, others, &last), values))
    }

    /// The words of the steps before the last one, and of that; none if there is nothing to do.
    fn written(
        self,
        backend: DbBackend,
        first: &str,
        values: &mut Vec<String>,
    ) -> Result<Option<(Vec<String>, String)>, DbErr> {
        let statements = self.0.into_iter().map(|step| step.for_all(backend, first, values));
        let mut statements = statements.collect::<Result<Vec<_>, _>>()?;
        Ok(statements.pop().map(|last| (statements, last)))
    }

    /// Each statement with the rows for which it is done, for whoever pays for no journey (`Direct`).
    pub(super) fn by_row(self) -> impl Iterator<Item = (String, Vec<Vec<Value>>)> {
        self.0.into_iter().map(Step::for_each)
    }
}

/// Rows of PostgreSQL that must still be as they were read, and others that must not be there.
#[derive(Default)]
pub struct Unchanged {
    rows: Vec<(&'static str, Vec<(i32, i64)>)>,
    lacking: Vec<(Query, Vec<String>)>,
}

/// A query whose values begin with this number.
type Query = fn(usize) -> String;

impl Unchanged {
    /// Rows of a table by their ids, each with the number (`xmin`) of the transaction that wrote it.
    pub fn are(&mut self, table: &'static str, rows: Vec<(i32, i64)>) {
        if !rows.is_empty() {
            self.rows.push((table, rows));
        }
    }

    /// A query that must find nothing.
    pub fn lack(&mut self, query: Query, values: impl Into<Vec<String>>) {
        self.lacking.push((query, values.into()));
    }

    /// The checks: they lock the rows, in the order of their ids, as everybody does.
    fn written(self, values: &mut Vec<String>) -> Vec<String> {
        let (mut checks, mut held) = (Vec::new(), vec!["true".to_string()]);
        for (n, (table, rows)) in self.rows.into_iter().enumerate() {
            let (ids, versions) = (parameter(values.len() + 1, "integer"), parameter(values.len() + 2, "bigint"));
            checks.push(format!(
                "held_{n} AS (SELECT t.id FROM {table} AS t, unnest({ids}, {versions}) AS r (id, version) \
                WHERE t.id = r.id AND CAST(CAST(t.xmin AS text) AS bigint) = r.version \
                ORDER BY t.id FOR NO KEY UPDATE OF t)"
            ));
            held.push(format!("(SELECT count(*) FROM held_{n}) = cardinality({ids})"));
            values.extend([array(rows.iter().map(|(id, _)| id)), array(rows.iter().map(|(_, version)| version))]);
        }
        for (query, needed) in self.lacking {
            held.push(format!("NOT EXISTS ({})", query(values.len() + 1)));
            values.extend(needed);
        }
        checks.push(format!("unchanged AS (SELECT 1 AS so WHERE {})", held.join(" AND ")));
        checks
    }
}

/// Writes those of the rows whose `key` is new, and says how many were.
pub async fn insert_new<R: Row>(txn: &DatabaseTransaction, key: &str, rows: Vec<R>) -> Result<u64, DbErr> {
    let backend = txn.get_database_backend();
    if rows.is_empty() {
        return Ok(0);
    }
    let rows: Vec<_> = rows.into_iter().map(R::values).collect();
    let mut values = Vec::new();
    let insert = Step::Insert(R::ROWS, rows).for_all(backend, "", &mut values)?;
    // Without a WHERE, SQLite would read ON as the beginning of a join.
    let sql = format!("{insert} WHERE true ON CONFLICT ({key}) DO NOTHING");
    let values = values.into_iter().map(Value::from);
    let done = txn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(done.rows_affected())
}

/// SQLite's driver does one statement after the other.
fn in_turn(statements: &[String], last: &str) -> String {
    statements.iter().fold(String::new(), |sql, statement| sql + statement + ";\n") + last
}

/// PostgreSQL prepares one statement at a time, which may have others inside.
fn at_once(checks: Vec<String>, statements: Vec<String>, last: &str) -> String {
    let named = statements.iter().enumerate().map(|(n, statement)| format!("step_{n} AS ({statement})"));
    let named: Vec<String> = checks.into_iter().chain(named).collect();
    if named.is_empty() { last.to_string() } else { format!("WITH {}\n{last}", named.join(",\n")) }
}

/// What the rows are read from, after `first`; adds the values in which they travel.
fn travel(
    rows: &Rows,
    new: &[Vec<Value>],
    backend: DbBackend,
    first: &str,
    values: &mut Vec<String>,
) -> Result<String, DbErr> {
    if backend == DbBackend::Sqlite {
        values.push(in_json::text_of(new)?);
        return Ok(format!("{first}{}", in_json::SOURCE));
    }
    let source = format!("{first}{}", in_arrays::source(rows, values.len() + 1));
    values.extend(in_arrays::arrays_of(new)?);
    Ok(source)
}

fn insert(rows: &Rows, backend: DbBackend, source: &str) -> String {
    let (names, cells) = columns(rows, |cell| cell.among_others(backend));
    format!("INSERT INTO {} ({}) SELECT {} FROM {source}", rows.table, names.join(", "), cells.join(", "))
}

fn update(rows: &Rows, backend: DbBackend, source: &str) -> String {
    let (key, others) = assignments(rows, |cell| cell.among_others(backend));
    let table = rows.table;
    format!("UPDATE {table} SET {others} FROM {source} WHERE {table}.{key}")
}

/// The names of the columns, and what stands in them.
fn columns(rows: &Rows, said: impl Fn(Cell) -> String) -> (Vec<&'static str>, Vec<String>) {
    rows.columns.iter().map(|(name, cell)| (*name, said(*cell))).unzip()
}

/// "column = value" of the first column, and of all others.
fn assignments(rows: &Rows, said: impl Fn(Cell) -> String) -> (String, String) {
    let is: Vec<String> = rows.columns.iter().map(|(name, cell)| format!("{name} = {}", said(*cell))).collect();
    let (key, others) = is.split_first().expect("a table has columns");
    (key.clone(), others.join(", "))
}

/// A moment as SQLite keeps it and PostgreSQL reads it: RFC 3339.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
