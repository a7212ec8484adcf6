//! The short way in, for those who come for the first time: they are most of a rush, and nothing has to be read for them
//! but the room that there is. Asked on the desk's own thread, SQLite serves a fifth more of them.
//!
//! Whoever is known at the event already, does something else, or comes with somebody for whom the order matters, goes
//! the ordinary way (`desk`), where the same rules are (`booking`).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::FromSqlError;
use sea_orm::ActiveEnum;
use serde_json::Value;

use super::booking::{self, Applicant, Deed, Outcome};
use super::ledger::Ledger;
use super::registration::Status;
use crate::config::Secret;
use crate::database::{Database, Direct, Turn};
use crate::error::{Error, Result};
use crate::events::room::StopsPolicy;
use crate::events::{Room, StopRoom};
use crate::revision;

/// Lets newcomers in on SQLite.
pub struct Newcomers(Direct);

/// What each of a batch was told; none to those who go the ordinary way.
type Told = Vec<Option<Outcome>>;

impl Newcomers {
    /// None where there is no shorter way than the ordinary one.
    pub fn on(db: &Database) -> Option<Newcomers> {
        db.direct().map(Newcomers)
    }

    /// Lets in whoever of the batch is new; answers with the number of the seats' revision if somebody was. The error says
    /// why the database cannot serve now; what else goes wrong is tried again the ordinary way.
    pub async fn let_in(
        &mut self,
        deeds: &[Deed],
        now: DateTime<Utc>,
        secret: &Secret,
    ) -> Result<(Told, Option<i64>), String> {
        let nobody = (vec![None; deeds.len()], None);
        let Some(applicants) = deeds.iter().map(applicant).collect::<Option<Vec<_>>>() else { return Ok(nobody) };
        let turn = self.0.begin().await.map_err(|error| error.to_string())?;
        match decide(&turn, &applicants, now, secret).await {
            Ok(Some((told, seats))) => {
                turn.commit().map_err(|error| error.to_string())?;
                Ok((told, Some(seats)))
            }
            Ok(None) => Ok(nobody),
            Err(Error::Unavailable(why)) => Err(why),
            Err(error) => {
                tracing::warn!(%error, callers = deeds.len(), "the short way failed; all go the ordinary one");
                Ok(nobody)
            }
        }
    }
}

fn applicant(deed: &Deed) -> Option<&Applicant> {
    match deed {
        Deed::Register(applicant) => Some(applicant),
        _ => None,
    }
}

/// Decides for those who are new, and writes it all. None when nobody is, or when somebody comes back who left: they
/// take a seat in their turn.
async fn decide(
    turn: &Turn<'_>,
    applicants: &[&Applicant],
    now: DateTime<Utc>,
    secret: &Secret,
) -> Result<Option<(Told, i64)>> {
    let known = people(turn, applicants)?;
    if known.iter().any(|(_, _, status)| *status == Status::Cancelled) {
        return Ok(None);
    }
    let mut met: HashSet<(i32, String)> = known.into_iter().map(|(event, key, _)| (event, key)).collect();
    let mut ledger = Ledger::of(now, secret, rooms(turn, applicants)?);
    ledger.stops.extend(stops(turn, applicants)?.into_iter().map(|stop| (stop.id, stop)));
    let mut told = Vec::with_capacity(applicants.len());
    for applicant in applicants {
        let is_new = met.insert((applicant.event_id, applicant.email.key()));
        told.push(if is_new { Some(booking::register(&mut ledger, applicant).await?) } else { None });
    }
    if told.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut script = ledger.close();
    script.then(revision::SEATS_CHANGED);
    Ok(Some((told, turn.run(script)?.unwrap_or_default())))
}

/// Who of them is known at the event already.
fn people(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<(i32, String, Status)>> {
    const KNOWN: &str = "SELECT event_id, email_key, status FROM registrations \
        WHERE email_key IN (SELECT value FROM json_each(?)) AND event_id + 0 IN (SELECT value FROM json_each(?))";
    let keys = Value::from_iter(applicants.iter().map(|applicant| applicant.email.key()));
    let values = [keys.to_string(), events_of(applicants.iter())];
    Ok(turn.find(KNOWN, values, |row| Ok((row.get(0)?, row.get(1)?, text(row, "status", Status::try_from_value)?)))?)
}

fn rooms(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<Room>> {
    const ROOMS: &str = "SELECT id, sequence, starts_at, ends_at, capacity, waiting_list, offer_hours, seats_taken, \
        waiting, offered, next_place, stops_policy, opens_at, closes_at, cancelled_at, deleted_at \
        FROM events WHERE id IN (SELECT value FROM json_each(?))";
    let room = |row: &Row<'_>| {
        Ok(Room {
            id: row.get("id")?,
            sequence: row.get("sequence")?,
            starts_at: row.get("starts_at")?,
            ends_at: row.get("ends_at")?,
            capacity: row.get("capacity")?,
            waiting_list: row.get("waiting_list")?,
            offer_hours: row.get("offer_hours")?,
            seats_taken: row.get("seats_taken")?,
            waiting: row.get("waiting")?,
            offered: row.get("offered")?,
            next_place: row.get("next_place")?,
            stops_policy: text(row, "stops_policy", StopsPolicy::try_from_value)?,
            opens_at: row.get("opens_at")?,
            closes_at: row.get("closes_at")?,
            cancelled_at: row.get("cancelled_at")?,
            deleted_at: row.get("deleted_at")?,
        })
    };
    Ok(turn.find(ROOMS, [events_of(applicants.iter())], room)?)
}

/// The stops of the events at which somebody chose one.
fn stops(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<StopRoom>> {
    const STOPS: &str = "SELECT id, event_id, uid, sequence, starts_at, capacity, seats_taken, waiting, offered, \
        next_place FROM stops WHERE event_id IN (SELECT value FROM json_each(?))";
    let stop = |row: &Row<'_>| {
        Ok(StopRoom {
            id: row.get("id")?,
            event_id: row.get("event_id")?,
            uid: row.get("uid")?,
            sequence: row.get("sequence")?,
            starts_at: row.get("starts_at")?,
            capacity: row.get("capacity")?,
            seats_taken: row.get("seats_taken")?,
            waiting: row.get("waiting")?,
            offered: row.get("offered")?,
            next_place: row.get("next_place")?,
        })
    };
    let choosing = applicants.iter().filter(|applicant| !applicant.stops.is_empty());
    if choosing.clone().next().is_none() {
        return Ok(Vec::new());
    }
    Ok(turn.find(STOPS, [events_of(choosing)], stop)?)
}

/// The events that they come for, as JSON.
fn events_of<'a>(applicants: impl Iterator<Item = &'a &'a Applicant>) -> String {
    let events: HashSet<i32> = applicants.map(|applicant| applicant.event_id).collect();
    Value::from_iter(events).to_string()
}

/// A column that holds the name of a variant.
fn text<T>(
    row: &Row<'_>,
    column: &str,
    read: impl FnOnce(&String) -> Result<T, sea_orm::DbErr>,
) -> rusqlite::Result<T> {
    read(&row.get(column)?).map_err(|error| FromSqlError::other(error).into())
}
