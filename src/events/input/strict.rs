//! What lies deeper in the input. A key that we do not know is a typing error and is said to be so, or it would empty the
//! text that it was meant to change. What is expected instead of something else stands as the key of its sentence in
//! `locales/`, which the API says. Rows in the database are read by the types of `event`, which pass such keys over.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use crate::events::event::{Material, Speaker, Translation, Venue};
use crate::language::Texts;

/// A text in each language.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, expecting = "api-expect-texts")]
pub struct TextsInput {
    nl: String,
    fr: String,
    en: String,
}

/// The texts of an event in another language.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, expecting = "api-expect-translation")]
pub struct TranslationInput {
    title: String,
    summary: String,
    /// Markdown.
    description: String,
    accessibility: String,
}

/// A place that one can go to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceInput {
    name: String,
    #[serde(default)]
    street: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    city: String,
    /// Degrees north and east (WGS 84), when known.
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// Somebody who speaks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-speaker")]
pub struct SpeakerInput {
    name: String,
    #[serde(default)]
    role: TextsInput,
}

/// Something to read or to look at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = "api-expect-material")]
pub struct MaterialInput {
    title: TextsInput,
    url: String,
}

impl From<TextsInput> for Texts {
    fn from(TextsInput { nl, fr, en }: TextsInput) -> Texts {
        Texts { nl, fr, en }
    }
}

impl From<TranslationInput> for Translation {
    fn from(said: TranslationInput) -> Translation {
        let TranslationInput { title, summary, description, accessibility } = said;
        Translation { title, summary, description, accessibility }
    }
}

impl From<PlaceInput> for Venue {
    fn from(place: PlaceInput) -> Venue {
        let PlaceInput { name, street, postcode, city, latitude, longitude } = place;
        Venue { name, street, postcode, city, latitude, longitude }
    }
}

impl From<SpeakerInput> for Speaker {
    fn from(SpeakerInput { name, role }: SpeakerInput) -> Speaker {
        Speaker { name, role: role.into() }
    }
}

impl From<MaterialInput> for Material {
    fn from(MaterialInput { title, url }: MaterialInput) -> Material {
        Material { title: title.into(), url }
    }
}

/// Reads a list of what becomes `T`.
pub fn list<'de, I, T, D>(from: D) -> Result<Option<Vec<T>>, D::Error>
where
    I: Deserialize<'de> + Into<T>,
    D: Deserializer<'de>,
{
    let read = Option::<Vec<I>>::deserialize(from)?;
    Ok(read.map(|items| items.into_iter().map(I::into).collect()))
}

/// Reads the texts in other languages.
pub fn translations<'de, D>(from: D) -> Result<Option<BTreeMap<String, Translation>>, D::Error>
where
    D: Deserializer<'de>,
{
    let read = Option::<BTreeMap<String, TranslationInput>>::deserialize(from)?;
    Ok(read.map(|all| all.into_iter().map(|(language, said)| (language, said.into())).collect()))
}

/// A text, or an object with fields of its own.
pub enum TextOr<T> {
    Text(String),
    Whole(T),
}

impl<T> TextOr<T> {
    /// Reads it; `expecting` is the key of the sentence that says what it should be. (serde's `untagged` would not say
    /// which key of the object is wrong.)
    pub fn read<'de, D>(from: D, expecting: &'static str) -> Result<TextOr<T>, D::Error>
    where
        T: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        from.deserialize_any(Reading { expecting, whole: PhantomData })
    }
}

struct Reading<T> {
    expecting: &'static str,
    whole: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
    type Value = TextOr<T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.expecting)
    }

    fn visit_str<E>(self, text: &str) -> Result<TextOr<T>, E> {
        Ok(TextOr::Text(text.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<TextOr<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(TextOr::Whole)
    }
}
