//! CSV (RFC 4180). With a byte order mark and semicolons, since Excel on a Belgian machine opens that right; or with
//! commas and no mark, for everything else.

use std::str::FromStr;

use csv::{Terminator, WriterBuilder};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::broken;
use super::cell::Cell;
use super::columns::Table;
use super::rows::Rows;
use crate::error::Result;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// For the spreadsheets of this country.
    #[default]
    Belgian,
    Rfc4180,
}

impl FromStr for Dialect {
    type Err = ();

    fn from_str(code: &str) -> Result<Dialect, ()> {
        match code {
            "belgian" => Ok(Dialect::Belgian),
            "rfc4180" => Ok(Dialect::Rfc4180),
            _ => Err(()),
        }
    }
}

impl Dialect {
    /// The dialect of this name; the one of this country where it has none, or one that nobody knows.
    pub fn of_code(code: Option<&str>) -> Dialect {
        code.and_then(|code| code.parse().ok()).unwrap_or_default()
    }

    /// What stands before the first line: the mark with which UTF-8 begins, where Excel needs it.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Dialect::Belgian => b"\xef\xbb\xbf",
            Dialect::Rfc4180 => b"",
        }
    }

    /// "4,2" where that is a number, or "4.2".
    pub fn decimal(self, number: f64) -> String {
        let written = format!("{number:.1}");
        match self {
            Dialect::Belgian => written.replace('.', ","),
            Dialect::Rfc4180 => written,
        }
    }

    /// The lines as bytes. Every line ends in CR LF.
    pub fn lines(self, lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
        let delimiter = match self {
            Dialect::Belgian => b';',
            Dialect::Rfc4180 => b',',
        };
        let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::new());
        for line in lines {
            writer.write_record(line).map_err(broken)?;
        }
        writer.into_inner().map_err(broken)
    }
}

pub async fn write<W: AsyncWrite + Unpin>(
    table: &Table<'_>,
    rows: &mut Rows<'_>,
    dialect: Dialect,
    to: &mut W,
) -> Result<u64> {
    to.write_all(dialect.mark()).await.map_err(broken)?;
    let headings = table.headings().into_iter().map(|h| h.text).collect();
    let head = dialect.lines(std::iter::once(headings))?;
    to.write_all(&head).await.map_err(broken)?;
    let mut count = 0;
    while let Some(piece) = rows.next().await? {
        count += piece.len() as u64;
        let line = |row| table.cells(row).into_iter().map(written).collect();
        let lines = dialect.lines(piece.iter().map(line))?;
        to.write_all(&lines).await.map_err(broken)?;
    }
    to.flush().await.map_err(broken)?;
    Ok(count)
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text,
        Cell::Number(number) => number.to_string(),
        Cell::Time(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}
