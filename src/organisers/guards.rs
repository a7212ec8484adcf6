//! At the door of a handler: who is signed in, by cookie (a browser) or by token (a program).

use std::ops::Deref;

use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};

use super::bar::DeskBar;
use super::rights::Authority;
use super::signing_in::cookies;
use super::signing_in::sessions;
use super::tokens;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::managed::managed;
use crate::security::{Sender, Token};
use crate::unsent::{pass_on, turn_away};

/// Somebody who is signed in with a browser.
pub struct SignedIn {
    pub authority: Authority,
    pub session_id: i32,
}

/// A program with a token.
pub struct Program(pub Authority);

impl Deref for SignedIn {
    type Target = Authority;

    fn deref(&self) -> &Authority {
        &self.authority
    }
}

impl Deref for Program {
    type Target = Authority;

    fn deref(&self) -> &Authority {
        &self.0
    }
}

fn ground<'r>(request: &'r Request<'_>) -> Result<(&'r Database, &'r Clock)> {
    Ok((managed(request.rocket())?, managed(request.rocket())?))
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SignedIn {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match by_cookie(request).await {
            Ok(Some(signed_in)) => {
                DeskBar::keep(request, &signed_in);
                Outcome::Success(signed_in)
            }
            Ok(None) => pass_on(request, Status::Unauthorized),
            Err(error) => turn_away(request, error),
        }
    }
}

async fn by_cookie(request: &Request<'_>) -> Result<Option<SignedIn>> {
    let Some(key) = cookies::session(request.cookies(), managed(request.rocket())?) else {
        return Ok(None);
    };
    let (db, clock) = ground(request)?;
    let found = sessions::signed_in(db, clock.now(), &key).await?;
    Ok(found.map(|(authority, session_id)| SignedIn { authority, session_id }))
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Program {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match by_token(request).await {
            Ok(authority) => Outcome::Success(Program(authority)),
            Err(error) => Outcome::Error((error.status(), error)),
        }
    }
}

async fn by_token(request: &Request<'_>) -> Result<Authority> {
    let header = request.headers().get_one("Authorization").ok_or(Error::SignedOut)?;
    let token = bearer(header).and_then(|token| token.parse::<Token>().ok()).ok_or(Error::SignedOut)?;
    let (db, clock) = ground(request)?;
    tokens::program_of(db, clock.now(), &token).await?.ok_or(Error::SignedOut)
}

/// What stands behind the scheme, which may be written in any case (RFC 9110, section 11.1).
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// A form that was sent from one of our own pages: a browser says where it comes from, and another site's name is
/// refused. The session cookie is `SameSite=Lax` besides.
pub struct OwnForm;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for OwnForm {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match Sender::of(request) {
            Sender::Another => Outcome::Error((Status::Forbidden, Error::Forbidden)),
            Sender::Ours | Sender::Unsaid => Outcome::Success(OwnForm),
        }
    }
}
