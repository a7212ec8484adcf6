//! Spreadsheets are made on a thread of their own, into a file without a name, while the rows still come in; then the
//! file goes out.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;

use super::broken;
use super::cell::Cell;
use super::columns::{Heading, Table};
use super::rows::Rows;
use crate::error::Result;

/// What stands on the sheet before anybody does.
pub struct Sheet {
    pub name: String,
    pub headings: Vec<Heading>,
}

/// Fills the file with the sheet and its rows.
pub type Fill = fn(&Sheet, &mut dyn Iterator<Item = Vec<Cell>>, File) -> Result<File>;

pub async fn write<W: AsyncWrite + Unpin>(
    fill: Fill,
    table: &Table<'_>,
    rows: &mut Rows<'_>,
    to: &mut W,
) -> Result<u64> {
    let sheet = Sheet { name: table.name(), headings: table.headings() };
    let (pieces, mut arriving) = mpsc::channel::<Vec<Vec<Cell>>>(2);
    let filling = tokio::task::spawn_blocking(move || {
        let mut arriving = std::iter::from_fn(|| arriving.blocking_recv()).flatten();
        fill(&sheet, &mut arriving, tempfile::tempfile().map_err(broken)?)
    });
    let mut count = 0;
    while let Some(piece) = rows.next().await? {
        count += piece.len() as u64;
        let cells = piece.iter().map(|row| table.cells(row)).collect();
        if pieces.send(cells).await.is_err() {
            break; // The thread gave up, and says why below.
        }
    }
    drop(pieces);
    let mut file = filling.await.map_err(broken)??;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    tokio::io::copy(&mut tokio::fs::File::from_std(file), to).await.map_err(broken)?;
    to.flush().await.map_err(broken)?;
    Ok(count)
}
