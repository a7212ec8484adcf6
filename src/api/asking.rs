//! Who asks, and in which language they would like the answer.

use rocket::http::uri::Origin;
use rocket::request::{FromRequest, Outcome, Request};

use crate::error::{Error, Fault};
use crate::language::Language;
use crate::organisers::{Authority, Program};

/// The language that was asked for, with `?lang=` or in `Accept-Language`; what a browser remembers of our pages is no
/// wish of a program. Without one events keep their own words, and sentences are English.
#[derive(Clone, Copy)]
pub struct Wish(pub Option<Language>);

impl Wish {
    pub fn of(request: &Request<'_>) -> Wish {
        let named = request.query_value::<&str>("lang").and_then(Result::ok);
        let named = named.and_then(|code| code.parse::<Language>().ok());
        Wish(named.or_else(|| Language::preferred(request)))
    }

    /// The language of sentences.
    pub fn for_sentences(self) -> Language {
        self.0.unwrap_or(Language::En)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Wish {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Wish::of(request))
    }
}

/// What a query says of a field; nothing is as good as not said.
pub fn given(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.is_empty())
}

/// Refuses a name in the query that is none of these, or comes again.
pub fn check_names(uri: &Origin<'_>, known: &[&str]) -> Result<(), Vec<Fault>> {
    let query = uri.query().map_or("", |query| query.as_str());
    let faults = [Fault::unknown(query, known), Fault::repeats(query, known)].concat();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Anybody, or a program with a token. A token that is wrong is refused, not overlooked; what is no token at all is
/// meant for somebody else, such as a proxy before a house that is still being tried.
pub enum Caller {
    Anybody,
    Program(Authority),
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Caller {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        if !request.headers().get_one("Authorization").is_some_and(is_token) {
            return Outcome::Success(Caller::Anybody);
        }
        Program::from_request(request).await.map(|program| Caller::Program(program.0))
    }
}

/// Whether this names the scheme of our tokens, which may be written in any case (RFC 9110, section 11.1).
fn is_token(header: &str) -> bool {
    let scheme = header.split(' ').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("Bearer")
}
