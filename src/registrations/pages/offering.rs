//! The answer to an offer of a seat: yes or no, each a button on the page of the registration. Opening the page says
//! neither.

use rocket::http::Status as Http;
use rocket::post;
use rocket::response::Redirect;

use super::mine::{self, MyRegistration};
use crate::error::Result;
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::seats::booking::{Refusal, Standing};
use crate::security::Token;

/// The page, or the page that says why not.
pub(super) type Answer = Result<Result<Redirect, Page<MyRegistration>>>;

/// Yes: the seat is mine.
#[post("/registrations/<token>/acceptance")]
pub async fn accept(token: Token, page: Layout, at: Reception<'_>) -> Answer {
    let person = mine::find(at.db, &token).await?;
    let decided = at.desk.accept(person.id).await?;
    answer(&at, page, &token, decided, "?done=taken").await
}

/// No: I leave the line.
#[post("/registrations/<token>/refusal")]
pub async fn decline(token: Token, page: Layout, at: Reception<'_>) -> Answer {
    let person = mine::find(at.db, &token).await?;
    let decided = at.desk.decline(person.id).await?;
    answer(&at, page, &token, decided, "").await
}

/// The page as it is now; where it could not be done, it says why.
pub(super) async fn answer(
    at: &Reception<'_>,
    page: Layout,
    token: &Token,
    decided: Result<Standing, Refusal>,
    done: &str,
) -> Answer {
    match decided {
        Ok(_) => Ok(Ok(Redirect::to(format!("/registrations/{token}{done}")))),
        Err(refusal) => {
            let status = if refusal == Refusal::OfferOver { Http::Gone } else { Http::Conflict };
            let mine = MyRegistration::of(at, page, token).await?;
            Ok(Err(Page(status, mine.refusing(refusal))))
        }
    }
}
