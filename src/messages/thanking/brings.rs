//! What a letter of thanks brings, as it stands with the letter.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Ended;
use crate::events::event;
use crate::mail::letter;
use crate::messages::sent_thanks;

/// It is decided for all letters that leave together, so that what comes meanwhile is not told twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brings {
    /// Its readers were thanked already.
    pub again: bool,
    pub recording: bool,
    /// Something to read.
    pub materials: bool,
    /// How was it?
    pub question: bool,
}

/// A letter that says nothing of it brings whatever there is.
impl Default for Brings {
    fn default() -> Brings {
        Brings { again: false, recording: true, materials: true, question: true }
    }
}

impl From<&sent_thanks::Model> for Brings {
    fn from(sent: &sent_thanks::Model) -> Brings {
        let sent_thanks::Model { again, recording, materials, question, .. } = *sent;
        Brings { again, recording, materials, question }
    }
}

impl Brings {
    /// Whether it brings no more than thanks.
    pub fn is_nothing(self) -> bool {
        !(self.recording || self.materials || self.question)
    }

    /// What this letter brings that there still is.
    pub fn of(letter: &letter::Model, event: &event::Model, now: DateTime<Utc>) -> Brings {
        let told: Brings = serde_json::from_value(letter.facts.clone()).unwrap_or_default();
        let ended = Ended::from(event);
        Brings {
            again: told.again,
            recording: told.recording && ended.has_recording(),
            materials: told.materials && ended.has_materials(),
            question: told.question && event.asks_how_it_was(now),
        }
    }
}
