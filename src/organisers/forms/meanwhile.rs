//! Somebody else changed it since the form was opened: what stands there now, where something else was typed.

use super::Mistakes;
use crate::language::{Language, Texts};
use crate::mark::now_says;

/// The longest words that a sentence quotes, in characters; what is longer stands below the field.
const QUOTED: usize = 120;

/// Says so field by field, in the order of the form.
pub struct Meanwhile {
    l: Language,
    said: Mistakes,
}

impl Meanwhile {
    pub fn new(l: Language) -> Meanwhile {
        Meanwhile { l, said: Mistakes { title: l.say("overtaken"), ..Mistakes::default() } }
    }

    /// A field, if it `differs`: its name, its label and what stands in it now.
    pub fn field(mut self, name: &str, label: &str, differs: bool, words: &str) -> Meanwhile {
        if !differs {
            return self;
        }
        let is_long = words.contains('\n') || words.chars().count() > QUOTED;
        let sentence = match is_long {
            true => self.l.labelled(label, self.l.say("overtaken-now-below")),
            false => now_says(self.l, label, words),
        };
        self.said.all.push((name.to_string(), sentence));
        if is_long {
            self.said.theirs.push((name.to_string(), words.to_string()));
        }
        self
    }

    /// A text in each language; the name of its field ends in the language.
    pub fn texts(self, name: &str, label: impl Fn(Language) -> String, (now, typed): (&Texts, &Texts)) -> Meanwhile {
        Language::ALL.into_iter().fold(self, |said, of| {
            let words = now.own(of);
            said.field(&format!("{name}{of}"), &label(of), words != typed.own(of), words)
        })
    }

    /// A name of a region or of a theme.
    pub fn names(self, texts: (&Texts, &Texts)) -> Meanwhile {
        let l = self.l;
        self.texts("names.", |of| l.say(&format!("region-name-{of}")), texts)
    }

    /// A text whose label is the same in each language, which stands behind it.
    pub fn labelled(self, name: &str, label: &str, texts: (&Texts, &Texts)) -> Meanwhile {
        let l = self.l;
        self.texts(name, |of| format!("{} ({})", l.say(label), of.name_in(l)), texts)
    }

    /// A box that is ticked or not.
    pub fn box_ticked(self, name: &str, label: &str, (now, typed): (bool, bool)) -> Meanwhile {
        let words = self.l.say(if now { "form-yes" } else { "form-no" });
        self.field(name, label, now != typed, &words)
    }

    /// What the page says above the form and beside its fields.
    pub fn said(self) -> Mistakes {
        self.said
    }
}
