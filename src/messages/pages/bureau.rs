//! What the pages that show a letter work with: the reception, and the templates of letters.

use std::ops::Deref;

use rocket::request::{FromRequest, Outcome, Request};

use crate::error::Error;
use crate::mail::Templates;
use crate::managed::managed;
use crate::registrations::Reception;
use crate::unsent::turn_away;

/// A guard: it stands for the reception.
pub struct Bureau<'r> {
    reception: Reception<'r>,
    pub templates: &'r Templates,
}

impl<'r> Deref for Bureau<'r> {
    type Target = Reception<'r>;

    fn deref(&self) -> &Reception<'r> {
        &self.reception
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Bureau<'r> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let templates: &Templates = match managed(request.rocket()) {
            Ok(templates) => templates,
            Err(error) => return turn_away(request, error),
        };
        Reception::from_request(request).await.map(|reception| Bureau { reception, templates })
    }
}
