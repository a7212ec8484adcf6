//! Letters are signed for the sender's domain (DKIM, RFC 6376), with RSA, with ed25519 (RFC 8463), or with both: old
//! readers know only the first. The signature is made over the bytes that leave, in front of which it is put.

mod key;

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::config::Config;
use key::Key;

/// What is signed where it is there (RFC 6376, section 5.4.1; the last two must be, RFC 8058, section 4).
const HEADERS: [&str; 16] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "reply-to",
    "mime-version",
    "content-type",
    "content-language",
    "auto-submitted",
    "feedback-id",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
];

/// Signed once more than they are there, so that nobody adds another (RFC 6376, section 8.15).
const ONLY_ONCE: [&str; 6] = ["from", "to", "subject", "date", "reply-to", "content-type"];

/// Signs for one domain with each of its keys.
pub struct Signer {
    domain: String,
    keys: Vec<Key>,
}

/// What stands in DNS, so that readers can tell that a signature is ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub name: String,
    /// The text of the TXT record, in one piece.
    pub value: String,
}

impl Record {
    /// The line of a zone file; a string in DNS holds at most 255 characters (RFC 1035, section 3.3).
    pub fn line(&self) -> String {
        let pieces: Vec<&str> = pieces(&self.value, 250).collect();
        format!("{}. IN TXT \"{}\"", self.name, pieces.join("\" \""))
    }
}

impl Signer {
    /// The signer of these settings, if there are keys. The error is a sentence for the operator.
    pub fn of(config: &Config) -> Result<Option<Signer>, String> {
        if config.dkim_keys.is_empty() {
            return Ok(None);
        }
        let keys = config.dkim_keys.iter().map(Key::read).collect::<Result<Vec<_>, String>>()?;
        Ok(Some(Signer { domain: config.mail_from.email.domain().to_lowercase(), keys }))
    }

    /// The TXT record of each key.
    pub fn records(&self) -> Vec<Record> {
        let name = |key: &Key| format!("{}._domainkey.{}", key.selector, self.domain);
        self.keys.iter().map(|key| Record { name: name(key), value: key.secret.published() }).collect()
    }

    /// The message with a signature of each key before it. Takes about a millisecond for RSA: not for a thread on which
    /// others wait. The error is a sentence for the operator.
    pub fn sign(&self, message: &[u8], at: DateTime<Utc>) -> Result<Vec<u8>, String> {
        let end = message.windows(4).position(|w| w == b"\r\n\r\n").ok_or("a letter without a body")?;
        let head = std::str::from_utf8(&message[..end + 2]).map_err(|_| "a letter whose head is no text")?;
        let body = STANDARD.encode(Sha256::digest(canonical_body(&message[end + 4..])));
        let (names, canonical) = signed_headers(head);
        let mut signed = Vec::with_capacity(message.len() + 1024 * self.keys.len());
        for key in &self.keys {
            let unsigned = self.unsigned(key, &names, &body, at);
            let words = format!("{canonical}{}", canonical_header(&unsigned));
            let signature = STANDARD.encode(key.secret.sign(words.as_bytes())?);
            let folded: Vec<&str> = pieces(&signature, 72).collect();
            signed.extend_from_slice(format!("{unsigned}{}\r\n", folded.join("\r\n ")).as_bytes());
        }
        signed.extend_from_slice(message);
        Ok(signed)
    }

    /// The signature's header as far as `b=`.
    fn unsigned(&self, key: &Key, names: &[&str], body: &str, at: DateTime<Utc>) -> String {
        let (algorithm, domain, selector) = (key.secret.algorithm(), &self.domain, &key.selector);
        let mut header = format!(
            "DKIM-Signature: v=1; a={algorithm}-sha256; c=relaxed/relaxed;\r\n d={domain}; s={selector};\r\n t={}; q=dns/txt; h=",
            at.timestamp()
        );
        let mut column = 60;
        for (place, name) in names.iter().enumerate() {
            if column + name.len() > 70 {
                header.push_str("\r\n ");
                column = 1;
            }
            header.push_str(name);
            header.push(if place + 1 < names.len() { ':' } else { ';' });
            column += name.len() + 1;
        }
        let _ = write!(header, "\r\n bh={body};\r\n b=");
        header
    }
}

/// The names in the order in which they are signed, and what is signed of them (RFC 6376, section 3.4.2).
fn signed_headers(head: &str) -> (Vec<&'static str>, String) {
    let (mut names, mut canonical) = (Vec::new(), String::with_capacity(head.len()));
    let headers = unfolded(head);
    for name in HEADERS {
        let found = headers.iter().find(|h| h.split(':').next().is_some_and(|n| n.eq_ignore_ascii_case(name)));
        if let Some(header) = found {
            names.push(name);
            canonical.push_str(&canonical_header(header));
            canonical.push_str("\r\n");
        }
    }
    names.extend(ONLY_ONCE);
    (names, canonical)
}

/// Each header with its lines.
fn unfolded(head: &str) -> Vec<&str> {
    let mut headers = Vec::new();
    let mut start = 0;
    for (end, _) in head.match_indices("\r\n") {
        if !head[end + 2..].starts_with([' ', '\t']) {
            headers.push(&head[start..end]);
            start = end + 2;
        }
    }
    headers
}

/// `relaxed`: the name in small letters, and one space wherever there is white space.
fn canonical_header(header: &str) -> String {
    let (name, value) = header.split_once(':').unwrap_or((header, ""));
    let words = value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    format!("{}:{}", name.trim().to_lowercase(), words.collect::<Vec<_>>().join(" "))
}

/// `relaxed`: one space wherever there is white space, none at the end of a line, and no empty lines at the end (RFC 6376,
/// section 3.4.4).
fn canonical_body(body: &[u8]) -> Vec<u8> {
    let mut canonical = Vec::with_capacity(body.len() + 2);
    let mut blank = false;
    for byte in body {
        match byte {
            b' ' | b'\t' => blank = true,
            b'\r' => blank = false,
            _ => {
                if blank && *byte != b'\n' {
                    canonical.push(b' ');
                }
                blank = false;
                if *byte == b'\n' {
                    canonical.push(b'\r');
                }
                canonical.push(*byte);
            }
        }
    }
    if !canonical.is_empty() && !canonical.ends_with(b"\r\n") {
        canonical.extend_from_slice(b"\r\n");
    }
    while canonical.ends_with(b"\r\n\r\n") {
        canonical.truncate(canonical.len() - 2);
    }
    if canonical == b"\r\n" { Vec::new() } else { canonical }
}

/// The text in pieces of so many characters; it is ASCII.
fn pieces(text: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..text.len()).step_by(length).map(move |start| &text[start..text.len().min(start + length)])
}
