//! The figures put together: what a page shows and a list holds.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::at_stops;
use super::counting::{self, Day, Group, Room};
use super::scope::Scope;
use super::tally::{Line, Tally, discreet, lines};
use super::timeline::{Moment, timeline};
use crate::database::Database;
use crate::error::Result;
use crate::events::kind::Kind;
use crate::events::{Details, event};
use crate::feedback::{self, Scores};
use crate::language::Language;
use crate::regions::Network;
use crate::registrations::registration::Role;

/// Of how many events one sees the figures side by side.
const NEWEST: u64 = 30;

/// How it went.
pub struct Report {
    pub events: i64,
    pub total: Tally,
    /// Seats where they are counted out, and how many of those are taken.
    pub seats: i64,
    pub taken: i64,
    pub days: BTreeMap<NaiveDate, Day>,
    pub sections: Vec<Section>,
    /// Of many events; none while no event has enough scores.
    pub appreciation: Option<Appreciation>,
}

/// How people found it.
pub struct Appreciation {
    /// How many events these scores are about.
    pub events: i64,
    pub scores: Scores,
}

impl Report {
    /// What happened when, in so many steps at most.
    pub fn moments(&self, most: usize, l: Language) -> Vec<Moment> {
        timeline(&self.days, most as i64, l)
    }
}

/// One table.
pub struct Section {
    pub topic: Topic,
    pub rows: Vec<Row>,
}

impl Section {
    /// What is told of each line: how people found it only where that is known of one.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        let is_known = self.rows.iter().any(|row| row.scores.is_some());
        self.topic.columns().iter().copied().filter(move |column| is_known || *column != Column::Appreciated)
    }
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Events,
    Regions,
    Kinds,
    Roles,
    Languages,
    Stops,
}

impl Topic {
    /// Its id on the page; `locales/` has the title, `figures-by-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Topic::Events => "events",
            Topic::Regions => "regions",
            Topic::Kinds => "kinds",
            Topic::Roles => "roles",
            Topic::Languages => "languages",
            Topic::Stops => "stops",
        }
    }

    /// What may be told of each line.
    fn columns(self) -> &'static [Column] {
        use Column::{Appreciated, Came, Cancelled, Events, Filled, Registered, Seated, Waiting};
        match self {
            Topic::Events => &[Registered, Filled, Waiting, Cancelled, Came, Appreciated],
            Topic::Regions | Topic::Kinds => &[Events, Registered, Filled, Waiting, Cancelled, Came],
            Topic::Roles | Topic::Languages => &[Registered, Seated, Waiting, Cancelled, Came],
            Topic::Stops => &[Filled, Waiting, Came],
        }
    }
}

/// What is told of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Events,
    Registered,
    /// Who holds a seat, and of how many.
    Filled,
    Seated,
    Waiting,
    Cancelled,
    Came,
    /// How people found it, on average.
    Appreciated,
}

/// A line of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub name: String,
    /// What stands below the name.
    pub more: String,
    /// Where more of it is to be seen, below `/organise/`.
    pub way: Option<Way>,
    pub events: i64,
    /// Seats where they are counted out, and how many of those are taken; none without a limit.
    pub room: Option<(i64, i64)>,
    pub tally: Tally,
    pub scores: Option<Scores>,
}

/// Where a line leads.
#[derive(Clone, Debug)]
pub enum Way {
    Event(String),
    Region(String),
    Kind(Kind),
}

/// The figures of one event.
pub async fn of_event(db: &Database, details: &Details, now: DateTime<Utc>, l: Language) -> Result<Report> {
    let event = &details.event;
    let scope = Scope::of_event(event.id);
    let groups = counting::groups(db, &scope, now).await?;
    let days = counting::days(db, &scope).await?;
    let mut sections = people(&groups, l);
    let came = at_stops::came(db, details).await?;
    sections.push(Section { topic: Topic::Stops, rows: stops(details, &came, l) });
    Ok(Report {
        events: 1,
        total: sum(&groups),
        seats: event.capacity.unwrap_or(0).into(),
        taken: if event.capacity.is_some() { event.seats_taken.into() } else { 0 },
        days,
        sections: filled(sections),
        appreciation: None,
    })
}

/// The figures of many events together.
pub async fn of_many(
    db: &Database,
    network: &Network,
    scope: &Scope,
    now: DateTime<Utc>,
    l: Language,
) -> Result<Report> {
    let groups = counting::groups(db, scope, now).await?;
    let rooms = counting::rooms(db, scope).await?;
    let days = counting::days(db, scope).await?;
    let newest = counting::newest(db, scope, now, NEWEST).await?;
    let scores = feedback::scores_of(db, scope.ids()).await?;
    let mut sections = vec![
        Section { topic: Topic::Regions, rows: regions(network, &groups, &rooms, l) },
        Section { topic: Topic::Kinds, rows: kinds(&groups, &rooms, l) },
    ];
    sections.extend(people(&groups, l));
    let with_scores = |(event, tally): &(event::Model, Tally)| Row {
        scores: scores.get(&event.id).copied(),
        ..one(event, *tally, l)
    };
    sections.push(Section { topic: Topic::Events, rows: newest.iter().map(with_scores).collect() });
    Ok(Report {
        events: rooms.iter().map(|room| room.events).sum(),
        total: sum(&groups),
        seats: rooms.iter().map(|room| room.seats).sum(),
        taken: rooms.iter().map(|room| room.taken).sum(),
        days,
        sections: filled(sections),
        appreciation: (!scores.is_empty())
            .then(|| Appreciation { events: scores.len() as i64, scores: Scores::together(scores.values()) }),
    })
}

fn sum(groups: &[Group]) -> Tally {
    let mut total = Tally::default();
    groups.iter().for_each(|group| total += group.tally());
    total
}

/// Tables of which there is something to tell.
fn filled(sections: Vec<Section>) -> Vec<Section> {
    sections.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

/// By role and by language. Who is one of two is not counted by what they are: see `discreet`.
fn people(groups: &[Group], l: Language) -> Vec<Section> {
    let roles: Vec<Role> = Role::CHOICES.into_iter().chain([Role::Unsaid]).collect();
    let roles = discreet(lines(&roles, groups.iter().map(|g| (g.role, g.tally()))));
    let languages = discreet(lines(&Language::ALL, groups.iter().map(|g| (g.language, g.tally()))));
    let role_name = |role: Role| match role {
        Role::Unsaid => l.say("figures-role-unsaid"),
        role => role.short_name(l),
    };
    vec![
        Section { topic: Topic::Roles, rows: rows(roles, role_name, l) },
        Section { topic: Topic::Languages, rows: rows(languages, |language| language.name_in(l), l) },
    ]
}

fn rows<K>(lines: Vec<Line<K>>, name: impl Fn(K) -> String, l: Language) -> Vec<Row> {
    let row = |line: Line<K>| Row {
        name: crate::language::capitalised(&line.of.map_or_else(|| l.say("figures-small"), &name)),
        tally: line.tally,
        ..Row::default()
    };
    lines.into_iter().map(row).collect()
}

/// Who came is told of a stop at which anybody was noted.
fn stops(details: &Details, came: &HashMap<i32, i64>, l: Language) -> Vec<Row> {
    let row = |stop: &crate::events::stop::Model| Row {
        name: stop.titles.get(l).to_string(),
        more: stop.hours(&details.event, l),
        room: stop.capacity.map(|seats| (stop.seats_taken.into(), seats.into())),
        tally: Tally {
            registered: (stop.seats_taken + stop.waiting).into(),
            seated: stop.seats_taken.into(),
            waiting: stop.waiting.into(),
            expected: if came.contains_key(&stop.id) { stop.seats_taken.into() } else { 0 },
            came: came.get(&stop.id).copied().unwrap_or(0),
            ..Tally::default()
        },
        ..Row::default()
    };
    details.stops.iter().map(row).collect()
}

/// By the region that hosts; what several host together is counted with the first, so that nobody is counted twice.
fn regions(network: &Network, groups: &[Group], rooms: &[Room], l: Language) -> Vec<Row> {
    let mut tallies: HashMap<i32, Tally> = HashMap::new();
    groups.iter().for_each(|group| *tallies.entry(group.region_id).or_default() += group.tally());
    let row = |region: &crate::regions::region::Model| {
        let here = rooms.iter().filter(|room| room.region_id == region.id);
        let tally = tallies.get(&region.id).copied().unwrap_or_default();
        Row {
            name: region.names.get(l).to_string(),
            way: Some(Way::Region(region.slug.clone())),
            ..with_room(here, tally)
        }
    };
    network.regions.iter().map(row).filter(|row| row.events > 0).collect()
}

fn kinds(groups: &[Group], rooms: &[Room], l: Language) -> Vec<Row> {
    let row = |kind: Kind| {
        let here = rooms.iter().filter(|room| room.kind == kind);
        let mut tally = Tally::default();
        groups.iter().filter(|group| group.kind == kind).for_each(|group| tally += group.tally());
        Row { name: kind.name(l), way: Some(Way::Kind(kind)), ..with_room(here, tally) }
    };
    Kind::ALL.into_iter().map(row).filter(|row| row.events > 0).collect()
}

fn with_room<'a>(rooms: impl Iterator<Item = &'a Room>, tally: Tally) -> Row {
    let (mut events, mut seats, mut taken) = (0, 0, 0);
    for room in rooms {
        events += room.events;
        seats += room.seats;
        taken += room.taken;
    }
    Row { events, room: (seats > 0).then_some((taken, seats)), tally, ..Row::default() }
}

fn one(event: &event::Model, tally: Tally, l: Language) -> Row {
    Row {
        name: event.title(l).to_string(),
        more: format!("{}, {}", event.kind.name(l), l.plain_date(event.first_day())),
        way: Some(Way::Event(event.slug.clone())),
        events: 1,
        room: event.capacity.map(|seats| (event.seats_taken.into(), seats.into())),
        tally,
        scores: None,
    }
}
