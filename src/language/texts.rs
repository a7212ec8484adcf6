//! Texts that organisers give in one to three languages.

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use super::{Language, Passage};

/// A text that organisers wrote in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult, utoipa::ToSchema)]
pub struct Texts {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nl: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fr: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Texts {
    /// The same words in every language.
    pub fn same(text: impl Into<String>) -> Texts {
        Texts { nl: text.into(), ..Texts::default() }
    }

    /// The text in this language, or else in the first language that has one.
    pub fn get(&self, language: Language) -> &str {
        self.said(language).map_or("", |(_, text)| text)
    }

    /// The text in this language and no other.
    pub fn own(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// The same as a page in this language shows it.
    pub fn passage(&self, reader: Language) -> Passage {
        let said = self.said(reader);
        said.map_or_else(Passage::default, |(language, text)| Passage::new(text, Some(language), reader))
    }

    fn said(&self, language: Language) -> Option<(Language, &str)> {
        let of = |l: Language| (l, self.own(l));
        [language, Language::Nl, Language::En, Language::Fr].into_iter().map(of).find(|(_, text)| !text.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        self.nl.is_empty() && self.fr.is_empty() && self.en.is_empty()
    }

    /// Each text that is there, whatever its language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.nl, &self.fr, &self.en].into_iter().map(String::as_str).filter(|t| !t.is_empty())
    }
}

impl From<&str> for Texts {
    fn from(text: &str) -> Texts {
        Texts::same(text)
    }
}

/// How many characters a name has at most.
pub const LONGEST_NAME: usize = 120;

/// Whether this can stand as a name: one line, not too long.
pub fn is_a_line(text: &str) -> bool {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    !text.contains(breaks) && text.chars().count() <= LONGEST_NAME
}
