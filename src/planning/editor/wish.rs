//! Which button of the editor was pressed.

use crate::events::sheet::{GROUPS, Row, Sheet, fields_of};

/// What is wanted of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Save,
    /// Saved, after a look at what changes for those who registered.
    SaveForSure,
    /// Saved without telling anybody: other titles only correct a typing error.
    SaveCorrection,
    Publish,
    PublishForSure,
    /// Back to the form from that look.
    Back,
    Add(&'static str),
    Up(&'static str, usize),
    Down(&'static str, usize),
    Remove(&'static str, usize),
}

impl Wish {
    /// `save`, `add-stops`, `up-stops-2`; what is not known saves.
    pub fn of(text: &str) -> Wish {
        let mut parts = text.splitn(3, '-');
        let verb = parts.next().unwrap_or_default();
        let group =
            parts.next().and_then(|name| GROUPS.iter().find(|(known, _)| *known == name)).map(|(name, _)| *name);
        let index = parts.next().and_then(|index| index.parse().ok());
        match (verb, group, index) {
            ("sure", ..) => Wish::SaveForSure,
            ("correction", ..) => Wish::SaveCorrection,
            ("publish", ..) => Wish::Publish,
            ("surely_publish", ..) => Wish::PublishForSure,
            ("back", ..) => Wish::Back,
            ("add", Some(group), _) => Wish::Add(group),
            ("up", Some(group), Some(index)) => Wish::Up(group, index),
            ("down", Some(group), Some(index)) => Wish::Down(group, index),
            ("remove", Some(group), Some(index)) => Wish::Remove(group, index),
            _ => Wish::Save,
        }
    }

    pub fn publishes(self) -> bool {
        matches!(self, Wish::Publish | Wish::PublishForSure)
    }

    pub fn is_sure(self) -> bool {
        matches!(self, Wish::SaveForSure | Wish::SaveCorrection | Wish::PublishForSure)
    }

    /// Moves the rows, if that is what is wanted; answers with the row to look at then. None: the form is to be saved.
    pub fn rearrange(self, sheet: &mut Sheet) -> Option<(&'static str, usize)> {
        let (group, index) = match self {
            Wish::Save | Wish::SaveForSure | Wish::SaveCorrection | Wish::Publish | Wish::PublishForSure => {
                return None;
            }
            Wish::Back => return Some(("", 0)),
            Wish::Add(group) => (group, 0),
            Wish::Up(group, index) | Wish::Down(group, index) | Wish::Remove(group, index) => (group, index),
        };
        let rows = sheet.groups.entry(group.to_string()).or_default();
        let at = match self {
            Wish::Add(_) => {
                rows.push(blank_row(group));
                rows.len() - 1
            }
            Wish::Up(..) if index > 0 && index < rows.len() => {
                rows.swap(index, index - 1);
                index - 1
            }
            Wish::Down(..) if index + 1 < rows.len() => {
                rows.swap(index, index + 1);
                index + 1
            }
            Wish::Remove(..) if index < rows.len() => {
                rows.remove(index);
                index.saturating_sub(1)
            }
            _ => index,
        };
        Some((group, at))
    }
}

fn blank_row(group: &str) -> Row {
    fields_of(group).iter().map(|field| (field.to_string(), String::new())).collect()
}
