//! What a mail program would turn into a link, in a text that should hold none: our signed letters carry a name to
//! whatever address was typed beside it.

use std::net::Ipv4Addr;

use super::visible::takes_no_ink;

/// Without one of these no text holds a link: what parts the names of a site, and what stands before or within an address.
const MARKS: [char; 7] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}', ':', '\\', '@'];

/// Whether part of the text reads as an address of the web or of mail. Initials do not ("J.P. Janssens", "J.Janssens",
/// "St.-Jan"); a longer word that a point ties to the next does ("evil.com", and "Dr.Janssens" as well: no list of
/// endings stays complete).
pub fn holds_link(text: &str) -> bool {
    // In a rush each name is asked, and most have none of these.
    if !text.contains(MARKS) {
        return false;
    }
    let seen = text.chars().filter(|c| !takes_no_ink(*c)).map(plain);
    let text: String = seen.flat_map(char::to_lowercase).collect();
    ["://", "\\\\", "www.", "@"].iter().any(|part| text.contains(part))
        || text.match_indices('.').any(|(at, _)| is_site(&text[..at], &text[at + 1..]))
        || text.split(is_between).any(|host| host.parse::<Ipv4Addr>().is_ok())
}

/// The full stops of other scripts part the names of a site as ours does (RFC 3490, section 3.1).
fn plain(c: char) -> char {
    if matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}') { '.' } else { c }
}

/// Whether the texts before and after a full stop make the name of a site: words of two letters on both sides, or fewer
/// with a path behind them, since some sites that shorten links have such names.
fn is_site(before: &str, after: &str) -> bool {
    let host = before.rsplit(is_between).next().unwrap_or_default();
    let rest = after.trim_start_matches(char::is_alphabetic);
    let ending = &after[..after.len() - rest.len()];
    if ending.chars().count() < 2 || host.is_empty() || host.ends_with('.') {
        return false;
    }
    let is_word = |label: &str| label.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    host.split('.').any(is_word) || rest.starts_with(['/', ':', '?', '#'])
}

/// No part of the name of a site.
fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !['.', '-', '_'].contains(&c)
}
