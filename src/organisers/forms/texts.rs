//! A text in three languages, as typed.

use rocket::form::FromForm;

use super::{line, needed, prose};
use crate::error::Fault;
use crate::language::{Language, Texts};

/// The longest text of many lines.
const LONGEST: usize = 10_000;

#[derive(FromForm, Clone, Debug, Default)]
pub struct TextsForm {
    #[field(default = String::new())]
    pub nl: String,
    #[field(default = String::new())]
    pub fr: String,
    #[field(default = String::new())]
    pub en: String,
}

impl TextsForm {
    pub fn of(texts: &Texts) -> TextsForm {
        TextsForm { nl: texts.nl.clone(), fr: texts.fr.clone(), en: texts.en.clone() }
    }

    /// A name (`names.nl`…): each a line, and in Dutch there must be one; `missing` says so.
    pub fn names(&self, missing: &'static str, faults: &mut Vec<Fault>) -> Texts {
        self.titles("names", 120, missing, faults)
    }

    /// The same in a field of another name, of at most `most` characters.
    pub fn titles(&self, field: &str, most: usize, missing: &'static str, faults: &mut Vec<Fault>) -> Texts {
        Texts {
            nl: needed(&self.nl, &format!("{field}.nl"), most, missing, faults),
            fr: line(&self.fr, &format!("{field}.fr"), most, faults),
            en: line(&self.en, &format!("{field}.en"), most, faults),
        }
    }

    /// Each a line, where none must be there.
    pub fn lines(&self, field: &str, most: usize, faults: &mut Vec<Fault>) -> Texts {
        Texts {
            nl: line(&self.nl, &format!("{field}.nl"), most, faults),
            fr: line(&self.fr, &format!("{field}.fr"), most, faults),
            en: line(&self.en, &format!("{field}.en"), most, faults),
        }
    }

    pub fn prose(&self, field: &str, faults: &mut Vec<Fault>) -> Texts {
        Texts {
            nl: prose(&self.nl, &format!("{field}.nl"), LONGEST, faults),
            fr: prose(&self.fr, &format!("{field}.fr"), LONGEST, faults),
            en: prose(&self.en, &format!("{field}.en"), LONGEST, faults),
        }
    }

    /// What a page shows: the name of each field, what was typed in it, and its language.
    pub fn fields(&self, field: &str) -> [(String, &str, Language); 3] {
        let typed = [(&self.nl, Language::Nl), (&self.fr, Language::Fr), (&self.en, Language::En)];
        typed.map(|(typed, l)| (format!("{field}.{l}"), typed.as_str(), l))
    }
}
