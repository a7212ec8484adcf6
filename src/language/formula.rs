//! What a spreadsheet takes for a formula.

/// What a formula begins with; the wide forms count where Excel writes in two bytes (Japanese, Chinese, Korean). It looks
/// past a tab and the end of a line.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a spreadsheet would reckon with the text instead of showing it.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(BEGINNINGS)
}
