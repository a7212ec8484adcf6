//! The regions and what happens there.

use std::collections::{HashMap, HashSet};

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::get;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait};

use super::agenda::Further;
use super::feed_links::FeedLinks;
use super::hall::Hall;
use super::recordings::{Recording, looking_back};
use crate::database::Database;
use crate::drawing;
use crate::error::{Error, Result};
use crate::events::listing::{Found, Search, beginning_of};
use crate::events::views::{EventRow, dated_rows};
use crate::events::{event, event_region};
use crate::kept_pages::Shelf;
use crate::language::{Language, Passage};
use crate::page::{Html, Layout, markdown};
use crate::regions::{Network, frame, region};
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "regions/index.html")]
pub struct Index {
    page: Layout,
    regions: Vec<Neighbour>,
}

/// A region with the way to it.
pub struct Neighbour {
    slug: String,
    name: String,
    accent: &'static str,
    upcoming: String,
    below: Vec<(String, String)>,
}

#[get("/regions")]
pub async fn index(shelf: Shelf<'_>, page: Layout, hall: Hall<'_>) -> Result<Html> {
    shelf.page(page, "", |page| Index::of(page, &hall)).await
}

impl Index {
    async fn of(page: Layout, hall: &Hall<'_>) -> Result<Index> {
        let (l, network) = (page.l, &hall.network);
        let hosts = hosts(hall.db, network, hall.clock.now()).await?;
        let regions = network.top().map(|r| Neighbour::of(r, network, &hosts, l)).collect();
        let page = page.titled(l.say("regions-title"), l.say("regions-lede"));
        Ok(Index { page, regions })
    }
}

#[derive(Template)]
#[template(path = "regions/show.html")]
pub struct Show {
    page: Layout,
    name: String,
    accent: &'static str,
    mark: String,
    intro: Passage,
    parent: Option<(String, String)>,
    upcoming: Vec<EventRow>,
    further: Option<Further>,
    children: Vec<Neighbour>,
    recordings: Vec<Recording>,
    past: Option<(String, String)>,
    people: Vec<Person>,
    mail: String,
    work: Passage,
    /// Where one asks for the weekly digest, and what it is.
    digest_path: String,
    digest_lede: String,
    feed: FeedLinks,
    feed_title: String,
    online_feed: FeedLinks,
    /// Its agenda on a website of others.
    frame: String,
}

/// Somebody whom one can write to.
pub struct Person {
    initials: String,
    name: String,
    role: Passage,
}

#[get("/regions/<slug>")]
pub async fn show(shelf: Shelf<'_>, slug: Slug<'_>, page: Layout, hall: Hall<'_>) -> Result<Html> {
    let region = hall.network.region_called(&slug).ok_or(Error::NotFound)?;
    shelf.page(page, "", |page| Show::of(region, page, &hall)).await
}

impl Show {
    async fn of(region: &region::Model, page: Layout, hall: &Hall<'_>) -> Result<Show> {
        let (db, network) = (hall.db, &hall.network);
        let (l, at) = (page.l, hall.time());
        let here = Search { region: Some(region.id), ..Search::default() };
        let upcoming = Search { from: Some(at.0), ..here.clone() };
        let Found { events, next } = upcoming.page(db, network, 1, false).await?;
        // The agenda shows the same in the same order.
        let further = next.map(|next| Further::with(&next, format!("/?region={}&page=2", region.slug), l));
        let (recordings, _) = looking_back(db, network, &here, l, at.0, 0..5).await?;
        let hosts = hosts(db, network, at.0).await?;
        let children = network.children(region.id);
        let name = region.names.get(l).to_string();
        let path = format!("/calendar/{}.ics", region.slug);
        let summary = format!("{name}. {}", l.say("agenda-description"));
        let news = format!("/feeds/{}.atom", region.slug);
        let page = page.titled(&name, summary).with_calendar(&name, &path).with_news(&name, &news);
        let parent = region.parent_id.and_then(|id| network.region(id));
        Ok(Show {
            accent: region.accent.code(),
            mark: drawing::region_mark(region.accent.angle()),
            intro: region.intro.passage(l).map(markdown),
            parent: parent.map(|p| (format!("/regions/{}", p.slug), p.names.get(l).to_string())),
            upcoming: rows_here(&events, region, network, l, at),
            further,
            children: children.map(|r| Neighbour::of(r, network, &hosts, l)).collect(),
            recordings,
            past: past(db, network, region, l, at).await?,
            people: people(region, l),
            mail: region.reply_to.clone(),
            work: region.work.passage(l).map(markdown),
            digest_path: format!("/regions/{}/digest", region.slug),
            digest_lede: l.fill("digest-lede", [("region", &name)]),
            feed: FeedLinks::of(&page, &path, &[], &name),
            feed_title: l.fill("feed-region-title", [("region", &name)]),
            online_feed: FeedLinks::of(&page, &path, &[("format", "online")], &name),
            frame: frame::code(region, &page),
            name,
            page,
        })
    }
}

/// What comes, each with its region where that is another one.
fn rows_here(
    events: &[event::Model],
    region: &region::Model,
    network: &Network,
    l: Language,
    (now, home): (DateTime<Utc>, Tz),
) -> Vec<EventRow> {
    let rows = dated_rows(events, network, l, (now, home)).into_iter().zip(events);
    let here = |(row, event): (EventRow, &event::Model)| match event.region_id == region.id {
        true => row.without_region(),
        false => row,
    };
    rows.map(here).collect()
}

impl Neighbour {
    fn of(region: &region::Model, network: &Network, hosts: &[Hosts], l: Language) -> Neighbour {
        let below: HashSet<i32> = network.below(region.id).into_iter().collect();
        let comes_here = |h: &&Hosts| h.everywhere || h.regions.iter().any(|id| below.contains(id));
        let upcoming = hosts.iter().filter(comes_here).count() as i64;
        let children = network.children(region.id);
        Neighbour {
            slug: region.slug.clone(),
            name: region.names.get(l).to_string(),
            accent: region.accent.code(),
            upcoming: l.count("regions-upcoming", upcoming),
            below: children.map(|r| (format!("/regions/{}", r.slug), r.names.get(l).to_string())).collect(),
        }
    }
}

/// In which regions an upcoming event happens.
pub struct Hosts {
    regions: Vec<i32>,
    everywhere: bool,
}

/// In two queries that name no event, however many there are.
async fn hosts(db: &Database, network: &Network, now: DateTime<Utc>) -> Result<Vec<Hosts>> {
    let upcoming = Search { from: Some(now), ..Search::default() }.select(network).select_only();
    let columns = [event::Column::Id, event::Column::RegionId, event::Column::ForEveryRegion];
    let events: Vec<(i32, i32, bool)> = upcoming.clone().columns(columns).into_tuple().all(db.read()).await?;
    let ids = upcoming.column(event::Column::Id).into_query();
    let links = event_region::Entity::find().filter(event_region::Column::EventId.in_subquery(ids)).all(db.read());
    let mut co_hosts: HashMap<i32, Vec<i32>> = HashMap::new();
    for link in links.await? {
        co_hosts.entry(link.event_id).or_default().push(link.region_id);
    }
    let hosts = events.into_iter().map(|(id, host, everywhere)| {
        let mut regions = co_hosts.remove(&id).unwrap_or_default();
        regions.push(host);
        Hosts { regions, everywhere }
    });
    Ok(hosts.collect())
}

/// "Alle 9 vorige samenkomsten" and the way to them.
async fn past(
    db: &Database,
    network: &Network,
    region: &region::Model,
    l: Language,
    (now, home): (DateTime<Utc>, Tz),
) -> Result<Option<(String, String)>> {
    let today = now.with_timezone(&home).date_naive();
    let Some(yesterday) = today.pred_opt() else {
        return Ok(None);
    };
    let until = Some(beginning_of(today, home));
    let over = Search { region: Some(region.id), until, ..Search::default() };
    let n = over.select(network).count(db.read()).await? as i64;
    let path = format!("/?region={}&to={yesterday}", region.slug);
    Ok((n > 0).then(|| (l.count("region-past", n), path)))
}

fn people(region: &region::Model, l: Language) -> Vec<Person> {
    let person = |contact: &region::Contact| Person {
        initials: crate::events::event::initials(&contact.name),
        name: contact.name.clone(),
        role: contact.role.passage(l),
    };
    region.contacts.0.iter().map(person).collect()
}
