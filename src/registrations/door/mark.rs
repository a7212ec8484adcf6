//! What a phone has of the list, in short. The list is divided into parts, and a mark holds a digest of each. Whatever
//! changed, and whoever changed it, shows in the parts that differ: no deed has to raise a number, no clock has to be
//! right, every process makes the same mark of the same list, and a backup that was put back misleads nobody.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::people::Person;
use crate::language::Language;

/// With fewer parts, more people are sent along with one who changed; with more, the mark is longer than they are. For a
/// thousand people this is the least.
const PARTS: usize = 64;

/// How much of a digest is kept, in bytes: of 2^48 changes one goes unseen, until the next one in its part.
const KEPT: usize = 6;

/// A digest of each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark([[u8; KEPT]; PARTS]);

/// The part to which somebody belongs. The last byte of an id is drawn by chance.
pub fn part_of(id: Uuid) -> usize {
    usize::from(id.as_bytes()[15]) % PARTS
}

impl Mark {
    /// Of the list as it is in this language, in its order.
    pub fn of(people: &[Person], l: Language) -> Mark {
        let mut parts: [Sha256; PARTS] = std::array::from_fn(|_| Sha256::new_with_prefix(l.code()));
        for person in people {
            parts[person.part].update(serde_json::to_vec(person).expect("texts and numbers"));
        }
        let short = |part: Sha256| {
            let mut kept = [0; KEPT];
            kept.copy_from_slice(&part.finalize()[..KEPT]);
            kept
        };
        Mark(parts.map(short))
    }

    /// The parts that are not as whoever has the other mark knows them.
    pub fn differing(&self, known: &Mark) -> Vec<usize> {
        (0..PARTS).filter(|part| self.0[*part] != known.0[*part]).collect()
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0.as_flattened()))
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Mark, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        let (digests, []) = bytes.as_chunks::<KEPT>() else { return Err(()) };
        Ok(Mark(digests.try_into().map_err(|_| ())?))
    }
}
