//! What is wrong with what was said, gathered on the way.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::times::parse_time;
use crate::error::Fault;

#[derive(Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// That `field` makes no sense; `key` is that of the sentence.
    pub fn add(&mut self, field: &str, key: &'static str) {
        self.0.push(Fault::new(field, key));
    }

    /// What the text says; none where nothing was said, or nothing that makes sense.
    pub fn parsed<T>(
        &mut self,
        field: &str,
        key: &'static str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, ()>,
    ) -> Option<T> {
        parse(text?).map_err(|()| self.add(field, key)).ok()
    }

    /// The same of a moment; a local time is one in `zone`.
    pub fn time(&mut self, field: &str, text: Option<&str>, zone: Tz) -> Option<DateTime<Utc>> {
        parse_time(text?, zone).map_err(|key| self.add(field, key)).ok()
    }
}
