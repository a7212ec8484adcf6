//! The page that says what will happen to how many people, and the button that does it.

use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use rocket::form::FromForm;
use rocket::response::Redirect;
use rocket::{get, post};

use super::bulk::{Deed, Errand, Progress};
use super::deciding::reason;
use super::filter::Filter;
use super::words::people;
use crate::error::{Error, Result};
use crate::events::access::event_for;
use crate::events::{Details, EventHead, Tab};
use crate::organisers::{Deed as Right, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "attendees/arrangement.html")]
pub struct NewArrangement {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    deed: Deed,
    title: String,
    what: String,
    /// Those who were chosen and for whom nothing changes.
    others: Option<String>,
    room: Option<String>,
    /// Whether there may be no seat left somewhere.
    may_be_full: bool,
    button: String,
    count: u64,
    whom: String,
    as_of: String,
    back: String,
}

/// Whom the form of the list means: all of its filter, or those who were ticked.
fn whom(filter: Filter, all: bool) -> Option<Filter> {
    match (all, filter.ids.is_empty()) {
        (true, _) => Some(filter.without_ids()),
        (false, true) => None,
        (false, false) => Some(Filter { ids: filter.ids, ..Filter::default() }),
    }
}

#[get("/organise/events/<slug>/registrations/arrangements/new?<act>&<all>")]
pub async fn new(
    slug: Slug<'_>,
    act: Option<&str>,
    all: Option<bool>,
    filter: Filter,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Page<NewArrangement>, Redirect>> {
    let list = format!("/organise/events/{slug}/registrations");
    let back = filter.without_ids().to_query();
    let Some(whom) = whom(filter, all == Some(true)) else {
        event_for(at.db, &at.network, &who, Right::ReadRegistrations, slug).await?;
        return Ok(Err(Redirect::to(format!("{list}?{back}&done=nobody"))));
    };
    if act == Some("write") {
        event_for(at.db, &at.network, &who, Right::WriteToAttendees, slug).await?;
        return Ok(Err(Redirect::to(format!("/organise/events/{slug}/messages/new?{}", whom.to_query()))));
    }
    let details = event_for(at.db, &at.network, &who, Right::ChangeRegistrations, slug).await?;
    let deed: Deed = act.and_then(|code| code.parse().ok()).ok_or(Error::NotFound)?;
    let errand =
        Errand { deed, as_of: at.clock.now(), whom, over_capacity: false, letter: true, reason: String::new() };
    let back = format!("{list}?{back}");
    Ok(Ok(Page::ok(NewArrangement::of(&at, &who, page, &details, errand, back).await?)))
}

impl NewArrangement {
    async fn of(
        at: &Reception<'_>,
        who: &SignedIn,
        page: Layout,
        details: &Details,
        errand: Errand,
        back: String,
    ) -> Result<NewArrangement> {
        let (l, event) = (page.l, &details.event);
        let count = errand.count(at.db, event.id).await?;
        let others = errand.whom.count(at.db, event.id).await?.saturating_sub(count);
        let code = errand.deed.code();
        let title = l.say(&format!("arrange-{code}-title"));
        let room = match (errand.deed, event.seats_left()) {
            (Deed::Seat, Some(left)) => Some(people(l, "arrange-seat-room", left.unsigned_abs().into())),
            _ => None,
        };
        Ok(NewArrangement {
            what: people(l, &format!("arrange-{code}"), count),
            others: (others > 0).then(|| people(l, &format!("arrange-{code}-others"), others)),
            button: people(l, &format!("arrange-{code}-button"), count),
            room,
            may_be_full: details.may_be_full(),
            count,
            whom: errand.whom.to_query(),
            as_of: errand.as_of.to_rfc3339_opts(SecondsFormat::Micros, true),
            deed: errand.deed,
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (errand.as_of, at.config.timezone), who, &at.network, Tab::Attendees),
            back,
            page: page.about(&title, details.event.title(l)).hidden(),
            title,
        })
    }

    fn asks_for_room(&self) -> bool {
        self.deed == Deed::Seat && self.may_be_full
    }

    fn offers_letter(&self) -> bool {
        self.deed != Deed::Resend
    }
}

/// What the page sends: what to do for whom, and how far it is.
#[derive(FromForm)]
pub struct Sent {
    #[field(default = String::new())]
    act: String,
    #[field(default = String::new())]
    whom: String,
    #[field(default = String::new())]
    as_of: String,
    #[field(default = String::new())]
    reason: String,
    over_capacity: Option<String>,
    letter: Option<String>,
    after: Option<i64>,
    #[field(default = 0)]
    done: u64,
    #[field(default = 0)]
    refused: u64,
}

impl Sent {
    fn errand(&self, now: DateTime<Utc>) -> Option<(Errand, Progress)> {
        let looked = DateTime::parse_from_rfc3339(&self.as_of).ok()?.to_utc();
        let errand = Errand {
            deed: self.act.parse().ok()?,
            whom: Filter::parse(&self.whom),
            as_of: looked.min(now),
            over_capacity: self.over_capacity.is_some(),
            letter: self.letter.is_some(),
            reason: reason(&self.reason),
        };
        // Without a word of whom it is about, nothing is done for anybody.
        let named = self.whom.starts_with("status=");
        let progress = Progress {
            after: self.after.unwrap_or(i64::MIN),
            done: self.done,
            refused: self.refused,
            is_finished: false,
        };
        named.then_some((errand, progress))
    }
}

/// More than one request could do: a button goes on.
#[derive(Template)]
#[template(path = "attendees/unfinished.html")]
pub struct Unfinished {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    so_far: String,
    fields: Vec<(&'static str, String)>,
}

#[post("/organise/events/<slug>/registrations/arrangements", data = "<form>")]
pub async fn create(
    slug: Slug<'_>,
    form: Result<Form<Sent>>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    _own: OwnForm,
) -> Result<Result<Redirect, Page<Unfinished>>> {
    let details = event_for(at.db, &at.network, &who, Right::ChangeRegistrations, slug).await?;
    let Some((errand, progress)) = form?.errand(at.clock.now()) else {
        return Err(Error::NotFound);
    };
    let progress = errand.carry_out(&at, &details.event, &who.organiser, progress).await?;
    if progress.is_finished {
        // Those who were ticked are no list to go back to.
        let back = if errand.whom.ids.is_empty() { format!("{}&", errand.whom.to_query()) } else { String::new() };
        let Progress { done, refused, .. } = progress;
        let code = errand.deed.code();
        let path = format!("/organise/events/{slug}/registrations?{back}done={code}&n={done}&refused={refused}");
        return Ok(Ok(Redirect::to(path)));
    }
    let l = page.l;
    let head = EventHead::of(&details, l, (at.clock.now(), at.config.timezone), &who, &at.network, Tab::Attendees);
    let mut fields = vec![
        ("act", errand.deed.code().to_string()),
        ("whom", errand.whom.to_query()),
        ("as_of", errand.as_of.to_rfc3339_opts(SecondsFormat::Micros, true)),
        ("reason", errand.reason),
        ("after", progress.after.to_string()),
        ("done", progress.done.to_string()),
        ("refused", progress.refused.to_string()),
    ];
    let ticked = [("over_capacity", errand.over_capacity), ("letter", errand.letter)];
    fields.extend(ticked.into_iter().filter(|(_, on)| *on).map(|(name, _)| (name, "true".to_string())));
    let so_far = people(l, "arrange-so-far", progress.done + progress.refused);
    let page = page.about(l.say("arrange-unfinished"), details.event.title(l)).hidden();
    let page = page.standing_at(format!("/organise/events/{slug}/registrations"));
    Ok(Err(Page::ok(Unfinished { page, bar: DeskBar::of(&who), head, so_far, fields })))
}
