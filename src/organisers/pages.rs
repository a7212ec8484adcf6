//! Signing in and out: ask for a link, open it, press the button.

use askama::Template;
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, catch, delete, get, post};

use super::guards::{no_session_cookie, session_cookie};
use super::{OwnForm, SignedIn, accounts, letters};
use crate::clock::Clock;
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::mail::{Bell, EmailAddress};
use crate::page::{Layout, Page};
use crate::security::{Token, WithinLimits};

/// Nobody is signed in: the way in.
#[catch(401)]
pub fn ask_to_sign_in() -> Redirect {
    Redirect::to("/organise/sign-in")
}

/// Asks for the address that the link goes to.
#[derive(Template)]
#[template(path = "organisers/new.html")]
pub struct NewSession {
    page: Layout,
    email: String,
    fault: bool,
    sent: bool,
}

#[get("/organise/sign-in?<sent>")]
pub fn new(page: Layout, sent: Option<bool>) -> Page<NewSession> {
    Page::ok(NewSession { page, email: String::new(), fault: false, sent: sent == Some(true) })
}

#[derive(FromForm)]
pub struct Asked {
    #[field(default = String::new())]
    email: String,
}

/// Sends the link, if there is such an organiser. The answer is the same either way.
#[post("/organise/sign-in", data = "<form>")]
pub async fn create(
    form: Form<Asked>,
    page: Layout,
    db: &State<Database>,
    clock: &State<Clock>,
    config: &State<Config>,
    bell: &State<Bell>,
    _limits: WithinLimits,
) -> Result<std::result::Result<Redirect, Page<NewSession>>> {
    let Ok(email) = form.email.parse::<EmailAddress>() else {
        let again = NewSession { page, email: form.email.clone(), fault: true, sent: false };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    };
    if let Some(organiser) = accounts::find(db.read(), &email).await? {
        let txn = db.begin().await?;
        letters::post_link(&txn, clock.now(), &config.secret, &organiser).await?;
        txn.commit().await?;
        bell.ring();
    }
    Ok(Ok(Redirect::to("/organise/sign-in?sent=true")))
}

/// The link from the letter: a button, since programs that scan mail open links too.
#[derive(Template)]
#[template(path = "organisers/show.html")]
pub struct ShowLink {
    page: Layout,
    token: String,
    good: bool,
}

#[get("/organise/sign-in/<token>")]
pub async fn show(token: Token, page: Layout, db: &State<Database>, clock: &State<Clock>) -> Result<Page<ShowLink>> {
    let good = accounts::link_is_good(db, clock.now(), &token).await?;
    let status = if good { Status::Ok } else { Status::Gone };
    Ok(Page(status, ShowLink { page, token: token.to_string(), good }))
}

/// The button: signs in.
#[post("/organise/sign-in/<token>")]
pub async fn confirm(
    token: Token,
    page: Layout,
    db: &State<Database>,
    clock: &State<Clock>,
    config: &State<Config>,
    cookies: &CookieJar<'_>,
    _own: OwnForm,
) -> Result<std::result::Result<Redirect, Page<ShowLink>>> {
    match accounts::begin_session(db, clock.now(), &token).await? {
        Some(key) => {
            cookies.add(session_cookie(&key, config));
            Ok(Ok(Redirect::to("/organise")))
        }
        None => Ok(Err(Page(Status::Gone, ShowLink { page, token: token.to_string(), good: false }))),
    }
}

#[delete("/organise/session")]
pub async fn destroy(
    who: SignedIn,
    db: &State<Database>,
    clock: &State<Clock>,
    cookies: &CookieJar<'_>,
    _own: OwnForm,
) -> Result<Redirect> {
    accounts::end_session(db, clock.now(), &who.key).await?;
    cookies.remove(no_session_cookie());
    Ok(Redirect::to("/"))
}
