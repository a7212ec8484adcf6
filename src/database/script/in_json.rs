//! Rows on their way to SQLite: all of them in one JSON text.

use sea_orm::{DbErr, Value};
use serde::{Serialize, Serializer};

use super::{Cell, moment};

/// The rows of the JSON text that is the statement's next value, each as `r.value`.
pub const SOURCE: &str = "jsonb_each(?) AS r";

/// What stands in a column.
pub fn cell(cell: Cell) -> String {
    match cell {
        Cell::Uuid(n) => format!("unhex(r.value ->> {n}, '-')"),
        Cell::Bytes(n) => format!("unhex(r.value ->> {n})"),
        Cell::Json(n) => format!("r.value -> {n}"),
        Cell::Number(n) | Cell::Moment(n) | Cell::Text(n) => format!("r.value ->> {n}"),
        Cell::Always(what) => what.to_string(),
    }
}

pub fn text_of(rows: &[Vec<Value>]) -> Result<String, DbErr> {
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
            Value::Bytes(bytes) => bytes.as_deref().map(super::hex).serialize(to),
            Value::ChronoDateTimeUtc(at) => at.map(moment).serialize(to),
            other => Err(serde::ser::Error::custom(format!("{other:?} stands in no row"))),
        }
    }
}
