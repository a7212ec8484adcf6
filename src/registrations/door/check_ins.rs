//! Noting who is there with a button, one by one.

use rocket::form::FromForm;
use rocket::response::Redirect;
use rocket::{delete, post};
use uuid::Uuid;

use super::checking_in::{self, Arrival, Outcome};
use super::place::Place;
use super::words::code;
use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::events::{Details, stop};
use crate::organisers::{Deed, OwnForm, SignedIn};
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

/// A button on the list.
#[derive(FromForm)]
pub struct Pressed<'r> {
    #[field(default = "")]
    registration: &'r str,
    #[field(default = false)]
    anyway: bool,
    #[field(default = "")]
    q: &'r str,
    /// Where it was pressed; none: at the door of the event.
    stop: Option<i32>,
    page: Option<u64>,
}

impl Pressed<'_> {
    fn place(&self) -> Place<'_> {
        Place { q: self.q, stop: self.stop, page: self.page }
    }

    fn stop<'d>(&self, details: &'d Details) -> Result<Option<&'d stop::Model>> {
        self.stop.map(|id| stop_of(details, id).ok_or(Error::NotFound)).transpose()
    }
}

/// The stop of the event with this id.
pub(super) fn stop_of(details: &Details, id: i32) -> Option<&stop::Model> {
    details.stops.iter().find(|stop| stop.id == id)
}

#[post("/organise/events/<slug>/door/check-ins", data = "<form>", format = "form")]
pub async fn create(
    slug: Slug<'_>,
    form: Result<Form<Pressed<'_>>>,
    who: SignedIn,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let form = form?;
    let id = Uuid::try_parse(form.registration).map_err(|_| Error::NotFound)?;
    let arrival = Arrival {
        event: &details.event,
        stop: form.stop(&details)?,
        registration: id,
        at: at.clock.now(),
        anyway: form.anyway,
        by: &who.organiser,
    };
    match checking_in::check_in(at.db, &arrival).await? {
        Outcome::NotFound => Err(Error::NotFound),
        outcome => Ok(form.place().after(slug, code(outcome), id)),
    }
}

/// Takes it back.
#[delete("/organise/events/<slug>/door/check-ins/<id>", data = "<form>")]
pub async fn destroy(
    slug: Slug<'_>,
    id: &str,
    form: Result<Form<Pressed<'_>>>,
    who: SignedIn,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Redirect> {
    let details = event_for(at.db, &at.network, &who, Deed::CheckIn, slug).await?;
    let form = form?;
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    let arrival = Arrival {
        event: &details.event,
        stop: form.stop(&details)?,
        registration: id,
        at: at.clock.now(),
        anyway: false,
        by: &who.organiser,
    };
    match checking_in::undo(at.db, &arrival).await? {
        Outcome::NotFound => Err(Error::NotFound),
        outcome => Ok(form.place().after(slug, code(outcome), id)),
    }
}
