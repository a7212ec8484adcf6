//! Series: what gathers events under one name, such as a year of webinars, or one day with an event in every region.

use askama::Template;
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post, put};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use serde_json::json;

use crate::error::{Error, Fault, Result};
use crate::events::slug;
use crate::language::{Language, Texts};
use crate::organisers::audit::{self, Act};
use crate::organisers::forms::{self, Mistakes};
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn, may};
use crate::page::{Layout, Page};
use crate::regions::{Network, series};
use crate::registrations::Reception;
use crate::revision;
use crate::slug::Slug;

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

/// As typed.
#[derive(Clone, Debug, Default, FromForm)]
pub struct SeriesForm {
    #[field(default = String::new())]
    region: String,
    #[field(default = false)]
    umbrella: bool,
    #[field(default = String::new())]
    title_nl: String,
    #[field(default = String::new())]
    title_fr: String,
    #[field(default = String::new())]
    title_en: String,
    #[field(default = String::new())]
    summary_nl: String,
    #[field(default = String::new())]
    summary_fr: String,
    #[field(default = String::new())]
    summary_en: String,
}

impl SeriesForm {
    fn of(series: &series::Model, network: &Network) -> SeriesForm {
        let region = network.region(series.region_id).map(|r| r.slug.clone());
        let (titles, summaries) = (series.titles.clone(), series.summaries.clone());
        SeriesForm {
            region: region.unwrap_or_default(),
            umbrella: series.umbrella,
            title_nl: titles.nl,
            title_fr: titles.fr,
            title_en: titles.en,
            summary_nl: summaries.nl,
            summary_fr: summaries.fr,
            summary_en: summaries.en,
        }
    }

    fn texts(&self, faults: &mut Vec<Fault>) -> (Texts, Texts) {
        let titles = Texts {
            nl: forms::needed(&self.title_nl, "title_nl", 200, "fault-title", faults),
            fr: forms::line(&self.title_fr, "title_fr", 200, faults),
            en: forms::line(&self.title_en, "title_en", 200, faults),
        };
        let summaries = Texts {
            nl: forms::line(&self.summary_nl, "summary_nl", 600, faults),
            fr: forms::line(&self.summary_fr, "summary_fr", 600, faults),
            en: forms::line(&self.summary_en, "summary_en", 600, faults),
        };
        (titles, summaries)
    }
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

type Saved = Result<std::result::Result<Redirect, Page<SeriesPage>>>;

#[post("/organise/series", data = "<form>")]
pub async fn create(form: Form<SeriesForm>, who: SignedIn, _own: OwnForm, page: Layout, at: Reception<'_>) -> Saved {
    save(form.into_inner(), None, who, page, at).await
}

#[put("/organise/series/<slug>", data = "<form>")]
pub async fn update(
    slug: Slug<'_>,
    form: Form<SeriesForm>,
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
) -> Saved {
    save(form.into_inner(), Some(slug.as_str()), who, page, at).await
}

async fn save(form: SeriesForm, slug: Option<&str>, who: SignedIn, page: Layout, at: Reception<'_>) -> Saved {
    let known = slug.map(|slug| mine(&at, &who, slug)).transpose()?;
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
    let txn = at.db.begin().await?;
    // Raised first: whoever else makes a series waits, and finds the name taken.
    revision::raise(&txn, at.clock.now()).await?;
    let row = series::ActiveModel {
        region_id: Set(region_id),
        umbrella: Set(form.umbrella),
        titles: Set(titles.clone()),
        summaries: Set(summaries),
        ..Default::default()
    };
    let act = match known {
        Some(known) => {
            series::ActiveModel { id: Set(known.id), ..row }.update(&txn).await?;
            Act::SeriesChanged
        }
        None => {
            let slug = Set(free_slug(&txn, &titles.nl).await?);
            series::ActiveModel { slug, ..row }.insert(&txn).await?;
            Act::SeriesAdded
        }
    };
    let subject = audit::Subject { region_id: Some(region_id), about: titles.nl, ..Default::default() };
    audit::note(&txn, at.clock.now(), Some(&who.organiser), act, subject, json!({})).await?;
    txn.commit().await?;
    at.revision.refresh(at.db).await?;
    Ok(Ok(Redirect::to("/organise/series?done=saved")))
}

/// "webinars-over-wonen", or "webinars-over-wonen-2" where that is taken.
async fn free_slug(txn: &DatabaseTransaction, title: &str) -> Result<String> {
    let name = slug::words(title).unwrap_or_else(|| "series".to_string());
    let mut slug = name.clone();
    let mut number = 2;
    while series::Entity::find().filter(series::Column::Slug.eq(&slug)).one(txn).await?.is_some() {
        slug = format!("{name}-{number}");
        number += 1;
    }
    Ok(slug)
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
        let mine = who.regions_for(Deed::WriteEvents, &at.network);
        if mine.is_empty() {
            return Err(Error::Forbidden);
        }
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

    /// Field, its value, and its words, by language.
    fn titles(&self) -> [(&'static str, &str, Language); 3] {
        let form = &self.form;
        [
            ("title_nl", form.title_nl.as_str(), Language::Nl),
            ("title_fr", &form.title_fr, Language::Fr),
            ("title_en", &form.title_en, Language::En),
        ]
    }

    fn summaries(&self) -> [(&'static str, &str, Language); 3] {
        let form = &self.form;
        [
            ("summary_nl", form.summary_nl.as_str(), Language::Nl),
            ("summary_fr", &form.summary_fr, Language::Fr),
            ("summary_en", &form.summary_en, Language::En),
        ]
    }

    fn action(&self) -> String {
        self.slug.as_ref().map_or_else(|| "/organise/series".to_string(), |slug| format!("/organise/series/{slug}"))
    }
}
