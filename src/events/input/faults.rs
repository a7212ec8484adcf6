//! What is wrong with what was said, gathered on the way.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::times::parse_time;
use crate::error::Fault;

#[derive(Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn add(&mut self, field: &str, key: &'static str) {
        self.0.push(Fault::new(field, key));
    }

    pub fn parsed<T>(
        &mut self,
        field: &str,
        key: &'static str,
        text: &Option<String>,
        parse: impl FnOnce(&str) -> Result<T, ()>,
    ) -> Option<T> {
        let text = text.as_deref()?;
        parse(text).map_err(|()| self.add(field, key)).ok()
    }

    pub fn time(&mut self, field: &str, text: &Option<String>, zone: Tz) -> Option<DateTime<Utc>> {
        match parse_time(text.as_deref()?, zone) {
            Ok(time) => Some(time),
            Err(key) => {
                self.add(field, key);
                None
            }
        }
    }
}
