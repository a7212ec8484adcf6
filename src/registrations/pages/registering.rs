//! Registering for an event: the form stands on the page of the event.

use rocket::{State, get};

use crate::clock::Clock;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::events::pages::show::EventPage;
use crate::events::seat_form::SeatForm;
use crate::events::{Details, listing, views};
use crate::language::Language;
use crate::page::{Layout, Page};
use crate::regions::TheNetwork;
use crate::registrations::registration::Role;

#[get("/events/<slug>")]
pub async fn new(
    slug: &str,
    page: Layout,
    network: TheNetwork,
    db: &State<Database>,
    clock: &State<Clock>,
) -> Result<Page<EventPage>> {
    let event = listing::public_event(db, slug).await?.ok_or(Error::NotFound)?;
    let now = clock.now();
    let similar = views::similar(db, &network, &event, page.l, now).await?;
    let details = Details::of(db, &network, event).await?;
    let form = SeatForm {
        roles: roles(page.l),
        ..SeatForm::default()
    };
    Ok(Page::ok(EventPage::of(page, details, now, form, similar)))
}

/// The roles that one can choose in the form.
pub fn roles(l: Language) -> Vec<(String, String)> {
    let choice = |role: Role| (role.code().to_string(), role.name(l));
    Role::CHOICES.into_iter().map(choice).collect()
}
