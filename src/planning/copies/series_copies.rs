//! Copies for many regions at once: World Social Work Day as it usually is, or any other event. All of them or none.

use askama::Template;
use chrono::NaiveDate;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};

use super::{day, source};
use crate::error::{Fault, Result};
use crate::events::copying::Wish;
use crate::events::event;
use crate::events::input::EventInput;
use crate::events::kind::Kind;
use crate::events::templates::Beginning;
use crate::language::Language;
use crate::organisers::forms::Mistakes;
use crate::organisers::{DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::planning::new::{hosting, recent, with_day};
use crate::planning::typed::Typed;
use crate::regions::region;
use crate::registrations::Reception;
use crate::registrations::steering;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "planning/series_copies.html")]
pub struct NewSeriesCopies {
    page: Layout,
    bar: DeskBar,
    date: String,
    title: String,
    mistakes: Mistakes,
    /// What to copy: address, words, chosen.
    sources: Vec<(String, String, bool)>,
    series: Vec<(String, String, bool)>,
    /// Slug, name, accent, chosen.
    regions: Vec<(String, String, &'static str, bool)>,
    /// How many drafts were made just now.
    made: Option<String>,
}

impl NewSeriesCopies {
    async fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, typed: Option<&Typed>) -> Result<NewSeriesCopies> {
        let l = page.l;
        let here = hosting(who, at)?;
        let get = |name: &str| typed.map(|t| t.get(name).to_string()).unwrap_or_default();
        let picked = |slug: &str| typed.is_none_or(|t| t.all("regions").any(|picked| picked == slug));
        let events = recent(at, &here, Some(Kind::WorldSocialWorkDay)).await?;
        let from =
            if typed.is_some() { get("from") } else { events.first().map(|e| e.slug.clone()).unwrap_or_default() };
        let umbrella = events.first().and_then(|event| event.series_id).and_then(|id| at.network.series_by_id(id));
        let of = match typed {
            Some(typed) => typed.get("series").to_string(),
            None => umbrella.map(|series| series.slug.clone()).unwrap_or_default(),
        };
        let regions = at.network.regions.iter().filter(|r| here.contains(&r.id));
        let alone = !at.network.top().any(|r| here.contains(&r.id));
        Ok(NewSeriesCopies {
            bar: DeskBar::of(who),
            date: get("date"),
            title: get("title"),
            mistakes: Mistakes::default(),
            sources: events.iter().map(|e| (e.slug.clone(), with_day(e, l), e.slug == from)).collect(),
            series: at
                .network
                .series
                .iter()
                .map(|s| (s.slug.clone(), s.titles.get(l).to_string(), s.slug == of))
                .collect(),
            regions: regions
                .filter(|r| alone || r.parent_id.is_none())
                .map(|r| (r.slug.clone(), r.names.get(l).to_string(), r.accent.code(), picked(&r.slug)))
                .collect(),
            made: None,
            page: page.titled(l.say("series-copy-title"), "").hidden().standing_at("/organise/series-copies/new"),
        })
    }

    /// Whether what such a day usually is, is to be copied, and no event.
    fn begins_anew(&self) -> bool {
        !self.sources.iter().any(|(_, _, chosen)| *chosen)
    }
}

#[get("/organise/series-copies/new?<made>")]
pub async fn new(made: Option<u32>, who: SignedIn, page: Layout, at: Reception<'_>) -> Result<Page<NewSeriesCopies>> {
    let l = page.l;
    let form = NewSeriesCopies::of(page, &who, &at, None).await?;
    Ok(Page::ok(NewSeriesCopies { made: made.map(|made| l.count("series-copy-made", made)), ..form }))
}

#[post("/organise/series-copies", data = "<typed>")]
pub async fn create(
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<NewSeriesCopies>>> {
    hosting(&who, &at)?;
    let l = page.l;
    match series_copies(&at, &who, &typed, l).await? {
        Ok(made) => Ok(Ok(Redirect::to(format!("/organise/series-copies/new?made={}", made.len())))),
        Err(faults) => {
            let form = NewSeriesCopies::of(page, &who, &at, Some(&typed)).await?;
            let mistakes = Mistakes::of(&faults, l);
            Ok(Err(Page(Status::UnprocessableEntity, NewSeriesCopies { mistakes, ..form })))
        }
    }
}

/// A draft for each region that was picked; all of them or none.
async fn series_copies(
    at: &Reception<'_>,
    who: &SignedIn,
    typed: &Typed,
    language: Language,
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    match wanted(at, typed) {
        Ok((regions, day)) if typed.get("from").is_empty() => begun(at, who, typed, &regions, day, language).await,
        Ok((regions, day)) => copied(at, who, typed, &regions, day).await,
        Err(faults) => Ok(Err(faults)),
    }
}

/// For which regions, each once, and for which day.
fn wanted<'a>(at: &'a Reception<'_>, typed: &Typed) -> Result<(Vec<&'a region::Model>, NaiveDate), Vec<Fault>> {
    let picked = typed.all("regions").filter_map(|slug| at.network.region_called(slug));
    let mut regions: Vec<&region::Model> = picked.collect();
    regions.sort_by_key(|region| region.id);
    regions.dedup_by_key(|region| region.id);
    let (title, day) = (typed.get("title"), day(typed.get("date")));
    let mut faults = Vec::new();
    if regions.is_empty() {
        faults.push(Fault::new("regions", "series-copy-fault-regions"));
    }
    if title.chars().count() > 200 || title.chars().any(char::is_control) {
        faults.push(Fault::new("title", "fault-title"));
    }
    if let Err(fault) = &day {
        faults.push(fault.clone());
    }
    if title.is_empty() && typed.get("from").is_empty() {
        faults.push(Fault::new("title", "fault-title"));
    }
    match day {
        Ok(day) if faults.is_empty() => Ok((regions, day)),
        _ => Err(faults),
    }
}

/// What World Social Work Day usually is.
async fn begun(
    at: &Reception<'_>,
    who: &SignedIn,
    typed: &Typed,
    regions: &[&region::Model],
    day: NaiveDate,
    language: Language,
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    let series = at.network.series_called(typed.get("series")).map(|series| series.slug.clone());
    let usual = |region: &&region::Model| {
        let beginning = Beginning {
            title: typed.get("title"),
            kind: Kind::WorldSocialWorkDay,
            region: &region.slug,
            day,
            starts: None,
            with_template: true,
            language,
        };
        EventInput { series: Some(series.clone()), ..beginning.input() }
    };
    let inputs: Vec<EventInput> = regions.iter().map(usual).collect();
    Ok(steering::create_all(at, who, &inputs).await?.map_err(|faults| {
        let first = faults.first();
        let field = if first.is_some_and(|fault| fault.field == "title") { "title" } else { "date" };
        vec![Fault::new(field, key(&faults))]
    }))
}

/// Copies of one event that is there.
async fn copied(
    at: &Reception<'_>,
    who: &SignedIn,
    typed: &Typed,
    regions: &[&region::Model],
    day: NaiveDate,
) -> Result<Result<Vec<event::Model>, Vec<Fault>>> {
    let details = source(at, who, Slug::parse(typed.get("from"))?).await?;
    let title = Some(typed.get("title")).filter(|title| !title.is_empty());
    let series = at.network.series_called(typed.get("series")).map(|series| series.id);
    let wish = |region| Wish { day, region: Some(region), title, series: Some(series) };
    let wishes: Vec<Wish<'_>> = regions.iter().copied().map(wish).collect();
    let made = steering::copy(at, who, &details, &wishes).await?;
    Ok(made.map_err(|faults| vec![Fault::new("date", key(&faults))]))
}

/// What the first of them says.
fn key(faults: &[Fault]) -> &'static str {
    faults.first().map_or("fault-time", |fault| fault.key)
}
