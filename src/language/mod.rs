//! The three languages, what is said in them (`locales/`), and dates in words.
//!
//! A visitor's language is what they chose (`?lang=`, remembered in a cookie), else what their browser prefers,
//! else Dutch. A registration remembers its language for its letters.

mod dates;
mod formula;
mod french;
mod linked;
mod names;
mod passage;
mod sentences;
mod texts;
mod visible;

use std::fmt;
use std::str::FromStr;

use rocket::http::{Cookie, SameSite};
use rocket::request::{FromRequest, Outcome, Request};
use sea_orm::prelude::StringLen;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::security::is_framed;

pub use dates::{capitalised, unbroken};
pub use formula::is_formula;
pub use french::spaced;
pub use linked::holds_link;
pub use names::first_name;
pub use passage::Passage;
pub use texts::{LONGEST_NAME, Texts, is_a_line};
pub use visible::{is_visible, one_line, readable_lines, sentence, upright};

/// The cookie that remembers the choice; it names a language and nothing else.
const COOKIE: &str = "lang";

#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(2))")]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    #[sea_orm(string_value = "nl")]
    Nl,
    #[sea_orm(string_value = "fr")]
    Fr,
    #[sea_orm(string_value = "en")]
    En,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::Nl, Language::Fr, Language::En];

    /// The code in addresses and records: `nl`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// The tag for `lang` and `Content-Language` (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Language::Nl => "nl-BE",
            Language::Fr => "fr-BE",
            Language::En => "en",
        }
    }

    /// Its name in itself, where one chooses a language to read in.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Nl => "Nederlands",
            Language::Fr => "Français",
            Language::En => "English",
        }
    }

    /// Its name in a sentence of another: "Frans", "français", "French".
    pub fn name_in(self, reader: Language) -> String {
        reader.say(&format!("language-{self}"))
    }

    /// The same, to begin a line with.
    pub fn title_in(self, reader: Language) -> String {
        capitalised(&self.name_in(reader))
    }

    /// The first of ours that a request prefers (`Accept-Language`, RFC 9110, section 12.5.4); one with `q=0` is refused.
    /// In however many lines the header comes, it is one list (section 5.3).
    pub fn preferred(request: &Request<'_>) -> Option<Language> {
        let lines = request.headers().get("Accept-Language");
        let mut ranges: Vec<(f32, Language)> = lines
            .flat_map(|line| line.split(','))
            .filter_map(|range| {
                let (tag, rest) = range.split_once(';').unwrap_or((range, "q=1"));
                let quality = rest.trim().strip_prefix(['q', 'Q']).and_then(|q| q.strip_prefix('='));
                let quality = quality.and_then(|q| q.parse().ok()).unwrap_or(1.0);
                Some((quality, tag.trim().parse().ok()?))
            })
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranges.first().map(|(_, language)| *language)
    }
}

impl FromStr for Language {
    type Err = ();

    /// The language of a code or a tag, by its first part and in any case: `FR`, `nl-BE` (RFC 5646, sections 2.1.1 and
    /// 2.2.1), or `nl_BE` as systems write it.
    fn from_str(tag: &str) -> Result<Self, ()> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary)).ok_or(())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The visitor's language. Never fails, so that an error page can ask for it too. In a page of others it was not the
/// visitor who chose, and nothing is remembered.
pub fn of(request: &Request<'_>) -> Language {
    *request.local_cache(|| {
        let asked = request.query_value::<&str>("lang").and_then(Result::ok);
        if let Some(chosen) = asked.and_then(|code| code.parse::<Language>().ok()) {
            if !is_framed(request.uri().path()) {
                remember(chosen, request);
            }
            return chosen;
        }
        let remembered = request.cookies().get(COOKIE).and_then(|c| c.value().parse().ok());
        remembered.or_else(|| Language::preferred(request)).unwrap_or_default()
    })
}

fn remember(chosen: Language, request: &Request<'_>) {
    let is_https = request.rocket().state::<Config>().is_some_and(Config::is_https);
    let cookie = Cookie::build((COOKIE, chosen.code())).path("/").permanent().same_site(SameSite::Lax);
    request.cookies().add(cookie.http_only(true).secure(is_https));
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Language {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(of(request))
    }
}
