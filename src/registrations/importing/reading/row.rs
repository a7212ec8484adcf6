//! A row of a list, whatever it was read from.

use std::iter;

use csv::StringRecord;

use super::{LONGEST_FIELD, MOST_COLUMNS, Unreadable};
use crate::language::is_formula;

/// The most bytes of text that a list may hold in all: in a workbook, a few long texts can stand in every cell.
pub const MOST_TEXT: usize = 32 * 1024 * 1024;

/// The rows on which something stands, one at a time.
pub type Rows<'r> = dyn Iterator<Item = Result<Row, Unreadable>> + 'r;

/// Of the rows that `next` gives until there are no more.
pub fn rows(
    mut next: impl FnMut() -> Result<Option<Row>, Unreadable>,
) -> impl Iterator<Item = Result<Row, Unreadable>> {
    let mut held = 0;
    let all = iter::from_fn(move || next().transpose()).fuse();
    all.filter(|row| !row.as_ref().is_ok_and(Row::is_blank)).map(move |row| {
        let row = row?;
        held += row.record.as_slice().len();
        if held > MOST_TEXT { Err(Unreadable::Unpacked) } else { row.checked() }
    })
}

#[derive(Clone, Default)]
pub struct Row {
    /// Of the file or the sheet, from 1.
    pub number: u64,
    pub record: StringRecord,
}

impl Row {
    pub fn of(number: u64, fields: &[String]) -> Row {
        Row { number, record: StringRecord::from(fields) }
    }

    /// What stands in this column, from 0.
    pub fn field(&self, column: usize) -> &str {
        self.record.get(column).map_or("", cleaned)
    }

    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.record.iter().take(MOST_COLUMNS).map(cleaned)
    }

    pub fn is_blank(&self) -> bool {
        self.fields().all(str::is_empty)
    }

    fn checked(self) -> Result<Row, Unreadable> {
        let is_long = |field: &str| field.len() > LONGEST_FIELD && field.chars().count() > LONGEST_FIELD;
        if self.record.iter().any(is_long) { Err(Unreadable::LongField(self.number)) } else { Ok(self) }
    }
}

fn cleaned(field: &str) -> &str {
    unguarded(field.trim())
}

/// Without the apostrophe by which a list of ours keeps a spreadsheet from taking the text for a formula.
fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(field)
}

/// Writes in a column, from 0; what stands beyond the last one that is read says nothing.
pub fn put(fields: &mut Vec<String>, column: usize, text: String) {
    if column < MOST_COLUMNS && !text.is_empty() {
        fields.resize(fields.len().max(column + 1), String::new());
        fields[column] = text;
    }
}

/// Adds to the text of a cell, but no more than shows that it is too long.
pub fn add(text: &mut String, more: &str) {
    if text.len() <= LONGEST_FIELD * 4 {
        text.extend(more.chars().take(LONGEST_FIELD + 1));
    }
}
