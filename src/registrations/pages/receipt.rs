//! What one sees right after registering. The page says what the person typed and how it stands, and no more: the
//! private link is in the letter, so that nobody gets it by typing somebody else's address; nor does the page tell then
//! what that person chose, or that they come (`booking::coming_again`).

use rocket::http::{Cookie, CookieJar, SameSite};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::registrations::registration::Status;
use crate::registrations::seats::booking::Standing;
use crate::slug::Slug;

/// Kept until the page that shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receipt {
    pub slug: String,
    pub name: String,
    pub email: String,
    pub confirmed: bool,
    pub position: Option<i64>,
    /// Stops at which the person waits, by id.
    pub waiting_at: Vec<i32>,
    pub stops: Vec<i32>,
}

const COOKIE: &str = "receipt";

impl Receipt {
    pub fn new(slug: Slug<'_>, name: &str, email: &str, standing: &Standing) -> Receipt {
        let waiting = standing.stops.iter().filter(|s| s.status == Status::Waitlisted);
        Receipt {
            slug: slug.to_string(),
            name: name.to_string(),
            email: email.to_string(),
            confirmed: standing.status == Status::Confirmed,
            position: standing.position,
            waiting_at: waiting.map(|s| s.stop_id).collect(),
            stops: standing.stops.iter().map(|s| s.stop_id).collect(),
        }
    }

    /// Keeps it for the page that follows.
    pub fn hand_out(&self, cookies: &CookieJar<'_>, config: &Config) {
        keep(self, (COOKIE, "/events"), cookies, config);
    }

    /// The receipt for this event, if the visitor just registered.
    pub fn shown(cookies: &CookieJar<'_>, slug: Slug<'_>) -> Option<Receipt> {
        kept::<Receipt>(COOKIE, cookies).filter(|r| r.slug == slug.as_str())
    }
}

/// Keeps what the next page says for ten minutes, in an encrypted cookie of this name for what lies below this path.
pub(super) fn keep(said: &impl Serialize, (name, path): (&str, &str), cookies: &CookieJar<'_>, config: &Config) {
    let text = serde_json::to_string(said).unwrap_or_default();
    let cookie = Cookie::build((name.to_string(), text))
        .path(path.to_string())
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .max_age(rocket::time::Duration::minutes(10))
        // Rocket would say a week beside the ten minutes.
        .expires(None);
    cookies.add_private(cookie);
}

/// What was kept under this name, if that is not too long ago.
pub(super) fn kept<T: DeserializeOwned>(name: &str, cookies: &CookieJar<'_>) -> Option<T> {
    serde_json::from_str(cookies.get_private(name)?.value()).ok()
}
