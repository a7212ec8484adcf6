//! Which device somebody is on, in two words, from what the browser says of itself.

use std::convert::Infallible;

use rocket::request::{FromRequest, Outcome, Request};

/// "Firefox, Linux"; empty when the browser says nothing that we know.
pub struct Device(pub String);

/// A name that others claim too stands after theirs: Edge says it is Chrome, and Chrome that it is Safari.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

impl Device {
    pub fn of(agent: &str) -> Device {
        let first =
            |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
        let words: Vec<&str> = [first(&BROWSERS), first(&SYSTEMS)].into_iter().flatten().collect();
        Device(words.join(", "))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Device {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Device::of(request.headers().get_one("User-Agent").unwrap_or_default()))
    }
}
