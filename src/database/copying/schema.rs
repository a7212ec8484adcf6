//! Which tables there are, read from the database itself: one that a migration adds is copied without a word here.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

use super::table::{Column, Kind, Table};

/// The migrations' own table, which each database fills itself.
const BOOKS: &str = "seaql_migrations";

/// The names of all tables.
pub async fn names<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, DbErr> {
    let columns = columns(db).await?;
    Ok(columns.into_iter().map(|[table, ..]| table).collect())
}

/// All tables, each after those that it refers to.
pub async fn tables<C: ConnectionTrait>(db: &C) -> Result<Vec<Table>, DbErr> {
    let mut found: BTreeMap<String, Table> = BTreeMap::new();
    for [table, name, declared] in columns(db).await? {
        let unknown = || DbErr::Custom(format!("{table}.{name} is {declared}, which cannot be copied"));
        let kind = Kind::of(&declared).ok_or_else(unknown)?;
        let table = found.entry(table.clone()).or_insert_with(|| Table::called(table));
        table.columns.push(Column { name, kind });
    }
    for [table, other, column] in ask(db, REFERENCES_IN_SQLITE, REFERENCES_IN_POSTGRES).await? {
        if let Some(found) = found.get_mut(&table) {
            if other == table {
                found.above = Some(column);
            } else {
                found.refers_to.insert(other);
            }
        }
    }
    // Of two databases one may have added them in another order.
    found.values_mut().for_each(|table| table.columns.sort());
    in_order(found.into_values().collect())
}

fn in_order(mut waiting: Vec<Table>) -> Result<Vec<Table>, DbErr> {
    let mut placed: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_there = |name: &String| placed.iter().any(|table| table.name == *name);
        let (ready, others): (Vec<Table>, Vec<Table>) =
            waiting.into_iter().partition(|table| table.refers_to.iter().all(is_there));
        if ready.is_empty() {
            let names: Vec<&str> = others.iter().map(|table| table.name.as_str()).collect();
            return Err(DbErr::Custom(format!("these tables refer to each other: {}", names.join(", "))));
        }
        placed.extend(ready);
        waiting = others;
    }
    Ok(placed)
}

/// Each column: its table, its name, and what it is declared as.
async fn columns<C: ConnectionTrait>(db: &C) -> Result<Vec<[String; 3]>, DbErr> {
    let mut columns = ask(db, COLUMNS_IN_SQLITE, COLUMNS_IN_POSTGRES).await?;
    columns.retain(|[table, ..]| table != BOOKS);
    Ok(columns)
}

async fn ask<C: ConnectionTrait>(db: &C, in_sqlite: &str, in_postgres: &str) -> Result<Vec<[String; 3]>, DbErr> {
    let backend = db.get_database_backend();
    let words = if backend == DbBackend::Sqlite { in_sqlite } else { in_postgres };
    let rows = db.query_all_raw(Statement::from_string(backend, words)).await?;
    rows.iter().map(three).collect()
}

fn three(row: &QueryResult) -> Result<[String; 3], DbErr> {
    Ok([row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?])
}

/// Columns that are made from others are not among them.
const COLUMNS_IN_SQLITE: &str = "
    SELECT t.name, c.name, lower(c.type) FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'";

const COLUMNS_IN_POSTGRES: &str = "
    SELECT CAST(c.table_name AS text), CAST(c.column_name AS text), CAST(c.udt_name AS text)
    FROM information_schema.columns AS c
    JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'";

/// Each reference: the table, the one that it refers to, and the column in which it does. All are to an id, in one column.
const REFERENCES_IN_SQLITE: &str = "
    SELECT t.name, r.\"table\", r.\"from\" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS r
    WHERE t.type = 'table'";

const REFERENCES_IN_POSTGRES: &str = "
    SELECT CAST(t.relname AS text), CAST(other.relname AS text), CAST(a.attname AS text)
    FROM pg_constraint AS k
    JOIN pg_class AS t ON t.oid = k.conrelid
    JOIN pg_namespace AS n ON n.oid = t.relnamespace
    JOIN pg_class AS other ON other.oid = k.confrelid
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND n.nspname = current_schema()";
