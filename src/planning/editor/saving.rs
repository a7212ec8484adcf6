//! What became of the form of an event: saved, refused, overtaken by somebody else, or worth a second look.

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, put};

use super::conflict;
use super::fields::mistakes;
use super::wish::Wish;
use super::{Editor, form};
use crate::error::{Error, Fault, Result};
use crate::events::input::EventInput;
use crate::events::sheet::Sheet;
use crate::events::{Details, EventHead, Tab, access, event};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::planning::consequences::Consequences;
use crate::planning::typed::Typed;
use crate::registrations::Reception;
use crate::registrations::steering::changes::Difference;
use crate::registrations::steering::putting_online;
use crate::registrations::steering::{self, Changed, Obstacle};
use crate::slug::Slug;

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
    let edit = Edit { at: &at, who: &who, details: &details };
    if let Some(row) = wish.rearrange(&mut sheet) {
        let mut form = form(&at, &who, sheet, page.l);
        form.at = Some(row);
        let editor = Editor { version, ..Editor::of(page, &who, &at, &details, form) };
        return Ok(Answer::Editor(Box::new(Page::ok(editor))));
    }
    let sheet = sheet.without_blanks();
    if version != details.event.version {
        return edit.overtaken(page, sheet, version).await;
    }
    if sheet == Sheet::of(&details) {
        return edit.saved(wish, None).await;
    }
    let is_correction = wish == Wish::SaveCorrection;
    let input = EventInput { is_correction, ..sheet.input(&details) };
    let consequences = match Consequences::of(&at, &details, &input, page.l).await? {
        Ok(consequences) => consequences,
        Err(faults) => return Ok(edit.refused(page, sheet, &faults)),
    };
    if consequences.is_grave && !wish.is_sure() {
        return Ok(edit.sure(page, sheet, consequences, wish));
    }
    match steering::change(&at, &who, details.event.id, &input, Some(version)).await? {
        Ok(changed) => edit.saved(wish, Some(changed)).await,
        Err(Obstacle::Faults(faults)) => Ok(edit.refused(page, sheet, &faults)),
        Err(Obstacle::OnlyTheHost(field)) => Ok(edit.refused(page, sheet, &[Fault::new(field, "fault-only-the-host")])),
        Err(Obstacle::Overtaken) => {
            let details = edited(&at, &who, slug, &typed).await?;
            Edit { details: &details, ..edit }.overtaken(page, sheet, version).await
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

/// An event under the hands of an organiser.
struct Edit<'a> {
    at: &'a Reception<'a>,
    who: &'a SignedIn,
    details: &'a Details,
}

impl Edit<'_> {
    /// The form with what is wrong in it.
    fn refused(&self, page: Layout, sheet: Sheet, faults: &[Fault]) -> Answer {
        let Edit { at, who, details } = self;
        let mut form = form(at, who, sheet, page.l);
        form.mistakes = mistakes(faults, &form.sheet, page.l);
        Answer::Editor(Box::new(Page(Status::UnprocessableEntity, Editor::of(page, who, at, details, form))))
    }

    /// Somebody else saved meanwhile: the form with what both wrote. Saving again goes on top of what is there now.
    async fn overtaken(&self, page: Layout, sheet: Sheet, version: i32) -> Result<Answer> {
        let Edit { at, who, details } = self;
        let l = page.l;
        let mut form = form(at, who, sheet, l);
        let names = conflict::merge(at.db, details.event.id, version, &mut form, &Sheet::of(details)).await?;
        let names = if names.is_empty() { l.say("plan-somebody") } else { names.join(", ") };
        let key = if form.theirs.is_empty() { "plan-overtaken-elsewhere" } else { "plan-overtaken" };
        let note = l.fill(key, [("name", &names)]);
        let editor = Editor { overtaken: Some(note), ..Editor::of(page, who, at, details, form) };
        Ok(Answer::Editor(Box::new(Page(Status::Conflict, editor))))
    }

    /// What one should look at twice before it is saved.
    fn sure(&self, page: Layout, sheet: Sheet, consequences: Consequences, wish: Wish) -> Answer {
        let Edit { at, who, details } = self;
        let (l, now) = (page.l, at.clock.now());
        let sure = Sure {
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
        Answer::Sure(Box::new(Page::ok(sure)))
    }

    /// Back to the editor, with a note of what was done.
    async fn saved(&self, wish: Wish, changed: Option<Changed>) -> Result<Answer> {
        let before = &self.details.event;
        let slug = changed.as_ref().map_or(&before.slug, |changed| &changed.event.slug);
        let mut note = "saved";
        if wish.publishes() {
            note = match putting_online::publish(self.at, self.who, before.id).await? {
                Ok(_) => "published",
                Err(refusal) => refusal.code(),
            };
        }
        let counts = changed.as_ref().map(|changed| counts(before, changed)).unwrap_or_default();
        Ok(Answer::Gone(Box::new(Redirect::to(format!("/organise/events/{slug}?done={note}{counts}")))))
    }
}

/// Whom the change concerned, as the note says it: how many hear of it, how many moved up, how many keep a seat beyond
/// the new capacity.
fn counts(before: &event::Model, changed: &Changed) -> String {
    let Changed { event, told, moved_up } = changed;
    let beyond = event.capacity != before.capacity && event.capacity.is_some_and(|most| most < event.seats_taken);
    let kept = if beyond { event.seats_taken } else { 0 };
    let all = [("told", *told), ("moved", *moved_up), ("n", kept)];
    all.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("&{name}={n}")).collect()
}
