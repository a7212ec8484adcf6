//! The page that the letter leads to: one button, and one reads along, in the language of the page.

use askama::Template;
use rocket::response::Redirect;
use rocket::{get, post};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::digests::asking::confirm;
use crate::digests::reader;
use crate::digests::scope::Scope;
use crate::digests::week::Week;
use crate::error::{Error, Result};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::security::Token;

#[derive(Template)]
#[template(path = "digests/confirm.html")]
pub struct Confirm {
    page: Layout,
    scope: Scope,
    stage: Stage,
    path: String,
    /// "maandag 8 februari"
    day: String,
}

/// How far one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The button waits.
    Asked,
    /// They read along.
    Reads,
    /// They left, or waited for more than a week.
    Gone,
}

impl Confirm {
    fn ask(&self) -> String {
        self.page.l.fill("digest-confirm-ask", [("region", &self.scope.name(self.page.l))])
    }

    fn next(&self) -> String {
        self.page.l.fill("digest-next", [("region", &self.scope.name(self.page.l)), ("day", &self.day)])
    }

    fn title(&self) -> String {
        self.page.l.say(match self.stage {
            Stage::Asked => "digest-confirm-title",
            Stage::Reads => "digest-reads-title",
            Stage::Gone => "digest-gone-title",
        })
    }
}

/// The reader whom the link names, if its key fits.
fn named(at: &Reception<'_>, id: &str, given: &Token) -> Result<Uuid> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    if reader::confirming_key(at.config, id) == *given { Ok(id) } else { Err(Error::NotFound) }
}

#[get("/digests/<id>/confirmation/<key>")]
pub async fn show(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Confirm>> {
    let id = named(&at, id, &key)?;
    let now = at.clock.now();
    let found = reader::Entity::find_by_id(id).one(at.db.read()).await?;
    let stage = match &found {
        Some(reader) if reader.confirmed_at.is_some() && reader.language == page.l => Stage::Reads,
        Some(reader) if reader.confirmed_at.is_some() || now < reader.asked_at + reader::PATIENCE => Stage::Asked,
        _ => Stage::Gone,
    };
    let scope = Scope::of(found.and_then(|reader| reader.region_id), &at.network).ok_or(Error::NotFound)?;
    let week = Week::coming(now, at.config.timezone);
    let mut shown = Confirm { day: page.l.day(week.monday()), path: page.path.clone(), page, scope, stage };
    let title = shown.title();
    shown.page = shown.page.titled(title, "").hidden();
    Ok(Page::ok(shown))
}

#[post("/digests/<id>/confirmation/<key>")]
pub async fn create(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Redirect> {
    let id = named(&at, id, &key)?;
    confirm(at.db, at.clock.now(), id, page.l).await?;
    Ok(Redirect::to(format!("{}?lang={}", page.path, page.l)))
}
