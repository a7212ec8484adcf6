//! The short way in, for those who come for the first time: they are most of a rush, and nothing has to be read for them
//! but the room that there is. SQLite is asked on the desk's own thread (`on_sqlite`), PostgreSQL once or twice and not six
//! times (`on_postgres`).
//!
//! Whoever is known at the event already, does something else, or comes with somebody for whom the order matters, goes
//! the ordinary way (`desk`), where the same rules are (`booking`).

mod memory;
mod on_postgres;
mod on_sqlite;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::booking::{self, Applicant, Deed, Outcome};
use super::ledger::Ledger;
use crate::config::Secret;
use crate::database::{Database, Direct, Script};
use crate::error::Result;
use crate::events::{Room, StopRoom};
use crate::registrations::registration::Status;
use on_postgres::Hopeful;

/// The columns of a `Room` and of a `StopRoom`.
const ROOM: &str = "id, sequence, starts_at, ends_at, capacity, waiting_list, offer_hours, seats_taken, waiting, offered, \
    next_place, stops_policy, opens_at, closes_at, published_at, cancelled_at, deleted_at";
const STOP_ROOM: &str = "id, event_id, uid, sequence, starts_at, capacity, seats_taken, waiting, offered, next_place";

/// Lets newcomers in.
pub enum Newcomers {
    OnSqlite(Direct),
    OnPostgres(Hopeful),
}

/// What each of a batch was told; none to those who go the ordinary way.
type Told = Vec<Option<Outcome>>;

/// What was there when they came.
#[derive(Default)]
struct Scene {
    /// Who of them is known at the event already.
    people: Vec<(i32, String, Status)>,
    rooms: Vec<Room>,
    /// The stops of the events at which somebody chose one.
    stops: Vec<StopRoom>,
}

/// What becomes of a batch.
struct Decided {
    told: Told,
    /// What is to be written.
    script: Script,
    /// As they are once it is.
    rooms: Vec<Room>,
    stops: Vec<StopRoom>,
}

impl Newcomers {
    /// None where there is no shorter way than the ordinary one: to an SQLite in memory.
    pub fn on(db: &Database) -> Option<Newcomers> {
        let on_postgres = || db.line().map(Hopeful::on).map(Newcomers::OnPostgres);
        db.direct().map(Newcomers::OnSqlite).or_else(on_postgres)
    }

    /// Lets in whoever of the batch is new; answers with the number of the seats' revision. None when nobody was let in.
    pub async fn let_in(&mut self, deeds: &[Deed], now: DateTime<Utc>, secret: &Secret) -> Result<Option<(Told, i64)>> {
        let Some(applicants) = deeds.iter().map(applicant).collect::<Option<Vec<_>>>() else { return Ok(None) };
        match self {
            Newcomers::OnSqlite(direct) => on_sqlite::let_in(direct, &applicants, now, secret).await,
            Newcomers::OnPostgres(hopeful) => hopeful.let_in(&applicants, now, secret).await,
        }
    }
}

fn applicant(deed: &Deed) -> Option<&Applicant> {
    match deed {
        Deed::Register(applicant) => Some(applicant),
        _ => None,
    }
}

/// Decides for those who are new. None when nobody is, or when somebody who is known may have a seat too, in their turn: who
/// left and comes back, and who waits and asks once the event has begun.
async fn decide(
    scene: Scene,
    applicants: &[&Applicant],
    now: DateTime<Utc>,
    secret: &Secret,
) -> Result<Option<Decided>> {
    let has_begun = |event: i32| scene.rooms.iter().any(|room| room.id == event && room.has_begun(now));
    let may_have_a_seat = |(event, _, status): &(i32, String, Status)| match status {
        Status::Cancelled => true,
        Status::Waitlisted => has_begun(*event),
        Status::Confirmed => false,
    };
    if scene.people.iter().any(may_have_a_seat) {
        return Ok(None);
    }
    let mut met: HashSet<(i32, String)> = scene.people.into_iter().map(|(event, key, _)| (event, key)).collect();
    let mut ledger = Ledger::of(now, secret, scene.rooms);
    ledger.stops.extend(scene.stops.into_iter().map(|stop| (stop.id, stop)));
    let mut told = Vec::with_capacity(applicants.len());
    for applicant in applicants {
        let is_new = met.insert((applicant.event_id, applicant.email.key()));
        told.push(if is_new { Some(booking::register(&mut ledger, applicant).await?) } else { None });
    }
    let (rooms, stops) = (ledger.events.values().copied().collect(), ledger.stops.values().copied().collect());
    let somebody = told.iter().any(Option::is_some);
    Ok(somebody.then(|| Decided { told, script: ledger.close(), rooms, stops }))
}

/// The events that they come for.
fn events_of<'a>(applicants: impl Iterator<Item = &'a &'a Applicant>) -> HashSet<i32> {
    applicants.map(|applicant| applicant.event_id).collect()
}

/// Those of them who chose a stop.
fn choosing<'a>(applicants: &'a [&'a Applicant]) -> impl Iterator<Item = &'a &'a Applicant> + Clone {
    applicants.iter().filter(|applicant| !applicant.stops.is_empty())
}
