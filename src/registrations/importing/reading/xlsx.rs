//! A workbook of Excel (XLSX, ECMA-376), also as Google and LibreOffice write it.

mod book;

use super::package::Package;
use super::row::{self, Row, Rows};
use super::xml::{Tag, Token, Tokens};
use super::{Unreadable, values};
use book::Book;

/// What `reads` makes of the first sheet with something on it, and its name when there are others.
pub fn read<T>(
    package: &mut Package<'_>,
    reads: impl FnOnce(&mut Rows<'_>) -> Result<T, Unreadable>,
) -> Result<(T, Option<String>), Unreadable> {
    let book = Book::open(package)?;
    for sheet in &book.sheets {
        let Some(tokens) = package.part(&sheet.part)? else { continue };
        let mut worksheet = Worksheet { tokens, book: &book, number: 0 };
        let mut rows = row::rows(|| worksheet.read()).peekable();
        if rows.peek().is_some() {
            let name = (book.sheets.len() > 1).then(|| sheet.name.clone());
            return Ok((reads(&mut rows)?, name));
        }
    }
    Err(Unreadable::Empty)
}

struct Worksheet<'s, 'p> {
    tokens: Tokens<'p>,
    book: &'s Book,
    /// Of the row, from 1.
    number: u64,
}

impl Worksheet<'_, '_> {
    fn read(&mut self) -> Result<Option<Row>, Unreadable> {
        loop {
            match self.tokens.expect()? {
                Token::Open(tag) if tag.name() == "row" => {
                    self.number = tag.number("r").unwrap_or(self.number.saturating_add(1));
                    return self.read_cells().map(|fields| Some(Row::of(self.number, &fields)));
                }
                Token::Close("sheetData") => return Ok(None),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self) -> Result<Vec<String>, Unreadable> {
        let mut fields = Vec::new();
        let mut column = 0;
        loop {
            let cell = match self.tokens.expect()? {
                Token::Open(tag) if tag.name() == "c" => Cell::of(&tag, column)?,
                Token::Close("row") => return Ok(fields),
                _ => continue,
            };
            let kept = text_until(&mut self.tokens, "c")?;
            row::put(&mut fields, cell.column, cell.said(kept, self.book)?);
            column = cell.column + 1;
        }
    }
}

struct Cell {
    column: usize,
    kind: Kind,
    style: usize,
}

enum Kind {
    Number,
    /// The number of a text that the workbook keeps.
    Shared,
    Text,
    YesNo,
    Date,
    Error,
}

impl Cell {
    /// In this column unless it says another.
    fn of(tag: &Tag<'_>, column: usize) -> Result<Cell, Unreadable> {
        let column = match tag.attribute("r") {
            Some(reference) => column_of(&reference).ok_or(Unreadable::Damaged)?,
            None => column,
        };
        let kind = match tag.attribute("t").as_deref() {
            Some("s") => Kind::Shared,
            Some("str" | "inlineStr") => Kind::Text,
            Some("b") => Kind::YesNo,
            Some("d") => Kind::Date,
            Some("e") => Kind::Error,
            _ => Kind::Number,
        };
        Ok(Cell { column, kind, style: tag.number("s").unwrap_or(0) as usize })
    }

    /// What a person reads there.
    fn said(&self, kept: String, book: &Book) -> Result<String, Unreadable> {
        Ok(match self.kind {
            _ if kept.is_empty() => kept,
            Kind::Text => kept,
            Kind::Shared => {
                let text = kept.trim().parse().ok().and_then(|index| book.texts.get(index));
                text.ok_or(Unreadable::Damaged)?.to_string()
            }
            Kind::YesNo => matches!(kept.trim(), "1" | "true").to_string(),
            Kind::Date => values::iso(&kept),
            Kind::Error => values::FORMULA_ERROR.to_string(),
            Kind::Number => match kept.trim().parse() {
                Ok(number) => self.number(number, book),
                Err(_) => kept,
            },
        })
    }

    fn number(&self, number: f64, book: &Book) -> String {
        let moment = if book.shows_a_moment(self.style) { values::moment(number, book.since_1904) } else { None };
        moment.unwrap_or_else(|| values::number(number))
    }
}

/// The column of a reference, from 0: 27 for `AB7`.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let number =
        letters.fold(0_usize, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// The text or the value of an element, up to its end; not how the text is pronounced.
fn text_until(tokens: &mut Tokens<'_>, end: &str) -> Result<String, Unreadable> {
    let mut text = String::new();
    let (mut counts, mut aloud) = (false, false);
    loop {
        match tokens.expect()? {
            Token::Open(tag) if tag.name() == "rPh" => aloud = true,
            Token::Close("rPh") => aloud = false,
            Token::Open(tag) => counts = !aloud && matches!(tag.name(), "t" | "v"),
            Token::Close(name) if name == end => return Ok(unescaped(&text)),
            Token::Close(_) => counts = false,
            Token::Text(more) if counts => row::add(&mut text, &more),
            Token::Text(_) => {}
        }
    }
}

/// Signs that XML does not hold, or not as they are, are written by their numbers: `_x000D_` (section 22.9.2.19).
fn unescaped(text: &str) -> String {
    let (mut said, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("_x") {
        said.push_str(before);
        match after.split_once('_').and_then(|(digits, after)| Some((sign(digits)?, after))) {
            Some((sign, after)) => {
                said.push(sign);
                rest = after;
            }
            None => {
                said.push_str("_x");
                rest = after;
            }
        }
    }
    said.push_str(rest);
    said
}

fn sign(digits: &str) -> Option<char> {
    let is_number = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|number| is_number && *number > 0)?;
    char::from_u32(number)
}
