//! The organiser's overview: how are my events doing, and what waits for my hand?

use askama::Template;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rocket::get;

use super::moving;
use super::shelf::{self, Asked, Shelf, Wanted};
use super::todo::{self, Todo};
use crate::database::Database;
use crate::drawing;
use crate::error::Result;
use crate::events::desk_head::state_words;
use crate::events::event::{self, Status};
use crate::figures;
use crate::language::{Language, first_name};
use crate::messages;
use crate::organisers::{Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::regions::Network;
use crate::registrations::Reception;

#[derive(Template)]
#[template(path = "planning/index.html")]
pub struct Overview {
    page: Layout,
    bar: DeskBar,
    /// Class and name of the region, for one who has a single one.
    region: Option<(&'static str, String)>,
    regions: Vec<Choice>,
    greeting: String,
    figures: Vec<Figure>,
    shelves: Vec<ShelfLink>,
    words: String,
    shelf: &'static str,
    is_searching: bool,
    /// Few events need no search.
    can_search: bool,
    rows: Vec<DeskRow>,
    pager: Pager,
    todos: Vec<Todo>,
    /// The newest of all trouble.
    trouble: Vec<Trouble>,
    /// All of it, by event.
    troubled: Vec<messages::trouble::OfEvent>,
    /// That letters wait longer than they should.
    held_up: Option<String>,
    is_deleted: bool,
    /// What was moved just now.
    moved: Option<String>,
    /// Whether events of this shelf can be moved, several at once.
    can_move: bool,
    can_read_people: bool,
    can_write: bool,
}

impl Overview {
    fn trouble_title(&self) -> String {
        self.page.l.count("desk-trouble", self.troubles())
    }

    fn troubles(&self) -> i64 {
        self.troubled.iter().map(|event| event.letters).sum()
    }

    /// How many letters are not shown one by one.
    fn further_troubles(&self) -> i64 {
        self.troubles() - self.trouble.len() as i64
    }
}

/// A number, drawn, with what it says beside it.
pub struct Figure {
    name: String,
    number: String,
    drawing: String,
    words: String,
}

/// A letter that will never arrive, and what can be done about it.
pub struct Trouble {
    path: String,
    name: String,
    letter: String,
    event: String,
    why: String,
    advice: String,
}

impl Trouble {
    fn of(trouble: messages::Trouble, l: Language) -> Trouble {
        Trouble {
            path: format!("/organise/events/{}/registrations/{}", trouble.slug, trouble.registration),
            letter: l.say(&format!("letter-kind-{}", trouble.kind.folder())),
            why: trouble.reason.words(l),
            advice: trouble.reason.advice(l),
            name: trouble.name,
            event: trouble.event,
        }
    }
}

/// A region that can be looked at alone.
pub struct Choice {
    slug: String,
    name: String,
    is_chosen: bool,
}

pub struct ShelfLink {
    path: String,
    name: String,
    count: u64,
    is_current: bool,
}

/// "1 to 25 of 310", and the ways to the pages beside this one.
pub struct Pager {
    words: String,
    before: Option<String>,
    after: Option<String>,
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
    is_draft: bool,
    ring: String,
    seats: String,
}

#[get("/organise?<done>&<asked..>")]
pub async fn index(
    done: Option<&str>,
    asked: Asked<'_>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Overview>> {
    let (l, now, db, network) = (page.l, at.clock.now(), at.db, &at.network);
    let mine = who.regions_for(Deed::ReadEvents, network);
    let wanted = Wanted::of(&asked, &mine, network);
    let (events, total) = wanted.find(db, now).await?;
    let figures = figures::overview(db, &mine, (now, at.config.timezone), l).await?;
    let write_to = who.regions_for(Deed::WriteToAttendees, network);
    let regions = choices(&mine, &wanted, network, l);
    let is_searching = !wanted.words.is_empty() || wanted.region.is_some();
    Ok(Page::ok(Overview {
        bar: DeskBar::of(&who),
        page: page.titled(l.say("desk-title"), "").hidden(),
        region: only_region(&mine, network, l),
        greeting: greeting(&who, figures.upcoming.people, l),
        shelves: shelf_links(db, &wanted, l, now).await?,
        shelf: wanted.shelf.code(),
        is_searching,
        can_search: total > shelf::PAGE || is_searching || !regions.is_empty(),
        regions,
        rows: events.iter().map(|e| DeskRow::of(e, l, now)).collect(),
        pager: Pager::of(&wanted, events.len() as u64, total, l),
        todos: todo::list(db, l, now, &mine).await?,
        trouble: messages::trouble(db, now, &write_to).await?.into_iter().map(|t| Trouble::of(t, l)).collect(),
        troubled: messages::trouble::by_event(db, now, &write_to).await?,
        held_up: held_up(&messages::trouble::waiting(db, &write_to).await?, l),
        is_deleted: done == Some("deleted"),
        moved: moving::note(done, l),
        can_move: wanted.shelf != Shelf::Past && !who.regions_for(Deed::WriteEvents, network).is_empty(),
        can_read_people: !who.regions_for(Deed::ReadRegistrations, network).is_empty(),
        can_write: !who.regions_for(Deed::WriteEvents, network).is_empty(),
        words: wanted.words,
        figures: figures_of(&figures, l),
    }))
}

fn only_region(mine: &[i32], network: &Network, l: Language) -> Option<(&'static str, String)> {
    let mut tops = network
        .regions
        .iter()
        .filter(|r| mine.contains(&r.id) && !r.parent_id.is_some_and(|parent| mine.contains(&parent)));
    let only = tops.next().filter(|_| tops.next().is_none())?;
    Some((only.accent.code(), only.names.get(l).to_string()))
}

fn choices(mine: &[i32], wanted: &Wanted, network: &Network, l: Language) -> Vec<Choice> {
    let choice = |r: &crate::regions::region::Model| Choice {
        slug: r.slug.clone(),
        name: r.names.get(l).to_string(),
        is_chosen: wanted.region.as_deref() == Some(r.slug.as_str()),
    };
    let all: Vec<Choice> = network.regions.iter().filter(|r| mine.contains(&r.id)).map(choice).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// "Dag Hanne, 42 mensen komen eraan."
fn greeting(who: &SignedIn, people: i64, l: Language) -> String {
    let name = first_name(&who.organiser.name);
    if people == 0 {
        return l.fill("desk-greeting", [("name", name)]);
    }
    l.with("desk-greeting-people", [("name", name.into()), ("n", people.into())])
}

/// Nothing is drawn of what there is none of.
fn figures_of(found: &figures::Overview, l: Language) -> Vec<Figure> {
    let registered = found.registered();
    let unit = drawing::unit(&found.day_counts(), drawing::COLUMN);
    let days = (registered > 0).then(|| Figure {
        name: l.say("figure-days"),
        number: l.number(registered),
        drawing: drawing::columns(&found.day_counts()),
        words: l.count("figure-days-words", unit),
    });
    let percent = |n: i64| l.with("figures-percent", [("n", n.into())]);
    let share = |some: i64, of: i64| percent(figures::percent(some, of).unwrap_or(0));
    let each = found.show_up.iter().map(|time| share(time.came, time.confirmed));
    let times = found.show_up().map(|came| Figure {
        name: l.count("figure-times", found.show_up.len() as i64),
        number: percent(came),
        drawing: drawing::people(&found.times()),
        words: each.collect::<Vec<_>>().join(", "),
    });
    let upcoming = &found.upcoming;
    let seats = (upcoming.seats > 0).then(|| Figure {
        name: l.say("figure-seats"),
        number: share(upcoming.taken, upcoming.seats),
        drawing: drawing::part(upcoming.taken, upcoming.seats),
        words: l.with(
            "figure-seats-words",
            [("n", upcoming.taken.into()), ("of", upcoming.seats.into()), ("waiting", upcoming.waiting.into())],
        ),
    });
    [days, times, seats].into_iter().flatten().collect()
}

/// Letters that were tried in vain and are tried again.
fn held_up(waiting: &messages::trouble::Waiting, l: Language) -> Option<String> {
    (waiting.tried > 0).then(|| l.count("desk-held-up", waiting.tried))
}

async fn shelf_links(db: &Database, wanted: &Wanted, l: Language, now: DateTime<Utc>) -> Result<Vec<ShelfLink>> {
    let mut links = Vec::new();
    for shelf in Shelf::ALL {
        links.push(ShelfLink {
            path: format!("/organise?{}", wanted.query(shelf, 1)),
            name: l.say(shelf.key()),
            count: wanted.count(db, shelf, now).await?,
            is_current: shelf == wanted.shelf,
        });
    }
    Ok(links)
}

/// "19 nov 2027"
fn short_date(day: NaiveDate, l: Language) -> String {
    format!("{} {} {}", l.day_number(day), l.short_month(day), day.year())
}

impl Pager {
    fn of(wanted: &Wanted, shown: u64, total: u64, l: Language) -> Pager {
        let skipped = (wanted.page - 1) * shelf::PAGE;
        let to = |page: u64| format!("/organise?{}", wanted.query(wanted.shelf, page));
        let numbers = [("from", (skipped + 1).into()), ("to", (skipped + shown).into()), ("of", total.into())];
        Pager {
            words: if shown == 0 { String::new() } else { l.with("desk-shown", numbers) },
            before: (wanted.page > 1).then(|| to(wanted.page - 1)),
            after: (skipped + shown < total).then(|| to(wanted.page + 1)),
        }
    }
}

impl DeskRow {
    fn of(event: &event::Model, l: Language, now: DateTime<Utc>) -> DeskRow {
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
            date: short_date(starts.date_naive(), l),
            time: l.clock(starts.time()),
            tag,
            state: l.say(state),
            is_draft: event.status() == Status::Draft,
            ring: event
                .capacity
                .map_or_else(|| drawing::ring(1, 0), |capacity| drawing::ring(capacity, event.seats_taken)),
            seats: [Some(seats), waiting].into_iter().flatten().collect::<Vec<_>>().join(", "),
        }
    }
}
