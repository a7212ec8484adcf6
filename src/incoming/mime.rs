//! A message, taken apart: its headers and its parts, each decoded. `mail-parser` reads headers and decodes; the
//! parts are found here, since a message may be ten megabytes of boxes in boxes, and nobody needs more than a few.

use std::borrow::Cow;

use mail_parser::{HeaderValue, MessageParser, MimeHeaders};

use super::Envelope;

/// How deep multiparts may stand in each other, how many parts are read, and how much of the headers and of a part.
const DEEPEST: usize = 8;
const MOST_PARTS: usize = 64;
const HEADERS: usize = 128 * 1024;
const PART: usize = 512 * 1024;

/// A message that arrived.
pub struct Mail {
    pub envelope: Envelope,
    /// Small-lettered names with their values, unfolded, as they stand.
    headers: Vec<(String, String)>,
    /// The address in From, if there is exactly one.
    pub from: Option<String>,
    kind: Kind,
    /// The leaves, in order, with what they say.
    pub parts: Vec<Part>,
}

/// A leaf of the message.
pub struct Part {
    /// `text/calendar`, in small letters.
    pub kind: String,
    /// Its `method`, in small letters.
    pub method: String,
    pub text: String,
}

impl Mail {
    /// None when these bytes have no header.
    pub fn read(message: &[u8], envelope: Envelope) -> Option<Mail> {
        let (head, body) = split(message);
        let headers = fields(&String::from_utf8_lossy(&head[..head.len().min(HEADERS)]));
        if headers.is_empty() {
            return None;
        }
        let mut parts = Vec::new();
        take_apart(head, body, 0, &mut parts);
        Some(Mail { envelope, from: from(head, &headers), kind: Kind::of(head), headers, parts })
    }

    /// The value of a header; the topmost, where there are several.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether a provider reports that somebody complained (RFC 5965, section 2).
    pub fn is_complaint(&self) -> bool {
        self.is_report() && self.kind.report_type == "feedback-report"
    }

    /// Whether it reports what became of a letter, or holds such a report.
    pub fn is_delivery_report(&self) -> bool {
        (self.is_report() && !self.is_complaint()) || self.part("message/delivery-status").is_some()
    }

    /// Whether it calls itself a report (RFC 6522).
    fn is_report(&self) -> bool {
        self.kind.name == "multipart/report"
    }

    /// The first part of this kind.
    pub fn part(&self, kind: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// What the server said of the recipients, and what the message says of them.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        let said = self.envelope.recipients.iter().map(String::as_str);
        let headers = ["delivered-to", "x-original-to", "envelope-to", "to"];
        let written = headers.into_iter().flat_map(|name| self.headers.iter().filter(move |(n, _)| n == name));
        said.chain(written.flat_map(|(_, value)| value.split([',', '<', '>', ' ', '\t', ';', '"'])))
            .filter(|word| word.contains('@'))
            .take(50)
    }
}

/// Header and body, at the first empty line.
fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in message.split_inclusive(|b| *b == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            return (&message[..at], &message[at + line.len()..]);
        }
        at += line.len();
    }
    (message, &[])
}

/// The header fields (RFC 5322, section 2.2), unfolded; lines that are none are passed over.
pub fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        if let Some((name, value)) = line.split_once(':')
            && !name.is_empty()
            && name.trim_end().bytes().all(|b| b.is_ascii_graphic())
        {
            fields.push((name.trim_end().to_lowercase(), value.trim().to_string()));
        }
    }
    fields
}

fn take_apart(head: &[u8], body: &[u8], depth: usize, parts: &mut Vec<Part>) {
    if parts.len() >= MOST_PARTS {
        return;
    }
    let kind = Kind::of(head);
    if kind.name.starts_with("multipart/") && !kind.boundary.is_empty() {
        let pieces = if depth < DEEPEST { pieces(body, kind.boundary.as_bytes()) } else { Vec::new() };
        for part in pieces {
            let (head, body) = split(part);
            take_apart(head, body, depth + 1, parts);
        }
    } else {
        let text = decoded(head, &body[..body.len().min(PART)], &kind.charset);
        parts.push(Part { kind: kind.name, method: kind.method, text });
    }
}

/// What stands between the boundaries (RFC 2046, section 5.1.1). The last piece may lack its end.
fn pieces<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let (mut at, mut begin) = (0, None);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let (before, after) = (at, at + line.len());
        at = after;
        let Some(rest) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)) else {
            continue;
        };
        let is_last = rest.starts_with(b"--");
        if !is_last && !rest.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if let Some(begin) = begin.replace(after) {
            pieces.push(&body[begin..before]);
        }
        if is_last || pieces.len() >= MOST_PARTS {
            return pieces;
        }
    }
    pieces.extend(begin.map(|begin| &body[begin..]));
    pieces
}

/// A Content-Type (RFC 2045, section 5), as far as it matters here.
struct Kind {
    /// In small letters.
    name: String,
    report_type: String,
    method: String,
    boundary: String,
    charset: String,
}

impl Kind {
    /// One header alone goes to the parser, and nothing beside it.
    fn of(head: &[u8]) -> Kind {
        let alone = only(head, "content-type").unwrap_or_default();
        let message = MessageParser::default().parse_headers(alone.as_bytes());
        let kind = message.as_ref().and_then(|message| message.content_type());
        let value = |name: &str| kind.and_then(|kind| kind.attribute(name)).unwrap_or_default();
        let name = kind.map(|kind| format!("{}/{}", kind.c_type, kind.c_subtype.as_deref().unwrap_or_default()));
        Kind {
            name: name.unwrap_or_else(|| "text/plain".to_string()).to_lowercase(),
            report_type: value("report-type").to_lowercase(),
            method: value("method").to_lowercase(),
            boundary: value("boundary").to_string(),
            charset: value("charset").to_string(),
        }
    }
}

/// The first header of this name, as a header of its own.
fn only(head: &[u8], name: &str) -> Option<String> {
    let fields = fields(&String::from_utf8_lossy(&head[..head.len().min(HEADERS)]));
    let (_, value) = fields.into_iter().find(|(n, _)| n == name)?;
    Some(format!("{name}: {value}\r\n\r\n"))
}

/// The text of a leaf. The parser gets it as plain text, whatever it is, so that it only decodes.
fn decoded(head: &[u8], body: &[u8], charset: &str) -> String {
    let plain = |text: &str| text.chars().filter(|c| c.is_ascii_graphic() && *c != '"').take(60).collect::<String>();
    let charset = if charset.is_empty() { "utf-8".to_string() } else { plain(charset) };
    let encoding = only(head, "content-transfer-encoding").unwrap_or_default();
    let encoding = plain(encoding.split_once(':').map_or("", |(_, value)| value));
    let head =
        format!("Content-Type: text/plain; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
    let alone = [head.as_bytes(), body].concat();
    let message = MessageParser::default().parse(&alone[..]);
    let text = message.as_ref().and_then(|message| message.body_text(0)).map(Cow::into_owned);
    text.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned())
}

fn from(head: &[u8], headers: &[(String, String)]) -> Option<String> {
    // Two such headers are a trick: programs differ on which they show (RFC 5322, section 3.6).
    if headers.iter().filter(|(name, _)| name == "from").count() != 1 {
        return None;
    }
    let alone = only(head, "from")?;
    let message = MessageParser::default().parse_headers(alone.as_bytes())?;
    let Some(HeaderValue::Address(address)) = message.header("From") else { return None };
    let mut addresses = address.iter();
    match (addresses.next(), addresses.next()) {
        (Some(only), None) => only.address().map(str::to_string),
        _ => None,
    }
}
