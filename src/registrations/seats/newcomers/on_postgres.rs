//! One journey to PostgreSQL for a batch, or two, where the ordinary way takes six. What is there is read without a lock,
//! or remembered from the batch before; all that follows is one statement, which does nothing unless that is still so. The
//! check is the row's own `xmin`, the number of the transaction that wrote it last.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveEnum, DbErr, FromQueryResult, QueryResult};
use serde_json::Value;

use super::memory::Memory;
use super::{Applicant, Decided, ROOM, STOP_ROOM, Scene, Status, Told, choosing, decide, events_of};
use crate::config::Secret;
use crate::database::{Line, Unchanged, array, parameter};
use crate::error::Result;
use crate::events::{Room, StopRoom};
use crate::revision;

/// How long the ordinary way is gone after somebody else came first: another process lets people in as well, and hoping
/// again and again would cost more than the lock.
const SOBER: Duration = Duration::from_secs(1);

/// How long one asks first after what was remembered was no longer so, or somebody was known.
const CAREFUL: Duration = Duration::from_millis(100);

/// When a row was last written.
const VERSION: &str = "CAST(CAST(xmin AS text) AS bigint) AS version";

/// The rooms, and who is known there.
fn rooms() -> String {
    format!(
        "WITH known AS MATERIALIZED ({}) \
        SELECT {ROOM}, {VERSION}, (SELECT json_agg(person) FROM known WHERE event_id = events.id) AS people \
        FROM events WHERE id = ANY ({})",
        known(1),
        parameter(1, "integer")
    )
}

/// Who is known at the events that are the `n`th value, by the addresses that are the next one. The addresses are looked for
/// alone: for an event that was new when it last looked at the table, PostgreSQL would read everybody who is there.
fn known(n: usize) -> String {
    let (events, keys) = (parameter(n, "integer"), parameter(n + 1, "text"));
    format!(
        "SELECT event_id, json_build_array(email_key, status) AS person FROM registrations \
        WHERE email_key = ANY ({keys}) AND event_id + 0 = ANY ({events})"
    )
}

fn stops() -> String {
    format!("SELECT {STOP_ROOM}, {VERSION} FROM stops WHERE event_id = ANY ({})", parameter(1, "integer"))
}

/// Lets newcomers in, hoping that nobody else changes the room meanwhile.
pub struct Hopeful {
    line: Line,
    memory: Memory,
    sober_until: Option<Instant>,
    careful_until: Option<Instant>,
}

impl Hopeful {
    pub fn on(line: Line) -> Hopeful {
        Hopeful { line, memory: Memory::default(), sober_until: None, careful_until: None }
    }

    /// None when nobody is let in so, and all go the ordinary way.
    pub async fn let_in(
        &mut self,
        applicants: &[&Applicant],
        now: DateTime<Utc>,
        secret: &Secret,
    ) -> Result<Option<(Told, i64)>> {
        if is_still(self.sober_until) {
            return Ok(None);
        }
        let told = self.by_memory(applicants, now, secret).await?;
        if told.is_some() { Ok(told) } else { self.by_sight(applicants, now, secret).await }
    }

    /// By what is remembered. None when that is not enough, or not so any more.
    async fn by_memory(
        &mut self,
        applicants: &[&Applicant],
        now: DateTime<Utc>,
        secret: &Secret,
    ) -> Result<Option<(Told, i64)>> {
        let remembered = if is_still(self.careful_until) { None } else { self.memory.scene(applicants) };
        let Some((scene, mut unchanged)) = remembered else { return Ok(None) };
        unchanged.lack(known, [array(events_of(applicants.iter())), array(keys(applicants))]);
        let Some(decided) = decide(scene, applicants, now, secret).await? else { return Ok(None) };
        let told = self.write(decided, unchanged).await?;
        if told.is_none() {
            self.careful_until = Some(Instant::now() + CAREFUL);
        }
        Ok(told)
    }

    /// By what is there now. None when nobody is new, or somebody else came first.
    async fn by_sight(
        &mut self,
        applicants: &[&Applicant],
        now: DateTime<Utc>,
        secret: &Secret,
    ) -> Result<Option<(Told, i64)>> {
        let (scene, unchanged) = match self.look(applicants).await {
            Ok(seen) => seen,
            Err(error) => {
                // Often a connection that died while nobody used it; the ordinary way takes another one.
                tracing::debug!(%error, "nothing was seen of the room; all go the ordinary way");
                return Ok(None);
            }
        };
        let Some(decided) = decide(scene, applicants, now, secret).await? else { return Ok(None) };
        let told = self.write(decided, unchanged).await?;
        if told.is_none() {
            self.sober_until = Some(Instant::now() + SOBER);
        }
        Ok(told)
    }

    /// Writes it, if all is still so. Only then the rooms are remembered.
    async fn write(&mut self, decided: Decided, unchanged: Unchanged) -> Result<Option<(Told, i64)>> {
        let mut memory = std::mem::take(&mut self.memory);
        let Decided { told, mut script, rooms, stops } = decided;
        script.then(revision::SEATS_CHANGED_WHILE);
        let Some(row) = self.line.run_while(script, unchanged).await? else { return Ok(None) };
        memory.keep(rooms, stops, row.try_get_by_index(1)?);
        self.memory = memory;
        Ok(Some((told, row.try_get_by_index(0)?)))
    }

    /// What is there now, and what must stay so.
    async fn look(&mut self, applicants: &[&Applicant]) -> Result<(Scene, Unchanged), DbErr> {
        let rooms = self.line.find(rooms(), [array(events_of(applicants.iter())), array(keys(applicants))]).await?;
        let choosing = events_of(choosing(applicants));
        let stops = if choosing.is_empty() { Vec::new() } else { self.line.find(stops(), [array(choosing)]).await? };
        let mut unchanged = Unchanged::default();
        unchanged.are("events", versions(&rooms)?);
        unchanged.are("stops", versions(&stops)?);
        let people = rooms.iter().map(people).collect::<Result<Vec<_>, DbErr>>()?.concat();
        let rooms = rooms.iter().map(|row| Room::from_query_result(row, "")).collect::<Result<_, DbErr>>()?;
        let stops = stops.iter().map(|row| StopRoom::from_query_result(row, "")).collect::<Result<_, DbErr>>()?;
        Ok((Scene { people, rooms, stops }, unchanged))
    }
}

fn is_still(until: Option<Instant>) -> bool {
    until.is_some_and(|until| Instant::now() < until)
}

fn keys(applicants: &[&Applicant]) -> impl Iterator<Item = String> {
    applicants.iter().map(|applicant| applicant.email.key())
}

fn versions(rows: &[QueryResult]) -> Result<Vec<(i32, i64)>, DbErr> {
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "version")?))).collect()
}

/// Who is known at the event of this row.
fn people(row: &QueryResult) -> Result<Vec<(i32, String, Status)>, DbErr> {
    let event: i32 = row.try_get("", "id")?;
    let people: Option<Value> = row.try_get("", "people")?;
    let people: Vec<(String, String)> = people.map_or(Ok(Vec::new()), serde_json::from_value).map_err(strange)?;
    people.into_iter().map(|(key, status)| Ok((event, key, Status::try_from_value(&status)?))).collect()
}

fn strange(error: serde_json::Error) -> DbErr {
    DbErr::Type(error.to_string())
}
