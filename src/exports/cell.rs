//! What stands in one field of a list.

use chrono::NaiveDateTime;

use crate::language::is_formula;

/// A field, typed, so that a spreadsheet can count and sort it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    /// Harmless: see [`Cell::text`].
    Text(String),
    Number(i64),
    /// Local time.
    Time(NaiveDateTime),
}

impl Cell {
    pub fn text(text: impl AsRef<str>) -> Cell {
        match harmless(text.as_ref()) {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        }
    }
}

/// The text without characters that no spreadsheet can hold (those that XML 1.0 forbids), its lines ended in one way, and
/// with an apostrophe before it when a spreadsheet would take it for a formula.
pub fn harmless(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    let kept: String = text.chars().filter(allowed).collect();
    let lines = kept.replace("\r\n", "\n").replace('\r', "\n");
    if is_formula(&kept) { format!("'{lines}") } else { lines }
}
