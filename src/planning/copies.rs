//! A copy: one event on another day.

pub(super) mod holidays;
pub(super) mod repeats;
pub(super) mod rhythm;
pub(super) mod series_copies;

use askama::Template;
use chrono::NaiveDate;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};

use super::typed::Typed;
use crate::error::{Error, Fault, Result};
use crate::events::copying::Wish;
use crate::events::input::parse_day;
use crate::events::{Details, EventHead, Tab, access};
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn, may};
use crate::page::{Layout, Page};
use crate::regions::region;
use crate::registrations::Reception;
use crate::registrations::steering;
use crate::slug::Slug;
use rhythm::RhythmForm;

#[derive(Template)]
#[template(path = "planning/copy.html")]
pub struct NewCopy {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    date: String,
    mistake: Option<String>,
    /// What was called off is planned anew.
    is_called_off: bool,
    /// For several at once.
    rhythm: RhythmForm,
}

impl NewCopy {
    fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details, date: &str) -> NewCopy {
        let l = page.l;
        NewCopy {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (at.clock.now(), at.config.timezone), who, &at.network, Tab::Event),
            date: date.to_string(),
            mistake: None,
            is_called_off: details.event.cancelled_at.is_some(),
            rhythm: RhythmForm::blank(l),
            page: page
                .about(l.say("copy-title"), details.event.title(l))
                .hidden()
                .standing_at(format!("/organise/events/{}/copies/new", details.event.slug)),
        }
    }
}

#[get("/organise/events/<slug>/copies/new")]
pub async fn new(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewCopy>> {
    let details = source(&at, &who, slug).await?;
    Ok(Page::ok(NewCopy::of(page, &who, &at, &details, "")))
}

/// Whoever may change an event may copy it.
pub async fn source(at: &Reception<'_>, who: &Authority, slug: Slug<'_>) -> Result<Details> {
    access::event_for(at.db, &at.network, who, Deed::WriteEvents, slug).await
}

#[post("/organise/events/<slug>/copies", data = "<typed>")]
pub async fn create(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<NewCopy>>> {
    let details = source(&at, &who, slug).await?;
    let region = host(&at, &who, &details);
    let made = match day(typed.get("date")) {
        Ok(day) => steering::copy(&at, &who, &details, &[Wish { day, region, title: None, series: None }]).await?,
        Err(fault) => Err(vec![fault]),
    };
    match made {
        Ok(copies) => {
            let copy = copies.first().ok_or_else(|| Error::Internal("a copy without a copy".into()))?;
            Ok(Ok(Redirect::to(format!("/organise/events/{}?done=copied", copy.slug))))
        }
        Err(faults) => {
            let mistake = faults.first().map(|fault| page.l.say(fault.key));
            let again = NewCopy { mistake, ..NewCopy::of(page, &who, &at, &details, typed.get("date")) };
            Ok(Err(Page(Status::UnprocessableEntity, again)))
        }
    }
}

/// The host of a copy, if it is another: a co-host copies the event as their own, for there they may.
pub fn host<'a>(at: &'a Reception<'_>, who: &Authority, details: &Details) -> Option<&'a region::Model> {
    if may(who, Deed::WriteEvents, &[details.region.id], &at.network).is_ok() {
        return None;
    }
    let here = who.regions_for(Deed::WriteEvents, &at.network);
    let host = details.co_hosts.iter().find(|region| here.contains(&region.id))?;
    at.network.region(host.id)
}

/// The day that was typed; a fault of the field `date` if there is none such.
pub fn day(text: &str) -> Result<NaiveDate, Fault> {
    parse_day(text).ok_or_else(|| Fault::new("date", "plan-fault-date"))
}
