//! Where the letter went, after a registration moved to another address. The link that led here opens nothing any more,
//! so what the page says is kept as a receipt is.

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{Either, get};
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::language::{Language, Passage};
use crate::mail::EmailAddress;
use crate::page::{Layout, Page};
use crate::registrations::pages::receipt::{keep, kept};
use crate::registrations::pages::subject::Subject;

const COOKIE: &str = "moved";
const PATH: &str = "/registrations/moved";

/// What the page says.
#[derive(Serialize, Deserialize)]
pub struct Removal {
    /// The address to which the registration went.
    email: String,
    slug: String,
    title: Passage,
    /// Who helps where the address is wrong.
    reply_to: String,
}

impl Removal {
    pub fn of(event: &Subject, email: &EmailAddress) -> Removal {
        Removal {
            email: email.to_string(),
            slug: event.slug.clone(),
            title: event.title.clone(),
            reply_to: event.reply_to.clone(),
        }
    }

    /// The way to the page that says so.
    pub fn shown(&self, cookies: &CookieJar<'_>, config: &Config) -> Redirect {
        keep(self, (COOKIE, PATH), cookies, config);
        Redirect::to(PATH)
    }

    /// The same on a page in this language: one may choose another than that in which one moved.
    fn on_page_in(self, l: Language) -> Removal {
        Removal { title: self.title.on_page_in(l), ..self }
    }
}

#[derive(Template)]
#[template(path = "registrations/moved.html")]
pub struct Moved {
    page: Layout,
    removal: Removal,
}

/// Whoever moved nothing in this browser finds the agenda.
#[get("/registrations/moved")]
pub fn show(page: Layout, cookies: &CookieJar<'_>) -> Either<Page<Moved>, Redirect> {
    match kept::<Removal>(COOKIE, cookies) {
        Some(removal) => {
            let (title, removal) = (page.l.say("moved-title"), removal.on_page_in(page.l));
            Either::Left(Page::ok(Moved { page: page.titled(title, "").hidden(), removal }))
        }
        None => Either::Right(Redirect::to("/")),
    }
}
