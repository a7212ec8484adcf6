//! The form that asks for a digest. Whatever is known of an address, the answer is the same: look in your mailbox.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};

use crate::digests::asking::ask;
use crate::digests::scope::Scope;
use crate::error::Result;
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::application::parse_email;
use crate::security::WithinLimits;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "digests/new.html")]
pub struct NewReader {
    page: Layout,
    scope: Scope,
    email: String,
    /// Nothing is wrong if it is empty.
    fault: String,
    is_asked: bool,
}

impl NewReader {
    fn of(page: Layout, scope: Scope) -> NewReader {
        let (l, name) = (page.l, scope.name(page.l));
        NewReader {
            page: page.titled(l.labelled(l.say("digest-title"), name), "").hidden(),
            scope,
            email: String::new(),
            fault: String::new(),
            is_asked: false,
        }
    }

    fn lede(&self) -> String {
        self.page.l.fill("digest-lede", [("region", &self.scope.name(self.page.l))])
    }

    fn accent(&self) -> &'static str {
        self.scope.accent().code()
    }
}

/// What is typed.
#[derive(FromForm)]
pub struct Typed {
    #[field(default = String::new())]
    email: String,
    /// People do not see this field; robots fill it in.
    #[field(default = String::new())]
    website: String,
}

#[get("/regions/<slug>/digest?<done>")]
pub async fn new(slug: Slug<'_>, done: Option<&str>, page: Layout, at: Reception<'_>) -> Result<Page<NewReader>> {
    Ok(shown(Scope::called(slug, &at.network)?, done, page))
}

#[get("/digest?<done>")]
pub async fn new_for_all(done: Option<&str>, page: Layout) -> Page<NewReader> {
    shown(Scope(None), done, page)
}

fn shown(scope: Scope, done: Option<&str>, page: Layout) -> Page<NewReader> {
    Page::ok(NewReader { is_asked: done == Some("asked"), ..NewReader::of(page, scope) })
}

type Answer = Result<Result<Redirect, Page<NewReader>>>;

#[post("/regions/<slug>/digest", data = "<form>")]
pub async fn create(
    slug: Slug<'_>,
    form: Form<Typed>,
    page: Layout,
    at: Reception<'_>,
    _limits: WithinLimits<'_>,
) -> Answer {
    let scope = Scope::called(slug, &at.network)?;
    asked(scope, &form, page, &at).await
}

#[post("/digest", data = "<form>")]
pub async fn create_for_all(form: Form<Typed>, page: Layout, at: Reception<'_>, _limits: WithinLimits<'_>) -> Answer {
    asked(Scope(None), &form, page, &at).await
}

async fn asked(scope: Scope, form: &Typed, page: Layout, at: &Reception<'_>) -> Answer {
    let mut faults = Vec::new();
    let Some(address) = parse_email(&form.email, &mut faults) else {
        let fault = faults.iter().map(|fault| page.l.say(fault.key)).collect();
        let email = form.email.chars().take(254).collect();
        let again = NewReader { fault, email, ..NewReader::of(page, scope) };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    };
    if form.website.is_empty() {
        ask(at.db, at.clock.now(), at.config, scope.region_id(), &address, page.l).await?;
        at.bell.ring();
    }
    Ok(Ok(Redirect::to(format!("{}?done=asked", scope.path()))))
}
