//! What a mail server says of a letter that it could not deliver (RFC 3464).

use super::mime::fields;
use crate::language::one_line;
use crate::mail::StatusCode;

/// How many recipients of one report are read: a letter of ours has one.
const MOST: usize = 20;

/// How much of what the server said is kept, in characters.
const LONGEST: usize = 300;

/// What became of the letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As they were written on the envelope, and as the last server knew them.
    pub recipients: Vec<String>,
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    pub action: String,
    pub code: Option<StatusCode>,
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
    let status = value("status").and_then(StatusCode::find);
    // Some servers know no more than "5.0.0" and leave the rest to what the other side said.
    let code = match status {
        Some(StatusCode(_, 0, 0)) | None => StatusCode::find(said).or(status),
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
