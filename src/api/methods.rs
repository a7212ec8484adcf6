//! The methods that an address takes, for whoever comes with another.

use std::collections::BTreeSet;

use rocket::Request;
use rocket::http::{Method, Status};

/// Whether the address of this request is one, and only its method is not. Rocket answers 404 then, and 400 to a method
/// that it does not know; in neither case did the request come to a route.
pub fn is_another(status: Status, request: &Request<'_>) -> bool {
    let may_be = [Status::NotFound, Status::BadRequest].contains(&status) && request.route().is_none();
    may_be && !allowed(request).is_empty()
}

/// The methods that the address of this request takes, as `Allow` says them; nothing where there is no such address.
pub fn allowed(request: &Request<'_>) -> String {
    let asked: Vec<&str> = request.uri().path().segments().collect();
    let mut methods = BTreeSet::new();
    for route in request.rocket().routes().filter(|route| is_at(route.uri.path(), &asked)) {
        methods.insert(route.method.as_str());
        if route.method == Method::Get {
            methods.insert(Method::Head.as_str());
        }
    }
    methods.into_iter().collect::<Vec<_>>().join(", ")
}

/// Whether the address is of this pattern: `/events/<slug>`.
fn is_at(pattern: &str, asked: &[&str]) -> bool {
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    parts.len() == asked.len() && parts.iter().zip(asked).all(|(part, asked)| part.starts_with('<') || part == asked)
}
