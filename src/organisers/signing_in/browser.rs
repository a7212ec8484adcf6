//! The browser of somebody who wants in. Anybody may ask in an organiser's name; a browser in which that organiser came in
//! before has a share of letters and of tries for itself, which no stranger can use up.

use crate::config::Secret;
use crate::security::Token;

pub struct Browser {
    key: Token,
    mark: Option<Token>,
}

impl Browser {
    pub fn of(key: Token, mark: Option<Token>) -> Browser {
        Browser { key, mark }
    }

    pub fn key(&self) -> &Token {
        &self.key
    }

    /// Whether it says that somebody came in before; who, only the mark can prove.
    pub fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    /// Whether this organiser was the last to come in with it.
    pub fn is_of(&self, secret: &Secret, organiser_id: i32) -> bool {
        self.mark.as_ref() == Some(&mark(secret, &self.key, organiser_id))
    }
}

/// What a browser with this key gets once this organiser came in with it. It names nobody, nobody can make one, and beside
/// another key it is worth nothing.
pub fn mark(secret: &Secret, key: &Token, organiser_id: i32) -> Token {
    let id = [key.hash().as_slice(), organiser_id.to_be_bytes().as_slice()].concat();
    Token::derived(secret, "browser of an organiser", &id, 0)
}
