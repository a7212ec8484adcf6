//! What does not fit in a body, in a sentence of ours. serde would say it in English, and in the words of our code; so
//! its reasons are caught as they are, and a value is read by a reader that keeps them.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Value;

use crate::language::Language;

type Names = &'static [&'static str];

/// Why a value is not what it should be.
#[derive(Debug)]
pub enum Misfit {
    UnknownField(String, Names),
    /// None of a list of words.
    UnknownWord(String, Names),
    MissingField(&'static str),
    /// A number that is too large, or too small.
    Size,
    /// What there should be, as serde calls it, or by the key of our sentence.
    Expected(String),
}

impl Misfit {
    pub fn say(&self, l: Language) -> String {
        match self {
            Misfit::UnknownField(name, known) => {
                l.fill("api-unknown-field", [("word", name), ("known", &quoted(known))])
            }
            Misfit::UnknownWord(word, known) => l.fill("api-unknown-word", [("word", word), ("known", &quoted(known))]),
            Misfit::MissingField(name) => l.fill("api-missing-field", [("word", name)]),
            Misfit::Size => l.say("api-number-size"),
            Misfit::Expected(what) => l.say(sentence(what)),
        }
    }
}

/// "`text`, `choice`"
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The key of the sentence that asks for what serde calls so.
fn sentence(expected: &str) -> &str {
    match expected {
        ours if ours.starts_with("api-expect-") => ours,
        "a string" => "api-expect-text",
        "a boolean" => "api-expect-yes-no",
        "i32" | "i64" | "u64" => "api-expect-whole-number",
        "f64" => "api-expect-number",
        "a sequence" => "api-expect-list",
        "a map" => "api-expect-object",
        _ => "api-expect-else",
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::En))
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(expected: T) -> Misfit {
        Misfit::Expected(expected.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Misfit {
        Misfit::Expected(expected.to_string())
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Misfit {
        match found {
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => Misfit::Size,
            _ => Misfit::Expected(expected.to_string()),
        }
    }

    fn unknown_variant(word: &str, known: Names) -> Misfit {
        Misfit::UnknownWord(word.to_string(), known)
    }

    fn unknown_field(name: &str, known: Names) -> Misfit {
        Misfit::UnknownField(name.to_string(), known)
    }

    fn missing_field(name: &'static str) -> Misfit {
        Misfit::MissingField(name)
    }
}

/// Understands a value, or says why not.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Misfit> {
    Deserialize::deserialize(Piece(value))
}

/// A value to be read.
struct Piece(Value);

impl<'de> IntoDeserializer<'de, Misfit> for Piece {
    type Deserializer = Piece;

    fn into_deserializer(self) -> Piece {
        self
    }
}

impl<'de> Deserializer<'de> for Piece {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(whole), _) => visitor.visit_u64(whole),
                (None, Some(whole)) => visitor.visit_i64(whole),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Piece))),
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Piece(value)));
                visitor.visit_map(MapDeserializer::new(fields))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(Piece(value)),
        }
    }

    /// A list is none, though serde would take its items for the fields in their order: an empty one would empty the texts
    /// of a translation.
    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: Names, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(_) => Err(Misfit::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: Names,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(word) => StringDeserializer::new(word).deserialize_enum(name, known, visitor),
            other => Err(Misfit::UnknownWord(other.to_string(), known)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}
