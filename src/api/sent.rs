//! A body in JSON, read once it is known that its sender may send it: no token is said first (401), then that there is no
//! such thing or that it is not for this token (404, 403), and only then what is wrong with the body (400, 413, 422), in a
//! sentence, beside the field where there is one.

use std::convert::Infallible;
use std::marker::PhantomData;

use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::Status;
use rocket::request::Request;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::asking::Wish;
use super::misfit;
use super::problem::{Problem, ProblemDetails};
use crate::events::input::EventInput;
use crate::language::{Language, upright};

/// What can be sent. Every field may be missing: what is needed is said later, all at once.
pub trait Incoming: DeserializeOwned + Default {
    /// The longest body, in KiB.
    const LONGEST: u64;
    /// Whether no body at all will do, or `null`.
    const MAY_BE_EMPTY: bool = false;
}

impl Incoming for EventInput {
    const LONGEST: u64 = 1024;
}

/// A body that nobody has read yet. A guard that read it would come before the handler, which knows the right.
pub struct Sent<'r, T> {
    data: Data<'r>,
    /// Of the sentences that say what is wrong with it.
    language: Language,
    content: PhantomData<fn() -> T>,
}

impl<T: Incoming> Sent<'_, T> {
    /// Understands it, or says why not. Ask this after the right.
    pub async fn read(self) -> Result<T, Problem> {
        Ok(read(self.data, self.language).await?)
    }
}

#[rocket::async_trait]
impl<'r, T: Incoming> FromData<'r> for Sent<'r, T> {
    type Error = Infallible;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let language = Wish::of(request).for_sentences();
        Outcome::Success(Sent { data, language, content: PhantomData })
    }
}

async fn read<T: Incoming>(data: Data<'_>, language: Language) -> Result<T, ProblemDetails> {
    let problem =
        |status: Status, key: &str, word: &str| ProblemDetails::new(status, language.fill(key, [("word", word)]));
    let body = data.open(T::LONGEST.kibibytes()).into_bytes().await;
    let body = body.map_err(|_| problem(Status::BadRequest, "api-body-cut", ""))?;
    if !body.is_complete() {
        let longest = T::LONGEST.to_string();
        return Err(problem(Status::PayloadTooLarge, "api-body-long", &longest));
    }
    if body.iter().all(u8::is_ascii_whitespace) {
        return if T::MAY_BE_EMPTY { Ok(T::default()) } else { Err(problem(Status::BadRequest, "api-body-empty", "")) };
    }
    let value: Value = serde_json::from_slice(&body).map_err(|error| not_json(&error, language))?;
    if T::MAY_BE_EMPTY && value.is_null() {
        return Ok(T::default());
    }
    let Value::Object(fields) = turned_back(value) else {
        return Err(problem(Status::UnprocessableEntity, "api-body-not-object", ""));
    };
    understand(fields, language)
}

/// Where the body stops being JSON.
fn not_json(error: &serde_json::Error, language: Language) -> ProblemDetails {
    let place = [("line", error.line().into()), ("column", error.column().into())];
    ProblemDetails::new(Status::BadRequest, language.with("api-body-not-json", place))
}

fn understand<T: Incoming>(fields: Map<String, Value>, language: Language) -> Result<T, ProblemDetails> {
    let unseen = fields.iter().filter(|(_, value)| holds_nul(value));
    let unseen: Vec<_> = unseen.map(|(field, _)| (field.clone(), language.say("api-nul"))).collect();
    if !unseen.is_empty() {
        return Err(ProblemDetails::of_fields(unseen, language));
    }
    misfit::read(Value::Object(fields.clone())).map_err(|misfit| {
        // A misfit does not say where it happened: each field alone does.
        let wrong = fields.into_iter().filter_map(|(field, value)| {
            let alone = Value::Object(Map::from_iter([(field.clone(), value)]));
            let misfit = misfit::read::<T>(alone).err()?;
            Some((field, misfit.say(language)))
        });
        let mut details = ProblemDetails::of_fields(wrong, language);
        if details.errors.is_empty() {
            details.detail = misfit.say(language);
        }
        details
    })
}

/// Every text of it upright, also a question by whose label somebody answers.
fn turned_back(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(upright(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(turned_back).collect()),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (upright(&name), turned_back(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

/// A text with the character U+0000, which PostgreSQL cannot keep.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}
