//! Text as a calendar stream can hold it (RFC 5545, section 3.1): cleaned of what would break a line, escaped, folded.

use std::fmt::Write;

/// Octets in a line, without its end.
const LINE: usize = 75;

/// What a person typed, with plain line breaks and no control character. A lone CR would end the line for some readers
/// and so let a title add properties of its own.
pub fn clean(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let spaced = lines.replace('\t', " ");
    spaced.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// The same on one line, with single spaces: titles, places, names.
pub fn line(typed: &str) -> String {
    clean(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as a parameter value can hold it: a quotation mark has no escape there (RFC 5545, section 3.2).
pub fn name(typed: &str) -> String {
    line(&typed.replace('"', ""))
}

/// An e-mail address as a URI (RFC 6068, section 2). What a URI cannot hold, or what would end the address in it, is
/// encoded; the rest stays letter for letter, since calendars look for their owner in it.
pub fn mailto(address: &str) -> String {
    let mut uri = String::from("mailto:");
    for c in line(address).chars() {
        let _ = match c {
            '%' | '?' | '#' | '^' | '`' | '{' | '|' | '}' => write!(uri, "%{:02X}", u32::from(c)),
            c => uri.write_char(c),
        };
    }
    uri
}

/// A TEXT value (RFC 5545, section 3.3.11).
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The stream folded anew: at most 75 octets a line, and never a fold inside a character, an escape (Google drops the
/// event) or a composed emoji.
pub fn fold(stream: &str) -> String {
    let whole = stream.replace("\r\n ", "");
    let mut folded = String::with_capacity(whole.len() + whole.len() / 32);
    for line in whole.split("\r\n").filter(|line| !line.is_empty()) {
        let mut room = LINE;
        for piece in pieces(line) {
            if piece.len() > room {
                folded.push_str("\r\n ");
                room = LINE - 1;
            }
            folded.push_str(piece);
            room -= piece.len();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// The line in pieces of at most a line that stay whole.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(piece_length(rest));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Octets in the first piece: an escape, or a character with all that joins it. A tower of marks that fills a line is
/// cut between its characters.
fn piece_length(text: &str) -> usize {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return 0 };
    let mut length = first.len_utf8();
    let mut last = first;
    for c in characters {
        let escaped = length == 1 && first == '\\';
        let pair = length == 4 && is_flag_letter(first) && is_flag_letter(c);
        let joined = escaped || pair || joins(c) || last == JOINER;
        if !joined || length + c.len_utf8() > LINE - 1 {
            break;
        }
        length += c.len_utf8();
        last = c;
    }
    length
}

const JOINER: char = '\u{200d}';

/// Combining marks, variation selectors, skin tones, tags: what belongs to the character before it.
fn joins(c: char) -> bool {
    matches!(c,
        JOINER
        | '\u{0300}'..='\u{036f}'
        | '\u{0483}'..='\u{0489}'
        | '\u{0591}'..='\u{05bd}'
        | '\u{064b}'..='\u{065f}'
        | '\u{093a}'..='\u{094f}'
        | '\u{0e31}'..='\u{0e4e}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}'..='\u{309a}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0020}'..='\u{e007f}'
        | '\u{e0100}'..='\u{e01ef}')
}

fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}
