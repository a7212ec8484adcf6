//! Sentences from `locales/` (Fluent), and texts that organisers give in one to three languages.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use super::{Language, Passage, spaced};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "nl",
        customise: |bundle| {
            // Isolation marks would land in letters, feeds and lists.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match bundle.locales.first().map(|id| id.language.as_str()) {
                Some("fr") => in_french,
                Some("en") => in_english,
                _ => in_dutch,
            }));
            if bundle.locales.contains(Language::Fr.id()) {
                bundle.set_transform(Some(spaced));
            }
        },
    };
}

fn in_dutch<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|n| Language::Nl.number(n))
}

fn in_french<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|n| Language::Fr.number(n))
}

fn in_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|n| Language::En.number(n))
}

fn whole(value: &FluentValue<'_>) -> Option<i64> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(number.value as i64),
        _ => None,
    }
}

impl Language {
    fn id(self) -> &'static fluent_templates::LanguageIdentifier {
        use fluent_templates::langid;
        static NL: fluent_templates::LanguageIdentifier = langid!("nl");
        static FR: fluent_templates::LanguageIdentifier = langid!("fr");
        static EN: fluent_templates::LanguageIdentifier = langid!("en");
        match self {
            Language::Nl => &NL,
            Language::Fr => &FR,
            Language::En => &EN,
        }
    }

    /// "4.812", "4 812" (which does not break), "4,812": a number as sentences say it.
    pub fn number(self, n: impl Into<i128>) -> String {
        let n: i128 = n.into();
        let gap = match self {
            Language::Nl => '.',
            Language::Fr => '\u{202f}',
            Language::En => ',',
        };
        let digits = n.unsigned_abs().to_string();
        let mut shown = String::from(if n < 0 { "-" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                shown.push(gap);
            }
            shown.push(digit);
        }
        shown
    }

    /// The sentence of `locales/` under `key`.
    pub fn say(self, key: &str) -> String {
        LOCALES.lookup(self.id(), key)
    }

    /// The sentence that depends on a number `n` ("1 place", "2 places").
    pub fn count(self, key: &str, n: impl Into<i64>) -> String {
        self.with(key, [("n", FluentValue::from(n.into()))])
    }

    /// The sentence with words put in.
    pub fn fill<const N: usize>(self, key: &str, words: [(&'static str, &str); N]) -> String {
        self.with(key, words.map(|(name, word)| (name, FluentValue::from(word.to_string()))))
    }

    /// The sentence with numbers and words put in.
    pub fn with<const N: usize>(self, key: &str, arguments: [(&'static str, FluentValue<'_>); N]) -> String {
        let arguments: HashMap<Cow<'static, str>, FluentValue> =
            arguments.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        LOCALES.lookup_with_args(self.id(), key, &arguments)
    }

    /// "Aanwezigen: Praktijksafari", "Chiffres : Safari": a word and what it is about.
    pub fn labelled(self, label: impl fmt::Display, about: impl fmt::Display) -> String {
        let colon = if self == Language::Fr { "\u{a0}:" } else { ":" };
        format!("{label}{colon} {about}")
    }

    /// The sentence, or nothing when `locales/` has none under `key`.
    pub fn try_say(self, key: &str) -> Option<String> {
        LOCALES.try_lookup(self.id(), key)
    }

    /// What is wrong with something that is typed about somebody else; the sentence under `key` itself may speak to the
    /// person.
    pub fn say_of_another(self, key: &str) -> String {
        self.try_say(&format!("import-{key}")).unwrap_or_else(|| self.say(key))
    }
}

/// A text that organisers wrote in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult, utoipa::ToSchema)]
pub struct Texts {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nl: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fr: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Texts {
    /// The same words in every language.
    pub fn same(text: impl Into<String>) -> Texts {
        Texts { nl: text.into(), ..Texts::default() }
    }

    /// The text in this language, or else in the first language that has one.
    pub fn get(&self, language: Language) -> &str {
        self.said(language).map_or("", |(_, text)| text)
    }

    /// The text in this language and no other.
    pub fn own(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// The same as a page in this language shows it.
    pub fn passage(&self, reader: Language) -> Passage {
        let said = self.said(reader);
        said.map_or_else(Passage::default, |(language, text)| Passage::new(text, Some(language), reader))
    }

    fn said(&self, language: Language) -> Option<(Language, &str)> {
        let of = |l: Language| (l, self.own(l));
        [language, Language::Nl, Language::En, Language::Fr].into_iter().map(of).find(|(_, text)| !text.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        self.nl.is_empty() && self.fr.is_empty() && self.en.is_empty()
    }

    /// Each text that is there, whatever its language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.nl, &self.fr, &self.en].into_iter().map(String::as_str).filter(|t| !t.is_empty())
    }
}

impl From<&str> for Texts {
    fn from(text: &str) -> Texts {
        Texts::same(text)
    }
}

/// How many characters a name has at most.
pub const LONGEST_NAME: usize = 120;

/// Whether this can stand as a name: one line, not too long.
pub fn is_a_line(text: &str) -> bool {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    !text.contains(breaks) && text.chars().count() <= LONGEST_NAME
}
