//! What a workbook says besides its sheets: which there are, the texts that its cells share, which of its numbers are
//! days.

use std::collections::HashMap;

use csv::StringRecord;

use super::super::package::Package;
use super::super::row::MOST_TEXT;
use super::super::xml::{Token, Tokens};
use super::super::{Unreadable, values};
use super::text_until;

/// Among how many sheets people are looked for.
const MOST_SHEETS: usize = 250;

pub struct Book {
    /// Those that one sees, in their order.
    pub sheets: Vec<Sheet>,
    /// Those that its cells share.
    pub texts: StringRecord,
    /// For each style, whether it shows a number as a day or an hour.
    moments: Vec<bool>,
    pub since_1904: bool,
}

pub struct Sheet {
    pub name: String,
    pub part: String,
}

/// That a part needs another one.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    part: String,
}

impl Book {
    pub fn open(package: &mut Package<'_>) -> Result<Book, Unreadable> {
        let main = part_of(&relations(package, "")?, "officeDocument").ok_or(Unreadable::NoList)?;
        // A binary workbook (XLSB).
        if main.ends_with(".bin") {
            return Err(Unreadable::NoList);
        }
        let relations = relations(package, &main)?;
        let mut book = Book { sheets: Vec::new(), texts: StringRecord::new(), moments: Vec::new(), since_1904: false };
        let tokens = package.part_aside(&main)?.ok_or(Unreadable::Damaged)?;
        book.read_sheets(tokens, &relations)?;
        if book.sheets.is_empty() {
            return Err(Unreadable::NoList);
        }
        if let Some(styles) = part_of(&relations, "styles") {
            book.moments = package.part_aside(&styles)?.map_or_else(|| Ok(Vec::new()), moments)?;
        }
        if let Some(texts) = part_of(&relations, "sharedStrings") {
            book.texts = package.part(&texts)?.map_or_else(|| Ok(StringRecord::new()), shared)?;
        }
        Ok(book)
    }

    fn read_sheets(&mut self, mut tokens: Tokens<'_>, relations: &[Relation]) -> Result<(), Unreadable> {
        let worksheets = relations.iter().filter(|relation| relation.kind == "worksheet");
        let parts: HashMap<&str, &str> = worksheets.map(|r| (r.id.as_str(), r.part.as_str())).collect();
        while let Some(token) = tokens.read()? {
            let Token::Open(tag) = token else { continue };
            if tag.name() == "workbookPr" {
                self.since_1904 = tag.attribute("date1904").is_some_and(|said| matches!(&*said, "1" | "true"));
            }
            let is_seen = tag.attribute("state").is_none_or(|state| state == "visible");
            if tag.name() == "sheet" && is_seen && self.sheets.len() < MOST_SHEETS {
                let id = tag.attribute("id").unwrap_or_default();
                let Some(part) = parts.get(&*id) else { continue };
                let name = tag.attribute("name").unwrap_or_default();
                self.sheets.push(Sheet { name: name.into_owned(), part: (*part).to_string() });
            }
        }
        Ok(())
    }

    pub fn shows_a_moment(&self, style: usize) -> bool {
        self.moments.get(style).copied().unwrap_or(false)
    }
}

/// What a part needs (ECMA-376, part 2, section 6.5); that of the whole package has no name.
fn relations(package: &mut Package<'_>, of: &str) -> Result<Vec<Relation>, Unreadable> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let name = format!("{folder}/_rels/{file}.rels");
    let mut found = Vec::new();
    let Some(mut tokens) = package.part_aside(name.trim_start_matches('/'))? else { return Ok(found) };
    while let Some(token) = tokens.read()? {
        let Token::Open(tag) = token else { continue };
        let said = (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"));
        if let (Some(id), Some(kind), Some(target)) = said {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
            found.push(Relation { id: id.into_owned(), kind, part: resolved(folder, &target) });
        }
    }
    Ok(found)
}

fn part_of(relations: &[Relation], kind: &str) -> Option<String> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.clone())
}

/// The name of a part that another one refers to from its folder.
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// For each style, whether it shows a number as a day or an hour.
fn moments(mut tokens: Tokens<'_>) -> Result<Vec<bool>, Unreadable> {
    let mut formats: HashMap<u64, bool> = HashMap::new();
    let mut styles = Vec::new();
    let mut are_for_cells = false;
    while let Some(token) = tokens.read()? {
        match token {
            Token::Open(tag) if tag.name() == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                    formats.insert(id, values::shows_a_moment(&code));
                }
            }
            Token::Open(tag) if tag.name() == "cellXfs" => are_for_cells = true,
            Token::Close("cellXfs") => are_for_cells = false,
            Token::Open(tag) if are_for_cells && tag.name() == "xf" => {
                let id = tag.number("numFmtId").unwrap_or(0);
                styles.push(formats.get(&id).copied().unwrap_or(is_moment_of_old(id)));
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// The formats that need no code (part 1, section 18.8.30).
fn is_moment_of_old(id: u64) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// The texts that cells share, in one piece of memory as the fields of a line are.
fn shared(mut tokens: Tokens<'_>) -> Result<StringRecord, Unreadable> {
    let mut texts = StringRecord::new();
    let mut held = 0;
    while let Some(token) = tokens.read()? {
        if matches!(token, Token::Open(tag) if tag.name() == "si") {
            let text = text_until(&mut tokens, "si")?;
            held += text.len() + size_of::<usize>();
            if held > MOST_TEXT {
                return Err(Unreadable::Unpacked);
            }
            texts.push_field(&text);
        }
    }
    Ok(texts)
}
