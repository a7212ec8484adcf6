//! Signing in and out: ask for a link, open it, press the button; or type the code from the letter.

use askama::Template;
use rocket::form::FromForm;
use rocket::http::uri::Origin;
use rocket::http::{Method, Status};
use rocket::response::Redirect;
use rocket::{Either, Request, catch, delete, get, post};

use super::Answer;
use crate::config::Config;
use crate::error::Result;
use crate::mail::EmailAddress;
use crate::organisers::door::Door;
use crate::organisers::signing_in::device::Device;
use crate::organisers::signing_in::links::{self, Attempt, Offer};
use crate::organisers::signing_in::{cookies, sessions};
use crate::organisers::{OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::security::{Token, WithinLimits};
use crate::unsent::{Form, Unsent};

/// Where the sign-in page is.
const HERE: &str = "/organise/sign-in";

/// Nobody is signed in: the way in. The page that was wanted is where it leads in the end; what was typed waits here.
#[catch(401)]
pub fn ask_to_sign_in(status: Status, request: &Request<'_>) -> Either<Page<Unsent>, Redirect> {
    if let Some(page) = Unsent::instead_of(status, request) {
        return Either::Left(page);
    }
    let is_page = request.headers().get_one("Sec-Fetch-Dest").is_none_or(|dest| dest == "document");
    if let Some(config) = request.rocket().state::<Config>().filter(|_| is_page && request.method() == Method::Get) {
        cookies::want(request.cookies(), request.uri(), config);
    }
    Either::Right(Redirect::to(HERE))
}

/// Asks for the address that the link goes to; then, for the code in the letter.
#[derive(Template)]
#[template(path = "organisers/new.html")]
pub struct NewSession {
    page: Layout,
    email: String,
    fault: bool,
    sent: bool,
    wrong_code: bool,
}

impl NewSession {
    fn of(page: Layout) -> NewSession {
        let title = page.l.say("sign-in-title");
        let page = page.titled(title, "").hidden();
        NewSession { page, email: String::new(), fault: false, sent: false, wrong_code: false }
    }
}

/// The way in. A link to it may say which page it leads back to: a script cannot leave the cookie that says so.
#[get("/organise/sign-in?<sent>&<wanted>")]
pub fn new(page: Layout, sent: Option<bool>, wanted: Option<&str>, at: Door<'_>) -> Page<NewSession> {
    if let Some(Ok(wanted)) = wanted.map(Origin::parse) {
        cookies::want(at.cookies, &wanted, at.config);
    }
    Page::ok(NewSession { sent: sent == Some(true), ..NewSession::of(page) })
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
    at: Door<'_>,
    _limits: WithinLimits<'_>,
    _own: OwnForm,
) -> Answer<NewSession> {
    let Ok(email) = form.email.parse::<EmailAddress>() else {
        let again = NewSession { email: form.email.clone(), fault: true, ..NewSession::of(page) };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    };
    let browser = cookies::ask(at.cookies, at.config);
    links::ask(at.db, at.clock.now(), at.config, &email, &browser).await?;
    at.bell.ring();
    Ok(Ok(Redirect::to(format!("{HERE}?sent=true"))))
}

/// The link from the letter: a button, since programs that scan mail open links too, or a field for the code.
#[derive(Template)]
#[template(path = "organisers/show.html")]
pub struct ShowLink {
    page: Layout,
    token: String,
    offer: Offer,
    wrong_code: bool,
}

impl ShowLink {
    fn of(page: Layout, token: &Token, offer: Offer) -> ShowLink {
        let title = page.l.say("sign-in-title");
        let page = page.titled(title, "").hidden();
        ShowLink { page, token: token.to_string(), offer, wrong_code: false }
    }

    fn has_button(&self) -> bool {
        self.offer == Offer::Button
    }

    fn asks_code(&self) -> bool {
        self.offer == Offer::Code
    }
}

#[get("/organise/sign-in/<token>")]
pub async fn show(token: Token, page: Layout, at: Door<'_>) -> Result<Page<ShowLink>> {
    let browser = cookies::browser(at.cookies, at.config);
    let offer = links::look(at.db, at.clock.now(), &token, browser.as_ref()).await?;
    let status = if offer == Offer::Nothing { Status::Gone } else { Status::Ok };
    Ok(Page(status, ShowLink::of(page, &token, offer)))
}

#[derive(FromForm)]
pub struct Typed {
    #[field(default = String::new())]
    code: String,
}

/// The button, or the code: signs in.
#[post("/organise/sign-in/<token>", data = "<form>")]
pub async fn confirm(
    token: Token,
    form: Option<Form<Typed>>,
    page: Layout,
    at: Door<'_>,
    device: Device,
    _limits: WithinLimits<'_>,
    _own: OwnForm,
) -> Answer<ShowLink> {
    let (now, secret) = (at.clock.now(), &at.config.secret);
    let browser = cookies::browser(at.cookies, at.config);
    let code = form.map(|form| form.into_inner().code).unwrap_or_default();
    match links::enter(at.db, now, secret, &token, browser.as_ref(), &code, &device.0).await? {
        Attempt::In(entered) => Ok(Ok(at.let_in(&entered))),
        Attempt::WrongCode => {
            let again = ShowLink { wrong_code: true, ..ShowLink::of(page, &token, Offer::Code) };
            Ok(Err(Page(Status::UnprocessableEntity, again)))
        }
        Attempt::TooLate => Ok(Err(Page(Status::Gone, ShowLink::of(page, &token, Offer::Nothing)))),
    }
}

/// The code alone, in the browser that asked: for those who read their mail on another device.
#[post("/organise/sign-in/code", data = "<form>")]
pub async fn enter_code(
    form: Form<Typed>,
    page: Layout,
    at: Door<'_>,
    device: Device,
    _limits: WithinLimits<'_>,
    _own: OwnForm,
) -> Answer<NewSession> {
    let entered = match cookies::browser(at.cookies, at.config) {
        Some(browser) => {
            let (now, secret) = (at.clock.now(), &at.config.secret);
            links::enter_by_code(at.db, now, secret, &browser, &form.code, &device.0).await?
        }
        None => None,
    };
    Ok(match entered {
        Some(entered) => Ok(at.let_in(&entered)),
        None => {
            let page = page.standing_at(HERE).asked("sent=true");
            let again = NewSession { sent: true, wrong_code: true, ..NewSession::of(page) };
            Err(Page(Status::UnprocessableEntity, again))
        }
    })
}

/// Signs out.
#[delete("/organise/session")]
pub async fn destroy(who: SignedIn, at: Door<'_>, _own: OwnForm) -> Result<Redirect> {
    sessions::end_own(at.db, at.clock.now(), who.session_id).await?;
    cookies::sign_out(at.cookies, at.config);
    Ok(Redirect::to("/"))
}
