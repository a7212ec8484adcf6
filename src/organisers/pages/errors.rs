//! What went wrong at the desk, said under its bar: whoever works there has a way back to it.

use askama::Template;
use rocket::http::Status;
use rocket::{Either, Request, catch};

use crate::config::Config;
use crate::language::Language;
use crate::methods;
use crate::organisers::DeskBar;
use crate::organisers::signing_in::cookies;
use crate::page::{ErrorPage, Layout, Page, Retry, error_words, say_error};
use crate::unsent::Unsent;

#[derive(Template)]
#[template(path = "desk_error.html")]
pub struct DeskError {
    page: Layout,
    bar: DeskBar,
    code: u16,
    title: String,
    text: String,
}

/// What the desk says otherwise than the pages for everybody, which lead to the agenda. A status without words of its
/// own is said as 400 is.
fn desk_text(status: Status, l: Language) -> Option<String> {
    let is_named = l.try_say(&format!("error-{}-text", status.code)).is_some();
    let code = if is_named || status.code >= 500 { status.code } else { 400 };
    l.try_say(&format!("desk-error-{code}-text"))
}

/// What the desk answers with: to its own people, or to anybody else.
type Answer = Either<Retry<Page<DeskError>>, Retry<Page<ErrorPage>>>;

/// Says any status that no page of the desk answered: with what was typed, where that would be lost. Whoever brings no
/// key of a session reads what every visitor reads.
#[catch(default)]
pub fn say(status: Status, request: &Request<'_>) -> Either<Retry<Page<Unsent>>, Answer> {
    let status = methods::told(status, request);
    if let Some(page) = Unsent::instead_of(status, request) {
        return Either::Left(Retry(page));
    }
    Either::Right(match DeskError::of(status, request) {
        Some(page) => Either::Left(Retry(page)),
        None => Either::Right(say_error(status, request)),
    })
}

impl DeskError {
    /// For a browser that brings the key of a session. Whether it still opens anything is not asked: the page tells
    /// nothing that strangers may not know.
    fn of(status: Status, request: &Request<'_>) -> Option<Page<DeskError>> {
        let config = request.rocket().state::<Config>()?;
        cookies::session(request.cookies(), config)?;
        let page = Layout::of(request);
        let (title, said) = error_words(status, page.l);
        let text = desk_text(status, page.l).unwrap_or(said);
        let bar = DeskBar::over_error(request, page.l);
        let page = page.titled(title.trim_end_matches('.'), &text).hidden();
        Some(Page(status, DeskError { page, bar, code: status.code, title, text }))
    }
}
