//! Which page sent a form, as far as its browser says so.

use rocket::request::Request;

/// Whose page it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    Ours,
    Another,
    /// A program or an old browser, which says nothing of it.
    Unsaid,
}

impl Sender {
    /// `Sec-Fetch-Site` if the browser says so, else `Origin`.
    pub fn of(request: &Request<'_>) -> Sender {
        match request.headers().get_one("Sec-Fetch-Site") {
            Some("same-origin") => Sender::Ours,
            // Nobody's page: somebody opened the address.
            Some("none") => Sender::Unsaid,
            Some(_) => Sender::Another,
            None => by_origin(request),
        }
    }
}

fn by_origin(request: &Request<'_>) -> Sender {
    let Some(origin) = request.headers().get_one("Origin") else {
        return Sender::Unsaid;
    };
    let host = request.host().map(ToString::to_string);
    let is_ours = origin.split_once("://").is_some_and(|(_, from)| Some(from) == host.as_deref());
    if is_ours { Sender::Ours } else { Sender::Another }
}
