//! All of it on the desk's own thread, in one transaction: SQLite serves a fifth more of them.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::FromSqlError;
use sea_orm::ActiveEnum;
use serde_json::Value;

use super::{Applicant, Decided, ROOM, STOP_ROOM, Scene, Status, Told, choosing, decide, events_of};
use crate::config::Secret;
use crate::database::{Direct, Turn};
use crate::error::{Error, Result};
use crate::events::room::StopsPolicy;
use crate::events::{Room, StopRoom};
use crate::revision;

/// None when nobody is let in so, and all go the ordinary way.
pub async fn let_in(
    direct: &mut Direct,
    applicants: &[&Applicant],
    now: DateTime<Utc>,
    secret: &Secret,
) -> Result<Option<(Told, i64)>> {
    let unavailable = |error: sea_orm::DbErr| Error::Unavailable(error.to_string());
    let turn = direct.begin().await.map_err(unavailable)?;
    let scene = Scene {
        people: people(&turn, applicants)?,
        rooms: rooms(&turn, applicants)?,
        stops: stops(&turn, applicants)?,
    };
    let Some(Decided { told, mut script, .. }) = decide(scene, applicants, now, secret).await? else { return Ok(None) };
    script.then(revision::SEATS_CHANGED);
    let seats = turn.run(script)?.unwrap_or_default();
    turn.commit().map_err(unavailable)?;
    Ok(Some((told, seats)))
}

fn people(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<(i32, String, Status)>> {
    const KNOWN: &str = "SELECT status FROM registrations WHERE email_key = ? AND event_id = ?";
    let mut people = Vec::new();
    for applicant in applicants {
        let (event, key) = (applicant.event_id, applicant.email.key());
        let known = turn.find(KNOWN, (&key, event), |row| text(row, "status", Status::try_from_value))?;
        people.extend(known.into_iter().map(|status| (event, key.clone(), status)));
    }
    Ok(people)
}

fn rooms(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<Room>> {
    let rooms = format!("SELECT {ROOM} FROM events WHERE id IN (SELECT value FROM json_each(?))");
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
            published_at: row.get("published_at")?,
            cancelled_at: row.get("cancelled_at")?,
            deleted_at: row.get("deleted_at")?,
        })
    };
    Ok(turn.find(&rooms, [json(applicants.iter())], room)?)
}

fn stops(turn: &Turn<'_>, applicants: &[&Applicant]) -> Result<Vec<StopRoom>> {
    let stops = format!("SELECT {STOP_ROOM} FROM stops WHERE event_id IN (SELECT value FROM json_each(?))");
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
    let mut choosing = choosing(applicants).peekable();
    if choosing.peek().is_none() {
        return Ok(Vec::new());
    }
    Ok(turn.find(&stops, [json(choosing)], stop)?)
}

/// The events that they come for, as JSON.
fn json<'a>(applicants: impl Iterator<Item = &'a &'a Applicant>) -> String {
    Value::from_iter(events_of(applicants)).to_string()
}

/// A column that holds the name of a variant.
fn text<T>(
    row: &Row<'_>,
    column: &str,
    read: impl FnOnce(&String) -> Result<T, sea_orm::DbErr>,
) -> rusqlite::Result<T> {
    read(&row.get(column)?).map_err(|error| FromSqlError::other(error).into())
}
