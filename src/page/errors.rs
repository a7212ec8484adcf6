//! What is shown where no other page answers.

use askama::Template;
use rocket::http::Status;
use rocket::request::Request;
use rocket::response::{self, Responder};

use super::{Layout, Page};
use crate::error::retry_after;
use crate::language::Language;
use crate::methods;

/// An error, said in a sentence with a way onward.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    page: Layout,
    code: u16,
    title: String,
    text: String,
}

/// What is said of a status that no other page answered: its title, and a text.
pub fn error_words(status: Status, l: Language) -> (String, String) {
    let say = |part: &str| {
        let exact = l.try_say(&format!("error-{}-{part}", status.code));
        exact.unwrap_or_else(|| l.say(&format!("error-{}-{part}", if status.code < 500 { 400 } else { 500 })))
    };
    (say("title"), say("text"))
}

/// The page of a status that no other page answered.
pub fn say_error(status: Status, request: &Request<'_>) -> Retry<Page<ErrorPage>> {
    let page = Layout::of(request);
    let (title, text) = error_words(status, page.l);
    let page = page.titled(title.trim_end_matches('.'), &text).hidden();
    let code = status.code;
    Retry(Page(status, ErrorPage { page, code, title, text }))
}

/// An answer that says how to try again: after how many seconds, when there is something to wait for, or with which method.
pub struct Retry<R>(pub R);

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for Retry<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = self.0.respond_to(request)?;
        if let Some(seconds) = retry_after(response.status(), request) {
            response.set_raw_header("Retry-After", seconds.to_string());
        }
        if response.status() == Status::MethodNotAllowed {
            response.set_raw_header("Allow", methods::allowed(request));
        }
        Ok(response)
    }
}
