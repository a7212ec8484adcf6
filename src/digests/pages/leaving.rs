//! No more digests. Opening the link changes nothing, since programs that scan mail open links too; the button does, and
//! so does the single request of a mail program (RFC 8058, section 3.2), which brings no cookie and follows no redirect.

use askama::Template;
use rocket::{get, post, put};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::digests::leaving::{Farewell, leave, take_back};
use crate::digests::reader;
use crate::digests::scope::Scope;
use crate::error::{Error, Result};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::security::Token;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "digests/leave.html")]
pub struct Leave {
    page: Layout,
    scope: Scope,
    path: String,
    stage: Stage,
}

/// How far one is.
enum Stage {
    Reads,
    /// Gone, with the way back if it was just now.
    Left(Option<Farewell>),
    Returned,
}

impl Leave {
    fn of(page: Layout, scope: Scope, stage: Stage) -> Page<Leave> {
        let (path, title) = (page.path.clone(), page.l.say("digest-leave-title"));
        Page::ok(Leave { page: page.titled(title, "").hidden(), scope, path, stage })
    }

    fn about_region(&self, key: &str) -> String {
        self.page.l.fill(key, [("region", &self.scope.name(self.page.l))])
    }
}

/// The reader whom the link names, if its key fits; whether they still read along is another question.
fn named(at: &Reception<'_>, id: &str, given: &Token) -> Result<Uuid> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    if reader::leaving_key(at.config, id) == *given { Ok(id) } else { Err(Error::NotFound) }
}

fn scope(at: &Reception<'_>, region: Option<i32>) -> Result<Scope> {
    Scope::of(region, &at.network).ok_or(Error::NotFound)
}

#[get("/digests/<id>/<key>")]
pub async fn show(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Leave>> {
    let id = named(&at, id, &key)?;
    let found = reader::Entity::find_by_id(id).one(at.db.read()).await?;
    let stage = if found.is_some() { Stage::Reads } else { Stage::Left(None) };
    Ok(Leave::of(page, scope(&at, found.and_then(|reader| reader.region_id))?, stage))
}

#[post("/digests/<id>/<key>")]
pub async fn create(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Leave>> {
    let id = named(&at, id, &key)?;
    let left = leave(at.db, id).await?;
    let farewell = left.as_ref().map(|left| Farewell::of(left, at.config, at.clock.now()));
    Ok(Leave::of(page, scope(&at, left.and_then(|left| left.region_id))?, Stage::Left(farewell)))
}

/// Takes it back.
#[put("/digests/<id>/<key>", data = "<form>")]
pub async fn update(
    id: &str,
    key: Token,
    form: Form<Farewell>,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Leave>> {
    let id = named(&at, id, &key)?;
    let is_back = take_back(at.db, at.config, at.clock.now(), id, &form).await?;
    let stage = if is_back { Stage::Returned } else { Stage::Left(None) };
    Ok(Leave::of(page, scope(&at, form.region.filter(|_| is_back))?, stage))
}
