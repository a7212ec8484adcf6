//! Themes: what events are about. All regions share them, so whoever manages everything looks after them.

mod form;
mod keeping;

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{delete, get, post, put};

use self::form::{ThemeForm, meanwhile};
use self::keeping::{Overtaken, Taken};
use crate::error::{Error, Fault, Result};
use crate::language::{Language, capitalised};
use crate::organisers::forms::{Mistakes, order_words};
use crate::organisers::{Deed, DeskBar, OwnForm, SignedIn, may_everywhere};
use crate::page::{Layout, Page};
use crate::regions::theme;
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "planning/themes.html")]
pub struct ThemesPage {
    page: Layout,
    bar: DeskBar,
    all: Vec<ThemeRow>,
    /// The theme that is being changed; none: a new one.
    changing: Option<ThemeRow>,
    form: ThemeForm,
    /// Where that one may stand.
    places: Vec<PlaceChoice>,
    mistakes: Mistakes,
    done: String,
}

struct ThemeRow {
    slug: String,
    name: String,
    core: bool,
    /// "In 12 samenkomsten"
    used: String,
    /// Why it cannot go.
    stays: Option<String>,
}

struct PlaceChoice {
    value: String,
    words: String,
    chosen: bool,
}

#[get("/organise/network/themes?<edit>&<done>")]
pub async fn index(
    edit: Option<&str>,
    done: Option<String>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<ThemesPage>> {
    may_everywhere(&who, Deed::ManageNetwork)?;
    let themes = theme::all(at.db.read()).await?;
    let theme = edit.map(|slug| called(&themes, slug)).transpose()?;
    let form = theme.map(|theme| ThemeForm::of(theme, &themes)).unwrap_or_default();
    let shown = ThemesPage::of(page, &who, &at, (&themes, theme), form).await?;
    Ok(Page::ok(ThemesPage { done: done.unwrap_or_default(), ..shown }))
}

fn called<'a>(themes: &'a [theme::Model], slug: &str) -> Result<&'a theme::Model> {
    themes.iter().find(|theme| theme.slug == slug).ok_or(Error::NotFound)
}

type Saved = Result<Result<Redirect, Page<ThemesPage>>>;

#[post("/organise/network/themes", data = "<form>")]
pub async fn create(
    form: Result<Form<ThemeForm>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    may_everywhere(&who, Deed::ManageNetwork)?;
    let form = form?;
    let mut faults = Vec::new();
    let said = form.said(&mut faults);
    let slug = form.slug(&said, &mut faults);
    let mut status = Status::UnprocessableEntity;
    if faults.is_empty() {
        match keeping::add(at.db, at.clock.now(), &who.organiser, &slug, said).await? {
            Ok(()) => return saved(&at, "added").await,
            Err(Taken) => faults.push(Fault::new("slug", "fault-theme-taken")),
        }
        status = Status::Conflict;
    }
    let themes = theme::all(at.db.read()).await?;
    let shown = ThemesPage::of(page, &who, &at, (&themes, None), form.into_inner()).await?;
    refused(status, &faults, shown)
}

#[put("/organise/network/themes/<slug>", data = "<form>")]
pub async fn update(
    slug: Slug<'_>,
    form: Result<Form<ThemeForm>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    may_everywhere(&who, Deed::ManageNetwork)?;
    let themes = theme::all(at.db.read()).await?;
    let theme = called(&themes, &slug)?;
    let form = form?;
    let mut faults = Vec::new();
    let said = form.said(&mut faults);
    let to = form.moves_to(&themes, theme.id, &mut faults);
    if !faults.is_empty() {
        let shown = ThemesPage::of(page, &who, &at, (&themes, Some(theme)), form.into_inner()).await?;
        return refused(Status::UnprocessableEntity, &faults, shown);
    }
    let (now, asked) = (at.clock.now(), said.clone());
    let changed = keeping::change(at.db, now, &who.organiser, theme.id, asked, to, &form.seen).await?;
    let Err(Overtaken(themes)) = changed else {
        return saved(&at, "saved").await;
    };
    let theme = called(&themes, &slug)?;
    let mistakes = meanwhile(&themes, theme, (&said, to), page.l);
    let form = form.into_inner().on_top_of(theme, &themes, to.is_some_and(|to| to.is_among(&themes)));
    let shown = ThemesPage::of(page, &who, &at, (&themes, Some(theme)), form).await?;
    Ok(Err(Page(Status::Conflict, ThemesPage { mistakes, ..shown })))
}

#[delete("/organise/network/themes/<slug>")]
pub async fn destroy(slug: Slug<'_>, who: SignedIn, _own: OwnForm, page: Layout, at: Reception<'_>) -> Saved {
    may_everywhere(&who, Deed::ManageNetwork)?;
    let themes = theme::all(at.db.read()).await?;
    let theme = called(&themes, &slug)?;
    if keeping::remove(at.db, at.clock.now(), &who.organiser, theme.id).await?.is_ok() {
        return saved(&at, "removed").await;
    }
    let form = ThemeForm::of(theme, &themes);
    let shown = ThemesPage::of(page, &who, &at, (&themes, Some(theme)), form).await?;
    refused(Status::Conflict, &[Fault::new("remove", "fault-theme-used")], shown)
}

/// Everybody sees it from now on.
async fn saved(at: &Reception<'_>, done: &str) -> Saved {
    at.revision.refresh(at.db).await?;
    Ok(Ok(Redirect::to(format!("/organise/network/themes?done={done}"))))
}

fn refused(status: Status, faults: &[Fault], shown: ThemesPage) -> Saved {
    let mistakes = Mistakes::of(faults, shown.page.l);
    Ok(Err(Page(status, ThemesPage { mistakes, ..shown })))
}

impl ThemesPage {
    async fn of(
        page: Layout,
        who: &SignedIn,
        at: &Reception<'_>,
        (themes, changing): (&[theme::Model], Option<&theme::Model>),
        form: ThemeForm,
    ) -> Result<ThemesPage> {
        let l = page.l;
        let uses = keeping::uses(at.db.read()).await?;
        let row = |theme: &theme::Model| ThemeRow::of(theme, uses.get(&theme.id).copied().unwrap_or(0), l);
        Ok(ThemesPage {
            bar: DeskBar::of(who),
            all: themes.iter().map(row).collect(),
            changing: changing.map(row),
            places: changing.map(|theme| places(themes, theme, &form, l)).unwrap_or_default(),
            form,
            mistakes: Mistakes::default(),
            done: String::new(),
            page: page.titled(l.say("themes-title"), "").hidden().standing_at("/organise/network/themes"),
        })
    }

    fn action(&self) -> String {
        let theme = self.changing.as_ref().map(|theme| format!("/{}", theme.slug));
        format!("/organise/network/themes{}", theme.unwrap_or_default())
    }

    fn done(&self) -> Option<String> {
        let known = ["added", "saved", "removed"];
        known.contains(&self.done.as_str()).then(|| self.page.l.say(&format!("themes-done-{}", self.done)))
    }
}

impl ThemeRow {
    fn of(theme: &theme::Model, uses: i64, l: Language) -> ThemeRow {
        ThemeRow {
            slug: theme.slug.clone(),
            name: capitalised(theme.names.get(l)),
            core: theme.core,
            used: l.count("theme-uses", uses),
            stays: (uses > 0).then(|| l.count("theme-stays", uses)),
        }
    }
}

/// First, or after any of the others.
fn places(themes: &[theme::Model], theme: &theme::Model, form: &ThemeForm, l: Language) -> Vec<PlaceChoice> {
    let chosen = form.after.as_deref().unwrap_or_default();
    let others = themes.iter().filter(|other| other.id != theme.id).map(Some);
    let choice = |before: Option<&theme::Model>| {
        let value = before.map(|theme| theme.slug.clone()).unwrap_or_default();
        PlaceChoice { chosen: value == chosen, words: order_words(before.map(|theme| &theme.names), l), value }
    };
    std::iter::once(None).chain(others).map(choice).collect()
}
