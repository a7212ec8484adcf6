//! Keys, headers and limits: what keeps strangers out and robots slow.

mod limits;
mod sender;

use std::convert::Infallible;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use rocket::Response;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::http::uri::Path;
use rocket::request::{FromParam, Request};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::config::{Config, Secret};
use crate::error::{Error, Result};

pub use limits::{Limits, WithinLimits};
pub use sender::Sender;

/// A key of 128 bits that stands in a private link. We keep only its hash.
#[derive(Clone)]
pub struct Token {
    /// When the thing was made that it opens, in milliseconds. It is no secret and proves nothing: keys of a rush that
    /// begin with it lie together in the database, where each would otherwise touch a page of its own.
    made: Option<[u8; 6]>,
    key: [u8; 16],
}

impl Token {
    pub fn random() -> Token {
        Token { made: None, key: rand::random() }
    }

    /// The key that belongs to a thing (`purpose` says which kind of thing): made from our secret, so that each letter
    /// can carry the same link although the database holds only the hash.
    pub fn derived(secret: &Secret, purpose: &str, id: &[u8], version: i32) -> Token {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.bytes()).expect("a key of any length will do");
        for part in [purpose.as_bytes(), b"\0", id, &version.to_be_bytes()] {
            mac.update(part);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        Token { made: None, key }
    }

    /// The same key, dated as the thing is: the first six bytes of its id (RFC 9562, section 5.7).
    pub fn dated(mut self, id: Uuid) -> Token {
        self.made = id.as_bytes().first_chunk().copied();
        self
    }

    /// What the database keeps: the date as it is, and the hash of everything.
    pub fn hash(&self) -> Vec<u8> {
        let date = self.made.as_ref().map_or(&[][..], |made| made);
        [date, &Sha256::digest(self.bytes())].concat()
    }

    fn bytes(&self) -> Vec<u8> {
        self.made.iter().flatten().chain(&self.key).copied().collect()
    }
}

/// Takes as long wherever the two differ, so that nobody can feel their way to a key.
impl PartialEq for Token {
    fn eq(&self, other: &Token) -> bool {
        self.made == other.made && bool::from(self.key.ct_eq(&other.key))
    }
}

impl Eq for Token {}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl std::str::FromStr for Token {
    type Err = Error;

    fn from_str(text: &str) -> Result<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Error::NotFound)?;
        let (date, key) = bytes.split_last_chunk().ok_or(Error::NotFound)?;
        let made = match date {
            [] => None,
            date => Some(date.try_into().map_err(|_| Error::NotFound)?),
        };
        Ok(Token { made, key: *key })
    }
}

impl<'a> FromParam<'a> for Token {
    type Error = Infallible;

    /// A text that is no key is taken for one that nobody has: it opens nothing, and that is what the page says.
    fn from_param(param: &'a str) -> Result<Token, Infallible> {
        Ok(param.parse().unwrap_or_else(|_| Token::random()))
    }
}

/// Headers on every answer. No script and no style but our own files, no other origin, and in a frame only what says so
/// itself (a letter, shown as it will look) and the agenda for websites of others. Each costs time at every answer, so
/// what has no document behind it goes without what only a document heeds.
pub struct Headers;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; \
    img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; manifest-src 'self'";

/// The same for what anybody may frame, where there is less to allow.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; \
    base-uri 'none'; frame-ancestors *";

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "security headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        // Who has it already keeps the headers that came with it (RFC 9111, section 4.3.4).
        if response.status() == Status::NotModified {
            return;
        }
        let path = request.uri().path();
        let private = is_private(path);
        response.set_raw_header("X-Content-Type-Options", "nosniff");
        response.set_raw_header("Referrer-Policy", referrer(path));
        if private {
            response.set_raw_header("X-Robots-Tag", "noindex");
        }
        let is_personal = private || (is_receipt(path) && response.status() == Status::Ok);
        if is_personal && !response.headers().contains("Cache-Control") {
            response.set_raw_header("Cache-Control", "private, no-store");
        }
        if request.rocket().state::<Config>().is_some_and(Config::is_https) {
            response.set_raw_header("Strict-Transport-Security", "max-age=31536000");
        }
        if response.status().class().is_redirection() {
            return;
        }
        // An error at that address is another page, with our search on it.
        let is_framed = is_framed(path) && response.status() == Status::Ok;
        if !response.headers().contains("Content-Security-Policy") {
            response.set_raw_header("Content-Security-Policy", if is_framed { FRAMED_POLICY } else { POLICY });
        }
        if response.content_type().is_some_and(|kind| kind.is_html()) {
            if !is_framed {
                response.set_raw_header("X-Frame-Options", "SAMEORIGIN");
            }
            response.set_raw_header("Cross-Origin-Opener-Policy", "same-origin");
            // The camera scans tickets at the door.
            response.set_raw_header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
        }
    }
}

/// The page that anybody may put into theirs (`events/pages/embed.rs`). As long as it stands there it remembers nothing.
pub fn is_framed(path: Path<'_>) -> bool {
    path.segments().eq(["embed", "agenda"])
}

/// What the next page learns of this one. A page with a form needs to say that it is ours, by its origin.
fn referrer(path: Path<'_>) -> &'static str {
    if is_below(path, &FORMLESS) {
        "no-referrer"
    } else if is_private(path) {
        "same-origin"
    } else {
        "strict-origin-when-cross-origin"
    }
}

/// Private addresses on which nobody fills in anything.
const FORMLESS: [&[&str]; 4] = [&["join"], &["tickets"], &["certificates"], &["calendar", "mine"]];

/// What lies below these has a key in its address.
const KEYED: [&[&str]; 8] = [
    &["registrations"],
    &["handovers"],
    &["join"],
    &["tickets"],
    &["certificates"],
    &["quiet"],
    &["digests"],
    &["calendar", "mine"],
];

/// Whether an address holds a key or is for signed-in people.
fn is_private(path: Path<'_>) -> bool {
    path.segments().next() == Some("organise") || is_below(path, &KEYED)
}

/// Whether this is what one sees right after registering: no key is in its address, and on it stands who typed it.
fn is_receipt(path: Path<'_>) -> bool {
    let mut parts = path.segments();
    parts.next() == Some("events") && parts.nth(1) == Some("registrations")
}

/// Whether a path lies below one of these places, as the router reads it: `//%6Aoin/…` lies below `join`.
pub fn is_below(path: Path<'_>, places: &[&[&str]]) -> bool {
    places.iter().any(|place| {
        let mut parts = path.segments();
        place.iter().all(|part| parts.next() == Some(*part)) && parts.next().is_some()
    })
}
