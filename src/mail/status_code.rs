//! What a mail server means, in three numbers.

use std::fmt;

/// An enhanced status code (RFC 3463): class, subject, detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusCode(pub u16, pub u16, pub u16);

impl StatusCode {
    /// The first code in a text; an IP address is none.
    pub fn find(text: &str) -> Option<StatusCode> {
        let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
        words.map(|word| word.trim_end_matches('.')).find_map(|word| {
            let mut parts = word.split('.');
            let mut number = |digits: usize| {
                let part = parts.next().filter(|part| !part.is_empty() && part.len() <= digits)?;
                part.parse::<u16>().ok()
            };
            let code = StatusCode(number(1)?, number(3)?, number(3)?);
            (parts.next().is_none() && matches!(code.0, 2 | 4 | 5)).then_some(code)
        })
    }

    /// Nobody is there, and nobody will be: the address does not exist, or its host (RFC 3463, section 3.2; RFC 7505 for
    /// a host that takes no mail). What is said of the sender's own address, or of how much they send, is not.
    pub fn is_no_address(self) -> bool {
        match self {
            StatusCode(5, 1, detail) => matches!(detail, 1 | 2 | 3 | 6 | 10),
            StatusCode(5, 4, detail) => matches!(detail, 4 | 310),
            _ => false,
        }
    }

    /// The other side wants nothing from us: that is for whoever runs this system.
    pub fn is_policy(self) -> bool {
        matches!(self, StatusCode(5, 7, _) | StatusCode(5, 1, 7 | 8))
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}
