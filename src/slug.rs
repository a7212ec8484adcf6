//! The name of an event, a region, a series or a theme in addresses, parsed at the door.

use std::convert::Infallible;
use std::fmt;
use std::ops::Deref;

use deunicode::deunicode;
use rocket::request::FromParam;

use crate::error::{Error, Result};

/// Letters and digits of ASCII, hyphens and underscores, 120 at most: it can stand in an address, a file name, a header
/// and a database as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slug<'r>(&'r str);

impl<'r> Slug<'r> {
    /// Nothing is at an address that is no slug.
    pub fn parse(text: &'r str) -> Result<Slug<'r>> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let fits = !text.is_empty() && text.len() <= 120 && text.bytes().all(is_plain);
        if fits { Ok(Slug(text)) } else { Err(Error::NotFound) }
    }

    pub fn as_str(&self) -> &'r str {
        self.0
    }
}

impl Deref for Slug<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for Slug<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<'r> FromParam<'r> for Slug<'r> {
    type Error = Infallible;

    /// A text that is no slug is taken for the empty one, which nothing has: so the answer is that there is no such
    /// thing. Were it refused, Rocket would look for another route and end with 422.
    fn from_param(param: &'r str) -> Result<Slug<'r>, Infallible> {
        Ok(Slug::parse(param).unwrap_or(Slug("")))
    }
}

/// "Samenleven in diversiteit!" as it stands in an address: `samenleven-in-diversiteit`, 60 characters at most. None
/// when no letter or digit is left.
pub fn words(name: &str) -> Option<String> {
    let folded = deunicode(name).to_lowercase();
    let plain: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: String = plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(60).collect();
    Some(words.trim_matches('-').to_string()).filter(|words| !words.is_empty())
}
