//! Rows on their way to PostgreSQL: an array for each of their values, as text (its manual, section 8.15.2). It makes rows
//! of them for less than of JSON.

use std::fmt::{Display, Write};

use sea_orm::{DbErr, Value};

use super::{Cell, Rows, hex, moment};

/// The rows, as `r.v0`, `r.v1` and so on; the arrays are the statement's values from the `first` on.
pub fn source(rows: &Rows, first: usize) -> String {
    let types = types(rows);
    let arrays: Vec<String> = types.iter().zip(first..).map(|(kind, n)| parameter(n, kind)).collect();
    let names: Vec<String> = (0..types.len()).map(|n| format!("v{n}")).collect();
    format!("unnest({}) AS r ({})", arrays.join(", "), names.join(", "))
}

/// What stands in a column.
pub fn cell(cell: Cell) -> String {
    match cell {
        Cell::Uuid(n) | Cell::Bytes(n) | Cell::Number(n) | Cell::Text(n) | Cell::Moment(n) | Cell::Json(n) => {
            format!("r.v{n}")
        }
        Cell::Always(what) => what.to_string(),
    }
}

/// The statement's `n`th value, as an array. It travels as text, whatever PostgreSQL would guess.
pub fn parameter(n: usize, kind: &str) -> String {
    format!("CAST(CAST(${n} AS text) AS {kind}[])")
}

/// An array of each of the values of these rows.
pub fn arrays_of(rows: &[Vec<Value>]) -> Result<Vec<String>, DbErr> {
    let mut arrays = vec![String::from("{"); rows.first().map_or(0, Vec::len)];
    for (n, row) in rows.iter().enumerate() {
        for (array, standing) in arrays.iter_mut().zip(row) {
            array.push_str(if n == 0 { "" } else { "," });
            value(array, standing)?;
        }
    }
    arrays.iter_mut().for_each(|array| array.push('}'));
    Ok(arrays)
}

/// An array of any texts or numbers.
pub fn array(things: impl IntoIterator<Item: Display>) -> String {
    let mut array = String::from("{");
    for (n, thing) in things.into_iter().enumerate() {
        array.push_str(if n == 0 { "" } else { "," });
        quoted(&mut array, &thing.to_string());
    }
    array + "}"
}

fn value(array: &mut String, value: &Value) -> Result<(), DbErr> {
    match value {
        Value::SmallInt(Some(number)) => plain(array, number),
        Value::Int(Some(number)) => plain(array, number),
        Value::BigInt(Some(number)) => plain(array, number),
        Value::Uuid(Some(id)) => plain(array, id),
        Value::String(Some(text)) => quoted(array, text),
        Value::Json(Some(json)) => quoted(array, &json.to_string()),
        Value::Bytes(Some(bytes)) => quoted(array, &format!("\\x{}", hex(bytes))),
        Value::ChronoDateTimeUtc(Some(at)) => quoted(array, &moment(*at)),
        Value::SmallInt(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::Uuid(None)
        | Value::String(None)
        | Value::Json(None)
        | Value::Bytes(None)
        | Value::ChronoDateTimeUtc(None) => plain(array, "NULL"),
        other => return Err(DbErr::Custom(format!("{other:?} stands in no row"))),
    }
    Ok(())
}

fn plain(array: &mut String, thing: impl Display) {
    write!(array, "{thing}").expect("a text takes everything");
}

fn quoted(array: &mut String, text: &str) {
    array.push('"');
    for part in text.split_inclusive(['"', '\\']) {
        match part.strip_suffix(['"', '\\']) {
            Some(before) => array.extend([before, "\\", &part[before.len()..]]),
            None => array.push_str(part),
        }
    }
    array.push('"');
}

/// The type of each value.
fn types(rows: &Rows) -> Vec<&'static str> {
    let mut types = Vec::new();
    for (_, cell) in rows.columns {
        let (n, kind) = match cell {
            Cell::Uuid(n) => (*n, "uuid"),
            Cell::Bytes(n) => (*n, "bytea"),
            Cell::Number(n) => (*n, "bigint"),
            Cell::Text(n) => (*n, "text"),
            Cell::Moment(n) => (*n, "timestamptz"),
            Cell::Json(n) => (*n, "json"),
            Cell::Always(_) => continue,
        };
        types.resize(types.len().max(n + 1), "text");
        types[n] = kind;
    }
    types
}
