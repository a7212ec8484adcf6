//! Reading a form, and keeping on the request what was typed in it.

use std::ops::Deref;

use rocket::data::{ByteUnit, Data, FromData, Limits, Outcome};
use rocket::form::error::ErrorKind;
use rocket::form::{self, Errors, FromForm, ValueField};
use rocket::http::Status;
use rocket::outcome::try_outcome;
use rocket::request::Request;

use super::Fields;
use crate::error::Error;

/// A form, as Rocket reads it. Its fields stay on the request until that is answered. A handler that lets not everybody in
/// takes `Result<Form<_>>`, and asks what became of the form after it asked for the right.
pub struct Form<T>(T);

impl<T> Form<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r, T: FromForm<'r>> FromData<'r> for Form<T> {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let unreadable = |status: Status| (status, Error::Unreadable(status));
        let most = request.limits().get("form").unwrap_or(Limits::FORM);
        let fields = try_outcome!(keep(request, data, most).await.map_error(|(status, _)| unreadable(status)));
        match form::Form::<T>::parse_iter(fields.iter().map(ValueField::from)) {
            Ok(form) => Outcome::Success(Form(form)),
            Err(errors) => Outcome::Error(unreadable(errors.status())),
        }
    }
}

/// Reads a form and keeps its fields. One that comes in a line has at most so many bytes; one that comes in parts has
/// Rocket's own limit for those.
pub async fn keep<'r>(request: &'r Request<'_>, data: Data<'r>, most: ByteUnit) -> Outcome<'r, &'r Fields, ()> {
    if request.content_type().is_some_and(|kind| kind.is_form()) {
        return match keep_line(request, data, most).await {
            Ok(fields) => Outcome::Success(fields),
            Err(status) => Outcome::Error((status, ())),
        };
    }
    let parts = form::Form::<Fields>::from_data(request, data).await;
    let kept = parts.map(|form| request.local_cache(|| form.into_inner()));
    kept.map_error(|(_, errors)| (status_of(&errors), ()))
}

/// Of a form in parts that breaks off Rocket says, too, that it is too long; but then it names no limit.
fn status_of(errors: &Errors<'_>) -> Status {
    let is_long = |kind: &ErrorKind<'_>| matches!(kind, ErrorKind::InvalidLength { max: Some(_), .. });
    match errors.status() {
        Status::PayloadTooLarge if !errors.iter().any(|error| is_long(&error.kind)) => Status::BadRequest,
        status => status,
    }
}

/// The same of a form that comes in a line, whatever its content is said to be.
pub async fn keep_line<'r>(request: &'r Request<'_>, data: Data<'r>, most: ByteUnit) -> Result<&'r Fields, Status> {
    match data.open(most).into_bytes().await {
        Ok(body) if body.is_complete() => Ok(request.local_cache(|| Fields::decoded(&body))),
        Ok(_) => Err(Status::PayloadTooLarge),
        Err(_) => Err(Status::BadRequest),
    }
}
