//! Ways to take a calendar along: a link for each calendar app, and the address to copy.

use crate::language::Language;
use crate::page::Layout;

/// The calendar of those who have Outlook from their work (Microsoft 365), as most professionals do.
pub const OUTLOOK: &str = "https://outlook.office.com/calendar/0";

/// A calendar that one can subscribe to.
#[derive(Clone, Debug)]
pub struct FeedLinks {
    /// The address that any app takes.
    pub address: String,
    /// Apple and Thunderbird open this by themselves.
    pub webcal: String,
    /// Google reads an address only when its scheme is `webcal`.
    pub google: String,
    pub outlook: String,
}

impl FeedLinks {
    /// The links to the feed at `path`, with its filters, called `name`.
    pub fn of(page: &Layout, path: &str, filters: &[(&str, &str)], name: &str) -> FeedLinks {
        let mut query: Vec<String> = filters.iter().map(|(key, value)| format!("{key}={value}")).collect();
        if page.l != Language::default() {
            query.push(format!("lang={}", page.l));
        }
        let mark = if query.is_empty() { "" } else { "?" };
        let address = format!("{}{path}{mark}{}", page.public_url, query.join("&"));
        let bare = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let webcal = format!("webcal://{bare}");
        FeedLinks {
            google: format!("https://calendar.google.com/calendar/r?cid={}", encoded(&webcal)),
            outlook: format!("{OUTLOOK}/addfromweb?url={}&name={}", encoded(&address), encoded(name)),
            webcal,
            address,
        }
    }
}

/// Every byte but the unreserved ones as `%XX` (RFC 3986, section 2.3), so that an address fits in another.
fn encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
