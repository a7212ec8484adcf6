//! Letters that did not arrive, sent again.

use rocket::post;
use rocket::response::Redirect;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::messages::trouble;
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;

/// One, to the address that the person has now.
#[post("/organise/events/<slug>/letters/<id>/resending")]
pub async fn one(slug: Slug<'_>, id: &str, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    if trouble::resend(at.db, at.clock.now(), &who.organiser, &details, id).await? {
        at.bell.ring();
    }
    Ok(Redirect::to(format!("/organise/events/{slug}/messages?done=resent")))
}

/// All of the event.
#[post("/organise/events/<slug>/letters/resending")]
pub async fn all(slug: Slug<'_>, who: SignedIn, at: Reception<'_>, _own: OwnForm) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    trouble::resend_all(at.db, at.clock.now(), &who.organiser, &details).await?;
    at.bell.ring();
    Ok(Redirect::to(format!("/organise/events/{slug}/messages?done=resent")))
}
