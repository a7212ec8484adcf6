//! Making events, changing and publishing them, and calling them off, with an organiser's token.

use rocket::{State, patch, post};
use sea_orm::{DatabaseTransaction, EntityTrait, QuerySelect};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::asking::Wish;
use super::event_answer::EventAnswer;
use super::events::event_for;
use super::problem::{Guarded, Problem, ProblemDetails};
use super::sent::{Incoming, Sent};
use crate::error::{Error, Result};
use crate::events::input::EventInput;
use crate::events::{Details, editing, event, publishing};
use crate::organisers::{Authority, Deed, Program, may};
use crate::registrations::{Reception, telling};
use crate::revision::Revision;

/// Makes an event; it is a draft until it is published
#[utoipa::path(
    post,
    path = "/api/v1/events",
    operation_id = "create_event",
    tag = "Organising",
    request_body = EventInput,
    responses(
        (status = 201, description = "The draft", body = EventAnswer, headers(("Location" = String, description = "Its address in this API"))),
        Guarded,
        (status = 422, description = "Fields that make no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events", data = "<sent>")]
pub async fn create(
    who: Program,
    sent: Sent<EventInput>,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let input = sent.0;
    may_host(&who, &input, &at)?;
    let txn = at.db.begin().await?;
    let zone = at.config.timezone.name();
    let event = editing::create(&txn, at.clock.now(), &at.network, &input, zone).await??;
    txn.commit().await?;
    let address = format!("{}/api/v1/events/{}", at.config.public_url, event.slug);
    let answer = as_organisers_see_it(event.id, &at, wish).await?;
    Ok(Answer::private(answer).created().at(address))
}

/// Changes what is named of an event
///
/// People with a seat get a letter when time, place or title change. More seats go to those who wait at once; with
/// fewer, nobody is sent away.
#[utoipa::path(
    patch,
    path = "/api/v1/events/{slug}",
    operation_id = "change_event",
    tag = "Organising",
    params(("slug" = String, Path, description = "The event")),
    request_body = EventInput,
    responses(
        (status = 200, description = "The event as it is now", body = EventAnswer),
        Guarded,
        (status = 422, description = "Fields that make no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[patch("/events/<slug>", data = "<sent>")]
pub async fn update(
    slug: &str,
    who: Program,
    sent: Sent<EventInput>,
    at: Reception<'_>,
    revision: &State<Revision>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let input = sent.0;
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if input.region.as_deref() != at.network.region(event.region_id).map(|r| r.slug.as_str()) {
        may_host(&who, &input, &at)?;
    }
    let change = editing::change(&txn, now, &at.network, event, &input).await??;
    telling::changed(&txn, now, &change).await?;
    txn.commit().await?;
    at.bell.ring();
    if let Some(capacity) = input.capacity.filter(|c| *c != change.before.capacity) {
        at.desk.resize(id, capacity).await?;
    } else if input.stops.is_some() {
        at.desk.call_up(id).await?;
    }
    revision.refresh(at.db).await?;
    Ok(Answer::private(as_organisers_see_it(id, &at, wish).await?))
}

/// Publishes an event: everyone sees it from now on
///
/// Publishing it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/events/{slug}/publication",
    operation_id = "publish_event",
    tag = "Organising",
    params(("slug" = String, Path, description = "The event")),
    responses(
        (status = 200, description = "The event as it is now", body = EventAnswer),
        Guarded,
        (status = 409, description = "It was called off as a draft: code `cancelled`", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events/<slug>/publication")]
pub async fn publish(
    slug: &str,
    who: Program,
    at: Reception<'_>,
    revision: &State<Revision>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if event.cancelled_at.is_some() && !event.is_public() {
        return Err(Problem::Conflict { code: "cancelled", key: "refused-cancelled".into() });
    }
    publishing::publish(&txn, at.clock.now(), event).await?;
    txn.commit().await?;
    revision.refresh(at.db).await?;
    Ok(Answer::private(as_organisers_see_it(id, &at, wish).await?))
}

/// Why an event does not take place.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancellationInput {
    /// A sentence for those who would have come.
    reason: Option<String>,
}

impl Incoming for CancellationInput {
    const LONGEST: u64 = 64;
    const MAY_BE_EMPTY: bool = true;
}

/// Calls an event off: it stays to be seen, and everyone who registered gets a letter
///
/// Calling it off again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/events/{slug}/cancellation",
    operation_id = "call_event_off",
    tag = "Organising",
    params(("slug" = String, Path, description = "The event")),
    request_body = Option<CancellationInput>,
    responses(
        (status = 200, description = "The event as it is now", body = EventAnswer),
        Guarded,
        (status = 422, description = "A reason that makes no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events/<slug>/cancellation", data = "<sent>")]
pub async fn call_off(
    slug: &str,
    who: Program,
    sent: Sent<CancellationInput>,
    at: Reception<'_>,
    revision: &State<Revision>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    let reason = sent.0.reason.unwrap_or_default();
    if reason.chars().count() > 2_000 {
        return Err(vec![crate::error::Fault::new("reason", "fault-too-long")].into());
    }
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let event = locked(&txn, id).await?;
    if event.cancelled_at.is_none() {
        let event = publishing::call_off(&txn, now, event, &reason).await?;
        telling::called_off(&txn, now, &event).await?;
    }
    txn.commit().await?;
    at.bell.ring();
    revision.refresh(at.db).await?;
    Ok(Answer::private(as_organisers_see_it(id, &at, wish).await?))
}

/// Whoever makes an event, or moves it, must have the right in the region that is to host it. A region that we do not
/// know is a fault beside its field, found later.
fn may_host(who: &Authority, input: &EventInput, at: &Reception<'_>) -> Result<()> {
    match input.region.as_deref().and_then(|slug| at.network.region_called(slug)) {
        Some(region) => may(who, Deed::WriteEvents, &[region.id], &at.network),
        None => Ok(()),
    }
}

/// The event as it is now, and nobody else changes it until the transaction ends.
async fn locked(txn: &DatabaseTransaction, id: i32) -> Result<event::Model> {
    let found = event::Entity::find_by_id(id).lock_exclusive().one(txn).await?;
    found.ok_or(Error::NotFound)
}

async fn as_organisers_see_it(id: i32, at: &Reception<'_>, wish: Wish) -> Result<EventAnswer> {
    let event = event::Entity::find_by_id(id).one(at.db.read()).await?;
    let details = Details::of(at.db, &at.network, event.ok_or(Error::NotFound)?).await?;
    Ok(EventAnswer::for_organisers(&details, at.clock.now(), at.config, wish.0))
}
