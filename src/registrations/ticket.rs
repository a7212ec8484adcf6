//! A ticket: an address of our own, drawn as a code that a phone can scan. It says who comes to which event to those
//! who check in there, and nothing to anybody else. Its key is not the private link's, since it is shown around.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};
use uuid::Uuid;

use super::registration::{self, Status};
use crate::config::{Config, Secret};
use crate::error::{Error, Result};
use crate::events::event::{self, Format};
use crate::security::Token;

/// White modules round the code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;
/// Pixels to a module in the picture of a letter.
const SCALE: usize = 6;

/// Whether there is a door to show a ticket at.
pub fn is_needed(event: &event::Model, registration: &registration::Model) -> bool {
    event.format != Format::Online && registration.status == Status::Confirmed && event.cancelled_at.is_none()
}

/// The ticket's address.
pub fn link(config: &Config, registration: &registration::Model) -> String {
    let key = key(&config.secret, registration);
    format!("{}/tickets/{}/{key}", config.public_url, registration.id.simple())
}

fn key(secret: &Secret, registration: &registration::Model) -> Token {
    Token::derived(secret, "ticket", registration.id.as_bytes(), registration.key_version)
}

/// Whether the ticket is this person's.
pub fn is_genuine(secret: &Secret, registration: &registration::Model, given: &Token) -> bool {
    key(secret, registration) == *given
}

/// What a code says: whose ticket, and the key to it. None when it is no ticket of ours.
pub fn read(config: &Config, text: &str) -> Option<(Uuid, Token)> {
    let path = text.trim().strip_prefix(&config.public_url)?.strip_prefix("/tickets/")?;
    let (id, key) = path.split_once('/')?;
    Some((Uuid::try_parse(id).ok()?, key.parse().ok()?))
}

/// The code, as a grid of black modules with its white margin.
struct Grid {
    side: usize,
    black: Vec<bool>,
}

impl Grid {
    fn of(text: &str) -> Result<Grid> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|e| Error::Internal(format!("a code cannot be drawn: {e}")))?;
        let inner = code.width();
        let side = inner + 2 * QUIET;
        let mut black = vec![false; side * side];
        for (index, color) in code.to_colors().into_iter().enumerate() {
            let (x, y) = (index % inner + QUIET, index / inner + QUIET);
            black[y * side + x] = color == Color::Dark;
        }
        Ok(Grid { side, black })
    }

    fn is_black(&self, x: usize, y: usize) -> bool {
        self.black[y * self.side + x]
    }
}

/// The code for paper: how many modules it has on a side, and each black one by its column and row.
pub fn modules(text: &str) -> Result<(usize, Vec<(usize, usize)>)> {
    let grid = Grid::of(text)?;
    let all = (0..grid.side).flat_map(|y| (0..grid.side).map(move |x| (x, y)));
    Ok((grid.side, all.filter(|(x, y)| grid.is_black(*x, *y)).collect()))
}

/// The code for a page, black on white whatever the colours of the page; `words` say what it is.
pub fn svg(text: &str, words: &str) -> Result<String> {
    let grid = Grid::of(text)?;
    let mut path = String::new();
    for y in 0..grid.side {
        let mut x = 0;
        while x < grid.side {
            let run = (x..grid.side).take_while(|&x| grid.is_black(x, y)).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    let side = grid.side;
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    Ok(format!(
        r##"<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{words}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

/// The code for a letter: a PNG of one bit a pixel, below a kilobyte.
pub fn png(text: &str) -> Result<Vec<u8>> {
    let grid = Grid::of(text)?;
    let side = grid.side * SCALE;
    let mut rows = Vec::with_capacity(side * (side / 8 + 2));
    for y in 0..side {
        // Each row begins with its filter: none.
        rows.push(0);
        let mut row = vec![0xff_u8; side.div_ceil(8)];
        for x in (0..side).filter(|x| grid.is_black(x / SCALE, y / SCALE)) {
            row[x / 8] &= !(0x80 >> (x % 8));
        }
        rows.extend(row);
    }
    let broken = |e: std::io::Error| Error::Internal(format!("a code cannot be drawn: {e}"));
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&rows).map_err(broken)?;
    let length = u32::try_from(side).map_err(|e| Error::Internal(e.to_string()))?.to_be_bytes();
    // One bit a pixel, grey, and the only ways that there are to compress, filter and not interlace.
    let header = [&length[..], &length[..], &[1, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", packed.finish().map_err(broken)?), (b"IEND", Vec::new())] {
        chunk(&mut png, kind, &data);
    }
    Ok(png)
}

/// A chunk of a PNG: length, kind, data and checksum (W3C PNG, section 5.3).
fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    png.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    png.extend(kind);
    png.extend(data);
    png.extend(sum.sum().to_be_bytes());
}
