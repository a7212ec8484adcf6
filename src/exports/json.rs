//! JSON: one array, one object for each person, each on its own line. Texts are as they were typed.

use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::broken;
use super::columns::Table;
use super::rows::Rows;
use crate::error::Result;

pub async fn write<W: AsyncWrite + Unpin>(table: &Table<'_>, rows: &mut Rows<'_>, to: &mut W) -> Result<u64> {
    to.write_all(b"[").await.map_err(broken)?;
    let mut count: u64 = 0;
    while let Some(piece) = rows.next().await? {
        let mut text = Vec::new();
        for row in &piece {
            text.extend_from_slice(if count == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut text, &table.object(row)).map_err(broken)?;
            count += 1;
        }
        to.write_all(&text).await.map_err(broken)?;
    }
    to.write_all(b"\n]\n").await.map_err(broken)?;
    to.flush().await.map_err(broken)?;
    Ok(count)
}
