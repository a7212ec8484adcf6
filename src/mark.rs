//! Two who edit at once. A form brings back a mark of what it was made from, and the deed compares it with what stands
//! there by then: whoever would write over what they did not see gets the form back, with what they typed and with that.

use std::fmt;

use rocket::form::{DataField, FromFormField, Result, ValueField};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::language::Language;

/// Tells what some fields say from anything else that they might say. The empty one is that of a form that brings none
/// back, of an older page or of a script: it writes over whatever is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark(String);

impl Mark {
    /// Of the fields that a form rewrites, and of no others: what it leaves alone is no reason to hold anybody up.
    pub fn of(fields: &Value) -> Mark {
        Mark(Sha256::digest(fields.to_string()).iter().take(12).map(|b| format!("{b:02x}")).collect())
    }

    /// Whether what has the mark `now` is not what was seen by whoever brings this one back.
    pub fn is_overtaken(&self, now: &Mark) -> bool {
        !self.0.is_empty() && self != now
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[rocket::async_trait]
impl<'r> FromFormField<'r> for Mark {
    fn from_value(field: ValueField<'r>) -> Result<'r, Mark> {
        Ok(Mark(field.value.to_string()))
    }

    async fn from_data(field: DataField<'r, '_>) -> Result<'r, Mark> {
        <String as FromFormField<'r>>::from_data(field).await.map(Mark)
    }

    fn default() -> Option<Mark> {
        Some(Mark(String::new()))
    }
}

/// "E-mail: nu staat er an@example.org", beside a field in which something else was typed.
pub fn now_says(l: Language, label: &str, words: &str) -> String {
    let now = match words {
        "" => l.say("overtaken-now-nothing"),
        words => l.fill("overtaken-now", [("words", words)]),
    };
    l.labelled(label, now)
}
