//! Whom a message reaches: those to whom it will go, and once it has left, how its letters fared.

use crate::language::{Language, capitalised};
use crate::mail::Tally;
use crate::messages::message::{self, State};
use crate::messages::pages::figures::figures;

/// What there is to say of it; the rest is empty.
pub struct Reach {
    /// "Dit gaat naar 62 mensen: 40 Nederlands, 15 Frans, 7 Engels."
    pub readers: String,
    /// Who reads a language that was not written gets another.
    pub substitutes: Vec<String>,
    /// "62 verstuurd, 3 wachten, 1 kwam niet aan"
    pub figures: String,
}

impl Reach {
    /// Of a message in this state, with so many `readers` of each language.
    pub fn of(message: &message::Model, state: State, readers: &[(Language, i64)], tally: Tally, l: Language) -> Reach {
        if matches!(state, State::Draft | State::Planned) {
            let substitutes = substitutes(message, readers, l);
            Reach { readers: readers_words(readers, l), substitutes, figures: String::new() }
        } else {
            Reach { readers: String::new(), substitutes: Vec::new(), figures: capitalised(&figures(tally, l)) }
        }
    }
}

fn readers_words(readers: &[(Language, i64)], l: Language) -> String {
    let people: i64 = readers.iter().map(|(_, n)| n).sum();
    let of_language = |(of, n): &(Language, i64)| {
        l.with("message-readers-of", [("n", (*n).into()), ("language", of.name_in(l).into())])
    };
    let each = readers.iter().map(of_language).collect::<Vec<_>>().join(", ");
    match people {
        0 => l.say("message-readers-none"),
        _ => format!("{} {each}.", l.count("message-readers", people)),
    }
}

fn substitutes(message: &message::Model, readers: &[(Language, i64)], l: Language) -> Vec<String> {
    let without = readers.iter().filter(|(of, _)| message.language_for(*of) != *of);
    let words = |(of, n): &(Language, i64)| {
        let other = message.language_for(*of).name_in(l);
        l.with("message-substitute", [("n", (*n).into()), ("own", of.name_in(l).into()), ("other", other.into())])
    };
    without.map(words).collect()
}
