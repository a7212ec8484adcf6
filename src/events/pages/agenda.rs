//! The agenda: what is on, for me, soon?

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rocket::get;
use sea_orm::PaginatorTrait;

use super::empty::Empty;
use super::feed_links::FeedLinks;
use super::filter::{Asked, Filter};
use super::hall::Hall;
use super::months::{Entry, Month, months};
use super::period::Period;
use crate::config::Config;
use crate::database::Database;
use crate::drawing::{self, Chair};
use crate::error::{Error, Result};
use crate::events::event::{self, Format};
use crate::events::kind::Kind;
use crate::events::listing::Found;
use crate::kept_pages::Shelf;
use crate::language::{Language, capitalised};
use crate::page::{Html, Layout, Signpost};
use crate::regions::Network;

#[derive(Template)]
#[template(path = "events/index.html")]
pub struct Index<'n> {
    page: Layout,
    title: String,
    lede: String,
    /// From what is over to the same that is to come.
    ahead: Option<String>,
    filter: Filter<'n>,
    ring: Vec<(Seat, Chair)>,
    ring_middle: String,
    regions: Vec<Choice>,
    kinds: Vec<Choice>,
    core_themes: Vec<Choice>,
    themes: Vec<Choice>,
    format: Choice,
    period: Period,
    found: String,
    months: Vec<Month>,
    start: Option<String>,
    further: Option<Further>,
    empty: Option<Empty>,
    feed: FeedLinks,
    /// Where one asks for the weekly digest, and what it is.
    digest_path: String,
    digest_lede: String,
}

/// A region on the ring.
struct Seat {
    slug: String,
    name: String,
    accent: &'static str,
}

/// The way to what found no room: what it says, and the address.
pub struct Further {
    pub words: String,
    pub path: String,
}

impl Further {
    /// "Verder met 4 maart 2027", the day of the event that comes next.
    pub fn with(next: &event::Model, path: String, l: Language) -> Further {
        Further { words: l.fill("agenda-further", [("day", &l.plain_date(next.first_day()))]), path }
    }
}

/// One thing that a filter can be set to.
pub struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

#[get("/?<asked..>")]
pub async fn index(shelf: Shelf<'_>, asked: Asked<'_>, page: Layout, hall: Hall<'_>) -> Result<Html> {
    let filter = Filter::of(&asked, &hall.network);
    let query = filter.query();
    shelf.page(page, &query, |page| show(filter, page, &hall)).await
}

async fn show<'n>(filter: Filter<'n>, page: Layout, hall: &'n Hall<'_>) -> Result<Index<'n>> {
    let (network, config): (&Network, &Config) = (&hall.network, hall.config);
    let (l, at) = (page.l, hall.time());
    let leaf = Leaf::of(&filter, &page, network, hall.db, at).await?;
    let looks_back = filter.looks_back(at.0, at.1);
    let ((path, name), (digest_path, of)) = (calendar(&filter, config, l), digest(&filter, l));
    let feed = FeedLinks::of(&page, &path, &filter.feed_filters(), &name);
    let [name_of_all, title, lede] = match looks_back {
        true => ["agenda-past-title", "agenda-past-welcome", "agenda-past-lede"],
        false => ["agenda-title", "agenda-welcome", "agenda-lede"],
    };
    let page = page.titled(l.say(name_of_all), l.say("agenda-description"));
    let page = page.with_news(&*name, &news(&filter)).with_calendar(name, &path);
    Ok(Index {
        title: l.say(title),
        lede: l.say(lede),
        ahead: looks_back.then(|| filter.without_period()),
        ring: ring(&page),
        ring_middle: l.count("ring-regions", page.regions.len() as i64),
        regions: regions(network, &filter, l),
        kinds: kinds(&filter, l),
        core_themes: themes(network, &filter, true, l),
        themes: themes(network, &filter, false, l),
        format: format(&filter, l),
        period: Period::of(&filter, l),
        found: l.count("agenda-found", leaf.all as i64),
        months: months(&leaf.events, network, l, at),
        start: (filter.page > 1).then(|| filter.path_of(1)),
        further: leaf.next.map(|next| Further::with(&next, filter.path_of(filter.page + 1), l)),
        empty: leaf.empty,
        feed,
        digest_path,
        digest_lede: l.fill("digest-lede", [("region", &of)]),
        filter,
        page,
    })
}

/// What stands on one page of the agenda.
struct Leaf {
    events: Vec<event::Model>,
    /// The first of the next page.
    next: Option<event::Model>,
    /// How many there are on all pages.
    all: u64,
    /// What is said where there is none.
    empty: Option<Empty>,
}

impl Leaf {
    /// A page after the last is not found.
    async fn of(
        filter: &Filter<'_>,
        page: &Layout,
        network: &Network,
        db: &Database,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> Result<Leaf> {
        let search = filter.search(now, zone);
        let looks_back = filter.looks_back(now, zone);
        let Found { events, next } = search.page(db, network, filter.page.into(), looks_back).await?;
        let empty = match (events.is_empty(), filter.page) {
            (true, 1) => Some(Empty::of(db, network, filter, page, now).await?),
            (true, _) => return Err(Error::NotFound),
            (false, _) => None,
        };
        let all = match (&next, filter.page) {
            (None, 1) => events.len() as u64,
            _ => search.select(network).count(db.read()).await?,
        };
        Ok(Leaf { events, next, all, empty })
    }
}

/// Where the calendar of the region is, or that of all, and what it is called.
fn calendar(filter: &Filter<'_>, config: &Config, l: Language) -> (String, String) {
    match filter.region {
        Some(region) => (format!("/calendar/{}.ics", region.slug), region.names.get(l).to_string()),
        None => ("/calendar/all.ics".to_string(), config.network_name().to_string()),
    }
}

/// Where the news of the region are, or those of all.
fn news(filter: &Filter<'_>) -> String {
    format!("/feeds/{}.atom", filter.region.map_or("all", |region| &region.slug))
}

/// Where one asks for the weekly digest of the region, or of all, and of what it is.
fn digest(filter: &Filter<'_>, l: Language) -> (String, String) {
    match filter.region {
        Some(region) => (format!("/regions/{}/digest", region.slug), region.names.get(l).to_string()),
        None => ("/digest".to_string(), l.say("digest-everywhere")),
    }
}

fn ring(page: &Layout) -> Vec<(Seat, Chair)> {
    let seat = |region: &Signpost| Seat {
        slug: region.slug.clone(),
        name: region.names.get(page.l).to_string(),
        accent: region.accent,
    };
    let seated = page.regions.iter().map(|r| (seat(r), drawing::chair(r.angle)));
    seated.collect()
}

fn regions(network: &Network, filter: &Filter<'_>, l: Language) -> Vec<Choice> {
    let chosen = filter.region.map(|r| r.id);
    let mut choices = Vec::new();
    for region in network.top() {
        let below = network.children(region.id);
        for (region, indent) in std::iter::once((region, "")).chain(below.map(|child| (child, "– "))) {
            choices.push(Choice {
                value: region.slug.clone(),
                name: format!("{indent}{}", region.names.get(l)),
                chosen: chosen == Some(region.id),
            });
        }
    }
    choices
}

fn kinds(filter: &Filter<'_>, l: Language) -> Vec<Choice> {
    let choice =
        |kind: Kind| Choice { value: kind.code().to_string(), name: kind.name(l), chosen: filter.kind == Some(kind) };
    Kind::ALL.into_iter().map(choice).collect()
}

fn themes(network: &Network, filter: &Filter<'_>, core: bool, l: Language) -> Vec<Choice> {
    let chosen = filter.theme.map(|t| t.id);
    let themes = network.themes.iter().filter(|t| t.core == core);
    themes
        .map(|theme| Choice {
            value: theme.slug.clone(),
            name: capitalised(theme.names.get(l)),
            chosen: chosen == Some(theme.id),
        })
        .collect()
}

/// The one box to tick: online, or the other format that an address asked for.
fn format(filter: &Filter<'_>, l: Language) -> Choice {
    let format = filter.format.unwrap_or(Format::Online);
    Choice {
        value: format.code().to_string(),
        name: l.say(&format!("format-{}", format.code())),
        chosen: filter.format.is_some(),
    }
}
