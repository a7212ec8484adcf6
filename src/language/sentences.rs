//! Sentences from `locales/` (Fluent). Those of a language are read when somebody first asks for one of them: most who
//! come read the same language.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};

use super::{Language, spaced};

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// What is said in one language.
type Sentences = FluentBundle<FluentResource>;

impl Language {
    /// The sentence of `locales/` under `key`.
    pub fn say(self, key: &str) -> String {
        said(key, self.sentence(key, None))
    }

    /// The sentence that depends on a number `n` ("1 place", "2 places").
    pub fn count(self, key: &str, n: impl Into<i64>) -> String {
        self.with(key, [("n", FluentValue::from(n.into()))])
    }

    /// The sentence with words put in.
    pub fn fill<const N: usize>(self, key: &str, words: [(&'static str, &str); N]) -> String {
        self.with(key, words.map(|(name, word)| (name, FluentValue::from(word))))
    }

    /// The sentence with numbers and words put in.
    pub fn with<const N: usize>(self, key: &str, arguments: [(&'static str, FluentValue<'_>); N]) -> String {
        let arguments: FluentArgs = arguments.into_iter().collect();
        said(key, self.sentence(key, Some(&arguments)))
    }

    /// The sentence, or nothing when `locales/` has none under `key`.
    pub fn try_say(self, key: &str) -> Option<String> {
        self.sentence(key, None)
    }

    /// What is wrong with something that is typed about somebody else; the sentence under `key` itself may speak to the
    /// person.
    pub fn say_of_another(self, key: &str) -> String {
        self.try_say(&format!("import-{key}")).unwrap_or_else(|| self.say(key))
    }

    /// "Aanwezigen: Praktijksafari", "Chiffres : Safari": a word and what it is about.
    pub fn labelled(self, label: impl fmt::Display, about: impl fmt::Display) -> String {
        let colon = if self == Language::Fr { "\u{a0}:" } else { ":" };
        format!("{label}{colon} {about}")
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

    /// "4,2", in English "4.2": a number that was written with a point.
    pub fn decimal(self, written: String) -> String {
        if self == Language::En { written } else { written.replace('.', ",") }
    }

    /// One that cannot be filled in is said in Dutch, if it can be said there.
    fn sentence(self, key: &str, arguments: Option<&FluentArgs>) -> Option<String> {
        let pattern = self.sentences().get_message(key)?.value()?;
        let mut faults = Vec::new();
        let sentence = self.sentences().format_pattern(pattern, arguments, &mut faults);
        match (faults.is_empty(), self) {
            (true, _) => Some(sentence.into_owned()),
            (false, Language::Nl) => None,
            (false, _) => Language::Nl.sentence(key, arguments),
        }
    }

    fn sentences(self) -> &'static Sentences {
        static NL: LazyLock<Sentences> = LazyLock::new(|| read(Language::Nl));
        static FR: LazyLock<Sentences> = LazyLock::new(|| read(Language::Fr));
        static EN: LazyLock<Sentences> = LazyLock::new(|| read(Language::En));
        match self {
            Language::Nl => &NL,
            Language::Fr => &FR,
            Language::En => &EN,
        }
    }
}

fn said(key: &str, sentence: Option<String>) -> String {
    sentence.unwrap_or_else(|| format!("Unknown localization key: {key:?}"))
}

/// All that is said in this language. A file that is none is a fault of ours, which every test meets.
fn read(language: Language) -> Sentences {
    let mut sentences = Sentences::new_concurrent(vec![language.code().parse().expect("a code that Fluent knows")]);
    // Isolation marks would land in letters, feeds and lists.
    sentences.set_use_isolating(false);
    sentences.set_formatter(Some(match language {
        Language::Nl => in_dutch,
        Language::Fr => in_french,
        Language::En => in_english,
    }));
    if language == Language::Fr {
        sentences.set_transform(Some(spaced));
    }
    for file in LOCALES.get_dir(language.code()).expect("a folder of the language").files() {
        let text = file.contents_utf8().expect("a text").to_string();
        let resource = FluentResource::try_new(text).map_err(|(_, faults)| faults);
        let resource = resource.unwrap_or_else(|faults| panic!("{}: {faults:?}", file.path().display()));
        sentences.add_resource(resource).expect("each sentence stands once");
    }
    sentences
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
