//! A workbook is a ZIP of parts. Each is read as it unpacks and never held whole, and all of them together unpack to so many
//! bytes and no more, whatever the file says of their lengths. A name leads to a part of the file and nowhere else.

use std::cell::Cell;
use std::io::{self, Cursor, ErrorKind, Read};
use std::rc::Rc;

use zip::ZipArchive;

use super::Unreadable;
use super::xml::Tokens;

/// To how many bytes a file may unpack; a sheet of which a million rows have borders and no words comes to 75 million.
const MOST: u64 = 128 * 1024 * 1024;
/// The most bytes of a part that is read besides the sheet, and kept in a form of its own.
const MOST_ASIDE: u64 = 16 * 1024 * 1024;
/// More parts than this are no workbook.
const MOST_PARTS: usize = 10_000;

pub struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: Rc<Cell<u64>>,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(Unreadable::NoList);
        }
        Ok(Package { zip, left: Rc::new(Cell::new(MOST)) })
    }

    pub fn holds(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The tokens of a part; nothing when there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Tokens<'_>>, Unreadable> {
        self.tokens(name, MOST)
    }

    /// The same, of a part that is short.
    pub fn part_aside(&mut self, name: &str) -> Result<Option<Tokens<'_>>, Unreadable> {
        self.tokens(name, MOST_ASIDE)
    }

    fn tokens(&mut self, name: &str, most: u64) -> Result<Option<Tokens<'_>>, Unreadable> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let left = self.left.clone();
        let part = self.zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
        Ok(Some(Tokens::of(Measured { part, most, left })))
    }

    /// Some programs do not write a name as they refer to it.
    fn index(&self, name: &str) -> Option<usize> {
        let same =
            |(written, asked): (&u8, u8)| written.eq_ignore_ascii_case(&asked) || (*written == b'\\' && asked == b'/');
        let is_it = |written: &[u8]| written.len() == name.len() && written.iter().zip(name.bytes()).all(same);
        self.zip.index_for_name_raw(name.as_bytes()).or_else(|| self.zip.file_names_raw().position(is_it))
    }
}

/// Fails once more came out of it than may.
struct Measured<R> {
    part: R,
    most: u64,
    /// Of all the parts together.
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(buffer)?;
        let rest = |left: u64| left.checked_sub(count as u64).ok_or(ErrorKind::FileTooLarge);
        self.most = rest(self.most)?;
        self.left.set(rest(self.left.get())?);
        Ok(count)
    }
}
