//! Whoever asks for a list: to take it along, or only to see what there is.

use std::ops::Deref;

use rocket::fairing::AdHoc;
use rocket::http::Method;
use rocket::request::{FromRequest, Outcome, Request};

use crate::organisers::{Authority, organiser};

/// A guard: whoever asks for a list, by cookie or by token.
pub struct Taker<W> {
    who: W,
    only_looks: bool,
}

impl<W: Deref<Target = Authority>> Taker<W> {
    /// Who takes the list along, which is noted; none who only looks (HEAD).
    pub fn taking(&self) -> Option<&organiser::Model> {
        (!self.only_looks).then_some(&self.who.organiser)
    }
}

impl<W> Deref for Taker<W> {
    type Target = W;

    fn deref(&self) -> &W {
        &self.who
    }
}

#[rocket::async_trait]
impl<'r, W: FromRequest<'r>> FromRequest<'r> for Taker<W> {
    type Error = W::Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, W::Error> {
        let only_looks = request.local_cache(|| Look(false)).0;
        W::from_request(request).await.map(|who| Taker { who, only_looks })
    }
}

/// Whether a request came with HEAD, kept on it.
struct Look(bool);

/// Notes who only looks as soon as they come: for want of a route of its own Rocket turns HEAD into GET, so whoever answers
/// cannot see it any more.
pub fn looking() -> AdHoc {
    AdHoc::on_request("who only looks at a list", |request, _| {
        if request.method() == Method::Head {
            request.local_cache(|| Look(true));
        }
        Box::pin(async {})
    })
}
