//! The editor of an event: the form, what visitors will see, and what is still missing.

pub(super) mod conflict;
pub(super) mod fields;
pub(super) mod panel;
pub mod saving;
pub(super) mod wish;

use askama::Template;
use chrono::{DateTime, Days, NaiveDate, Utc};
use rocket::{Responder, get};

use super::show::Reading;
use crate::error::Result;
use crate::events::event::{self, Status};
use crate::events::sheet::Sheet;
use crate::events::{Details, EventHead, Tab, access};
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::steering::explaining;
use crate::slug::Slug;
use fields::{Field, Form, Lists, Look, RowView};
use panel::{Panel, Todo, todo};

#[derive(Template)]
#[template(path = "planning/edit.html")]
pub struct Editor {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    form: Form,
    /// The version that is being edited.
    version: i32,
    /// What was done just now.
    done: Vec<String>,
    /// What somebody else did meanwhile.
    overtaken: Option<String>,
    panel: Panel,
    sentences: Vec<String>,
    todo: Vec<Todo>,
    is_draft: bool,
    is_called_off: bool,
    /// Why it is called off; empty when nobody said why.
    reason: String,
    is_public: bool,
    is_listed: bool,
    /// The link to pass on, of an event that people may see or that is for whoever has it.
    link: Option<String>,
    /// It was put online just now: its link is what one wants next.
    is_just_online: bool,
    /// The day that is proposed for a copy.
    copy_day: String,
}

impl Editor {
    fn action(&self) -> String {
        format!("/organise/events/{}", self.head.slug)
    }

    fn rows(&self, group: &str) -> Vec<RowView> {
        self.form.rows(group)
    }

    fn field(&self, name: &str) -> Field {
        self.form.field(name)
    }

    /// The translations of one language: title, summary, description, accessibility.
    fn translation(&self, language: &Language) -> Vec<Field> {
        let names = ["title", "summary", "description", "accessibility"];
        names.iter().map(|name| self.form.field(&format!("{name}_{language}"))).collect()
    }

    /// Whether the fields of this language stand open.
    fn is_translated(&self, language: &Language) -> bool {
        let is_at_odds = self.translation(language).iter().any(Field::calls_for_a_look);
        is_at_odds || !self.form.sheet.get(&format!("title_{language}")).is_empty()
    }

    fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, details: &Details, form: Form) -> Editor {
        let (event, l, now) = (&details.event, page.l, at.clock.now());
        Editor {
            bar: DeskBar::of(who),
            head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
            version: event.version,
            done: Vec::new(),
            overtaken: None,
            panel: Panel::of(event, &details.region, l, at.config.timezone),
            sentences: Vec::new(),
            todo: todo(details, now, l),
            is_draft: event.status() == Status::Draft,
            is_called_off: event.cancelled_at.is_some(),
            reason: explaining::reason(event),
            is_public: event.is_public(),
            is_listed: event.listed,
            link: (event.is_public() || !event.listed)
                .then(|| format!("{}/events/{}", at.config.public_url, event.slug)),
            is_just_online: false,
            copy_day: copy_day(event, now).to_string(),
            form,
            page: page.titled(event.title(l), "").hidden(),
        }
    }
}

/// The same weekday, eight weeks after the event, or after today where that is later.
fn copy_day(event: &event::Model, now: DateTime<Utc>) -> NaiveDate {
    let day = event.first_day();
    let days_ago = (event.day_of(now) - day).num_days().max(0).unsigned_abs();
    day + Days::new(7 * (days_ago.div_ceil(7) + 8))
}

#[derive(Responder)]
pub enum Answer {
    Editor(Box<Page<Editor>>),
    Reading(Box<Page<Reading>>),
}

/// The event's own tab: the editor for those who may change it, and the event to read for the others.
#[get("/organise/events/<slug>?<done>&<told>&<moved>&<n>", rank = 3)]
#[expect(clippy::too_many_arguments, reason = "four of them only fill in a note")]
pub async fn edit(
    slug: Slug<'_>,
    done: Option<&str>,
    told: Option<i32>,
    moved: Option<i32>,
    n: Option<i32>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Answer> {
    let details = access::event_for(at.db, &at.network, &who, Deed::ReadEvents, slug).await?;
    let notes = notes(done.unwrap_or_default(), [told, moved, n], page.l);
    if may(&who, Deed::WriteEvents, &details.hosts(), &at.network).is_err() {
        return Ok(Answer::Reading(Box::new(Page::ok(Reading::of(page, &who, &at, &details)))));
    }
    let form = form(&at, &who, Sheet::of(&details), page.l);
    let editor = Editor::of(page, &who, &at, &details, form);
    let is_just_online = done == Some("published");
    Ok(Answer::Editor(Box::new(Page::ok(Editor { done: notes, is_just_online, ..editor }))))
}

/// What was done just now, in sentences.
fn notes(done: &str, [told, moved, n]: [Option<i32>; 3], l: Language) -> Vec<String> {
    const KNOWN: [&str; 9] =
        ["created", "copied", "saved", "published", "unpublished", "called-off", "registered", "cancelled", "draft"];
    let Some(known) = KNOWN.iter().find(|known| **known == done) else {
        return Vec::new();
    };
    let key = match *known {
        "registered" | "cancelled" | "draft" => format!("refusal-{known}"),
        done => format!("plan-done-{done}"),
    };
    let counted = |key: &str, n: Option<i32>| n.filter(|n| *n > 0).map(|n| l.count(key, n));
    let more = [counted("plan-done-told", told), counted("plan-done-moved", moved), counted("plan-nobody-loses", n)];
    std::iter::once(l.say(&key)).chain(more.into_iter().flatten()).collect()
}

fn form(at: &Reception<'_>, who: &SignedIn, sheet: Sheet, l: Language) -> Form {
    let lists = Lists::of(&at.network, who, &sheet, l);
    Form::new(l, sheet, lists)
}
