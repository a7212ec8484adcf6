//! Giving back the seat, one stop, or the key of one's calendar: buttons on the page of the registration.

use rocket::post;
use rocket::response::Redirect;

use super::find;
use crate::error::Result;
use crate::page::Layout;
use crate::registrations::Reception;
use crate::registrations::pages::offering::{Answer, answer};
use crate::registrations::self_service::calendar_key;
use crate::security::{Token, WithinLimits};

/// Gives the seat, or the place in the line, back.
#[post("/registrations/<token>/cancellation")]
pub async fn cancel(token: Token, at: Reception<'_>) -> Result<Redirect> {
    let person = find(at.db, &token).await?;
    // Whatever the answer, the page says how it stands.
    let _ = at.desk.cancel(person.id).await?;
    Ok(Redirect::to(format!("/registrations/{token}")))
}

/// Gives one stop back, and keeps the rest.
#[post("/registrations/<token>/stops/<stop>/cancellation")]
pub async fn leave_stop(token: Token, stop: i32, page: Layout, at: Reception<'_>) -> Answer {
    let person = find(at.db, &token).await?;
    let decided = at.desk.leave_stop(person.id, stop).await?;
    answer(&at, page, &token, decided, "?done=stop").await
}

/// Another key for the person's own calendar; the old one opens nothing any more.
#[post("/registrations/<token>/calendar-key")]
pub async fn renew_calendar_key(token: Token, at: Reception<'_>, _limits: WithinLimits<'_>) -> Result<Redirect> {
    let person = find(at.db, &token).await?;
    calendar_key::renew(at.db, at.clock.now(), &at.config.secret, &person).await?;
    Ok(Redirect::to(format!("/registrations/{token}?done=calendar")))
}
