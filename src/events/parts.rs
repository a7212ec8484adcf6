//! What belongs to an event in rows of its own: themes, co-hosts, stops and questions.

use std::collections::BTreeSet;

use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::input::{EventInput, Wording};
use super::question::Options;
use super::{event, event_region, event_theme, question, stop};
use crate::error::{Fault, Result};
use crate::regions::Network;

/// Writes themes, co-hosts, stops and questions that the input names.
pub async fn write(
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
            titles: Set(wanted.title.texts(old.map(|o| &o.titles))),
            descriptions: Set(wanted.description.texts(old.map(|o| &o.descriptions))),
            practice: Set(wanted.practice.trim().to_string()),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            capacity: Set(wanted.capacity),
            seats_taken: old.map_or(Set(0), |_| NotSet),
            waiting: old.map_or(Set(0), |_| NotSet),
            offered: old.map_or(Set(0), |_| NotSet),
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
        let old = existing.iter().find(|q| wanted.id == Some(q.id));
        let known = |option: &Wording| {
            let known = old.iter().flat_map(|q| &q.options.0).find(|known| option.texts(Some(known)) == **known);
            option.texts(known)
        };
        let row = question::ActiveModel {
            id: wanted.id.map_or(NotSet, Set),
            event_id: Set(event.id),
            position: Set(position as i32),
            labels: Set(wanted.label.texts(old.map(|q| &q.labels))),
            kind: Set(wanted.kind),
            required: Set(wanted.required),
            options: Set(Options(wanted.options.iter().map(known).collect())),
        };
        match wanted.id {
            Some(_) => row.update(txn).await.map(drop)?,
            None => row.insert(txn).await.map(drop)?,
        }
    }
    Ok(Ok(()))
}
