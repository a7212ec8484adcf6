//! What is typed in the form of a message.

use std::collections::HashMap;

use rocket::form::FromForm;
use url::form_urlencoded;

use crate::language::{Language, Texts, one_line, upright};
use crate::mark::Mark;
use crate::messages::writing::Content;
use crate::registrations::attendees::Filter;

/// The fields: `subject.nl`, `body.nl`, and whom it is for as in the query of the list of attendees.
#[derive(FromForm)]
pub struct Typed {
    subject: HashMap<String, String>,
    body: HashMap<String, String>,
    status: Option<String>,
    stop: Option<String>,
    present: Option<String>,
    role: Option<String>,
    language: Option<String>,
    q: Option<String>,
    answer: Option<String>,
    ids: Vec<String>,
    /// What the draft said when it was opened.
    pub seen: Mark,
}

impl Typed {
    /// What the message is to say, and to whom.
    pub fn content(&self) -> Content {
        let texts = |typed: &HashMap<String, String>, clean: fn(&str) -> String| {
            let of = |l: Language| typed.get(l.code()).map(|text| clean(text)).unwrap_or_default();
            Texts { nl: of(Language::Nl), fr: of(Language::Fr), en: of(Language::En) }
        };
        Content {
            subjects: texts(&self.subject, one_line),
            bodies: texts(&self.body, without_controls),
            audience: self.audience(),
        }
    }

    fn audience(&self) -> Filter {
        let fields = [
            ("status", &self.status),
            ("stop", &self.stop),
            ("present", &self.present),
            ("role", &self.role),
            ("language", &self.language),
            ("q", &self.q),
            ("answer", &self.answer),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))));
        query.extend_pairs(self.ids.iter().map(|id| ("ids", id)));
        Filter::parse(&query.finish())
    }
}

fn without_controls(text: &str) -> String {
    let text = upright(text).replace("\r\n", "\n");
    text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect::<String>().trim().to_string()
}
