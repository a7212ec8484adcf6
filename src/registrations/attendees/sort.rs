//! In which order a list of people stands: `name`, and `-name` the other way round.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An order; as text in messages and in addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct Sort {
    pub by: SortBy,
    pub descending: bool,
}

/// By what one sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    Name,
    Organisation,
    Role,
    RegisteredAt,
    /// As they came; those who have a seat before those who wait, and those who cancelled last.
    #[default]
    Place,
}

impl SortBy {
    pub const ALL: [SortBy; 5] =
        [SortBy::Name, SortBy::Organisation, SortBy::Role, SortBy::RegisteredAt, SortBy::Place];

    pub fn code(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::Organisation => "organisation",
            SortBy::Role => "role",
            SortBy::RegisteredAt => "registered",
            SortBy::Place => "place",
        }
    }
}

impl Sort {
    /// From the first to the last.
    pub fn by(by: SortBy) -> Sort {
        Sort { by, descending: false }
    }

    /// What a press on the heading of a column asks for: that order, and the other way round when it stands so already.
    pub fn pressed(self, by: SortBy) -> Sort {
        Sort { by, descending: self.by == by && !self.descending }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by.code())
    }
}

impl FromStr for Sort {
    type Err = Infallible;

    /// An order that does not exist is the usual one.
    fn from_str(text: &str) -> Result<Sort, Infallible> {
        let (code, descending) = text.strip_prefix('-').map_or((text, false), |code| (code, true));
        let by = SortBy::ALL.into_iter().find(|by| by.code() == code);
        Ok(by.map_or_else(Sort::default, |by| Sort { by, descending }))
    }
}

impl From<Sort> for String {
    fn from(sort: Sort) -> String {
        sort.to_string()
    }
}

impl From<String> for Sort {
    fn from(text: String) -> Sort {
        text.parse().unwrap_or_default()
    }
}
