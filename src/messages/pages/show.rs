//! One message: how it looks and to how many it goes; afterwards, how it fared.

pub mod leaving;
pub mod preview;
mod reach;
mod shelf;

use askama::Template;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use rocket::form::FromForm;
use rocket::get;

use super::audience;
use super::bureau::Bureau;
use super::troubles::Troubles;
use crate::error::Result;
use crate::events::{EventHead, Tab, event};
use crate::language::Language;
use crate::mark::Mark;
use crate::messages::message::State;
use crate::messages::writing;
use crate::organisers::{DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::slug::Slug;
use leaving::Sending;
use reach::Reach;
use shelf::{Found, Shelf};

#[derive(Template)]
#[template(path = "messages/show.html")]
pub struct ShowMessage {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    slug: String,
    id: String,
    note: Option<String>,
    /// What came of it is not what was wanted.
    warning: Option<String>,
    error: Option<Refused>,
    subject: String,
    tag: &'static str,
    state: String,
    is_draft: bool,
    /// What is being looked at, as the form brings it back.
    seen: Mark,
    can_be_withdrawn: bool,
    /// "Hanne Verbeke, 2 maart, 9.00 uur"
    signed: String,
    audience: String,
    reach: Reach,
    when: Option<String>,
    clock_note: Option<String>,
    /// Whether it is to go at a time; what was typed, or the morning of the event, or of tomorrow once it has begun.
    later: bool,
    send_at: String,
    zone: String,
    shown: Language,
    languages: Vec<(Language, bool)>,
    text: String,
    troubles: Troubles,
    my_address: String,
}

/// Why it was not sent, and the field in which that can be put right, or the letter to be looked at.
pub struct Refused {
    words: String,
    field: &'static str,
}

impl Refused {
    fn of(key: &'static str, l: Language) -> Refused {
        let field = match key {
            "message-fault-nobody" => "when",
            "message-fault-changed" => "letter",
            _ => "send_at",
        };
        Refused { words: l.say(key), field }
    }

    /// The id of what is to be looked at.
    fn id(&self) -> String {
        format!("f-{}", self.field)
    }
}

impl ShowMessage {
    async fn of(
        at: &Bureau<'_>,
        who: &SignedIn,
        page: Layout,
        shelf: Shelf,
        (shown, trouble): (Option<Language>, u64),
    ) -> Result<ShowMessage> {
        let (l, now) = (page.l, at.clock.now());
        let Shelf { details, message, author } = &shelf;
        let (event, zone) = (&details.event, details.event.zone());
        let shown = shown.unwrap_or(message.languages().first().copied().unwrap_or(l));
        let Found { readers, tally, text, troubles } = Found::of(at, who, &shelf, shown, trouble).await?;
        let state = message.state(now);
        let (tag, state_key) = state.words();
        let link = |number: u64| format!("{}?letter={shown}&trouble={number}#trouble", shelf.path());
        Ok(ShowMessage {
            note: None,
            warning: None,
            error: None,
            subject: message.subject(l).to_string(),
            tag,
            state: l.say(state_key),
            is_draft: state == State::Draft,
            seen: message.mark(),
            can_be_withdrawn: writing::can_be_withdrawn(state, tally),
            signed: format!("{author}, {}", l.moment(message.created_at, zone)),
            audience: audience::words(&message.audience.0, details, l),
            reach: Reach::of(message, state, &readers, tally, l),
            when: message.send_at.map(|at| l.moment(at, zone)),
            clock_note: message.send_at.filter(|at| clocks_change(event, now, *at)).map(|_| l.say("message-clock")),
            later: false,
            send_at: morning(event, now).format("%Y-%m-%dT09:00").to_string(),
            zone: l.zone(zone),
            shown,
            languages: Language::ALL.map(|of| (of, of == shown)).into(),
            text,
            troubles: Troubles::of(troubles, link, l, zone),
            my_address: who.organiser.email.clone(),
            head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Messages),
            slug: event.slug.clone(),
            id: message.id.to_string(),
            bar: DeskBar::of(who),
            page: page.about(message.subject(l), event.title(l)).hidden().standing_at(shelf.path()),
        })
    }

    /// The same after `done`.
    fn after(mut self, done: Option<&str>) -> ShowMessage {
        let l = self.page.l;
        self.note = match done {
            Some("sent") => Some(l.say("message-done-sent")),
            Some("planned") => Some(l.say("message-done-planned")),
            Some("withdrawn") => Some(l.say("message-done-withdrawn")),
            Some("proved") => Some(l.fill("message-done-proved", [("address", &self.my_address)])),
            _ => None,
        };
        self.warning = match done {
            Some("too-late") => Some(l.say("message-done-too-late")),
            Some("planned-for-nobody") => Some(l.say("message-done-planned-for-nobody")),
            _ => None,
        };
        self
    }

    /// The form as it was sent, and why nothing left. Whoever is told of a wrong hour was told of no change.
    fn refused(mut self, form: &Sending, error: Refused) -> ShowMessage {
        if error.field != "letter" {
            self.seen = form.seen.clone();
        }
        self.error = Some(error);
        self.later = form.when == "later";
        self.send_at = form.send_at.chars().take(40).collect();
        self
    }

    /// What is wrong in this field, if anything.
    fn error_at(&self, field: &str) -> Option<&str> {
        self.error.as_ref().filter(|error| error.field == field).map(|error| error.words.as_str())
    }

    fn zone_hint(&self) -> String {
        self.page.l.fill("message-zone", [("zone", &self.zone)])
    }

    fn prove_hint(&self) -> String {
        self.page.l.fill("message-prove-hint", [("address", &self.my_address)])
    }
}

/// The day at whose nine o'clock a message that waits may well leave.
fn morning(event: &event::Model, now: DateTime<Utc>) -> NaiveDate {
    if event.starts_at > now { event.first_day() } else { event.day_of(now) + Duration::days(1) }
}

/// Whether the clock jumps before the message leaves: then its hour is that of the clock on that day.
fn clocks_change(event: &event::Model, now: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    use chrono::Offset;
    let offset = |time: DateTime<Utc>| time.with_timezone(&event.zone()).offset().fix();
    at > now && offset(now) != offset(at)
}

/// What of the message is to be seen.
#[derive(FromForm)]
pub struct View<'r> {
    /// What was done just now.
    done: Option<&'r str>,
    /// In which language the letter is shown.
    letter: Option<&'r str>,
    /// Which page of what did not arrive.
    trouble: Option<u64>,
}

#[get("/organise/events/<slug>/messages/<id>?<view..>", rank = 2)]
pub async fn show(
    slug: Slug<'_>,
    id: &str,
    view: View<'_>,
    who: SignedIn,
    page: Layout,
    at: Bureau<'_>,
) -> Result<Page<ShowMessage>> {
    let shelf = Shelf::of(&at, &who, slug, id).await?;
    let shown = (view.letter.and_then(|code| code.parse().ok()), view.trouble.unwrap_or(1));
    Ok(Page::ok(ShowMessage::of(&at, &who, page, shelf, shown).await?.after(view.done)))
}
