//! What a mail server says of a letter that it could not deliver (RFC 3464).

use std::fmt;

use super::mime::fields;
use crate::language::one_line;

/// How many recipients of one report are read: a letter of ours has one.
const MOST: usize = 20;

/// How much of what the server said is kept, in characters.
const LONGEST: usize = 300;

/// An enhanced status code (RFC 3463): class, subject, detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(pub u16, pub u16, pub u16);

/// What became of the letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As they were written on the envelope, and as the last server knew them.
    pub recipients: Vec<String>,
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    pub action: String,
    pub code: Option<Code>,
    pub said: String,
}

/// The recipients of a `message/delivery-status`: groups of fields with empty lines between them.
pub fn reports(text: &str) -> Vec<Report> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split("\n\n").map(fields).filter_map(|group| report(&group)).take(MOST).collect()
}

fn report(group: &[(String, String)]) -> Option<Report> {
    let value = |name: &str| group.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let recipients = ["original-recipient", "final-recipient"].into_iter().filter_map(value).map(address).collect();
    let said = value("diagnostic-code").unwrap_or_default();
    let said = said.split_once(';').map_or(said, |(_, said)| said);
    let status = value("status").and_then(Code::find);
    // Some servers know no more than "5.0.0" and leave the rest to what the other side said.
    let code = match status {
        Some(Code(_, 0, 0)) | None => Code::find(said).or(status),
        known => known,
    };
    let action = value("action")?.split_whitespace().next()?.to_lowercase();
    Some(Report { recipients, action, code, said: brief(said) })
}

/// The address in `rfc822;amina@example.org`.
pub fn address(value: &str) -> String {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    address.trim().trim_matches(['<', '>']).to_string()
}

/// On one line, without control characters, and not too long.
pub fn brief(said: &str) -> String {
    one_line(said).chars().take(LONGEST).collect()
}

impl Code {
    /// The first code in a text; an IP address is none.
    pub fn find(text: &str) -> Option<Code> {
        let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
        words.map(|word| word.trim_end_matches('.')).find_map(|word| {
            let mut parts = word.split('.');
            let mut number = |digits: usize| {
                let part = parts.next().filter(|part| !part.is_empty() && part.len() <= digits)?;
                part.parse::<u16>().ok()
            };
            let code = Code(number(1)?, number(3)?, number(3)?);
            (parts.next().is_none() && matches!(code.0, 2 | 4 | 5)).then_some(code)
        })
    }

    /// Nobody is there, and nobody will be: the address does not exist, or its host. What is said of the sender's own
    /// address is not.
    pub fn is_no_address(self) -> bool {
        matches!(self, Code(5, 1, detail) if !matches!(detail, 0 | 5 | 7 | 8)) || matches!(self, Code(5, 4, 4 | 310))
    }

    /// The other side wants nothing from us: that is for whoever runs this system.
    pub fn is_policy(self) -> bool {
        matches!(self, Code(5, 7, _) | Code(5, 1, 7 | 8))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}
