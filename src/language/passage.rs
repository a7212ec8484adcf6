//! What organisers wrote, as a page shows it. Where a text is not in the page's language, its element says in which it is,
//! so that a screen reader pronounces it rightly (WCAG 2.2, success criterion 3.1.2).

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::Language;

/// The words that a page shows of a text, and their language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    words: String,
    language: Option<Language>,
    reader: Language,
}

impl Passage {
    /// Words on a page in the reader's language; `language` is their own, or none where nobody knows.
    pub fn new(words: impl Into<String>, language: Option<Language>, reader: Language) -> Passage {
        Passage { words: words.into(), language, reader }
    }

    /// The same words on another page, in this language.
    pub fn on_page_in(self, reader: Language) -> Passage {
        Passage { reader, ..self }
    }

    /// What was made of the words, in the same language.
    pub fn map(&self, make: impl FnOnce(&str) -> String) -> Passage {
        Passage { words: make(&self.words), language: self.language, reader: self.reader }
    }

    /// The attribute of its element, for a template: ` lang="fr-BE"`, or nothing.
    pub fn lang(&self) -> String {
        let other = self.language.filter(|own| *own != self.reader);
        other.map_or_else(String::new, |language| format!(" lang=\"{}\"", language.tag()))
    }
}

impl Deref for Passage {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
