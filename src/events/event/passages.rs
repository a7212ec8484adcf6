//! The texts of an event as pages show them.

use super::{Model, Translation};
use crate::language::{Language, Passage};

impl Model {
    /// Its title on a page in this language.
    pub fn title_passage(&self, reader: Language) -> Passage {
        self.passage(reader, |said| &said.title, &self.title)
    }

    /// Its summary on a page in this language.
    pub fn summary_passage(&self, reader: Language) -> Passage {
        self.passage(reader, |said| &said.summary, &self.summary)
    }

    /// Its description, with its marks, on a page in this language.
    pub fn description_passage(&self, reader: Language) -> Passage {
        self.passage(reader, |said| &said.description, &self.description)
    }

    /// What is there for whom, on a page in this language.
    pub fn accessibility_passage(&self, reader: Language) -> Passage {
        self.passage(reader, |said| &said.accessibility, &self.accessibility)
    }

    fn passage(&self, reader: Language, of: fn(&Translation) -> &String, own: &str) -> Passage {
        let translated = self.translations.get(reader).map(of).filter(|text| !text.is_empty());
        match translated {
            Some(text) => Passage::new(text, Some(reader), reader),
            None => Passage::new(own, self.own_language(), reader),
        }
    }

    /// The language of its own texts. Nobody says it: it is none into which they are translated, and Dutch where Dutch is
    /// spoken. None where one cannot tell, since a wrong language is read worse than none.
    fn own_language(&self) -> Option<Language> {
        let is_left = |l: &Language| self.translations.get(*l).is_none_or(|said| said.title.is_empty());
        let is_spoken = |l: &Language| self.languages.0.is_empty() || self.languages.0.contains(l);
        if is_left(&Language::Nl) {
            return Some(Language::Nl).filter(is_spoken);
        }
        let mut others = [Language::Fr, Language::En].into_iter().filter(is_left).filter(is_spoken);
        let first = others.next();
        first.filter(|_| others.next().is_none())
    }
}
