//! Reading the audit trail: those who manage a region see what was done there.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::{Expr, Func, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::facts;
use super::{Act, Column, Entity, Model};
use crate::database::{Database, containing};
use crate::error::Result;
use crate::language::Language;
use crate::organisers::rights::{Authority, Deed};
use crate::regions::Network;

/// How many entries stand on a page.
const PER_PAGE: u64 = 50;

/// What somebody looks for in the trail.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub organiser_id: Option<i32>,
    pub act: Option<Act>,
    /// Words of what it was done to, or the slug of an event.
    pub about: String,
    /// From 1.
    pub page: u64,
}

/// A page of the trail, the newest first.
pub struct Page {
    pub entries: Vec<Model>,
    pub page: u64,
    pub pages: u64,
    /// Who appears in the trail: id and name, in order of name.
    pub people: Vec<(i32, String)>,
}

/// What happened in the regions that `who` manages; everything, for one who manages all.
pub async fn list(db: &Database, network: &Network, who: &Authority, wish: &Wish) -> Result<Page> {
    let seen = Entity::find().filter(in_regions_of(who, network));
    let mut wanted = seen.clone();
    if let Some(id) = wish.organiser_id {
        wanted = wanted.filter(Column::OrganiserId.eq(id));
    }
    if let Some(act) = wish.act {
        wanted = wanted.filter(Column::Act.eq(act));
    }
    if !wish.about.is_empty() {
        wanted = wanted.filter(is_about(&wish.about));
    }
    let found = wanted.clone().count(db.read()).await?;
    let pages = Ord::max(found.div_ceil(PER_PAGE), 1);
    let page = wish.page.clamp(1, pages);
    let entries = wanted.order_by_desc(Column::Id).limit(PER_PAGE).offset((page - 1) * PER_PAGE);
    Ok(Page { entries: entries.all(db.read()).await?, page, pages, people: people(db, seen).await? })
}

/// An event is of its region and of those that co-host it.
fn in_regions_of(who: &Authority, network: &Network) -> Condition {
    if who.is_admin_everywhere() {
        return Condition::all();
    }
    let mine = who.regions_for(Deed::ManageNetwork, network);
    let of = |table: &'static str, event: &'static str| {
        let here = Expr::col("region_id").is_in(mine.iter().copied());
        Query::select().column(event).from(table).and_where(here).take()
    };
    Condition::any()
        .add(Column::RegionId.is_in(mine.iter().copied()))
        .add(Column::EventId.in_subquery(of("events", "id")))
        .add(Column::EventId.in_subquery(of("event_regions", "event_id")))
}

fn is_about(words: &str) -> Condition {
    let event = Query::select().column("id").from("events").and_where(Expr::col("slug").eq(words)).take();
    Condition::any()
        .add(Column::EventId.in_subquery(event))
        .add(Expr::expr(Func::lower(Expr::col(Column::About))).like(containing(&words.to_lowercase())))
}

async fn people(db: &Database, seen: Select<Entity>) -> Result<Vec<(i32, String)>> {
    let named = seen
        .select_only()
        .column(Column::OrganiserId)
        .column_as(Expr::col(Column::OrganiserName).max(), "name")
        .filter(Column::OrganiserId.is_not_null())
        .group_by(Column::OrganiserId);
    let mut people: Vec<(i32, String)> = named.into_tuple().all(db.read()).await?;
    people.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(people)
}

/// An entry in words, for any page that shows some.
pub struct Line {
    /// "18 november 2026, 12 uur"
    pub when: String,
    /// The name, or that it was done on the server.
    pub who: String,
    pub what: String,
    pub about: String,
    /// "Rol: organisator, reden: ziek"
    pub facts: String,
}

impl Line {
    pub fn of(entry: &Model, l: Language, zone: Tz) -> Line {
        let who = if entry.organiser_id.is_none() { l.say("audit-operator") } else { entry.organiser_name.clone() };
        Line {
            when: when(entry.at, l, zone),
            who,
            what: entry.act.words(l),
            about: entry.about.clone(),
            facts: facts::said(&entry.facts, l, zone),
        }
    }
}

/// "19 november 2026, 12 uur"
pub fn when(at: DateTime<Utc>, l: Language, zone: Tz) -> String {
    let at = at.with_timezone(&zone);
    format!("{}, {}", l.plain_date(at.date_naive()), l.spoken(at.time()))
}
