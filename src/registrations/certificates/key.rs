//! The key in the address on a certificate: whose it is, and what proves that it is ours. It opens the page that says so
//! and nothing else, so that it can be handed on; it is made from our secret, so that nothing need be kept.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::config::Secret;
use crate::error::{Error, Result};
use crate::registrations::registration;
use crate::security::Token;

/// How many letters the id takes.
const ID: usize = 22;

/// The last part of the address.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Of the registration.
    pub id: Uuid,
    proof: Token,
}

impl Key {
    /// It has no version: what was printed stays so when the person moves to another address.
    pub fn of(secret: &Secret, person: &registration::Model) -> Key {
        Key { id: person.id, proof: Token::derived(secret, "certificate", person.id.as_bytes(), 0) }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", URL_SAFE_NO_PAD.encode(self.id.as_bytes()), self.proof)
    }
}

impl FromStr for Key {
    type Err = Error;

    fn from_str(text: &str) -> Result<Key> {
        let (id, proof) = text.split_at_checked(ID).ok_or(Error::NotFound)?;
        let id = URL_SAFE_NO_PAD.decode(id).map_err(|_| Error::NotFound)?;
        let id = Uuid::from_slice(&id).map_err(|_| Error::NotFound)?;
        Ok(Key { id, proof: proof.parse()? })
    }
}
