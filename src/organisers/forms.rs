//! What is typed in a form: cleaned at the door, and what is wrong with it said beside its field (`f-<field>` on a page of
//! the desk).

mod meanwhile;
mod texts;

use crate::error::Fault;
use crate::language::{LONGEST_NAME, Language, Texts, holds_link, is_visible, one_line, readable_lines};

pub use meanwhile::Meanwhile;
pub use texts::TextsForm;

#[derive(Clone, Debug, Default)]
pub struct Mistakes {
    /// "Nog twee dingen"
    pub title: String,
    /// Each field with its sentence.
    pub all: Vec<(String, String)>,
    /// What somebody else wrote meanwhile, where it is too long for a sentence: by field.
    theirs: Vec<(String, String)>,
}

impl Mistakes {
    pub fn of(faults: &[Fault], l: Language) -> Mistakes {
        Mistakes::told(faults, l, |key| l.say(key))
    }

    /// In a form about somebody else, who does not read it.
    pub fn of_another(faults: &[Fault], l: Language) -> Mistakes {
        Mistakes::told(faults, l, |key| l.say_of_another(key))
    }

    fn told(faults: &[Fault], l: Language, say: impl Fn(&str) -> String) -> Mistakes {
        let all = faults.iter().map(|fault| (fault.field.clone(), say(fault.key))).collect();
        Mistakes { title: l.count("form-errors", faults.len() as i64), all, theirs: Vec::new() }
    }

    /// What is wrong with this field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.all.iter().find(|(wrong, _)| wrong == field).map(|(_, sentence)| sentence.as_str())
    }

    /// The long text that stands in this field by now.
    pub fn theirs(&self, field: &str) -> Option<&str> {
        self.theirs.iter().find(|(name, _)| name == field).map(|(_, words)| words.as_str())
    }
}

/// A line of text with single spaces and without control characters, of at most `most` characters.
pub fn line(typed: &str, field: &str, most: usize, faults: &mut Vec<Fault>) -> String {
    limited(one_line(typed), field, most, faults)
}

/// The same for a line that must be there, and of which something is to be seen; `missing` says so.
pub fn needed(typed: &str, field: &str, most: usize, missing: &'static str, faults: &mut Vec<Fault>) -> String {
    let text = line(typed, field, most, faults);
    if !is_visible(&text) {
        faults.push(Fault::new(field, missing));
    }
    text
}

/// Text of many lines, of at most `most` characters.
pub fn prose(typed: &str, field: &str, most: usize, faults: &mut Vec<Fault>) -> String {
    limited(readable_lines(typed), field, most, faults)
}

/// A person's name: our letters would carry a web address to whoever reads them.
pub fn name(typed: &str, faults: &mut Vec<Fault>) -> String {
    let name = one_line(typed);
    if !is_visible(&name) {
        faults.push(Fault::new("name", "fault-name"));
    } else if name.chars().count() > LONGEST_NAME {
        faults.push(Fault::new("name", "fault-too-long"));
    } else if name.contains(char::REPLACEMENT_CHARACTER) {
        // Of another site's form that is not in UTF-8.
        faults.push(Fault::new("name", "fault-unreadable"));
    } else if holds_link(&name) {
        faults.push(Fault::new("name", "fault-name-link"));
    }
    name
}

/// Why an address that was typed about somebody else is none.
pub fn no_address(typed: &str) -> &'static str {
    if typed.trim().is_empty() { "fault-email-missing" } else { "fault-email" }
}

/// "Na Leuven": where what has this name `before` it stands; without one it is the first.
pub fn order_words(before: Option<&Texts>, l: Language) -> String {
    match before {
        None => l.say("region-first"),
        Some(names) => l.fill("region-after", [("region", names.get(l))]),
    }
}

fn limited(text: String, field: &str, most: usize, faults: &mut Vec<Fault>) -> String {
    if text.chars().count() > most {
        faults.push(Fault::new(field, "fault-too-long"));
    }
    text
}
