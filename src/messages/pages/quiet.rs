//! No more messages and reminders about one event. Opening the link changes nothing, since programs that scan mail open
//! links too; the button does, and so does the single request of a mail program (RFC 8058, section 3.2), which brings no
//! cookie and follows no redirect.

use askama::Template;
use rocket::{delete, get, post};
use sea_orm::EntityTrait;

use crate::error::{Error, Result};
use crate::events::event;
use crate::messages::silence;
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::registrations::registration;
use crate::security::Token;

#[derive(Template)]
#[template(path = "messages/quiet.html")]
pub struct Quiet {
    page: Layout,
    path: String,
    event: String,
    slug: String,
    is_quiet: bool,
}

impl Quiet {
    async fn of(at: &Reception<'_>, page: Layout, person: &registration::Model, is_quiet: bool) -> Result<Page<Quiet>> {
        let event = event::Entity::find_by_id(person.event_id).one(at.db.read()).await?.ok_or(Error::NotFound)?;
        let l = page.l;
        Ok(Page::ok(Quiet {
            path: page.path.clone(),
            event: event.title(l).to_string(),
            slug: event.slug,
            is_quiet,
            page: page.titled(l.say("quiet-title"), "").hidden(),
        }))
    }

    fn about_event(&self, key: &str) -> String {
        self.page.l.fill(key, [("event", &self.event)])
    }
}

#[get("/quiet/<id>/<key>")]
pub async fn show(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Quiet>> {
    let person = silence::find(at.db, at.config, id, &key).await?;
    let is_quiet = silence::is_quiet(at.db, &person).await?;
    Quiet::of(&at, page, &person, is_quiet).await
}

#[post("/quiet/<id>/<key>")]
pub async fn create(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Quiet>> {
    let person = silence::find(at.db, at.config, id, &key).await?;
    silence::ask(at.db, at.clock, &person).await?;
    Quiet::of(&at, page, &person, true).await
}

#[delete("/quiet/<id>/<key>")]
pub async fn destroy(id: &str, key: Token, page: Layout, at: Reception<'_>) -> Result<Page<Quiet>> {
    let person = silence::find(at.db, at.config, id, &key).await?;
    silence::end(at.db, &person).await?;
    Quiet::of(&at, page, &person, false).await
}
