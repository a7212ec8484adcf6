//! Putting an event online, and taking it back while nobody has registered.

use rocket::response::Redirect;
use rocket::{delete, post};

use crate::error::Result;
use crate::events::access;
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::registrations::steering::putting_online;
use crate::slug::Slug;

#[post("/organise/events/<slug>/publication")]
pub async fn create(slug: Slug<'_>, who: SignedIn, _own: OwnForm, at: Reception<'_>) -> Result<Redirect> {
    let event = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?.event;
    let done = match putting_online::publish(&at, &who, event.id).await? {
        Ok(_) => "published",
        Err(refusal) => refusal.code(),
    };
    Ok(Redirect::to(format!("/organise/events/{}?done={done}", event.slug)))
}

#[delete("/organise/events/<slug>/publication")]
pub async fn destroy(slug: Slug<'_>, who: SignedIn, _own: OwnForm, at: Reception<'_>) -> Result<Redirect> {
    let event = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?.event;
    let done = match putting_online::unpublish(&at, &who, event.id).await? {
        Ok(_) => "unpublished",
        Err(refusal) => refusal.code(),
    };
    Ok(Redirect::to(format!("/organise/events/{}?done={done}", event.slug)))
}
