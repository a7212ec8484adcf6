//! The typeface of what is printed: DejaVu Sans, which has the letters of Latin, Greek, Cyrillic, Arabic and Hebrew
//! names. It knows how wide a text is, so that a name can be made to fit.

use krilla::text::Font;

use super::broken;
use crate::error::Result;

pub struct Typeface {
    pub font: Font,
    data: &'static [u8],
    units: f32,
    /// Where the widths begin, and how many there are; glyphs after those are as wide as the last.
    widths: (usize, usize),
    /// Where the groups of the character map begin, and how many there are (cmap, format 12).
    groups: (usize, usize),
}

impl Typeface {
    pub fn regular() -> Result<Typeface> {
        Typeface::read(dejavu::sans::regular())
    }

    pub fn bold() -> Result<Typeface> {
        Typeface::read(dejavu::sans::bold())
    }

    fn read(data: &'static [u8]) -> Result<Typeface> {
        let font = Font::new(data.into(), 0).ok_or_else(|| broken("the typeface is damaged"))?;
        let units = font.units_per_em();
        let read = || {
            let (header, widths) = (table(data, b"hhea")?, table(data, b"hmtx")?);
            let count = number(data, header + 34, 2)?;
            let groups = character_groups(data, table(data, b"cmap")?)?;
            Some(((widths, count), (groups + 16, number(data, groups + 12, 4)?)))
        };
        let (widths, groups) = read().ok_or_else(|| broken("the typeface has no widths"))?;
        Ok(Typeface { font, data, units, widths, groups })
    }

    /// How wide the text is at this size, letter by letter.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * size / self.units
    }

    /// The size at which the text is not wider than `room`: `largest`, or smaller, but not below `smallest`.
    pub fn fitting(&self, text: &str, room: f32, largest: f32, smallest: f32) -> f32 {
        let width = self.width(text, largest);
        if width <= room { largest } else { (largest * room / width).max(smallest) }
    }

    /// The text, or its beginning and an ellipsis when it is wider than `room`.
    pub fn shortened(&self, text: &str, size: f32, room: f32) -> String {
        if self.width(text, size) <= room {
            return text.to_string();
        }
        let room = (room - self.width("…", size)) * self.units / size;
        let mut used = 0.0;
        let fits = |c: &char| {
            used += self.advance(*c);
            used <= room
        };
        let kept: String = text.chars().take_while(fits).collect();
        format!("{}…", kept.trim_end())
    }

    /// The text on as many lines as it needs, broken between words, and within a word that is wider than `room`.
    pub fn lines(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.extend(self.pieces(word, size, room)),
            }
        }
        lines
    }

    /// The word in pieces of which none is wider than `room`.
    fn pieces(&self, word: &str, size: f32, room: f32) -> Vec<String> {
        let (mut pieces, mut piece, mut used) = (Vec::new(), String::new(), 0.0);
        for letter in word.chars() {
            let width = self.advance(letter) * size / self.units;
            if used + width > room && !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
                used = 0.0;
            }
            piece.push(letter);
            used += width;
        }
        pieces.push(piece);
        pieces
    }

    /// The text in letters that the typeface has: a letter of another script as it sounds, and a sign not at all.
    pub fn writable(&self, text: &str) -> String {
        if text.chars().all(|c| self.glyph(c as usize).is_some()) {
            return text.to_string();
        }
        let mut written = String::with_capacity(text.len());
        for letter in text.chars() {
            if self.glyph(letter as usize).is_some() {
                written.push(letter);
            } else if letter.is_alphabetic() {
                written.push_str(deunicode::deunicode_char(letter).unwrap_or(""));
            }
        }
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn advance(&self, letter: char) -> f32 {
        let glyph = self.glyph(letter as usize).unwrap_or(0);
        let (start, count) = self.widths;
        let place = start + 4 * glyph.min(count.saturating_sub(1));
        number(self.data, place, 2).unwrap_or(0) as f32
    }

    fn glyph(&self, letter: usize) -> Option<usize> {
        let (start, count) = self.groups;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            let at = start + 12 * middle;
            let (first, last) = (number(self.data, at, 4)?, number(self.data, at + 4, 4)?);
            if letter < first {
                high = middle;
            } else if letter > last {
                low = middle + 1;
            } else {
                return Some(number(self.data, at + 8, 4)? + letter - first);
            }
        }
        None
    }
}

/// The big-endian number of so many bytes at this place.
fn number(data: &[u8], at: usize, bytes: usize) -> Option<usize> {
    data.get(at..at + bytes).map(|bytes| bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// Where a table of the font file begins (OpenType, "Organization of an OpenType font").
fn table(data: &[u8], tag: &[u8; 4]) -> Option<usize> {
    let count = number(data, 4, 2)?;
    let record = (0..count).map(|n| 12 + 16 * n).find(|at| data.get(*at..*at + 4) == Some(tag))?;
    number(data, record + 8, 4)
}

/// Where the character map of format 12 begins, which holds all of Unicode.
fn character_groups(data: &[u8], cmap: usize) -> Option<usize> {
    let count = number(data, cmap + 2, 2)?;
    let places = (0..count).filter_map(|n| Some(cmap + number(data, cmap + 4 + 8 * n + 4, 4)?));
    let mut maps = places.filter(|at| number(data, *at, 2) == Some(12));
    maps.next()
}
