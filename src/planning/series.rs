//! Series: what gathers events under one name, such as a year of webinars, or one day with an event in every region.

mod form;
mod keeping;

use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post, put};

use self::form::{SeriesForm, meanwhile};
use self::keeping::{Overtaken, Said};
use super::new::hosting;
use crate::error::{Error, Fault, Result};
use crate::organisers::forms::Mistakes;
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn, may};
use crate::page::{Layout, Page};
use crate::regions::series;
use crate::registrations::Reception;
use crate::slug::Slug;
use crate::unsent::Form;

#[derive(Template)]
#[template(path = "planning/series.html")]
pub struct SeriesPage {
    page: Layout,
    bar: DeskBar,
    all: Vec<series::Model>,
    /// Slug and name.
    regions: Vec<(String, String)>,
    /// The series that is being changed; none: a new one.
    slug: Option<String>,
    form: SeriesForm,
    mistakes: Mistakes,
    is_saved: bool,
}

#[get("/organise/series?<edit>&<done>")]
pub fn index(
    edit: Option<&str>,
    done: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<SeriesPage>> {
    let series = edit.map(|slug| mine(&at, &who, slug)).transpose()?;
    let form = series.map(|series| SeriesForm::of(series, &at.network)).unwrap_or_default();
    let shown = SeriesPage::of(page, &who, &at, edit, form, &[])?;
    Ok(Page::ok(SeriesPage { is_saved: done.is_some(), ..shown }))
}

/// The series called so, if one may change events where it belongs.
fn mine<'a>(at: &'a Reception<'_>, who: &Authority, slug: &str) -> Result<&'a series::Model> {
    let series = at.network.series_called(slug).ok_or(Error::NotFound)?;
    may(who, Deed::WriteEvents, &[series.region_id], &at.network)?;
    Ok(series)
}

type Saved = Result<Result<Redirect, Page<SeriesPage>>>;

#[post("/organise/series", data = "<form>")]
pub async fn create(
    form: Result<Form<SeriesForm>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    save(form, None, who, page, at).await
}

#[put("/organise/series/<slug>", data = "<form>")]
pub async fn update(
    slug: Slug<'_>,
    form: Result<Form<SeriesForm>>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    save(form, Some(slug.as_str()), who, page, at).await
}

async fn save(
    form: Result<Form<SeriesForm>>,
    slug: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    let known = slug.map(|slug| mine(&at, &who, slug)).transpose()?;
    hosting(&who, &at)?;
    let form = form?.into_inner();
    let mut faults = Vec::new();
    let (titles, summaries) = form.texts(&mut faults);
    let region = at.network.region_called(&form.region);
    let region = region.filter(|r| may(&who, Deed::WriteEvents, &[r.id], &at.network).is_ok()).map(|r| r.id);
    let (Some(region_id), true) = (region, faults.is_empty()) else {
        if region.is_none() {
            faults.push(Fault::new("region", "fault-region"));
        }
        let shown = SeriesPage::of(page, &who, &at, slug, form, &faults)?;
        return Ok(Err(Page(Status::UnprocessableEntity, shown)));
    };
    let said = Said { region_id, umbrella: form.umbrella, titles, summaries };
    let now = at.clock.now();
    match known {
        None => keeping::add(at.db, now, &who.organiser, said).await?,
        Some(known) => {
            let changed = keeping::change(at.db, now, &who.organiser, known.id, said.clone(), &form.seen).await?;
            if let Err(Overtaken(now)) = changed {
                let mistakes = meanwhile(&now, &said, &at.network, page.l);
                let form = SeriesForm { seen: now.mark(), ..form };
                let shown = SeriesPage { mistakes, ..SeriesPage::of(page, &who, &at, slug, form, &[])? };
                return Ok(Err(Page(Status::Conflict, shown)));
            }
        }
    }
    at.revision.refresh(at.db).await?;
    Ok(Ok(Redirect::to("/organise/series?done=saved")))
}

impl SeriesPage {
    fn of(
        page: Layout,
        who: &SignedIn,
        at: &Reception<'_>,
        slug: Option<&str>,
        form: SeriesForm,
        faults: &[Fault],
    ) -> Result<SeriesPage> {
        let l = page.l;
        let mine = hosting(who, at)?;
        let named = |id: &i32| at.network.region(*id).map(|r| (r.slug.clone(), r.names.get(l).to_string()));
        Ok(SeriesPage {
            bar: DeskBar::of(who),
            all: at.network.series.iter().filter(|s| mine.contains(&s.region_id)).cloned().collect(),
            regions: mine.iter().filter_map(named).collect(),
            slug: slug.map(str::to_string),
            form,
            mistakes: Mistakes::of(faults, l),
            is_saved: false,
            page: page.titled(l.say("series-title"), "").hidden().standing_at("/organise/series"),
        })
    }

    fn action(&self) -> String {
        self.slug.as_ref().map_or_else(|| "/organise/series".to_string(), |slug| format!("/organise/series/{slug}"))
    }
}
