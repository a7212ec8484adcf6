//! The bytes of a file become lines of fields: in UTF-8 with or without a mark, in the UTF-16 of "Unicode text" or in the
//! Windows-1252 of an older Excel; with semicolons, commas or tabs between the fields, whichever the first line that has any
//! has most.

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::language::is_formula;

/// The largest file, in bytes.
pub const LONGEST: usize = 10 * 1024 * 1024;
/// The most lines below the headings.
pub const MOST_LINES: usize = 50_000;
/// The longest field, in characters: a quotation mark that is never closed swallows the lines below it.
pub const LONGEST_FIELD: usize = 5_000;
/// More columns than this are no list of people.
const MOST_COLUMNS: usize = 200;

/// Why a file is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no file, or nothing in it.
    Empty,
    TooLong,
    TooManyLines,
    /// There is a field on this line that is longer than any.
    LongField(u64),
    /// It is a spreadsheet, a PDF, a picture: not text.
    NotText,
    /// No column holds names, or none e-mail addresses: are there headings?
    NoName,
    NoEmail,
    /// Two columns mean the same.
    TwiceTheSame,
}

impl Unreadable {
    /// Its key in `locales/`.
    pub fn key(self) -> &'static str {
        match self {
            Unreadable::Empty => "import-unreadable-empty",
            Unreadable::TooLong => "import-unreadable-too-long",
            Unreadable::TooManyLines => "import-unreadable-too-many",
            Unreadable::LongField(_) => "import-unreadable-long-field",
            Unreadable::NotText => "import-unreadable-not-text",
            Unreadable::NoName => "import-unreadable-no-name",
            Unreadable::NoEmail => "import-unreadable-no-email",
            Unreadable::TwiceTheSame => "import-unreadable-twice",
        }
    }
}

/// A line on which something stands.
pub struct Row {
    /// Of the file, from 1.
    pub number: u64,
    record: StringRecord,
}

impl Row {
    /// What stands in this column, from 0.
    pub fn field(&self, column: usize) -> &str {
        self.record.get(column).map_or("", cleaned)
    }

    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.record.iter().take(MOST_COLUMNS).map(cleaned)
    }

    fn is_blank(&self) -> bool {
        self.fields().all(str::is_empty)
    }

    fn checked(self) -> Result<Row, Unreadable> {
        let is_long = |field: &str| field.len() > LONGEST_FIELD && field.chars().count() > LONGEST_FIELD;
        if self.record.iter().any(is_long) { Err(Unreadable::LongField(self.number)) } else { Ok(self) }
    }
}

/// The lines of a text on which something stands, one at a time.
pub struct Rows<'t> {
    text: &'t [u8],
    reader: Reader<&'t [u8]>,
    /// How many bytes of the text were passed, and on which line of the file that is.
    passed: usize,
    line: u64,
}

impl Rows<'_> {
    pub fn of(text: &str) -> Rows<'_> {
        let (text, named) = separator_line(text);
        let delimiter = named.unwrap_or_else(|| delimiter(text));
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        Rows { text: text.as_bytes(), reader, passed: 0, line: if named.is_some() { 2 } else { 1 } }
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

impl Iterator for Rows<'_> {
    type Item = Result<Row, Unreadable>;

    fn next(&mut self) -> Option<Result<Row, Unreadable>> {
        loop {
            let mut record = StringRecord::new();
            match self.reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => return Some(Err(Unreadable::NotText)),
            }
            let row = Row { number: self.line_of(&record), record };
            if !row.is_blank() {
                return Some(row.checked());
            }
        }
    }
}

fn cleaned(field: &str) -> &str {
    unguarded(field.trim())
}

/// Without the apostrophe by which a list of ours keeps a spreadsheet from taking the text for a formula.
fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(field)
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

/// The text of a file that is not too long.
pub fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    decoded(bytes).ok_or(Unreadable::NotText)
}

/// None when it is no text.
fn decoded(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        bytes => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_string(),
                Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
            }
        }
    };
    let binary = |c: char| matches!(c, '\0'..='\x08' | '\x0e'..='\x1f');
    if text.starts_with("PK\u{3}\u{4}") || text.starts_with("%PDF") || text.contains('\0') {
        return None;
    }
    let strange = text.chars().take(4096).filter(|c| binary(*c)).count();
    (strange < 16).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// The letter of this byte; from 0x80 to 0x9f Windows has its own.
fn windows_1252(byte: u8) -> char {
    const OWN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => OWN[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}
