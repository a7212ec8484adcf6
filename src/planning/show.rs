//! The event to read, for those who may not change it; as visitors see it, also before it is published; and what a
//! change in the form would do, said beside the button while one types.

use askama::Template;
use rocket::{get, post};

use super::consequences::Consequences;
use super::editor::panel::{Panel, Todo, todo};
use super::typed::Typed;
use crate::error::Result;
use crate::events::pages::show::EventPage;
use crate::events::seat_form::SeatForm;
use crate::events::sheet::Sheet;
use crate::events::{Details, EventHead, Tab, access};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page, markdown};
use crate::registrations::Reception;
use crate::registrations::application::form_with;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "planning/show.html")]
pub struct Reading {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    panel: Panel,
    summary: String,
    description: String,
    is_public: bool,
}

impl Reading {
    pub fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details) -> Reading {
        let (event, l) = (&details.event, page.l);
        Reading {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Event),
            panel: Panel::of(event, &details.region, l, at.config.timezone),
            summary: event.summary(l).to_string(),
            description: markdown(event.description(l)),
            is_public: event.is_public(),
            page: page.titled(event.title(l), "").hidden(),
        }
    }
}

/// The page of the event as visitors see it, or will see it.
#[get("/organise/events/<slug>/preview")]
pub async fn show(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<EventPage>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::ReadEvents, slug).await?;
    let back = format!("/organise/events/{}", details.event.slug);
    let form = form_with(SeatForm::default(), &[], page.l);
    Ok(Page::ok(EventPage::of(page, details, (at.clock.now(), at.config.timezone), form, Vec::new()).as_preview(back)))
}

/// The part of the editor that follows what is typed.
#[derive(Template)]
#[template(path = "planning/live.html")]
pub struct Live {
    page: Layout,
    panel: Panel,
    sentences: Vec<String>,
    todo: Vec<Todo>,
}

#[post("/organise/events/<slug>/preview", data = "<typed>")]
pub async fn live(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Page<Live>> {
    let mut details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let (l, now) = (page.l, at.clock.now());
    let input = Sheet::typed(&typed.0, &Sheet::of(&details)).without_blanks().input(&details);
    let sentences = match Consequences::of(&at, &details, &input, l).await? {
        Ok(consequences) => consequences.sentences,
        Err(_) => Vec::new(),
    };
    let mut typed = details.event.clone();
    // What makes no sense yet stays as it was: somebody is still typing.
    input.apply(&mut typed, &at.network);
    typed.capacity = input.capacity.flatten().filter(|capacity| (0..=1_000_000).contains(capacity));
    details.event = typed;
    let region = at.network.region(details.event.region_id).unwrap_or(&details.region);
    let panel = Panel::of(&details.event, region, l, at.config.timezone);
    Ok(Page::ok(Live { panel, sentences, todo: todo(&details, now, l), page }))
}
