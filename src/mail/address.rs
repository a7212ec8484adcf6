//! An address that a letter can be sent to, parsed at the door.

use std::fmt;
use std::str::FromStr;

use lettre::Address;
use rocket::http::RawStr;
use url::Host;

/// A well-formed e-mail address of at most 254 characters (RFC 5321, section 4.5.3.1.3). Before the `@` it is in ASCII:
/// few mail servers take anything else (RFC 6531), and a seat whose letter cannot be sent helps nobody. So is its domain,
/// as mail servers know it (RFC 5890): what comes back names no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with capitals and a `+alias` folded: two that agree are the same person.
    pub fn key(&self) -> String {
        let lower = self.0.to_lowercase();
        match lower.rsplit_once('@') {
            Some((user, host)) => {
                let user = user.split_once('+').map_or(user, |(before, _)| before);
                // "+x@host" has nothing before its alias and is left as it is.
                if user.is_empty() { lower.clone() } else { format!("{user}@{host}") }
            }
            None => lower,
        }
    }
}

impl FromStr for EmailAddress {
    type Err = ();

    fn from_str(text: &str) -> Result<EmailAddress, ()> {
        let text = text.trim();
        let typed: Address = text.parse().map_err(|_| ())?;
        let address = Address::new(typed.user(), in_ascii(typed.domain())?).map_err(|_| ())?;
        let domain = address.domain();
        let quoted = text.starts_with('"') || text.chars().any(|c| c.is_whitespace() || c.is_control());
        let dotted = domain.contains('.') && !domain.ends_with('.') && !domain.starts_with('[');
        let sendable = address.user().is_ascii();
        let address = address.to_string();
        if address.len() > 254 || quoted || !dotted || !sendable { Err(()) } else { Ok(EmailAddress(address)) }
    }
}

/// `zorgcafé.be` as `xn--zorgcaf-hya.be`; a domain in ASCII stays as it was typed.
fn in_ascii(domain: &str) -> Result<String, ()> {
    if domain.is_ascii() {
        return Ok(domain.to_string());
    }
    match Host::parse(domain) {
        Ok(Host::Domain(domain)) => Ok(domain),
        _ => Err(()),
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address as a link (RFC 6068, section 2): bare, a `?` in it would begin the headers of the letter.
pub fn mailto(address: &str) -> String {
    let (user, host) = address.rsplit_once('@').unwrap_or((address, ""));
    format!("mailto:{}@{host}", RawStr::new(user).percent_encode())
}

/// The text with every address hidden but for its first letter and its host: logs are read by more people than letters.
pub fn masked(text: &str) -> String {
    let hidden = |word: &str| match word.rsplit_once('@') {
        Some((user, host)) => {
            let opening: String = user.chars().take_while(|c| !c.is_alphanumeric()).collect();
            let first: String = user.chars().skip(opening.chars().count()).take(1).collect();
            format!("{opening}{first}…@{host}")
        }
        None => word.to_string(),
    };
    text.split(' ').map(hidden).collect::<Vec<_>>().join(" ")
}
