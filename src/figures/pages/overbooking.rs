//! Giving more seats than there are chairs, and taking that back.

use rocket::response::Redirect;
use rocket::{FromForm, delete, post};

use crate::error::Result;
use crate::events::access::event_for;
use crate::figures::overbooking::{Change, give_back, take_over};
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(FromForm)]
pub struct Seen {
    /// How many seats the page suggested.
    seats: Option<i32>,
}

#[post("/organise/events/<slug>/overbooking", data = "<seen>")]
pub async fn create(
    slug: Slug<'_>,
    seen: Result<Form<Seen>>,
    who: SignedIn,
    _own: OwnForm,
    at: Reception<'_>,
) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let seen = seen?.seats.unwrap_or_default();
    let change = take_over(&at, &details, &who.organiser, seen).await?;
    Ok(back_to(slug, change, "given"))
}

#[delete("/organise/events/<slug>/overbooking")]
pub async fn destroy(slug: Slug<'_>, who: SignedIn, _own: OwnForm, at: Reception<'_>) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let change = give_back(&at, &details, &who.organiser).await?;
    Ok(back_to(slug, change, "back"))
}

fn back_to(slug: Slug<'_>, change: Change, done: &str) -> Redirect {
    let done = match change {
        Change::Done => done,
        Change::Nothing => "nothing",
        Change::Overtaken => "overtaken",
    };
    Redirect::to(format!("/organise/events/{slug}/figures?done={done}"))
}
