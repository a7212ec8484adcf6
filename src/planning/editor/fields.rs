//! The fields of the editor, as the page draws them.

mod lists;
mod looks;
mod mistake;
mod rows;

use std::collections::BTreeMap;

use looks::look;
use rows::title_of;

use crate::events::sheet::Sheet;
use crate::language::Language;
use crate::organisers::forms::Mistakes;

pub use lists::Lists;
pub use looks::Look;
pub use mistake::{in_form, mistakes};
pub use rows::RowView;

/// What the page needs to draw one field (`templates/planning/field.html`).
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub error: Option<String>,
    /// What somebody else wrote here meanwhile.
    pub theirs: Option<String>,
    pub look: Look,
    pub choices: Vec<Choice>,
    pub optional: bool,
    /// How high a long text stands.
    pub lines: u8,
}

impl Field {
    /// The ids of what stands with the field: what is wrong, the hint, and what somebody else wrote. The hint of a box
    /// to tick is within its label.
    pub fn described_by(&self) -> Option<String> {
        let has_hint = self.hint.is_some() && !matches!(self.look, Look::Tick | Look::Switch);
        // A switch shows no mistake of its own.
        let has_error = self.error.is_some() && self.look != Look::Switch;
        let parts = [(has_error, "e"), (has_hint, "h"), (self.theirs.is_some(), "t")];
        let ids: Vec<String> =
            parts.iter().filter(|(is_there, _)| *is_there).map(|(_, part)| format!("{}-{part}", self.id)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Whether something stands with it that is to be looked at: a mistake, or what somebody else wrote.
    pub fn calls_for_a_look(&self) -> bool {
        self.error.is_some() || self.theirs.is_some()
    }
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub id: String,
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The sheet with all that stands beside its fields.
#[derive(Clone, Debug)]
pub struct Form {
    pub l: Language,
    pub sheet: Sheet,
    pub mistakes: Mistakes,
    /// Field → "Hanne schreef: …"
    pub theirs: BTreeMap<String, String>,
    /// The row that was just added or moved.
    pub at: Option<(&'static str, usize)>,
    pub lists: Lists,
}

impl Form {
    pub fn new(l: Language, sheet: Sheet, lists: Lists) -> Form {
        Form { l, sheet, mistakes: Mistakes::default(), theirs: BTreeMap::new(), at: None, lists }
    }

    /// The id of a field on the page.
    pub fn id_of(&self, field: &str) -> String {
        format!("f-{}", field.replace('.', "-"))
    }

    /// What is wrong with this field, and in which row: "Halte 2: Geef een titel op één regel".
    pub fn sentence_of(&self, field: &str, mistake: &str) -> String {
        let mut parts = field.split('.');
        let one = parts.next().and_then(|group| self.l.try_say(&format!("plan-add-{group}")));
        let index = parts.next().and_then(|index| index.parse::<usize>().ok());
        match one.zip(index) {
            Some((one, index)) => self.l.labelled(format!("{one} {}", index + 1), mistake),
            None => mistake.to_string(),
        }
    }

    /// Whether fields that are folded away are to be looked at.
    pub fn call_for_a_look(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.field(name).calls_for_a_look())
    }

    pub fn field(&self, name: &str) -> Field {
        let (look, optional) = look(name);
        self.filled(name, name, look, optional, self.sheet.get(name))
    }

    fn filled(&self, name: &str, key: &str, look: Look, optional: bool, value: &str) -> Field {
        let id = self.id_of(name);
        let words = key.replace(['.', '_'], "-");
        let chosen = |code: &str| value.lines().any(|line| line == code) || (code.is_empty() && value.is_empty());
        let choices = self.lists.get(key).iter().enumerate().map(|(index, (code, label))| Choice {
            id: format!("{id}-{index}"),
            value: code.clone(),
            label: label.clone(),
            chosen: chosen(code),
        });
        Field {
            label: self.l.say(&format!("plan-{words}")),
            hint: self.l.try_say(&format!("plan-{words}-hint")),
            value: value.to_string(),
            error: self.mistakes.at(name).map(str::to_string),
            theirs: self.theirs.get(name).cloned(),
            look,
            choices: choices.collect(),
            optional,
            lines: if key.starts_with("description") { 9 } else { 3 },
            name: name.to_string(),
            id,
        }
    }

    /// What somebody else made of these rows.
    pub fn theirs_of(&self, group: &str) -> Option<&str> {
        self.theirs.get(group).map(String::as_str)
    }

    /// A value in words, for "Hanne wrote".
    pub fn words_of(&self, name: &str, from: &Sheet) -> String {
        if from.groups.contains_key(name) {
            let rows =
                from.rows(name).iter().map(|row| format!("{} ({})", title_of(name, row), self.more_of(name, row)));
            return rows.collect::<Vec<_>>().join("; ");
        }
        let (look, _) = look(name);
        if matches!(look, Look::Tick | Look::Switch) {
            return self.l.say(if from.is_ticked(name) { "form-yes" } else { "form-no" });
        }
        let label = |code: &str| {
            let known = self.lists.get(name).iter().find(|(known, _)| known == code);
            known.map_or(code.to_string(), |(_, label)| label.clone())
        };
        let words: Vec<String> = from.get(name).lines().map(label).collect();
        words.join(if look == Look::Text { "\n" } else { ", " })
    }
}
