//! The methods that an address takes, for whoever comes with another.

use std::collections::BTreeSet;

use rocket::http::{Method, Status};
use rocket::{Request, Route};

/// The status as it is told: 405 where there is such an address, and only the method of this request is none that it takes.
/// Rocket answers 404 then, and 400 to a method that it does not know and takes for a GET.
pub fn told(status: Status, request: &Request<'_>) -> Status {
    let is_another = match status.code {
        400 => request.route().is_none() && !taken(request).is_empty(),
        404 if request.route().is_none_or(is_last) => {
            let taken = taken(request);
            !taken.is_empty() && !taken.contains(request.method().as_str())
        }
        _ => false,
    };
    if is_another { Status::MethodNotAllowed } else { status }
}

/// The methods that the address of this request takes, as `Allow` says them.
pub fn allowed(request: &Request<'_>) -> String {
    taken(request).into_iter().collect::<Vec<_>>().join(", ")
}

/// Nothing where there is no such address.
fn taken(request: &Request<'_>) -> BTreeSet<&'static str> {
    let asked: Vec<&str> = request.uri().path().segments().collect();
    let mut methods = BTreeSet::new();
    for route in request.rocket().routes().filter(|route| !is_last(route) && is_at(route.uri.path(), &asked)) {
        methods.insert(route.method.as_str());
        if route.method == Method::Get {
            methods.insert(Method::Head.as_str());
        }
    }
    methods
}

/// Whether it stands behind all others and reads what was turned away there, which makes no address of a path.
fn is_last(route: &Route) -> bool {
    route.uri.path().ends_with("/<_..>")
}

/// Whether the address is of this pattern: `/events/<slug>`.
fn is_at(pattern: &str, asked: &[&str]) -> bool {
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    parts.len() == asked.len() && parts.iter().zip(asked).all(|(part, asked)| part.starts_with('<') || part == asked)
}
