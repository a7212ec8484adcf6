//! The organiser's overview: my events and how full they are.

use std::collections::HashSet;

use askama::Template;
use chrono::{DateTime, Duration, Utc};
use rocket::{State, get};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::clock::Clock;
use crate::database::Database;
use crate::drawing;
use crate::error::Result;
use crate::events::desk_head::state_words;
use crate::events::{event, event_region};
use crate::language::Language;
use crate::organisers::{Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::regions::TheNetwork;

/// How long past events stay on the overview.
const MEMORY: Duration = Duration::days(60);

#[derive(Template)]
#[template(path = "organisers/index.html")]
pub struct Overview {
    page: Layout,
    bar: DeskBar,
    greeting: String,
    regions: String,
    rows: Vec<DeskRow>,
}

/// An event of mine.
pub struct DeskRow {
    slug: String,
    title: String,
    kind: String,
    date: String,
    time: String,
    tag: &'static str,
    state: String,
    ring: String,
    seats: String,
    is_public: bool,
    can_export: bool,
}

#[get("/organise")]
pub async fn index(
    who: SignedIn,
    page: Layout,
    network: TheNetwork,
    db: &State<Database>,
    clock: &State<Clock>,
) -> Result<Page<Overview>> {
    let (l, now) = (page.l, clock.now());
    let mine = who.regions_for(Deed::ReadEvents, &network);
    let exports = who.regions_for(Deed::ExportRegistrations, &network);
    let events = event::Entity::find()
        .filter(of_regions(&mine))
        .filter(event::Column::DeletedAt.is_null())
        .filter(event::Column::EndsAt.gt(now - MEMORY))
        .order_by_asc(event::Column::StartsAt)
        .order_by_asc(event::Column::Id)
        .all(db.read())
        .await?;
    let co_hosted = co_hosted(db, &events, &exports).await?;
    let can_export = |e: &event::Model| exports.contains(&e.region_id) || co_hosted.contains(&e.id);
    let names: Vec<&str> = network.top().filter(|r| mine.contains(&r.id)).map(|r| r.names.get(l)).collect();
    let rows = events.iter().map(|e| DeskRow::of(e, l, now, can_export(e))).collect();
    let first_name = who.organiser.name.split_whitespace().next().unwrap_or_default();
    let greeting = l.fill("desk-greeting", [("name", first_name)]);
    Ok(Page::ok(Overview {
        bar: DeskBar::of(&who),
        page: page.titled(l.say("desk-title"), "").hidden(),
        greeting,
        regions: names.join(", "),
        rows,
    }))
}

fn of_regions(regions: &[i32]) -> Condition {
    let co_hosted = Query::select()
        .column(event_region::Column::EventId)
        .from(event_region::Entity)
        .and_where(Expr::col(event_region::Column::RegionId).is_in(regions.iter().copied()))
        .take();
    Condition::any()
        .add(event::Column::RegionId.is_in(regions.iter().copied()))
        .add(event::Column::Id.in_subquery(co_hosted))
}

/// Which of the events one of the regions co-hosts.
async fn co_hosted(db: &Database, events: &[event::Model], regions: &[i32]) -> Result<HashSet<i32>> {
    let links = event_region::Entity::find()
        .filter(event_region::Column::EventId.is_in(events.iter().map(|e| e.id)))
        .filter(event_region::Column::RegionId.is_in(regions.iter().copied()))
        .all(db.read())
        .await?;
    Ok(links.into_iter().map(|link| link.event_id).collect())
}

impl DeskRow {
    fn of(event: &event::Model, l: Language, now: DateTime<Utc>, can_export: bool) -> DeskRow {
        let starts = event.starts_at.with_timezone(&event.zone());
        let (tag, state) = state_words(event, now);
        let seats = match event.capacity {
            Some(capacity) => l.with("desk-seats", [("n", event.seats_taken.into()), ("of", capacity.into())]),
            None => l.count("desk-people", event.seats_taken),
        };
        let waiting = (event.waiting > 0).then(|| l.count("desk-waiting", event.waiting));
        DeskRow {
            slug: event.slug.clone(),
            title: event.title(l).to_string(),
            kind: event.kind.name(l),
            date: l.date_line(starts.date_naive()),
            time: l.clock(starts.time()),
            tag,
            state: l.say(state),
            ring: event
                .capacity
                .map_or_else(|| drawing::ring(1, 0), |capacity| drawing::ring(capacity, event.seats_taken)),
            seats: [Some(seats), waiting].into_iter().flatten().collect::<Vec<_>>().join(", "),
            is_public: event.is_public(),
            can_export,
        }
    }
}
