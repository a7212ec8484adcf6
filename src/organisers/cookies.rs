//! The three cookies of an organiser's browser: which session it is in, that it asked for a link, and which page it was
//! on its way to. No script reads them.

use rocket::http::uri::Origin;
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::time::Duration;

use super::accounts::LINK_MINUTES;
use super::sessions::MOST_DAYS;
use crate::config::Config;
use crate::security::Token;

const SESSION: &str = "session";
const ASKING: &str = "asking";
const WANTED: &str = "wanted";

/// Longer addresses are not kept.
const LONGEST: usize = 1000;

/// The key of the session.
pub fn session(cookies: &CookieJar<'_>) -> Option<Token> {
    cookies.get(SESSION)?.value().parse().ok()
}

/// Keeps a browser signed in as long as its session can last, and forgets that it asked.
pub fn sign_in(cookies: &CookieJar<'_>, key: &Token, config: &Config) {
    cookies.add(cookie(SESSION, key.to_string(), Duration::days(MOST_DAYS), config));
    cookies.remove(Cookie::build(ASKING).path("/"));
    cookies.remove(Cookie::build(WANTED).path("/"));
}

pub fn sign_out(cookies: &CookieJar<'_>) {
    cookies.remove(Cookie::build(SESSION).path("/"));
}

/// The key of a browser that asked for a link.
pub fn asking(cookies: &CookieJar<'_>) -> Option<Token> {
    cookies.get(ASKING)?.value().parse().ok()
}

/// Marks a browser that asks for a link; one that asks again keeps its key, so that its earlier link still works.
pub fn ask(cookies: &CookieJar<'_>, config: &Config) -> Token {
    let key = asking(cookies).unwrap_or_else(Token::random);
    cookies.add(cookie(ASKING, key.to_string(), Duration::minutes(LINK_MINUTES), config));
    key
}

/// Remembers the page that somebody wanted before they were asked to sign in.
pub fn want(cookies: &CookieJar<'_>, page: &Origin<'_>, config: &Config) {
    let address = page.to_string();
    if is_ours(&address) {
        cookies.add(cookie(WANTED, address, Duration::minutes(2 * LINK_MINUTES), config));
    }
}

/// Where to go once signed in: the page that was wanted, else the overview.
pub fn wanted(cookies: &CookieJar<'_>) -> String {
    let kept = cookies.get(WANTED).map(|cookie| cookie.value().to_string());
    kept.filter(|address| is_ours(address)).unwrap_or_else(|| "/organise".to_string())
}

/// Whether the address is a page of the desk, and nothing that a browser could take for another site.
fn is_ours(address: &str) -> bool {
    let is_plain = address.len() <= LONGEST && address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let is_page = Origin::parse(address).is_ok_and(|page| {
        let mut segments = page.path().raw_segments();
        let first = segments.next().is_some_and(|s| s.as_str() == "organise");
        first && !segments.next().is_some_and(|s| ["sign-in", "session"].contains(&s.as_str()))
    });
    is_plain && is_page && !address.starts_with("//")
}

fn cookie(name: &'static str, value: String, age: Duration, config: &Config) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .max_age(age)
        .build()
}
