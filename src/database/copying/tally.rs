//! What a table holds, in two numbers that do not depend on the order of its rows.

use sea_orm::Value;
use sha2::{Digest, Sha256};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u64,
    /// The hashes of all rows, added up.
    sum: u128,
}

impl Tally {
    pub fn add(&mut self, row: &[Value]) {
        let mut hash = Sha256::new();
        for value in row {
            feed(&mut hash, value);
        }
        let mut half = [0; 16];
        half.copy_from_slice(&hash.finalize()[..16]);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(u128::from_be_bytes(half));
    }
}

/// A value as both databases keep it: moments to the microsecond. These are all that `Kind::value` makes; the rest is
/// nothing.
fn feed(hash: &mut Sha256, value: &Value) {
    match value {
        Value::BigInt(Some(number)) => part(hash, &number.to_be_bytes()),
        Value::Bool(Some(flag)) => part(hash, &[u8::from(*flag)]),
        Value::String(Some(text)) => part(hash, text.as_bytes()),
        Value::Uuid(Some(id)) => part(hash, id.as_bytes()),
        Value::Bytes(Some(bytes)) => part(hash, bytes),
        Value::ChronoDateTimeUtc(Some(at)) => part(hash, &at.timestamp_micros().to_be_bytes()),
        _ => hash.update([0]),
    }
}

/// With its length before it, so that two values are not taken for two others.
fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update([1]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
