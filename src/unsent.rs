//! Nobody loses what they typed. A form that cannot be taken now (its sender is signed out, too much came at once, the
//! database is away) comes back on a small page, which carries all its fields and sends them to that address again.
//!
//! Two ways lead there. A handler that fails has read its form already: `Form` keeps the fields on the request, and
//! `say` shows them. A guard comes before that: it turns the form away (`turn_away`), and the last route reads it.
//!
//! Only what a page of ours sent comes back. Otherwise another site could lay a form of its making before somebody, and
//! their press of our button would send it as one of ours.

mod fields;
mod form;
mod turned_away;

use askama::Template;
use rocket::fairing::AdHoc;
use rocket::http::Status;
use rocket::request::Request;
use rocket::{Either, catch};

use crate::error::retry_after;
use crate::methods;
use crate::page::{ErrorPage, Layout, Page, Retry, say_error};
use crate::security::{Sender, is_below};

pub use fields::Fields;
pub use form::{Form, keep_line};
pub use turned_away::{pass_on, turn_away};

/// Below these a code is typed, which is shown to nobody again.
const SECRET: [&[&str]; 1] = [&["organise", "sign-in"]];

pub fn stage() -> AdHoc {
    AdHoc::on_ignite("unsent", |rocket| async { rocket.mount("/", turned_away::routes()) })
}

/// Says any status that no page answered: with what was typed, where that would be lost.
#[catch(default)]
pub fn say(status: Status, request: &Request<'_>) -> Either<Retry<Page<Unsent>>, Retry<Page<ErrorPage>>> {
    let status = methods::told(status, request);
    match Unsent::instead_of(status, request) {
        Some(page) => Either::Left(Retry(page)),
        None => Either::Right(say_error(status, request)),
    }
}

/// The form that could not be taken, with the button that sends it again.
#[derive(Template)]
#[template(path = "unsent.html")]
pub struct Unsent {
    page: Layout,
    title: String,
    text: String,
    /// Where the form went, and goes again.
    action: String,
    fields: Vec<(String, String)>,
    /// Long forms come in parts, and have more room so.
    is_in_parts: bool,
    has_file: bool,
    is_signed_out: bool,
}

impl Unsent {
    /// The page, where another answer with this status would lose what was typed.
    pub fn instead_of(status: Status, request: &Request<'_>) -> Option<Page<Unsent>> {
        if !may_come_back(request) {
            return None;
        }
        let fields = request.local_cache(Fields::none);
        if fields.is_blank() {
            return None;
        }
        let page = Layout::of(request);
        let l = page.l;
        let text = match status.code {
            401 | 429 | 500 | 503 if fields.has_file => l.say("unsent-file"),
            401 => l.say("unsent-signed-out"),
            429 => l.count("unsent-too-many", retry_after(status, request).unwrap_or(1) as i64),
            500 => l.say("unsent-failed"),
            503 => l.say("unsent-away"),
            _ => return None,
        };
        let title = l.say(&format!("error-{}-title", status.code));
        let query = request.uri().query().map_or_else(String::new, |query| format!("?{}", query.as_str()));
        let unsent = Unsent {
            action: format!("{}{query}", page.path),
            page: page.titled(title.trim_end_matches('.'), &text).hidden(),
            title,
            text,
            fields: fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            is_in_parts: request.content_type().is_some_and(|kind| kind.is_form_data()),
            has_file: fields.has_file,
            is_signed_out: status == Status::Unauthorized,
        };
        Some(Page(status, unsent))
    }
}

/// Whether what was typed may be shown again: a browser sent it from a page of ours, and shows whatever is answered.
fn may_come_back(request: &Request<'_>) -> bool {
    let wants_page = request.headers().get_one("Accept").is_some_and(|kinds| kinds.contains("text/html"));
    wants_page && Sender::of(request) == Sender::Ours && !is_below(request.uri().path(), &SECRET)
}
