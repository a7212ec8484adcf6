//! A text in three languages, as typed.

use rocket::form::FromForm;

use super::{line, needed, prose};
use crate::error::Fault;
use crate::language::Texts;

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
        Texts {
            nl: needed(&self.nl, "names.nl", 120, missing, faults),
            fr: line(&self.fr, "names.fr", 120, faults),
            en: line(&self.en, "names.en", 120, faults),
        }
    }

    pub fn prose(&self, field: &str, faults: &mut Vec<Fault>) -> Texts {
        Texts {
            nl: prose(&self.nl, &format!("{field}.nl"), LONGEST, faults),
            fr: prose(&self.fr, &format!("{field}.fr"), LONGEST, faults),
            en: prose(&self.en, &format!("{field}.en"), LONGEST, faults),
        }
    }
}
