//! Finding events.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rocket::form::FromForm;
use rocket::get;
use rocket::http::uri::Origin;
use sea_orm::{Order, PaginatorTrait, QuerySelect};
use utoipa::IntoParams;

use super::answer::{Answer, Listing, PAGE, page_number};
use super::asking::{Caller, Wish, given};
use super::event_answer::EventAnswer;
use super::problem::{Problem, ProblemDetails};
use crate::error::{Error, Fault, Result};
use crate::events::input::{YEARS, parse_any_time};
use crate::events::listing::{LONGEST_SEARCH, Search, beginning_of, end_of, in_order};
use crate::events::{Details, access};
use crate::language::one_line;
use crate::organisers::{Authority, Deed, may};
use crate::regions::Network;
use crate::registrations::Reception;
use crate::slug::Slug;

/// What one can look for; everything that is given must hold.
#[derive(Default, FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventQuery<'r> {
    /// The slug of a region: what it hosts with its subregions, what it co-hosts, and what is for every region.
    region: Option<&'r str>,
    /// A kind of event.
    #[param(example = "webinar")]
    kind: Option<&'r str>,
    /// The slug of a theme.
    theme: Option<&'r str>,
    /// `online`, `in-person` or `hybrid`; one can join a hybrid event in both ways.
    format: Option<&'r str>,
    /// Words in title, summary, speakers or place; 100 characters at most.
    q: Option<&'r str>,
    /// Ends after this moment (RFC 3339, local time or a date); now, if not given. Say an early date to see the past.
    from: Option<&'r str>,
    /// Begins before this moment; a date holds its whole day.
    to: Option<&'r str>,
    /// From 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 1000000000)]
    page: Option<&'r str>,
}

/// Of each of these one is heard.
const ONCE: [&str; 9] = ["region", "kind", "theme", "format", "q", "from", "to", "page", "lang"];

impl EventQuery<'_> {
    fn search(&self, network: &Network, now: DateTime<Utc>, zone: Tz) -> Result<Search, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |field: &'static str, key: &'static str| faults.push(Fault::new(field, key));
        let mut search = Search { words: one_line(self.q.unwrap_or_default()), ..Search::default() };
        if search.words.chars().count() > LONGEST_SEARCH {
            fault("q", "fault-too-long");
        }
        if let Some(slug) = given(self.region) {
            search.region = network.region_called(slug).map(|r| r.id);
            search.region.is_none().then(|| fault("region", "fault-region"));
        }
        if let Some(slug) = given(self.theme) {
            search.theme = network.theme_called(slug).map(|t| t.id);
            search.theme.is_none().then(|| fault("theme", "fault-theme"));
        }
        if let Some(code) = given(self.kind) {
            search.kind = code.parse().ok();
            search.kind.is_none().then(|| fault("kind", "fault-kind"));
        }
        if let Some(code) = given(self.format) {
            search.format = code.parse().ok();
            search.format.is_none().then(|| fault("format", "fault-format"));
        }
        match given(self.from).map(|text| time(text, zone, beginning_of)) {
            Some(Ok(from)) => search.from = Some(from),
            Some(Err(key)) => fault("from", key),
            None => search.from = Some(now),
        }
        match given(self.to).map(|text| time(text, zone, end_of)) {
            Some(Ok(to)) => search.until = Some(to),
            Some(Err(key)) => fault("to", key),
            None => {}
        }
        if faults.is_empty() { Ok(search) } else { Err(faults) }
    }
}

/// A moment, or which one `of_day` takes of a day. A plus sign that arrived as a space is one again.
fn time(text: &str, zone: Tz, of_day: fn(NaiveDate, Tz) -> DateTime<Utc>) -> Result<DateTime<Utc>, &'static str> {
    let parse = |text: &str| parse_any_time(text, zone);
    match text.parse::<NaiveDate>() {
        Ok(date) => Ok(known(of_day(date, zone))),
        Err(_) => parse(text).or_else(|key| parse(&text.replace(' ', "+")).map_err(|_| key)).map(known),
    }
}

/// The moment, or the one nearest to it at which something can happen: whoever names the year 1 or 9999, as programs do
/// for no limit, means all that there is.
fn known(time: DateTime<Utc>) -> DateTime<Utc> {
    let new_year = |year: i32| NaiveDate::from_yo_opt(year, 1).map_or(time, |day| beginning_of(day, Tz::UTC));
    time.max(new_year(*YEARS.start())).min(new_year(*YEARS.end() + 1))
}

/// Events, in the order in which they happen
///
/// Those that are published and listed: upcoming ones, and past ones if `from` says so.
#[utoipa::path(
    get,
    path = "/api/v1/events",
    operation_id = "list_events",
    tag = "Events",
    params(EventQuery, ("lang" = Option<String>, Query, description = "nl, fr or en")),
    responses(
        (status = 200, description = "At most 50 at a time", body = Listing<EventAnswer>),
        (status = 422, description = "A value that means nothing, or one name twice", body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
#[get("/events?<query..>")]
pub async fn index(
    query: EventQuery<'_>,
    uri: &Origin<'_>,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<Listing<EventAnswer>>, Problem> {
    let repeats = Fault::repeats(uri.query().map_or("", |query| query.as_str()), &ONCE);
    if !repeats.is_empty() {
        return Err(repeats.into());
    }
    let now = at.clock.now();
    let page = page_number(query.page).map_err(|fault| vec![fault]);
    let (page, search) = match (page, query.search(&at.network, now, at.config.timezone)) {
        (Ok(page), Ok(search)) => (page, search),
        (page, search) => {
            return Err([page.err(), search.err()].into_iter().flatten().flatten().collect::<Vec<_>>().into());
        }
    };
    let found = search.select(&at.network);
    let total = found.clone().count(at.db.read()).await?;
    let events = in_order(found, Order::Asc).offset((page - 1) * PAGE).limit(PAGE).all(at.db.read()).await?;
    let events = Details::of_all(at.db, &at.network, events).await?;
    let items = events.iter().map(|details| EventAnswer::public(details, now, at.config, wish.0));
    Ok(Answer::public(Listing::of(items.collect(), page, total)))
}

/// One event
///
/// Drafts, and the link to join, are for programs with a token of the event's regions.
#[utoipa::path(
    get,
    path = "/api/v1/events/{slug}",
    operation_id = "show_event",
    tag = "Events",
    params(
        ("slug" = String, Path, description = "The event"),
        ("lang" = Option<String>, Query, description = "nl, fr or en"),
    ),
    responses(
        (status = 200, description = "The event", body = EventAnswer),
        (status = 401, description = "A token was sent that is wrong", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such event", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security((), ("token" = []))
)]
#[get("/events/<slug>")]
pub async fn show(
    slug: Slug<'_>,
    caller: Caller,
    at: Reception<'_>,
    wish: Wish,
) -> Result<Answer<EventAnswer>, Problem> {
    let details = access::find(at.db, &at.network, slug).await?;
    let now = at.clock.now();
    if let Caller::Program(who) = &caller
        && may(who, Deed::ReadEvents, &details.hosts(), &at.network).is_ok()
    {
        return Ok(Answer::private(EventAnswer::for_organisers(&details, now, at.config, wish.0)));
    }
    if !details.event.is_public() {
        return Err(Error::NotFound.into());
    }
    Ok(Answer::public(EventAnswer::public(&details, now, at.config, wish.0)))
}

/// The event at this address, if the program may do this there.
pub async fn event_for(who: &Authority, deed: Deed, slug: Slug<'_>, at: &Reception<'_>) -> Result<Details> {
    access::event_for(at.db, &at.network, who, deed, slug).await
}
