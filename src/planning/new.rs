//! A new event: from its kind's usual shape, from nothing, or as a copy. It begins as a draft with a title and a day.

use askama::Template;
use chrono::NaiveTime;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{get, post};
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};

use super::editor::fields::in_form;
use super::shelf::of_regions;
use super::typed::Typed;
use crate::error::{Error, Fault, Result};
use crate::events::event;
use crate::events::input::parse_day;
use crate::events::kind::Kind;
use crate::events::sheet::Sheet;
use crate::events::templates::{Beginning, Template as Usual};
use crate::language::Language;
use crate::organisers::forms::Mistakes;
use crate::organisers::{Authority, Deed, DeskBar, OwnForm, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::{Reception, steering};
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "planning/new.html")]
pub struct NewEvent {
    page: Layout,
    bar: DeskBar,
    mistakes: Mistakes,
    title: String,
    date: String,
    starts: String,
    kinds: Vec<KindChoice>,
    bare: bool,
    regions: Vec<(String, String, bool)>,
    /// Earlier events to copy: address, title and day.
    earlier: Vec<(String, String)>,
}

/// A kind with what is usual for it.
pub struct KindChoice {
    code: &'static str,
    name: String,
    glyph: &'static str,
    usual: String,
    chosen: bool,
}

impl NewEvent {
    async fn of(page: Layout, who: &SignedIn, at: &Reception<'_>, typed: &Typed) -> Result<NewEvent> {
        let l = page.l;
        let here = hosting(who, at)?;
        let chosen: Kind = typed.get("kind").parse().unwrap_or(Kind::Webinar);
        let regions = at.network.regions.iter().filter(|r| here.contains(&r.id));
        let regions = regions.map(|r| (r.slug.clone(), r.names.get(l).to_string(), r.slug == typed.get("region")));
        Ok(NewEvent {
            bar: DeskBar::of(who),
            mistakes: Mistakes::default(),
            title: typed.get("title").to_string(),
            date: typed.get("date").to_string(),
            starts: typed.get("starts").to_string(),
            kinds: Kind::ALL.into_iter().map(|kind| KindChoice::of(kind, kind == chosen, l)).collect(),
            bare: typed.get("template") == "no",
            regions: regions.collect(),
            earlier: earlier(at, &here, l).await?,
            page: page.titled(l.say("new-title"), "").hidden().standing_at("/organise/events/new"),
        })
    }
}

impl KindChoice {
    fn of(kind: Kind, chosen: bool, l: Language) -> KindChoice {
        let usual = Usual::of(kind);
        let long = match usual.minutes {
            minutes if minutes % 60 == 0 => l.count("new-hours", minutes / 60),
            minutes => l.count("new-minutes", minutes),
        };
        let seats = usual.capacity.map(|n| l.count("plan-seats", n)).unwrap_or_default();
        let format = l.say(&format!("plan-format-{}", usual.format.code())).to_lowercase();
        let usual = [long, format, seats].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        KindChoice { code: kind.code(), name: kind.name(l), glyph: kind.glyph(), usual, chosen }
    }
}

/// The regions for which one may make events; who has none has nothing to look for here.
pub fn hosting(who: &Authority, at: &Reception<'_>) -> Result<Vec<i32>> {
    let here = who.regions_for(Deed::WriteEvents, &at.network);
    if here.is_empty() { Err(Error::Forbidden) } else { Ok(here) }
}

async fn earlier(at: &Reception<'_>, here: &[i32], l: Language) -> Result<Vec<(String, String)>> {
    let events = recent(at, here, None).await?;
    Ok(events.into_iter().map(|event| (event.slug.clone(), with_day(&event, l))).collect())
}

/// The newest events of these regions.
pub async fn recent(at: &Reception<'_>, here: &[i32], kind: Option<Kind>) -> Result<Vec<event::Model>> {
    use sea_orm::ColumnTrait;
    let newest = of_regions(here).order_by_desc(event::Column::StartsAt).order_by_desc(event::Column::Id);
    let mut query = newest.limit(100);
    if let Some(kind) = kind {
        query = query.filter(event::Column::Kind.eq(kind));
    }
    Ok(query.all(at.db.read()).await?)
}

/// "Samen in Leuven, 4 maart 2027"
pub fn with_day(event: &event::Model, l: Language) -> String {
    format!("{}, {}", event.title(l), l.plain_date(event.first_day()))
}

#[get("/organise/events/new?<from>")]
pub async fn new(
    from: Option<&str>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Result<Page<NewEvent>, Redirect>> {
    if let Some(from) = from.and_then(|from| Slug::parse(from).ok()) {
        return Ok(Err(Redirect::to(format!("/organise/events/{from}/copies/new"))));
    }
    Ok(Ok(Page::ok(NewEvent::of(page, &who, &at, &Typed(Vec::new())).await?)))
}

#[post("/organise/events", data = "<typed>")]
pub async fn create(
    who: SignedIn,
    _own: OwnForm,
    page: Layout,
    at: Reception<'_>,
    typed: Typed,
) -> Result<Result<Redirect, Page<NewEvent>>> {
    hosting(&who, &at)?;
    let made = match beginning(&typed, page.l) {
        Ok(beginning) => steering::create(&at, &who, &beginning.input()).await?,
        Err(faults) => Err(faults),
    };
    match made {
        Ok(event) => Ok(Ok(Redirect::to(format!("/organise/events/{}?done=created", event.slug)))),
        Err(faults) => {
            let faults: Vec<Fault> = faults.iter().map(|fault| in_form(fault, &Sheet::default())).collect();
            let mistakes = Mistakes::of(&faults, page.l);
            let again = NewEvent { mistakes, ..NewEvent::of(page, &who, &at, &typed).await? };
            Ok(Err(Page(Status::UnprocessableEntity, again)))
        }
    }
}

fn beginning(typed: &Typed, language: Language) -> Result<Beginning<'_>, Vec<Fault>> {
    let mut faults = Vec::new();
    if typed.get("title").is_empty() {
        faults.push(Fault::new("title", "fault-title"));
    }
    let kind = typed.get("kind").parse();
    if kind.is_err() {
        faults.push(Fault::new("kind", "fault-kind"));
    }
    if typed.get("region").is_empty() {
        faults.push(Fault::new("region", "fault-region"));
    }
    let day = parse_day(typed.get("date"));
    if day.is_none() {
        faults.push(Fault::new("date", "plan-fault-date"));
    }
    let starts = Some(typed.get("starts")).filter(|t| !t.is_empty()).map(|t| NaiveTime::parse_from_str(t, "%H:%M"));
    if starts.is_some_and(|starts| starts.is_err()) {
        faults.push(Fault::new("starts", "plan-fault-hour"));
    }
    let (Ok(kind), Some(day), true) = (kind, day, faults.is_empty()) else { return Err(faults) };
    Ok(Beginning {
        title: typed.get("title"),
        kind,
        region: typed.get("region"),
        day,
        starts: starts.and_then(|starts| starts.ok()),
        with_template: typed.get("template") != "no",
        language,
    })
}
