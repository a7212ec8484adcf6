//! A table as it is copied: how the one database is asked for its rows, and how the other is told them.

use std::collections::BTreeSet;

use sea_orm::{DbBackend, DbErr, QueryResult, Value};

#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The tables that its rows refer to, besides itself.
    pub refers_to: BTreeSet<String>,
    /// The column in which a row names another one of this table, that must be there first.
    pub above: Option<String>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

/// What stands in a column, for both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Number,
    Flag,
    Text,
    /// To the letter: SQLite keeps it as text, and PostgreSQL's `json` does too.
    Json,
    Uuid,
    Bytes,
    Moment,
}

impl Table {
    pub fn called(name: String) -> Table {
        Table { name, columns: Vec::new(), refers_to: BTreeSet::new(), above: None }
    }

    /// The statement that finds all rows, each after the one above it.
    pub fn select(&self) -> String {
        let cells: Vec<String> = self.columns.iter().map(|c| c.kind.read(&format!("t.{}", quoted(&c.name)))).collect();
        let (cells, table) = (cells.join(", "), quoted(&self.name));
        let Some(above) = self.above.as_deref().map(quoted) else {
            return format!("SELECT {cells} FROM {table} AS t");
        };
        format!(
            "WITH RECURSIVE placed (id, depth) AS ( \
                SELECT id, 0 FROM {table} WHERE {above} IS NULL \
                UNION ALL \
                SELECT b.id, placed.depth + 1 FROM {table} AS b JOIN placed ON b.{above} = placed.id) \
            SELECT {cells} FROM {table} AS t JOIN placed ON placed.id = t.id ORDER BY placed.depth"
        )
    }

    /// A row that was found, as it is told.
    pub fn values(&self, row: &QueryResult) -> Result<Vec<Value>, DbErr> {
        let value = |(n, column): (usize, &Column)| {
            column.kind.value(row, n).map_err(|error| DbErr::Custom(format!("{}: {error}", column.name)))
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    /// The statement that writes so many rows.
    pub fn insert(&self, rows: usize, backend: DbBackend) -> String {
        let names: Vec<String> = self.columns.iter().map(|c| quoted(&c.name)).collect();
        let width = self.columns.len();
        let row = |row: usize| {
            let cells = self.columns.iter().zip(row * width + 1..).map(|(c, n)| c.kind.written(n, backend));
            format!("({})", cells.collect::<Vec<_>>().join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("INSERT INTO {} ({}) VALUES {}", quoted(&self.name), names.join(", "), rows.join(", "))
    }
}

impl Kind {
    /// From what a column is declared as: in SQLite by our migrations, or in PostgreSQL.
    pub fn of(declared: &str) -> Option<Kind> {
        match declared.split('(').next().unwrap_or_default() {
            "integer" | "smallint" | "bigint" | "int2" | "int4" | "int8" => Some(Kind::Number),
            "boolean" | "bool" => Some(Kind::Flag),
            "text" | "varchar" => Some(Kind::Text),
            "json_text" | "json" => Some(Kind::Json),
            "uuid_text" | "uuid" => Some(Kind::Uuid),
            "blob" | "bytea" => Some(Kind::Bytes),
            "timestamp_with_timezone_text" | "timestamptz" => Some(Kind::Moment),
            _ => None,
        }
    }

    /// How the column is asked for.
    fn read(self, cell: &str) -> String {
        match self {
            Kind::Number => format!("CAST({cell} AS bigint)"),
            Kind::Json => format!("CAST({cell} AS text)"),
            Kind::Flag | Kind::Text | Kind::Uuid | Kind::Bytes | Kind::Moment => cell.to_string(),
        }
    }

    fn value(self, row: &QueryResult, n: usize) -> Result<Value, DbErr> {
        Ok(match self {
            Kind::Number => Value::BigInt(row.try_get_by_index(n)?),
            Kind::Flag => Value::Bool(row.try_get_by_index(n)?),
            Kind::Text | Kind::Json => Value::String(row.try_get_by_index(n)?),
            Kind::Uuid => Value::Uuid(row.try_get_by_index(n)?),
            Kind::Bytes => Value::Bytes(row.try_get_by_index(n)?),
            Kind::Moment => Value::ChronoDateTimeUtc(row.try_get_by_index(n)?),
        })
    }

    /// The statement's `n`th value, as it goes into the column. SQLite looks up each number that it is told, so it is told
    /// none.
    fn written(self, n: usize, backend: DbBackend) -> String {
        match (self, backend) {
            (_, DbBackend::Sqlite) => "?".to_string(),
            (Kind::Json, _) => format!("CAST(CAST(${n} AS text) AS json)"),
            _ => format!("${n}"),
        }
    }
}

/// A name as a statement takes it, whatever else it may mean.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
