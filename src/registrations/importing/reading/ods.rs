//! A workbook of LibreOffice (ODS, OpenDocument 1.3).

use std::collections::HashSet;

use super::package::Package;
use super::row::{self, Row, Rows};
use super::xml::{Tag, Token, Tokens};
use super::{LONGEST_FIELD, MOST_COLUMNS, Unreadable, values};

/// The part by which one knows an OpenDocument (part 2, section 3.2).
pub const MANIFEST: &str = "META-INF/manifest.xml";

/// How many styles of sheets are remembered, of those that hide them.
const MOST_HIDDEN: usize = 1_000;

/// What `reads` makes of the first sheet that one sees with something on it, and its name when there are others.
pub fn read<T>(
    package: &mut Package<'_>,
    reads: impl FnOnce(&mut Rows<'_>) -> Result<T, Unreadable>,
) -> Result<(T, Option<String>), Unreadable> {
    if is_locked(package)? {
        return Err(Unreadable::Locked);
    }
    let mut tokens = package.part("content.xml")?.ok_or(Unreadable::NoList)?;
    let hidden = hiding_styles(&mut tokens)?;
    let mut is_first = true;
    while let Some((name, style)) = opened(&mut tokens, "table", |tag| (said(tag, "name"), said(tag, "style-name")))? {
        if hidden.contains(&style) {
            continue;
        }
        let mut table = Table { tokens: &mut tokens, row: Row::default(), times: 0 };
        let mut rows = row::rows(|| table.read()).peekable();
        if rows.peek().is_some() {
            let read = reads(&mut rows)?;
            drop(rows);
            let is_alone = is_first && matches!(opened(&mut tokens, "table", |_| ()), Ok(None));
            return Ok((read, Some(name).filter(|_| !is_alone)));
        }
        is_first = false;
    }
    Err(Unreadable::Empty)
}

fn is_locked(package: &mut Package<'_>) -> Result<bool, Unreadable> {
    let mut tokens = package.part_aside(MANIFEST)?.ok_or(Unreadable::Damaged)?;
    opened(&mut tokens, "encryption-data", |_| ()).map(|found| found.is_some())
}

/// Reads on until the sheets begin; gives the styles of those that one does not see.
fn hiding_styles(tokens: &mut Tokens<'_>) -> Result<HashSet<String>, Unreadable> {
    let (mut hiding, mut style) = (HashSet::new(), String::new());
    while let Some(token) = tokens.read()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "style" => style = said(&tag, "name"),
            "table-properties" if said(&tag, "display") == "false" && hiding.len() < MOST_HIDDEN => {
                hiding.insert(style.clone());
            }
            "spreadsheet" => return Ok(hiding),
            _ => {}
        }
    }
    Err(Unreadable::NoList)
}

/// Reads on until an element begins; gives what it tells.
fn opened<T>(tokens: &mut Tokens<'_>, element: &str, tells: impl Fn(&Tag<'_>) -> T) -> Result<Option<T>, Unreadable> {
    while let Some(token) = tokens.read()? {
        match token {
            Token::Open(tag) if tag.name() == element => return Ok(Some(tells(&tag))),
            _ => {}
        }
    }
    Ok(None)
}

fn said(tag: &Tag<'_>, attribute: &str) -> String {
    tag.attribute(attribute).unwrap_or_default().into_owned()
}

struct Table<'t, 'p> {
    tokens: &'t mut Tokens<'p>,
    /// The last one that was given.
    row: Row,
    /// How often it is there again.
    times: u64,
}

impl Table<'_, '_> {
    fn read(&mut self) -> Result<Option<Row>, Unreadable> {
        while self.times == 0 {
            let times = match self.tokens.expect()? {
                Token::Open(tag) if tag.name() == "table-row" => repeats(&tag, "number-rows-repeated"),
                Token::Close("table") => return Ok(None),
                _ => continue,
            };
            self.row = Row::of(self.row.number, &self.read_cells()?);
            if self.row.is_blank() {
                self.row.number = self.row.number.saturating_add(times);
            } else {
                self.times = times;
            }
        }
        self.times -= 1;
        self.row.number = self.row.number.saturating_add(1);
        Ok(Some(self.row.clone()))
    }

    fn read_cells(&mut self) -> Result<Vec<String>, Unreadable> {
        let mut fields = Vec::new();
        let mut column = 0;
        loop {
            let (times, kept) = match self.tokens.expect()? {
                Token::Open(tag) if is_cell(tag.name()) => (repeats(&tag, "number-columns-repeated"), kept(&tag)),
                Token::Close("table-row") => return Ok(fields),
                _ => continue,
            };
            let shown = shown(self.tokens)?;
            let text = kept.unwrap_or(shown);
            let end = times.saturating_add(column).min(MOST_COLUMNS as u64);
            (column..end).for_each(|column| row::put(&mut fields, column as usize, text.clone()));
            column = end;
        }
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table-cell" | "covered-table-cell")
}

/// How often a cell or a row is there, at least once.
fn repeats(tag: &Tag<'_>, attribute: &str) -> u64 {
    tag.number(attribute).unwrap_or(1).max(1)
}

/// The value of a cell, where another than the text that is shown says more.
fn kept(tag: &Tag<'_>) -> Option<String> {
    if tag.attributes("value-type").any(|kind| kind == "error") {
        return Some(values::FORMULA_ERROR.to_string());
    }
    match &*tag.attribute("value-type")? {
        "float" => tag.attribute("value")?.trim().parse().ok().map(values::number),
        "boolean" => tag.attribute("boolean-value").map(|value| value.into_owned()),
        "date" => tag.attribute("date-value").map(|value| values::iso(&value)),
        "time" => values::hour(&tag.attribute("time-value")?),
        _ => None,
    }
}

/// The text that is shown in a cell, up to its end: its paragraphs, without remarks and drawings.
fn shown(tokens: &mut Tokens<'_>) -> Result<String, Unreadable> {
    let mut text = String::new();
    let (mut in_paragraph, mut paragraphs, mut aside) = (false, 0_u64, 0_u64);
    loop {
        match tokens.expect()? {
            Token::Open(tag) if aside > 0 || tag.name() == "annotation" || tag.prefix() == "draw" => aside += 1,
            Token::Close(_) if aside > 0 => aside -= 1,
            Token::Open(tag) if tag.name() == "p" => {
                row::add(&mut text, if paragraphs > 0 { "\n" } else { "" });
                paragraphs += 1;
                in_paragraph = true;
            }
            Token::Open(tag) if tag.name() == "s" => {
                let count = usize::try_from(repeats(&tag, "c")).unwrap_or(LONGEST_FIELD);
                row::add(&mut text, &" ".repeat(count.min(LONGEST_FIELD)));
            }
            Token::Open(tag) if matches!(tag.name(), "tab" | "line-break") => row::add(&mut text, "\n"),
            Token::Close("p") => in_paragraph = false,
            Token::Close(name) if is_cell(name) => return Ok(text),
            Token::Text(more) if in_paragraph && aside == 0 => row::add(&mut text, &more),
            _ => {}
        }
    }
}
