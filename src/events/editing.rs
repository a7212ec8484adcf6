//! Making events and changing them. A change that people must know of (time, place, title) raises the calendar
//! entry's SEQUENCE; a corrected typing error in the text does not.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, Set,
};
use uuid::Uuid;

use super::event::{self, Format, StopsPolicy};
use super::input::EventInput;
use super::kind::Kind;
use super::question::Options;
use super::{event_region, event_theme, question, stop};
use crate::error::{Fault, Result};
use crate::language::{Language, Texts};
use crate::regions::Network;
use crate::revision;

/// What a change did, for those who must be told.
#[derive(Clone, Debug)]
pub struct Change {
    pub before: event::Model,
    pub after: event::Model,
}

impl Change {
    /// Whether registrants get a corrected invitation (RFC 5546, section 2.1.4).
    pub fn is_material(&self) -> bool {
        self.after.sequence > self.before.sequence
    }
}

/// Makes a draft.
pub async fn create(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    network: &Network,
    input: &EventInput,
    timezone: &str,
) -> Result<Result<event::Model, Vec<Fault>>> {
    let mut event = blank(now, timezone);
    let mut faults = missing(input);
    for fault in input.apply(&mut event, network) {
        if !faults.iter().any(|f| f.field == fault.field) {
            faults.push(fault);
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    event.capacity = input.capacity.flatten();
    event.slug = free_slug(txn, &event).await?;
    event.search = event.search_text();
    let mut row = event.into_active_model().reset_all();
    row.id = NotSet;
    let event = row.insert(txn).await?;
    let written = write_parts(txn, network, input, &event).await?;
    Ok(written.map(|()| event))
}

/// Changes what the input names.
pub async fn change(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    network: &Network,
    event: event::Model,
    input: &EventInput,
) -> Result<Result<Change, Vec<Fault>>> {
    let before = event.clone();
    let mut after = event;
    let faults = input.apply(&mut after, network);
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    if let Err(faults) = write_parts(txn, network, input, &after).await? {
        return Ok(Err(faults));
    }
    after.search = after.search_text();
    if after.is_public() && is_material(&before, &after) {
        after.sequence += 1;
    }
    after.updated_at = now;
    after.version += 1;
    // The seat desk alone writes what it counts.
    let mut row = after.clone().into_active_model().reset_all();
    row.capacity = NotSet;
    row.seats_taken = NotSet;
    row.waiting = NotSet;
    row.next_place = NotSet;
    row.update(txn).await?;
    revision::raise(txn).await?;
    Ok(Ok(Change { before, after }))
}

fn is_material(before: &event::Model, after: &event::Model) -> bool {
    before.starts_at != after.starts_at
        || before.ends_at != after.ends_at
        || before.timezone != after.timezone
        || before.title != after.title
        || before.format != after.format
        || before.venue != after.venue
        || before.join_url.is_some() != after.join_url.is_some()
}

fn missing(input: &EventInput) -> Vec<Fault> {
    let needed = [
        ("title", input.title.is_none()),
        ("kind", input.kind.is_none()),
        ("region", input.region.is_none()),
        ("starts_at", input.starts_at.is_none()),
        ("ends_at", input.ends_at.is_none()),
        ("format", input.format.is_none()),
    ];
    needed.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| Fault::new(field, "fault-missing")).collect()
}

fn blank(now: DateTime<Utc>, timezone: &str) -> event::Model {
    event::Model {
        id: 0,
        slug: String::new(),
        uid: Uuid::new_v4(),
        sequence: 0,
        kind: Kind::Gathering,
        region_id: 0,
        for_every_region: false,
        series_id: None,
        listed: true,
        title: String::new(),
        summary: String::new(),
        description: String::new(),
        accessibility: String::new(),
        translations: Default::default(),
        languages: event::Languages(vec![Language::Nl]),
        starts_at: now,
        ends_at: now,
        timezone: timezone.to_string(),
        format: Format::InPerson,
        venue: None,
        join_url: None,
        capacity: None,
        waiting_list: true,
        seats_taken: 0,
        waiting: 0,
        next_place: 1,
        stops_policy: StopsPolicy::default(),
        opens_at: None,
        closes_at: None,
        speakers: Default::default(),
        programme: Default::default(),
        materials: Default::default(),
        recording_url: None,
        recording_minutes: None,
        published_at: None,
        cancelled_at: None,
        cancellation_reason: None,
        created_at: now,
        updated_at: now,
        search: String::new(),
        version: 0,
        overbooked_by: 0,
        joining_counts: false,
        reminders: Default::default(),
        thanks: true,
        thanked_at: None,
        deleted_at: None,
    }
}

/// "samenleven-in-diversiteit-2027-01-14": readable, and with the day unlikely to be taken. An event that is not
/// listed gets an end that nobody guesses.
async fn free_slug(txn: &DatabaseTransaction, event: &event::Model) -> Result<String> {
    let words = event::folded(&event.title);
    let plain: String = words.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name: String = plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(60).collect();
    let name = if name.is_empty() { event.kind.code().to_string() } else { name.trim_matches('-').to_string() };
    if !event.listed {
        return Ok(format!("{name}-{}", Uuid::new_v4().simple()));
    }
    let base = format!("{name}-{}", event.starts_at.with_timezone(&event.zone()).format("%Y-%m-%d"));
    let mut slug = base.clone();
    let mut number = 2;
    while event::Entity::find().filter(event::Column::Slug.eq(&slug)).count(txn).await? > 0 {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}

/// Writes themes, co-hosts, stops and questions that the input names.
async fn write_parts(
    txn: &DatabaseTransaction,
    network: &Network,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<(), Vec<Fault>>> {
    if let Some(slugs) = &input.themes {
        let ids: BTreeSet<i32> = slugs.iter().filter_map(|s| network.theme_called(s)).map(|t| t.id).collect();
        event_theme::Entity::delete_many().filter(event_theme::Column::EventId.eq(event.id)).exec(txn).await?;
        let rows = ids.into_iter().map(|id| event_theme::ActiveModel { event_id: Set(event.id), theme_id: Set(id) });
        event_theme::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    if let Some(slugs) = &input.co_hosts {
        let ids: BTreeSet<i32> = slugs.iter().filter_map(|s| network.region_called(s)).map(|r| r.id).collect();
        event_region::Entity::delete_many().filter(event_region::Column::EventId.eq(event.id)).exec(txn).await?;
        let rows = ids.into_iter().filter(|id| *id != event.region_id);
        let rows = rows.map(|id| event_region::ActiveModel { event_id: Set(event.id), region_id: Set(id) });
        event_region::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    let stops = write_stops(txn, input, event).await?;
    let questions = write_questions(txn, input, event).await?;
    Ok(stops.and(questions))
}

/// Stops that are named keep their seats and entry; those that are left out go, unless somebody holds a seat there.
async fn write_stops(
    txn: &DatabaseTransaction,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<(), Vec<Fault>>> {
    let Some(wanted) = &input.stops else { return Ok(Ok(())) };
    let times = match input.stop_times(event.zone()) {
        Ok(times) => times,
        Err(faults) => return Ok(Err(faults)),
    };
    let existing = stop::Entity::find().filter(stop::Column::EventId.eq(event.id)).all(txn).await?;
    for gone in existing.iter().filter(|s| !wanted.iter().any(|w| w.id == Some(s.id))) {
        if gone.seats_taken + gone.waiting > 0 {
            return Ok(Err(vec![Fault::new("stops", "fault-stop-in-use")]));
        }
        stop::Entity::delete_by_id(gone.id).exec(txn).await?;
    }
    for (position, (wanted, (starts_at, ends_at))) in wanted.iter().zip(times).enumerate() {
        let old = existing.iter().find(|s| wanted.id == Some(s.id));
        if wanted.id.is_some() && old.is_none() {
            return Ok(Err(vec![Fault::new(format!("stops.{position}.id"), "fault-stop")]));
        }
        let moved = old.is_some_and(|o| o.starts_at != starts_at || o.ends_at != ends_at);
        let row = stop::ActiveModel {
            id: old.map_or(NotSet, |o| Set(o.id)),
            event_id: Set(event.id),
            position: Set(position as i32),
            uid: Set(old.map_or_else(Uuid::new_v4, |o| o.uid)),
            sequence: Set(old.map_or(0, |o| o.sequence + i32::from(moved))),
            titles: Set(wanted.titles()),
            descriptions: Set(Texts::same(wanted.description.trim())),
            practice: Set(wanted.practice.trim().to_string()),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            capacity: Set(wanted.capacity),
            seats_taken: old.map_or(Set(0), |_| NotSet),
            waiting: old.map_or(Set(0), |_| NotSet),
            next_place: old.map_or(Set(1), |_| NotSet),
        };
        match old {
            Some(_) => row.update(txn).await.map(drop)?,
            None => row.insert(txn).await.map(drop)?,
        }
    }
    Ok(Ok(()))
}

async fn write_questions(
    txn: &DatabaseTransaction,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<(), Vec<Fault>>> {
    let Some(wanted) = &input.questions else {
        return Ok(Ok(()));
    };
    let existing = question::Entity::find().filter(question::Column::EventId.eq(event.id)).all(txn).await?;
    let kept: Vec<i32> = wanted.iter().filter_map(|w| w.id).collect();
    if kept.iter().any(|id| !existing.iter().any(|q| q.id == *id)) {
        return Ok(Err(vec![Fault::new("questions", "fault-question")]));
    }
    question::Entity::delete_many()
        .filter(question::Column::EventId.eq(event.id))
        .filter(question::Column::Id.is_not_in(kept))
        .exec(txn)
        .await?;
    for (position, wanted) in wanted.iter().enumerate() {
        let row = question::ActiveModel {
            id: wanted.id.map_or(NotSet, Set),
            event_id: Set(event.id),
            position: Set(position as i32),
            labels: Set(Texts::same(wanted.label.trim())),
            kind: Set(wanted.kind),
            required: Set(wanted.required),
            options: Set(Options(wanted.options.iter().map(|o| Texts::same(o.trim())).collect())),
        };
        match wanted.id {
            Some(_) => row.update(txn).await.map(drop)?,
            None => row.insert(txn).await.map(drop)?,
        }
    }
    Ok(Ok(()))
}
