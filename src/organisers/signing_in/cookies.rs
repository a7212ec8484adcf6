//! The cookies of an organiser's browser: which session it is in, the key by which it asks for links, the mark that an
//! organiser came in with it, and which page it was on its way to. No script reads them.
//!
//! Over TLS their names begin with `__Host-`. A browser takes such a cookie only over TLS, for the whole of one host
//! (draft-ietf-httpbis-rfc6265bis, section 4.1.3.2), so that no site beside us under the same domain can plant one.

use rocket::http::uri::Origin;
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::time::Duration;

use super::browser::{self, Browser};
use super::links::Entered;
use super::sessions::MOST_DAYS;
use crate::config::Config;
use crate::organisers::accounts::LINK_MINUTES;
use crate::security::Token;

const SESSION: &str = "session";
const BROWSER: &str = "browser";
const KNOWN: &str = "known";
const WANTED: &str = "wanted";

/// How long a browser is known in which an organiser came in.
const KNOWN_DAYS: i64 = 365;

/// Longer addresses are not kept.
const LONGEST: usize = 1000;

/// The key of the session.
pub fn session(cookies: &CookieJar<'_>, config: &Config) -> Option<Token> {
    value(cookies, SESSION, config)?.parse().ok()
}

/// Keeps a browser signed in as long as its session can last, and marks it under a key that nobody has seen before.
pub fn sign_in(cookies: &CookieJar<'_>, entered: &Entered, config: &Config) {
    let key = Token::random();
    let mark = browser::mark(&config.secret, &key, entered.organiser_id);
    cookies.add(cookie(SESSION, entered.key.to_string(), Duration::days(MOST_DAYS), config));
    cookies.add(cookie(BROWSER, key.to_string(), Duration::days(KNOWN_DAYS), config));
    cookies.add(cookie(KNOWN, mark.to_string(), Duration::days(KNOWN_DAYS), config));
    remove(cookies, WANTED, config);
}

/// It stays known: strangers could use up what is left to it otherwise.
pub fn sign_out(cookies: &CookieJar<'_>, config: &Config) {
    remove(cookies, SESSION, config);
}

/// A browser that asked for a link, or in which somebody came in before.
pub fn browser(cookies: &CookieJar<'_>, config: &Config) -> Option<Browser> {
    let key = value(cookies, BROWSER, config)?.parse().ok()?;
    let mark = value(cookies, KNOWN, config).and_then(|mark| mark.parse().ok());
    Some(Browser::of(key, mark))
}

/// The browser that asks for a link; one that asks again keeps its key, so that its earlier link still works.
pub fn ask(cookies: &CookieJar<'_>, config: &Config) -> Browser {
    let asks = browser(cookies, config).unwrap_or_else(|| Browser::of(Token::random(), None));
    // The key of a marked one lasts as long as its mark; a mark without its key is worth nothing.
    if !asks.is_marked() {
        cookies.add(cookie(BROWSER, asks.key().to_string(), Duration::minutes(LINK_MINUTES), config));
        remove(cookies, KNOWN, config);
    }
    asks
}

/// Remembers the page that somebody wanted before they were asked to sign in.
pub fn want(cookies: &CookieJar<'_>, page: &Origin<'_>, config: &Config) {
    let address = page.to_string();
    if is_ours(&address) {
        cookies.add(cookie(WANTED, address, Duration::minutes(2 * LINK_MINUTES), config));
    }
}

/// Where to go once signed in: the page that was wanted, else the overview.
pub fn wanted(cookies: &CookieJar<'_>, config: &Config) -> String {
    let kept = value(cookies, WANTED, config).filter(|address| is_ours(address));
    kept.unwrap_or("/organise").to_string()
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

fn cookie(name: &str, value: String, age: Duration, config: &Config) -> Cookie<'static> {
    Cookie::build((full(name, config), value))
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .max_age(age)
        .build()
}

fn value<'c>(cookies: &'c CookieJar<'_>, name: &str, config: &Config) -> Option<&'c str> {
    cookies.get(&full(name, config)).map(Cookie::value)
}

/// A browser lets one with `__Host-` go only under the conditions on which it took it.
fn remove(cookies: &CookieJar<'_>, name: &str, config: &Config) {
    cookies.remove(Cookie::build(full(name, config)).path("/").secure(config.is_https()));
}

/// The name as the browser knows it.
fn full(name: &str, config: &Config) -> String {
    let prefix = if config.is_https() { "__Host-" } else { "" };
    format!("{prefix}{name}")
}
