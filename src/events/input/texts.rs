//! What is said of an event: its texts, in its own words and in other languages.

use super::EventInput;
use super::faults::Faults;
use crate::events::event::{self, Languages, Translation};
use crate::language::{Language, is_visible};

impl EventInput {
    pub(super) fn apply_texts(&self, event: &mut event::Model, faults: &mut Faults) {
        let mut put = |field: &str, to: &mut String, from: &Option<String>, longest: usize| {
            if let Some(text) = from {
                if text.chars().count() > longest {
                    faults.add(field, "fault-too-long");
                }
                // PostgreSQL takes no NUL, and nobody types one.
                *to = text.replace('\0', "").trim().to_string();
            }
        };
        put("title", &mut event.title, &self.title, 200);
        put("summary", &mut event.summary, &self.summary, 600);
        put("description", &mut event.description, &self.description, 20_000);
        put("accessibility", &mut event.accessibility, &self.accessibility, 600);
        if !is_visible(&event.title) || event.title.chars().any(char::is_control) {
            faults.add("title", "fault-title");
        }
        let mut said = Vec::new();
        for (code, translation) in self.translations.iter().flatten() {
            if !translation.title.is_empty() && !is_visible(&translation.title) {
                faults.add(&format!("translations.{code}.title"), "fault-title");
            }
            // Of `fr` and `fr-BE` the one would be lost.
            let Some(language) = code.parse::<Language>().ok().filter(|l| !said.contains(l)) else {
                faults.add("translations", "fault-language");
                continue;
            };
            said.push(language);
            let slot = match language {
                Language::Nl => &mut event.translations.nl,
                Language::Fr => &mut event.translations.fr,
                Language::En => &mut event.translations.en,
            };
            *slot = Some(translation.clone()).filter(|said| *said != Translation::default());
        }
        if let Some(codes) = &self.languages {
            match codes.iter().map(|c| c.parse::<Language>()).collect() {
                Ok(languages) => event.languages = Languages(each_once(languages)),
                Err(()) => faults.add("languages", "fault-language"),
            }
        }
    }
}

/// The first of each.
fn each_once(languages: Vec<Language>) -> Vec<Language> {
    languages.into_iter().fold(Vec::new(), |mut once, language| {
        if !once.contains(&language) {
            once.push(language);
        }
        once
    })
}
