//! What goes wrong, as a problem (RFC 9457): a title, the status, a sentence, and where fields are to blame a sentence
//! for each.

use std::collections::BTreeMap;
use std::io::Cursor;

use rocket::http::{Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::{Request, catch};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use super::asking::Wish;
use crate::error::{Error, Fault, retry_after};
use crate::language::Language;
use crate::methods;

/// Why a request was not answered as hoped.
#[derive(Debug)]
pub enum Problem {
    Error(Error),
    /// Fields that make no sense.
    Faults(Vec<Fault>),
    /// A body that was not understood.
    Unread(ProblemDetails),
    /// It cannot be done now. The code says why to programs; `locales/` has the sentence, `refused-<code>`.
    Conflict(&'static str),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        Problem::Error(error)
    }
}

impl From<sea_orm::DbErr> for Problem {
    fn from(error: sea_orm::DbErr) -> Problem {
        Problem::Error(error.into())
    }
}

impl From<Vec<Fault>> for Problem {
    fn from(faults: Vec<Fault>) -> Problem {
        Problem::Faults(faults)
    }
}

impl From<ProblemDetails> for Problem {
    fn from(details: ProblemDetails) -> Problem {
        Problem::Unread(details)
    }
}

/// A problem as it is sent (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// The status in words.
    pub title: String,
    pub status: u16,
    /// A sentence for people, in the language that was asked for, else in English.
    pub detail: String,
    /// Why, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// By field: a sentence on what is wrong there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
}

/// How every address answers that wants a token.
#[derive(IntoResponses)]
pub enum Guarded {
    /// No token, or a wrong one
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(ProblemDetails),
    /// Not with this token
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(ProblemDetails),
    /// There is no such thing in the token's regions
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemDetails),
    /// Not now
    #[response(status = 503, content_type = "application/problem+json", headers(("Retry-After" = u64, description = "Seconds")))]
    NotNow(ProblemDetails),
}

/// How every address answers, besides, that takes a body.
#[derive(IntoResponses)]
pub enum Unreadable {
    /// The body is no JSON, or it broke off
    #[response(status = 400, content_type = "application/problem+json")]
    NotJson(ProblemDetails),
    /// The body is too long: events may have 1 MiB, anything else 64 KiB
    #[response(status = 413, content_type = "application/problem+json")]
    TooLong(ProblemDetails),
}

impl ProblemDetails {
    pub fn new(status: Status, detail: String) -> ProblemDetails {
        ProblemDetails {
            title: status.reason_lossy().to_string(),
            status: status.code,
            detail,
            code: None,
            errors: BTreeMap::new(),
        }
    }

    /// What can be said of a bare status.
    fn of_status(status: Status, language: Language) -> ProblemDetails {
        let exact = language.try_say(&format!("api-problem-{}", status.code));
        let detail = exact.unwrap_or_else(|| {
            let class = if status.code < 500 { 400 } else { 500 };
            language.say(&format!("api-problem-{class}"))
        });
        ProblemDetails::new(status, detail)
    }

    /// Fields that make no sense, each with its sentence; the first fault of a field is the one to mend first.
    pub fn of_fields(fields: impl IntoIterator<Item = (String, String)>, language: Language) -> ProblemDetails {
        let mut details = ProblemDetails::of_status(Status::UnprocessableEntity, language);
        for (field, sentence) in fields {
            details.errors.entry(field).or_insert(sentence);
        }
        details
    }
}

impl<'r> Responder<'r, 'static> for Problem {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let language = Wish::of(request).for_sentences();
        match self {
            // Logged there, and said by the catcher below.
            Problem::Error(error) => error.respond_to(request),
            Problem::Faults(faults) => {
                let fields = faults.into_iter().map(|f| (f.field, language.say(f.key)));
                ProblemDetails::of_fields(fields, language).respond_to(request)
            }
            Problem::Unread(details) => details.respond_to(request),
            Problem::Conflict(code) => {
                let mut details = ProblemDetails::new(Status::Conflict, language.say(&format!("refused-{code}")));
                details.code = Some(code.to_string());
                details.respond_to(request)
            }
        }
    }
}

impl<'r> Responder<'r, 'static> for ProblemDetails {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let status = Status::new(self.status);
        let json = serde_json::to_vec(&self).map_err(|_| Status::InternalServerError)?;
        let mut response = Response::build();
        response
            .status(status)
            .header(Header::new("Content-Type", "application/problem+json"))
            .raw_header("Cache-Control", "no-store")
            .sized_body(json.len(), Cursor::new(json));
        if status == Status::Unauthorized {
            response.raw_header("WWW-Authenticate", "Bearer");
        }
        if status == Status::MethodNotAllowed {
            response.raw_header("Allow", methods::allowed(request));
        }
        if let Some(seconds) = retry_after(status, request) {
            response.raw_header("Retry-After", seconds.to_string());
        }
        response.ok()
    }
}

/// Says whatever no handler said: guards that refused, unknown addresses and methods, faults of ours.
#[catch(default)]
pub fn say(status: Status, request: &Request<'_>) -> ProblemDetails {
    ProblemDetails::of_status(methods::told(status, request), Wish::of(request).for_sentences())
}
