//! Choosing one stop more, or one instead of another: a button on the page of the registration.

use rocket::form::FromForm;
use rocket::http::Status as Http;
use rocket::post;
use rocket::response::Redirect;

use super::mine::{self, MyRegistration};
use super::offering::Answer;
use crate::error::Error;
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::seats::booking::Choice;
use crate::security::{Token, WithinLimits};
use crate::unsent::Form;

#[derive(FromForm)]
pub struct Chosen {
    stop: Option<i32>,
    /// The stop that is given back for it.
    instead_of: Option<i32>,
}

#[post("/registrations/<token>/stops", data = "<chosen>")]
pub async fn create(
    token: Token,
    chosen: Form<Chosen>,
    page: Layout,
    at: Reception<'_>,
    _limits: WithinLimits<'_>,
) -> Answer {
    let stop = chosen.stop.ok_or(Error::NotFound)?;
    let person = mine::find(at.db, &token).await?;
    match at.desk.choose_stop(person.id, Choice { stop, instead_of: chosen.instead_of }).await? {
        Ok(standing) => {
            let has_seat = standing.stops.iter().any(|held| held.stop_id == stop && held.has_seat());
            let done = if has_seat { "chosen" } else { "queued" };
            Ok(Ok(Redirect::to(format!("/registrations/{token}?done={done}"))))
        }
        Err(refusal) => {
            let mine = MyRegistration::of(&at, page, &token).await?;
            Ok(Err(Page(Http::Conflict, mine.saying_why_not("stop-refused", refusal))))
        }
    }
}
