//! Calling an event off, saying anew why, and deleting it: each says first what becomes of those who registered.

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{FromForm, delete, get, post, put};

use super::typed::Typed;
use crate::error::Result;
use crate::events::publishing::LONGEST_REASON;
use crate::events::{Details, EventHead, Tab, access};
use crate::language::readable_lines;
use crate::mark::{Mark, now_says};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::steering::explaining::{self, Refusal};
use crate::registrations::steering::{self, ending};
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "planning/cancellation.html")]
pub struct NewCancellation {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// How many people are told, or would be told once more.
    people: i32,
    reason: String,
    /// What the reason was when the page was made.
    seen: Mark,
    mistake: Option<String>,
    /// What somebody else wrote meanwhile.
    theirs: Option<String>,
    /// Whether everybody is to have one more letter.
    again: bool,
    is_called_off: bool,
    is_draft: bool,
    is_over: bool,
}

impl NewCancellation {
    fn told(&self) -> String {
        let l = self.page.l;
        if self.is_over { l.say("off-over") } else { l.count("off-people", self.people) }
    }

    fn told_again(&self) -> String {
        self.page.l.count("off-again-people", self.people)
    }

    fn button(&self) -> String {
        self.page.l.say(if self.people > 0 { "off-button" } else { "off-button-quiet" })
    }

    async fn of(
        page: Layout,
        who: &SignedIn,
        at: &Reception<'_>,
        details: &Details,
        reason: &str,
    ) -> Result<NewCancellation> {
        let (event, l, now) = (&details.event, page.l, at.clock.now());
        let is_called_off = event.cancelled_at.is_some();
        Ok(NewCancellation {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
            people: ending::concerned(at.db, event, now).await?,
            reason: reason.to_string(),
            seen: explaining::mark(&explaining::reason(event)),
            mistake: None,
            theirs: None,
            again: false,
            is_called_off,
            is_draft: !event.is_public(),
            is_over: event.is_past(now),
            page: page
                .about(l.say(if is_called_off { "off-is-off" } else { "off-title" }), event.title(l))
                .hidden()
                .standing_at(format!("/organise/events/{}/cancellation", event.slug)),
        })
    }
}

#[get("/organise/events/<slug>/cancellation")]
pub async fn ask(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewCancellation>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let reason = explaining::reason(&details.event);
    Ok(Page::ok(NewCancellation::of(page, &who, &at, &details, &reason).await?))
}

/// What is wrong with a reason: the key of the sentence.
fn fault(reason: &str) -> Option<&'static str> {
    match reason.chars().count() {
        0 => Some("off-fault-reason"),
        count if count > LONGEST_REASON => Some("fault-too-long"),
        _ => None,
    }
}

#[post("/organise/events/<slug>/cancellation", data = "<typed>")]
pub async fn call_off(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<NewCancellation>>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let reason = readable_lines(typed.get("reason"));
    if let Some(key) = fault(&reason) {
        let mistake = Some(page.l.say(key));
        let again = NewCancellation { mistake, ..NewCancellation::of(page, &who, &at, &details, &reason).await? };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    }
    let event = &details.event;
    let done = match event.is_public() {
        true => {
            let told = ending::call_off(&at, &who, event.id, &reason).await?;
            format!("called-off&told={told}")
        }
        false => steering::Refusal::Draft.code().to_string(),
    };
    Ok(Ok(Redirect::to(format!("/organise/events/{}?done={done}", event.slug))))
}

/// The reason in other words, as typed.
#[derive(FromForm)]
pub struct Explanation {
    #[field(default = String::new())]
    reason: String,
    /// The reason from which the page was made.
    seen: Mark,
    #[field(default = false)]
    again: bool,
}

#[put("/organise/events/<slug>/cancellation", data = "<form>")]
pub async fn explain(
    slug: Slug<'_>,
    form: Result<Form<Explanation>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Redirect, Page<NewCancellation>>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    let Explanation { reason, seen, again } = form?.into_inner();
    let reason = readable_lines(&reason);
    let l = page.l;
    let shown = NewCancellation::of(page, &who, &at, &details, &reason);
    if let Some(key) = fault(&reason) {
        let again = NewCancellation { mistake: Some(l.say(key)), seen, again, ..shown.await? };
        return Ok(Err(Page(Status::UnprocessableEntity, again)));
    }
    let event = &details.event;
    let done = match explaining::explain(&at, &who, event.id, &reason, &seen, again).await? {
        Ok(told) => format!("saved&told={told}"),
        Err(Refusal::NotCalledOff) => {
            return Ok(Ok(Redirect::to(format!("/organise/events/{}/cancellation", event.slug))));
        }
        Err(Refusal::Overtaken(now)) => {
            let theirs = Some(now_says(l, &l.say("fact-reason"), &now));
            let seen = explaining::mark(&now);
            let overtaken = NewCancellation { mistake: Some(l.say("overtaken")), theirs, seen, again, ..shown.await? };
            return Ok(Err(Page(Status::Conflict, overtaken)));
        }
    };
    Ok(Ok(Redirect::to(format!("/organise/events/{}?done={done}", event.slug))))
}

#[derive(Template)]
#[template(path = "planning/deletion.html")]
pub struct Deletion {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    /// How many registrations stay in the records, with whose they are.
    registrations: u64,
    /// How many people would stand before a closed door.
    people: i32,
    may_go: bool,
    was_called_off: bool,
}

impl Deletion {
    fn first(&self) -> String {
        self.page.l.count("delete-first-call-off", self.people)
    }

    fn kept(&self) -> String {
        self.page.l.count("delete-kept", i64::try_from(self.registrations).unwrap_or(i64::MAX))
    }
}

async fn deletion(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details) -> Result<Deletion> {
    let (event, l, now) = (&details.event, page.l, at.clock.now());
    Ok(Deletion {
        bar: DeskBar::of(who),
        head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
        registrations: steering::known(at.db.read(), event.id).await?,
        people: ending::concerned(at.db, event, now).await?,
        may_go: ending::may_go(at.db.read(), event, now).await?,
        was_called_off: event.cancelled_at.is_some() && event.is_public(),
        page: page.about(l.say("delete-title"), event.title(l)).hidden(),
    })
}

#[get("/organise/events/<slug>/deletion")]
pub async fn ask_to_delete(slug: Slug<'_>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<Deletion>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    Ok(Page::ok(deletion(page, &who, &at, &details).await?))
}

#[delete("/organise/events/<slug>")]
pub async fn destroy(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Redirect, Page<Deletion>>> {
    let details = access::event_for(at.db, &at.network, &who, Deed::WriteEvents, slug).await?;
    match ending::delete(&at, &who, details.event.id).await? {
        Ok(()) => Ok(Ok(Redirect::to("/organise?done=deleted"))),
        Err(_) => Ok(Err(Page(Status::Conflict, deletion(page, &who, &at, &details).await?))),
    }
}
