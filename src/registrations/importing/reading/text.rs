//! The bytes of a text become lines of fields: in UTF-8 with or without a mark, in the UTF-16 of "Unicode text" or in the
//! Windows-1252 of an older Excel; with semicolons, commas or tabs between the fields, whichever the first line that has any
//! has most.

use std::borrow::Cow;

use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Unreadable;
use super::row::{self, Row, Rows};

/// What `reads` makes of the lines of a text on which something stands.
pub fn read<T>(bytes: &[u8], reads: impl FnOnce(&mut Rows<'_>) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    let text = decoded(bytes).ok_or(Unreadable::NoList)?;
    let (text, named) = separator_line(&text);
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let line = if named.is_some() { 2 } else { 1 };
    let mut lines = Lines { text: text.as_bytes(), reader, passed: 0, line };
    reads(&mut row::rows(|| lines.read()))
}

struct Lines<'t> {
    text: &'t [u8],
    reader: Reader<&'t [u8]>,
    /// How many bytes of the text were passed, and on which line of the file that is.
    passed: usize,
    line: u64,
}

impl Lines<'_> {
    fn read(&mut self) -> Result<Option<Row>, Unreadable> {
        let mut record = StringRecord::new();
        let is_there = self.reader.read_record(&mut record).map_err(|_| Unreadable::NoList)?;
        Ok(is_there.then(|| Row { number: self.line_of(&record), record }))
    }

    /// The line on which a record begins. The reader only knows where it read on: before the line feed of the line
    /// above, and before lines with nothing on them.
    fn line_of(&mut self, record: &StringRecord) -> u64 {
        let read_on = record.position().map_or(self.passed, |at| at.byte() as usize);
        let empty = self.text[read_on..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += line_ends(&self.text[self.passed..read_on + empty]);
        self.passed = read_on + empty;
        self.line
    }
}

/// How many lines end there: with a line feed, with a carriage return, or with both.
fn line_ends(bytes: &[u8]) -> u64 {
    let is_end = |(at, byte): &(usize, &u8)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(is_end).count() as u64
}

/// Excel's `sep=;` on a line of its own, taken off.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, None) };
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (rest, Some(*separator)),
        _ => (text, None),
    }
}

/// What the first line that has any has most of, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut found = [(b';', 0), (b',', 0), (b'\t', 0)];
    for letter in text.bytes() {
        match letter {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && found.iter().any(|(_, count)| *count > 0) => break,
            letter if !quoted => found.iter_mut().filter(|(d, _)| *d == letter).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    let most = found.iter().map(|(_, count)| *count).max().unwrap_or(0);
    found.iter().find(|(_, count)| *count == most).map_or(b';', |(delimiter, _)| *delimiter)
}

/// None when it is no text.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = &bytes[mark..];
    let text = match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        None if encoding == UTF_8 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        text => text?,
    };
    let binary = |c: char| matches!(c, '\0'..='\x08' | '\x0e'..='\x1f');
    if text.starts_with("%PDF") || text.contains('\0') {
        return None;
    }
    let strange = text.chars().take(4096).filter(|c| binary(*c)).count();
    (strange < 16).then_some(text)
}
