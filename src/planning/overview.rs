//! The organiser's overview: how are my events doing, and what waits for my hand?

mod figure;
mod row;
pub(super) mod todo;

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::get;

use super::moving;
use super::shelf::{self, Asked, Shelf, Wanted};
use crate::database::Database;
use crate::error::Result;
use crate::figures;
use crate::language::{Language, first_name};
use crate::messages;
use crate::organisers::{Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::regions::Network;
use crate::registrations::Reception;
use figure::Figure;
use row::DeskRow;
use todo::Todo;

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
    let can_write = !who.regions_for(Deed::WriteEvents, network).is_empty();
    let is_searching = !wanted.words.is_empty() || wanted.region.is_some();
    Ok(Page::ok(Overview {
        bar: DeskBar::of(&who),
        page: page.titled(l.say("desk-title"), "").hidden(),
        region: only_region(&mine, network, l),
        greeting: greeting(&who, figures.upcoming.people, l),
        shelves: shelf_links(db, (&wanted, total), l, now).await?,
        shelf: wanted.shelf.code(),
        is_searching,
        can_search: total > shelf::PAGE || is_searching || !regions.is_empty(),
        regions,
        rows: events.iter().map(|e| DeskRow::of(e, l, now)).collect(),
        pager: Pager::of(&wanted, events.len() as u64, total, l),
        todos: todo::list(db, l, now, &mine).await?,
        trouble: messages::trouble(db, now, &write_to).await?.into_iter().map(|t| Trouble::of(t, l)).collect(),
        troubled: messages::trouble::by_event(db, now, &write_to).await?,
        held_up: held_up(messages::trouble::held_up(db, &write_to).await?, l),
        is_deleted: done == Some("deleted"),
        moved: moving::note(done, l),
        can_move: wanted.shelf != Shelf::Past && can_write,
        can_read_people: !who.regions_for(Deed::ReadRegistrations, network).is_empty(),
        can_write,
        words: wanted.words,
        figures: Figure::all(&figures, l),
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

/// Letters that were tried in vain and are tried again.
fn held_up(letters: i64, l: Language) -> Option<String> {
    (letters > 0).then(|| l.count("desk-held-up", letters))
}

/// Every shelf; on the one that is wanted stand `total` events.
async fn shelf_links(
    db: &Database,
    (wanted, total): (&Wanted, u64),
    l: Language,
    now: DateTime<Utc>,
) -> Result<Vec<ShelfLink>> {
    let mut links = Vec::new();
    for shelf in Shelf::ALL {
        let is_current = shelf == wanted.shelf;
        links.push(ShelfLink {
            path: format!("/organise?{}", wanted.query(shelf, 1)),
            name: l.say(shelf.key()),
            count: if is_current { total } else { wanted.count(db, shelf, now).await? },
            is_current,
        });
    }
    Ok(links)
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
