//! Who comes, for organisers' programs.

use rocket::form::FromForm;
use rocket::http::uri::Origin;
use rocket::{get, post};
use sea_orm::QuerySelect;
use utoipa::IntoParams;

use super::answer::{Answer, Listing, PAGE, page_number};
use super::asking::{Wish, check_names};
use super::events::event_for;
use super::problem::{Guarded, Problem, ProblemDetails};
use super::registered::RegisteredAnswer;
use crate::error::{Error, Result};
use crate::events::Details;
use crate::organisers::{Deed, Program};
use crate::registrations::Reception;
use crate::registrations::attendees::{FilterQuery, Strictly, find};
use crate::registrations::door::checking_in::{self, Arrival, Outcome};
use crate::registrations::seats::booking::{Arrangement, Decision};
use crate::slug::Slug;

/// Whom one looks for.
#[derive(FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery<'r> {
    /// From 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 1000000000)]
    page: Option<&'r str>,
}

/// Who registered for an event
///
/// Those who have a seat come first, then those who wait, then those who cancelled, each in the order in which they came;
/// unless `sort` says otherwise.
#[utoipa::path(
    get,
    path = "/api/v1/events/{slug}/registrations",
    operation_id = "list_registrations",
    tag = "Registrations",
    params(
        ("slug" = String, Path, description = "The event"),
        PeopleQuery,
        FilterQuery,
        ("sort" = Option<String>, Query, description = "`place`, `name`, `organisation`, `role` or `registered`; `-name` for the other way round"),
        ("lang" = Option<String>, Query, description = "nl, fr or en, for titles and labels"),
    ),
    responses(
        (status = 200, description = "At most 50 at a time", body = Listing<RegisteredAnswer>),
        Guarded,
        (status = 422, description = "A value or a name that means nothing", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[get("/events/<slug>/registrations?<query..>")]
pub async fn index(
    slug: Slug<'_>,
    query: PeopleQuery<'_>,
    filter: Strictly,
    who: Program,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<Listing<RegisteredAnswer>>, Problem> {
    let details = event_for(&who, Deed::ReadRegistrations, slug, &at).await?;
    let (page, filter) = match (page_number(query.page), filter.0) {
        (Ok(page), Ok(filter)) => (page, filter),
        (page, filter) => {
            return Err(page.err().into_iter().chain(filter.err().into_iter().flatten()).collect::<Vec<_>>().into());
        }
    };
    let total = filter.count(at.db, details.event.id).await?;
    let found = filter.select_sorted(at.db, details.event.id);
    let people = found.offset((page - 1) * PAGE).limit(PAGE).all(at.db.read()).await?;
    let items = RegisteredAnswer::of_all(at.db, &details, people, wish.0.unwrap_or_default()).await?;
    Ok(Answer::private(Listing::of(items, page, total)))
}

/// Cancels somebody's registration; the first in line gets the seat
///
/// Cancelling it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/events/{slug}/registrations/{id}/cancellation",
    operation_id = "cancel_registration",
    tag = "Registrations",
    params(("slug" = String, Path, description = "The event"), ("id" = Uuid, Path, description = "The registration")),
    responses(
        (status = 200, description = "The registration as it is now", body = RegisteredAnswer),
        Guarded,
        (status = 409, description = "The event is over: code `closed`; the person was forgotten: code `forgotten`", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events/<slug>/registrations/<id>/cancellation")]
pub async fn cancel(
    slug: Slug<'_>,
    id: &str,
    who: Program,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<RegisteredAnswer>, Problem> {
    let details = event_for(&who, Deed::ChangeRegistrations, slug, &at).await?;
    let person = find(&at, &details, id).await?;
    let by = who.organiser.clone();
    let arrangement = Arrangement {
        registration: person.id,
        decision: Decision::Leave,
        letter: true,
        by,
        reason: String::new(),
        only: Vec::new(),
    };
    if let Err(refusal) = at.desk.arrange(arrangement).await? {
        return Err(Problem::Conflict(refusal.code()));
    }
    Ok(Answer::private(as_it_is_now(&details, id, &at, wish).await?))
}

/// Notes that somebody is there
///
/// Noting it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/events/{slug}/registrations/{id}/check-in",
    operation_id = "check_in",
    tag = "Registrations",
    params(
        ("slug" = String, Path, description = "The event"),
        ("id" = Uuid, Path, description = "The registration"),
        ("stop" = Option<i32>, Query, description = "The stop at which they are; who is at a stop is at the event"),
    ),
    responses(
        (status = 200, description = "The registration as it is now", body = RegisteredAnswer),
        Guarded,
        (status = 409, description = "They have no seat (at the stop), and nobody let them in without one: code `not-confirmed`", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "An unknown name in the query, or two stops", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
#[post("/events/<slug>/registrations/<id>/check-in?<stop>")]
pub async fn check_in(
    slug: Slug<'_>,
    id: &str,
    stop: Option<&str>,
    uri: &Origin<'_>,
    who: Program,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<RegisteredAnswer>, Problem> {
    let details = event_for(&who, Deed::CheckIn, slug, &at).await?;
    check_names(uri, &["stop", "lang"])?;
    let person = find(&at, &details, id).await?;
    let named = |id: &str| details.stops.iter().find(|stop| stop.id.to_string() == id).ok_or(Error::NotFound);
    let arrival = Arrival {
        event: &details.event,
        stop: stop.map(named).transpose()?,
        registration: person.id,
        at: at.clock.now(),
        anyway: false,
        by: &who.organiser,
    };
    match checking_in::check_in(at.db, &arrival).await? {
        Outcome::In { .. } => Ok(Answer::private(as_it_is_now(&details, id, &at, wish).await?)),
        Outcome::NotFound => Err(Error::NotFound.into()),
        _ => Err(Problem::Conflict("not-confirmed")),
    }
}

async fn as_it_is_now(details: &Details, id: &str, at: &Reception<'_>, wish: Wish) -> Result<RegisteredAnswer> {
    let person = find(at, details, id).await?;
    let all = RegisteredAnswer::of_all(at.db, details, vec![person], wish.0.unwrap_or_default()).await?;
    all.into_iter().next().ok_or(Error::NotFound)
}
