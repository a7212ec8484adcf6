//! A text as it comes in: one, or one for each language.

use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::strict::{TextOr, TextsInput};
use crate::language::{Texts, is_visible};

/// A text, or one for each language: `{"nl": "…", "fr": "…"}`.
#[derive(Clone, Debug, PartialEq, ToSchema)]
#[serde(untagged)]
pub enum Wording {
    /// In one language, whichever it is.
    Plain(String),
    Each(Texts),
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Wording, D::Error> {
        let read = TextOr::<TextsInput>::read(from, "api-expect-wording")?;
        Ok(match read {
            TextOr::Text(text) => Wording::Plain(text),
            TextOr::Whole(texts) => Wording::Each(texts.into()),
        })
    }
}

impl Default for Wording {
    fn default() -> Wording {
        Wording::Plain(String::new())
    }
}

impl Wording {
    /// The text to keep. Whoever repeats the first text keeps the translations that it has.
    pub fn texts(&self, known: Option<&Texts>) -> Texts {
        match self {
            Wording::Plain(text) => match known {
                Some(known) if known.nl == text.trim() => known.clone(),
                _ => Texts::same(text.trim()),
            },
            Wording::Each(texts) => Texts {
                nl: texts.nl.trim().to_string(),
                fr: texts.fr.trim().to_string(),
                en: texts.en.trim().to_string(),
            },
        }
    }

    pub fn is_blank(&self) -> bool {
        !self.all().any(is_visible)
    }

    pub fn is_longer_than(&self, most: usize) -> bool {
        self.all().any(|text| text.chars().count() > most)
    }

    /// The texts that it has.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let (plain, each) = match self {
            Wording::Plain(text) => (Some(text.as_str()), None),
            Wording::Each(texts) => (None, Some(texts)),
        };
        plain.into_iter().chain(each.into_iter().flat_map(Texts::all))
    }
}
