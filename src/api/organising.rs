//! Making events, changing and publishing them, and calling them off, with an organiser's token.

use rocket::{patch, post};
use sea_orm::EntityTrait;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::asking::Wish;
use super::event_answer::EventAnswer;
use super::events::event_for;
use super::problem::{Guarded, Problem, ProblemDetails, Unreadable};
use super::sent::{Incoming, Sent};
use crate::error::{Error, Fault, Result};
use crate::events::input::EventInput;
use crate::events::publishing::LONGEST_REASON;
use crate::events::{Details, event};
use crate::organisers::{Deed, Program};
use crate::registrations::Reception;
use crate::registrations::steering::{self, Obstacle};
use crate::registrations::steering::{ending, putting_online};
use crate::slug::Slug;

/// Makes an event; it is a draft until it is published
///
/// `title`, `kind`, `region`, `starts_at`, `ends_at` and `format` are needed.
#[utoipa::path(
    post,
    path = "/api/v1/events",
    operation_id = "create_event",
    tag = "Organising",
    request_body = EventInput,
    responses(
        (status = 201, description = "The draft", body = EventAnswer, headers(("Location" = String, description = "Its address in this API"))),
        Guarded,
        Unreadable,
        (status = 422, description = "Fields that make no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events", data = "<sent>")]
pub async fn create(
    who: Program,
    sent: Sent<'_, EventInput>,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    if who.regions_for(Deed::WriteEvents, &at.network).is_empty() {
        return Err(Error::Forbidden.into());
    }
    let event = steering::create(&at, &who, &sent.read().await?).await??;
    let address = format!("{}/api/v1/events/{}", at.config.public_url, event.slug);
    let answer = as_organisers_see_it(event.id, &at, wish).await?;
    Ok(Answer::private(answer).created().at(address))
}

/// Changes what is named of an event
///
/// Whoever has a seat or waits for one gets a letter when the time, the place, a title that they read or a stop that
/// they chose changes; whoever has a seat also when a link to join comes or goes. More seats go at once to those who wait;
/// with fewer, nobody loses theirs. A list takes the place of the former one; to leave out a stop that somebody chose, or a
/// question that somebody answered, is refused (see `answers_may_go`). To send what is there already changes nothing.
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
        Unreadable,
        (status = 422, description = "Fields that make no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[patch("/events/<slug>", data = "<sent>")]
pub async fn update(
    slug: Slug<'_>,
    who: Program,
    sent: Sent<'_, EventInput>,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    let input = sent.read().await?;
    match steering::change(&at, &who, id, &input, None).await? {
        Ok(_) => {}
        Err(Obstacle::Faults(faults)) => return Err(faults.into()),
        Err(Obstacle::OnlyTheHost(_)) => return Err(Error::Forbidden.into()),
        Err(Obstacle::Overtaken) => return Err(Error::Internal("no version was asked for".into()).into()),
    }
    Ok(Answer::private(as_organisers_see_it(id, &at, wish).await?))
}

/// Publishes an event: everyone sees it from now on, or those who have the link if it is not `listed`
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
    slug: Slug<'_>,
    who: Program,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    if putting_online::publish(&at, &who, id).await?.is_err() {
        return Err(Problem::Conflict("cancelled"));
    }
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
/// Calling it off again changes nothing. When it is over, nobody gets a letter.
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
        Unreadable,
        (status = 422, description = "A reason that makes no sense", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events/<slug>/cancellation", data = "<sent>")]
pub async fn call_off(
    slug: Slug<'_>,
    who: Program,
    sent: Sent<'_, CancellationInput>,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let id = event_for(&who, Deed::WriteEvents, slug, &at).await?.event.id;
    let reason = sent.read().await?.reason.unwrap_or_default();
    if reason.chars().count() > LONGEST_REASON {
        return Err(vec![Fault::new("reason", "fault-too-long")].into());
    }
    ending::call_off(&at, &who, id, &reason).await?;
    Ok(Answer::private(as_organisers_see_it(id, &at, wish).await?))
}

async fn as_organisers_see_it(id: i32, at: &Reception<'_>, wish: Wish) -> Result<EventAnswer> {
    let event = event::Entity::find_by_id(id).one(at.db.read()).await?;
    let details = Details::of(at.db, &at.network, event.ok_or(Error::NotFound)?).await?;
    Ok(EventAnswer::for_organisers(&details, at.clock.now(), at.config, wish.0))
}
