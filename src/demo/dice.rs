//! Chance that always falls the same way: the numbers follow from the text that one begins with (SplitMix64).

use sha2::{Digest, Sha256};

pub struct Dice(u64);

impl Dice {
    pub fn from(text: &str) -> Dice {
        let digest = Sha256::digest(text);
        let mut seed = [0; 8];
        seed.copy_from_slice(&digest[..8]);
        Dice(u64::from_be_bytes(seed))
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1, without 1.
    pub fn fraction(&mut self) -> f64 {
        // 53 bits are what a float holds.
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Falls well so many times in a hundred.
    pub fn falls(&mut self, in_a_hundred: u64) -> bool {
        self.number() % 100 < in_a_hundred
    }

    /// One of them; none of nothing.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let length = u64::try_from(list.len()).ok().filter(|length| *length > 0)?;
        list.get(usize::try_from(self.number() % length).ok()?)
    }
}

/// True for `some` of the numbers below `all`, evenly spread.
pub fn every_so_often(number: usize, some: usize, all: usize) -> bool {
    all > 0 && (number + 1) * some / all > number * some / all
}
