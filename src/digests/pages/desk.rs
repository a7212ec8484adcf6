//! At the desk: what the next digest of a region will say, and how many read it.

use askama::Template;
use rocket::{State, get};

use crate::digests::counting::readers;
use crate::digests::digest;
use crate::digests::letters::preview;
use crate::digests::scope::Scope;
use crate::digests::week::Week;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::mail::{Rendered, Templates};
use crate::messages::Document;
use crate::organisers::{Deed, DeskBar, SignedIn, may};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "digests/next.html")]
pub struct NextDigest {
    page: Layout,
    bar: DeskBar,
    title: String,
    path: String,
    /// "12 mensen lezen mee. De volgende vertrekt op maandag 8 februari om 7 uur."
    about: String,
    /// None: there would be no letter.
    letter: Option<Rendered>,
    shown: Language,
    languages: Vec<(Language, bool)>,
}

/// The region at this address, if somebody may look at what happens there.
fn of_region(at: &Reception<'_>, who: &SignedIn, slug: Slug<'_>) -> Result<Scope> {
    let scope = Scope::called(slug, &at.network)?;
    let region = scope.region_id().ok_or(Error::NotFound)?;
    may(who, Deed::ReadEvents, &[region], &at.network)?;
    Ok(scope)
}

/// The whole network is for those who manage all of it.
fn of_all(who: &SignedIn) -> Result<Scope> {
    if who.is_admin_everywhere() { Ok(Scope(None)) } else { Err(Error::Forbidden) }
}

#[get("/organise/regions/<slug>/digest?<letter>")]
pub async fn show(
    slug: Slug<'_>,
    letter: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    templates: &State<Templates>,
) -> Result<Page<NextDigest>> {
    let scope = of_region(&at, &who, slug)?;
    shown(scope, letter, who, page, &at, templates).await
}

#[get("/organise/digest?<letter>")]
pub async fn show_for_all(
    letter: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
    templates: &State<Templates>,
) -> Result<Page<NextDigest>> {
    let scope = of_all(&who)?;
    shown(scope, letter, who, page, &at, templates).await
}

async fn shown(
    scope: Scope,
    letter: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: &Reception<'_>,
    templates: &Templates,
) -> Result<Page<NextDigest>> {
    let l = page.l;
    let language = letter.and_then(|code| code.parse().ok()).unwrap_or(l);
    let week = Week::coming(at.clock.now(), at.config.timezone);
    let readers = readers(at.db).await?.get(&scope.region_id()).copied().unwrap_or_default();
    let leaves = l.fill("digest-leaves", [("day", &l.day(week.monday()))]);
    let title = l.fill("digest-of", [("region", &scope.name(l))]);
    Ok(Page::ok(NextDigest {
        bar: DeskBar::of(&who),
        path: scope.desk_path(),
        about: format!("{} {leaves}", l.count("digest-readers", readers)),
        letter: next(&scope, language, at, templates).await?,
        shown: language,
        languages: Language::ALL.map(|of| (of, of == language)).into(),
        page: page.titled(&title, "").hidden(),
        title,
    }))
}

async fn next(
    scope: &Scope,
    language: Language,
    at: &Reception<'_>,
    templates: &Templates,
) -> Result<Option<Rendered>> {
    let now = at.clock.now();
    let week = Week::coming(now, at.config.timezone);
    let digest = digest::Model::draft(at.db, scope.region_id(), week).await?;
    preview(templates, (at.db, &at.network), scope, &digest, language, (at.config, now)).await
}

#[get("/organise/regions/<slug>/digest/letter?<language>")]
pub async fn letter(
    slug: Slug<'_>,
    language: Option<&str>,
    who: SignedIn,
    at: Reception<'_>,
    templates: &State<Templates>,
) -> Result<Document> {
    let scope = of_region(&at, &who, slug)?;
    document(scope, language, &at, templates).await
}

#[get("/organise/digest/letter?<language>")]
pub async fn letter_for_all(
    language: Option<&str>,
    who: SignedIn,
    at: Reception<'_>,
    templates: &State<Templates>,
) -> Result<Document> {
    let scope = of_all(&who)?;
    document(scope, language, &at, templates).await
}

async fn document(scope: Scope, language: Option<&str>, at: &Reception<'_>, templates: &Templates) -> Result<Document> {
    let language = language.and_then(|code| code.parse().ok()).unwrap_or_default();
    let letter = next(&scope, language, at, templates).await?.ok_or(Error::NotFound)?;
    Ok(Document(letter.html))
}
