//! A guard turns a form away before anybody has read it, and Rocket throws away what nobody read. So it passes the form
//! on, and the last route of all reads it. Whoever is let in never comes there, and a script is refused unread.

use rocket::data::{Data, Limits};
use rocket::http::{MediaType, Method, Status};
use rocket::request::{Outcome, Request};
use rocket::route::{self, Handler, Route};

use super::form::keep;
use super::{Fields, may_come_back};
use crate::error::{Error, RetryAfter};

/// The addresses below which our pages send their forms. The API has its own way to say what it does not take.
const PLACES: [&str; 8] =
    ["/organise", "/events", "/registrations", "/handovers", "/regions", "/digest", "/digests", "/quiet"];

/// The rank of what stands behind every other route.
const LAST: isize = 1000;

/// With which status a form was turned away, kept on its request.
struct TurnedAway(Status);

/// What a guard answers that lets nobody in. A form that may come back is passed on; nothing else is read any more.
pub fn turn_away<S>(request: &Request<'_>, error: Error) -> Outcome<S, Error> {
    let status = error.status();
    if let Error::TooMany { retry_after } = error {
        request.local_cache(|| RetryAfter(retry_after));
    }
    if is_form(request) && may_come_back(request) { pass_on(request, status) } else { Outcome::Error((status, error)) }
}

/// What a guard answers that leaves the request to the routes behind it.
pub fn pass_on<S>(request: &Request<'_>, status: Status) -> Outcome<S, Error> {
    if is_form(request) {
        request.local_cache(|| TurnedAway(status));
    }
    Outcome::Forward(status)
}

fn is_form(request: &Request<'_>) -> bool {
    request.content_type().is_some_and(|kind| kind.is_form() || kind.is_form_data())
}

/// Reads a form that was turned away, and leaves the answer to the catcher.
#[derive(Clone)]
struct LastRoute;

#[rocket::async_trait]
impl Handler for LastRoute {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> route::Outcome<'r> {
        // Nobody turned it away: there is nothing at that address.
        let status = request.local_cache(|| TurnedAway(Status::NotFound)).0;
        if status == Status::NotFound || !may_come_back(request) {
            return route::Outcome::Forward((data, status));
        }
        // As much as a form in parts may have: the forms of events are long. What is longer does not come back.
        let most = request.limits().get("data-form").unwrap_or(Limits::DATA_FORM);
        let is_read = keep(request, data, most).await.is_success();
        if !is_read && request.content_type().is_some_and(|kind| kind.is_form_data()) {
            // Of what comes in parts only a file is so long.
            request.local_cache(Fields::of_file);
        }
        route::Outcome::Error(status)
    }
}

/// Behind all others. In parts a form comes by POST alone, since no other method can be hidden in it.
pub fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    for place in PLACES {
        for (method, kind) in [
            (Method::Post, MediaType::FormData),
            (Method::Post, MediaType::Form),
            (Method::Put, MediaType::Form),
            (Method::Delete, MediaType::Form),
        ] {
            let mut last = Route::ranked(LAST, method, &format!("{place}/<_..>"), LastRoute);
            last.format = Some(kind);
            routes.push(last);
        }
    }
    routes
}
