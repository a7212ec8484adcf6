//! The editor of an event: the form, what visitors will see, and what is still missing.

use askama::Template;
use chrono::{DateTime, Days, NaiveDate, Utc};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, get, put};

use super::conflict;
use super::consequences::Consequences;
use super::fields::{Field, Form, Lists, Look, Mistake, RowView};
use super::panel::{Panel, Todo, todo};
use super::show::Reading;
use super::typed::Typed;
use super::wish::Wish;
use crate::error::{Error, Fault, Result};
use crate::events::event::{self, Status as EventStatus};
use crate::events::input::EventInput;
use crate::events::sheet::Sheet;
use crate::events::{Details, EventHead, Tab, access};
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::changes::Difference;
use crate::registrations::explaining;
use crate::registrations::putting_online;
use crate::registrations::steering::{self, Changed, Obstacle};
use crate::slug::Slug;

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
    /// The link to pass on of an event that is not listed.
    link: Option<String>,
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
            is_draft: event.status() == EventStatus::Draft,
            is_called_off: event.cancelled_at.is_some(),
            reason: explaining::reason(event),
            is_public: event.is_public(),
            link: (!event.listed).then(|| format!("{}/events/{}", at.config.public_url, event.slug)),
            copy_day: copy_day(event, now).to_string(),
            form,
            page: page.titled(event.title(l), "").hidden(),
        }
    }
}

/// The same weekday, eight weeks after the event, or after today where that is later.
fn copy_day(event: &event::Model, now: DateTime<Utc>) -> NaiveDate {
    let day = event.first_day();
    let days_ago = (now.with_timezone(&event.zone()).date_naive() - day).num_days().max(0).unsigned_abs();
    day + Days::new(7 * (days_ago.div_ceil(7) + 8))
}

/// Asks to look twice: what changes for those who registered.
#[derive(Template)]
#[template(path = "planning/sure.html")]
pub struct Sure {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    version: i32,
    differences: Vec<Difference>,
    sentences: Vec<String>,
    pairs: Vec<(String, String)>,
    publishes: bool,
    may_be_correction: bool,
}

#[derive(Responder)]
pub enum Answer {
    Gone(Box<Redirect>),
    Editor(Box<Page<Editor>>),
    Sure(Box<Page<Sure>>),
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
    Ok(Answer::Editor(Box::new(Page::ok(Editor { done: notes, ..editor }))))
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

/// Does what the pressed button says: saves, or moves rows and shows the form again.
#[put("/organise/events/<slug>", data = "<typed>")]
pub async fn update(
    slug: Slug<'_>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Answer> {
    let details = edited(&at, &who, slug, &typed).await?;
    let mut sheet = Sheet::typed(&typed.0, &Sheet::of(&details));
    let version = typed.get("version").parse().unwrap_or(details.event.version);
    let wish = Wish::of(typed.get("do"));
    if let Some(row) = wish.rearrange(&mut sheet) {
        let mut form = form(&at, &who, sheet, page.l);
        form.at = Some(row);
        let editor = Editor { version, ..Editor::of(page, &who, &at, &details, form) };
        return Ok(Answer::Editor(Box::new(Page::ok(editor))));
    }
    let sheet = sheet.without_blanks();
    if version != details.event.version {
        return overtaken(&at, &who, page, &details, sheet, version).await;
    }
    if sheet == Sheet::of(&details) {
        return saved(&at, &who, &details.event, wish, None).await;
    }
    let is_correction = wish == Wish::SaveCorrection;
    let input = EventInput { is_correction, ..sheet.input(&details) };
    let consequences = match Consequences::of(&at, &details, &input, page.l).await? {
        Ok(consequences) => consequences,
        Err(faults) => return Ok(refused(&at, &who, page, &details, sheet, &faults)),
    };
    if consequences.is_grave && !wish.is_sure() {
        return Ok(sure(&at, &who, page, &details, sheet, consequences, wish));
    }
    match steering::change(&at, &who, details.event.id, &input, Some(version)).await? {
        Ok(changed) => saved(&at, &who, &details.event, wish, Some(changed)).await,
        Err(Obstacle::Faults(faults)) => Ok(refused(&at, &who, page, &details, sheet, &faults)),
        Err(Obstacle::OnlyTheHost(field)) => {
            let faults = [Fault::new(field, "fault-only-the-host")];
            Ok(refused(&at, &who, page, &details, sheet, &faults))
        }
        Err(Obstacle::Overtaken) => {
            let details = edited(&at, &who, slug, &typed).await?;
            overtaken(&at, &who, page, &details, sheet, version).await
        }
    }
}

/// The event at this address, or the one that the form was opened with: its address may have become another meanwhile.
async fn edited(at: &Reception<'_>, who: &SignedIn, slug: Slug<'_>, typed: &Typed) -> Result<Details> {
    use sea_orm::EntityTrait;
    match access::event_for(at.db, &at.network, who, Deed::WriteEvents, slug).await {
        Err(Error::NotFound) => {}
        found => return found,
    }
    let id: i32 = typed.get("id").parse().map_err(|_| Error::NotFound)?;
    let event = event::Entity::find_by_id(id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
    access::event_for(at.db, &at.network, who, Deed::WriteEvents, Slug::parse(&event.slug)?).await
}

/// The form with what is wrong in it.
fn refused(
    at: &Reception<'_>,
    who: &SignedIn,
    page: Layout,
    details: &Details,
    sheet: Sheet,
    faults: &[Fault],
) -> Answer {
    let mut form = form(at, who, sheet, page.l);
    form.mistakes = faults.iter().map(|fault| Mistake::of(fault, &form.sheet, page.l)).collect();
    Answer::Editor(Box::new(Page(Status::UnprocessableEntity, Editor::of(page, who, at, details, form))))
}

/// Somebody else saved meanwhile: the form with what both wrote. Saving again goes on top of what is there now.
async fn overtaken(
    at: &Reception<'_>,
    who: &SignedIn,
    page: Layout,
    details: &Details,
    sheet: Sheet,
    version: i32,
) -> Result<Answer> {
    let l = page.l;
    let mut form = form(at, who, sheet, l);
    let names = conflict::merge(at.db, details.event.id, version, &mut form, &Sheet::of(details)).await?;
    let names = if names.is_empty() { l.say("plan-somebody") } else { names.join(", ") };
    let key = if form.theirs.is_empty() { "plan-overtaken-elsewhere" } else { "plan-overtaken" };
    let note = l.fill(key, [("name", &names)]);
    let editor = Editor { overtaken: Some(note), ..Editor::of(page, who, at, details, form) };
    Ok(Answer::Editor(Box::new(Page(Status::Conflict, editor))))
}

fn sure(
    at: &Reception<'_>,
    who: &SignedIn,
    page: Layout,
    details: &Details,
    sheet: Sheet,
    consequences: Consequences,
    wish: Wish,
) -> Answer {
    let (l, now) = (page.l, at.clock.now());
    let page_of = Sure {
        bar: DeskBar::of(who),
        head: EventHead::of(details, l, (now, at.config.timezone), who, &at.network, Tab::Event),
        version: details.event.version,
        differences: consequences.differences,
        sentences: consequences.sentences,
        pairs: sheet.pairs(),
        publishes: wish.publishes(),
        may_be_correction: consequences.may_be_correction && !wish.publishes(),
        page: page.titled(details.event.title(l), "").hidden(),
    };
    Answer::Sure(Box::new(Page::ok(page_of)))
}

/// Back to the editor, with a note of what was done.
async fn saved(
    at: &Reception<'_>,
    who: &SignedIn,
    before: &event::Model,
    wish: Wish,
    changed: Option<Changed>,
) -> Result<Answer> {
    let slug = changed.as_ref().map_or(before.slug.clone(), |c| c.event.slug.clone());
    let mut note = "saved";
    if wish.publishes() {
        note = match putting_online::publish(at, who, before.id).await? {
            Ok(_) => "published",
            Err(refusal) => refusal.code(),
        };
    }
    let mut path = format!("/organise/events/{slug}?done={note}");
    if let Some(changed) = changed {
        if changed.told > 0 {
            path.push_str(&format!("&told={}", changed.told));
        }
        if changed.moved_up > 0 {
            path.push_str(&format!("&moved={}", changed.moved_up));
        }
        let lowered = changed.event.capacity != before.capacity;
        if lowered && changed.event.capacity.is_some_and(|capacity| capacity < changed.event.seats_taken) {
            path.push_str(&format!("&n={}", changed.event.seats_taken));
        }
    }
    Ok(Answer::Gone(Box::new(Redirect::to(path))))
}
