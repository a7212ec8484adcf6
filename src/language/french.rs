//! The spaces of French, at which no line breaks: people type plain ones.

use std::borrow::Cow;

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

/// A sentence of ours with its spaces: before a mark of two parts, inside quotation marks, and between a number and its
/// unit. What others typed is theirs, so it is put in afterwards.
pub fn spaced(sentence: &str) -> Cow<'_, str> {
    let mut spaced = String::with_capacity(sentence.len() + 8);
    for (at, letter) in sentence.char_indices() {
        spaced.push(match letter {
            ' ' => space(&sentence[..at], &sentence[at + 1..]),
            letter => letter,
        });
    }
    if spaced == sentence { Cow::Borrowed(sentence) } else { Cow::Owned(spaced) }
}

fn space(before: &str, after: &str) -> char {
    // Between the braces of a template, `!=` compares and `%}` closes.
    let is_template = after.starts_with("!=") || after.starts_with("%}");
    if before.ends_with('«') || after.starts_with([';', '?', '!', '»']) && !is_template {
        NARROW
    } else if after.starts_with([':', '%']) && !is_template || is_hour(before, after) {
        WIDE
    } else {
        ' '
    }
}

/// Whether the space stands in an hour: "7 h", "7 h 30".
fn is_hour(before: &str, after: &str) -> bool {
    let ends_in_digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let unit = after.strip_prefix('h').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let minutes = before.strip_suffix(" h").is_some_and(ends_in_digit);
    ends_in_digit(before) && unit || minutes && after.starts_with(|c: char| c.is_ascii_digit())
}
