//! What became of the form of an event: saved, refused, overtaken by somebody else, or worth a second look.

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, put};

use super::{Editor, form};
use crate::error::{Error, Fault, Result};
use crate::events::input::EventInput;
use crate::events::sheet::Sheet;
use crate::events::{Details, EventHead, Tab, access, event};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::planning::conflict;
use crate::planning::consequences::Consequences;
use crate::planning::fields::Mistake;
use crate::planning::typed::Typed;
use crate::planning::wish::Wish;
use crate::registrations::Reception;
use crate::registrations::changes::Difference;
use crate::registrations::putting_online;
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
