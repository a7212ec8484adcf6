//! Rows on their way, as many as one statement takes.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement, Value};

use super::table::Table;
use crate::database::MOST_VALUES;

/// How much is on its way at most, in bytes, unless a single row is more.
const MOST_BYTES: usize = 1 << 20;

#[derive(Default)]
pub struct Batch {
    values: Vec<Value>,
    rows: usize,
    bytes: usize,
}

impl Batch {
    pub fn has_room_for(&self, row: &[Value]) -> bool {
        let fits = self.values.len() + row.len() <= MOST_VALUES && self.bytes + size(row) <= MOST_BYTES;
        self.rows == 0 || fits
    }

    pub fn add(&mut self, row: Vec<Value>) {
        self.rows += 1;
        self.bytes += size(&row);
        self.values.extend(row);
    }

    /// Writes what there is, and is empty again.
    pub async fn write(&mut self, txn: &DatabaseTransaction, table: &Table) -> Result<(), DbErr> {
        let Batch { values, rows, .. } = std::mem::take(self);
        if rows == 0 {
            return Ok(());
        }
        let backend = txn.get_database_backend();
        let insert = Statement::from_sql_and_values(backend, table.insert(rows, backend), values);
        txn.execute_raw(insert).await.map(drop)
    }
}

/// What a row takes, nearly: values of a fixed size are taken for a few bytes each.
fn size(row: &[Value]) -> usize {
    let of = |value: &Value| match value {
        Value::String(Some(text)) => text.len(),
        Value::Bytes(Some(bytes)) => bytes.len(),
        _ => 16,
    };
    row.iter().map(of).sum()
}
