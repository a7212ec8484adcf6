//! Finding a person among all the events of one's regions.

use std::collections::HashMap;

use askama::Template;
use rocket::get;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::filter::Filter;
use super::words::{people, standing};
use crate::database::Database;
use crate::error::Result;
use crate::events::event;
use crate::events::listing::hosted_by;
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::regions::region;
use crate::registrations::Reception;
use crate::registrations::registration::{self, Column, Entity};
use crate::registrations::seats::waiting_list;

/// How many people stand on a page.
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "attendees/everywhere.html")]
pub struct Everywhere {
    page: Layout,
    bar: DeskBar,
    words: String,
    regions: Vec<RegionChoice>,
    rows: Vec<Row>,
    /// How many were found; none: nobody was looked for.
    found: Option<String>,
    previous: Option<String>,
    next: Option<String>,
}

pub struct RegionChoice {
    slug: String,
    name: String,
    chosen: bool,
}

pub struct Row {
    path: String,
    name: String,
    email: String,
    organisation: String,
    event: String,
    date: String,
    tag: &'static str,
    state: String,
}

/// Nobody is shown before somebody is looked for.
#[get("/organise/registrations?<region>&<page>")]
pub async fn index(
    region: Option<&str>,
    page: Option<u64>,
    filter: Filter,
    who: SignedIn,
    layout: Layout,
    at: Reception<'_>,
) -> Result<Page<Everywhere>> {
    let l = layout.l;
    let mine = who.regions_for(Deed::ReadRegistrations, &at.network);
    let chosen = region.and_then(|slug| at.network.region_called(slug)).filter(|r| mine.contains(&r.id));
    let regions = at.network.regions.iter().filter(|r| mine.contains(&r.id));
    let regions = regions.map(|r| RegionChoice::of(r, chosen, l)).collect();
    let among = chosen.map_or(mine, |region| at.network.below(region.id));
    let mut shown = Everywhere {
        bar: DeskBar::of(&who),
        page: layout.titled(l.say("everywhere-title"), "").hidden(),
        words: filter.words.clone(),
        regions,
        rows: Vec::new(),
        found: None,
        previous: None,
        next: None,
    };
    if filter.words.is_empty() {
        return Ok(Page::ok(shown));
    }
    let number = page.unwrap_or(1).clamp(1, 100_000);
    let (found, total) = find(at.db, &filter.words, &among, number).await?;
    shown.rows = rows(at.db, found, l).await?;
    shown.found = Some(people(l, "everywhere-found", total));
    let words = rocket::http::RawStr::new(&filter.words).percent_encode().to_string();
    let slug = chosen.map_or("", |r| r.slug.as_str());
    let link = |number: u64| format!("?q={words}&region={slug}&page={number}");
    shown.previous = (number > 1).then(|| link(number - 1));
    shown.next = (number * PAGE < total).then(|| link(number + 1));
    Ok(Page::ok(shown))
}

impl RegionChoice {
    fn of(region: &region::Model, chosen: Option<&region::Model>, l: Language) -> RegionChoice {
        RegionChoice {
            slug: region.slug.clone(),
            name: region.names.get(l).to_string(),
            chosen: chosen.is_some_and(|chosen| chosen.id == region.id),
        }
    }
}

/// A page of those whom the words mean, the last to register first, and how many there are in all.
async fn find(db: &Database, words: &str, among: &[i32], page: u64) -> Result<(Vec<registration::Model>, u64)> {
    let query = Entity::find()
        .filter(Column::EventId.in_subquery(events_of(among)))
        .filter(Filter { words: words.to_string(), ..Filter::default() }.condition(db.read().get_database_backend()));
    let total = query.clone().count(db.read()).await?;
    let found = query.order_by_desc(Column::RegisteredAt).order_by_asc(Column::Id);
    Ok((found.offset((page - 1) * PAGE).limit(PAGE).all(db.read()).await?, total))
}

/// The events that these regions host, alone or with others.
fn events_of(regions: &[i32]) -> SelectStatement {
    Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(event::Column::DeletedAt.is_null())
        .cond_where(hosted_by(regions))
        .take()
}

async fn rows(db: &Database, found: Vec<registration::Model>, l: Language) -> Result<Vec<Row>> {
    let events = event::Entity::find().filter(event::Column::Id.is_in(found.iter().map(|p| p.event_id)));
    let events: HashMap<i32, event::Model> = events.all(db.read()).await?.into_iter().map(|e| (e.id, e)).collect();
    let positions = waiting_list::positions(db.read(), &found).await?;
    let row = |person: registration::Model| {
        let event = events.get(&person.event_id)?;
        let (tag, state) = standing(l, &person, positions.get(&person.id).copied(), event.zone());
        Some(Row {
            path: format!("/organise/events/{}/registrations/{}", event.slug, person.id),
            event: event.title(l).to_string(),
            date: l.plain_date(event.first_day()),
            name: person.name,
            email: person.email,
            organisation: person.organisation,
            tag,
            state,
        })
    };
    Ok(found.into_iter().filter_map(row).collect())
}
