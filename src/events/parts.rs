//! What belongs to an event in rows of its own: themes, co-hosts, stops and questions.

use std::collections::BTreeSet;

use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::editing::StopChange;
use super::input::{EventInput, QuestionInput, Slot, StopInput, Wording};
use super::question::Options;
use super::{event, event_region, event_theme, question, stop};
use crate::error::{Fault, Result};
use crate::language::{Language, Texts};
use crate::regions::{Network, theme};

/// Writes themes, co-hosts, stops and questions that the input names; answers with the stops of which people must know
/// that they changed.
pub async fn write(
    txn: &DatabaseTransaction,
    network: &Network,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<Vec<StopChange>, Vec<Fault>>> {
    if let Some(slugs) = &input.themes {
        event_theme::Entity::delete_many().filter(event_theme::Column::EventId.eq(event.id)).exec(txn).await?;
        let themes = slugs.iter().filter_map(|slug| network.theme_called(slug));
        write_themes(txn, event.id, themes.map(|theme| theme.id).collect()).await?;
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
    Ok(stops.and_then(|changed| questions.map(|()| changed)))
}

/// Says what an event is about. A theme that is removed at this moment is left out.
pub(super) async fn write_themes(txn: &DatabaseTransaction, event_id: i32, ids: Vec<i32>) -> Result<()> {
    let there = theme::Entity::find().filter(theme::Column::Id.is_in(ids)).lock(LockType::KeyShare).all(txn).await?;
    let about = |theme: theme::Model| event_theme::ActiveModel { event_id: Set(event_id), theme_id: Set(theme.id) };
    event_theme::Entity::insert_many(there.into_iter().map(about)).exec_without_returning(txn).await?;
    Ok(())
}

/// Stops that are named keep their seats and entry; those that are left out go, unless somebody holds a seat there.
async fn write_stops(
    txn: &DatabaseTransaction,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<Vec<StopChange>, Vec<Fault>>> {
    if input.stops.is_none() {
        return Ok(Ok(Vec::new()));
    }
    let existing = stop::Entity::find().filter(stop::Column::EventId.eq(event.id)).all(txn).await?;
    let stops = match stops_after(input, event, &existing) {
        Ok(stops) => stops,
        Err(faults) => return Ok(Err(faults)),
    };
    for gone in existing.iter().filter(|old| !stops.iter().any(|stop| stop.id == old.id)) {
        stop::Entity::delete_by_id(gone.id).exec(txn).await?;
    }
    for stop in &stops {
        let mut row = stop.clone().into_active_model().reset_all();
        if stop.id == NEW {
            row.id = NotSet;
            row.insert(txn).await?;
        } else {
            // The seat desk alone writes what it counts.
            (row.seats_taken, row.waiting, row.offered, row.next_place) = (NotSet, NotSet, NotSet, NotSet);
            row.update(txn).await?;
        }
    }
    Ok(Ok(changed(&existing, &stops)))
}

/// The id of a stop that is not written yet.
const NEW: i32 = 0;

/// The stops as the input wants them, in their order; all of them if it says nothing of stops.
pub fn stops_after(
    input: &EventInput,
    event: &event::Model,
    existing: &[stop::Model],
) -> Result<Vec<stop::Model>, Vec<Fault>> {
    let Some(wanted) = &input.stops else { return Ok(existing.to_vec()) };
    let times = input.stop_times(event.zone())?;
    let is_named = |old: &&stop::Model| wanted.iter().any(|w| w.id == Some(old.id));
    if existing.iter().any(|old| !is_named(&old) && old.seats_taken + old.waiting > 0) {
        return Err(vec![Fault::new("stops", "fault-stop-in-use")]);
    }
    let mut stops = Vec::with_capacity(wanted.len());
    for (position, (wanted, slot)) in wanted.iter().zip(times).enumerate() {
        let old = existing.iter().find(|old| wanted.id == Some(old.id));
        if wanted.id.is_some() && old.is_none() {
            return Err(vec![Fault::new(format!("stops.{position}.id"), "fault-stop")]);
        }
        stops.push(stop_after(wanted, slot, position as i32, event, old, input.is_correction));
    }
    Ok(stops)
}

fn stop_after(
    wanted: &StopInput,
    (starts_at, ends_at): Slot,
    position: i32,
    event: &event::Model,
    old: Option<&stop::Model>,
    is_correction: bool,
) -> stop::Model {
    let mut stop = stop::Model {
        id: old.map_or(NEW, |old| old.id),
        event_id: event.id,
        position,
        uid: old.map_or_else(Uuid::new_v4, |old| old.uid),
        sequence: old.map_or(0, |old| old.sequence),
        titles: wanted.title.texts(old.map(|old| &old.titles)),
        descriptions: wanted.description.texts(old.map(|old| &old.descriptions)),
        practice: wanted.practice.trim().to_string(),
        starts_at,
        ends_at,
        capacity: wanted.capacity,
        seats_taken: old.map_or(0, |old| old.seats_taken),
        waiting: old.map_or(0, |old| old.waiting),
        offered: old.map_or(0, |old| old.offered),
        next_place: old.map_or(1, |old| old.next_place),
    };
    let change = old.map(|old| StopChange { before: old.clone(), after: stop.clone() });
    let is_news = |change: StopChange| change.is_for_everybody() || (change.is_material() && !is_correction);
    if event.is_public() && change.is_some_and(is_news) {
        stop.sequence += 1;
    }
    stop
}

/// The stops of which people must know that they changed.
pub fn changed(before: &[stop::Model], after: &[stop::Model]) -> Vec<StopChange> {
    let pairs = before.iter().filter_map(|old| Some((old, after.iter().find(|stop| stop.id == old.id)?)));
    let changes = pairs.map(|(before, after)| StopChange { before: before.clone(), after: after.clone() });
    changes.filter(StopChange::is_material).collect()
}

async fn write_questions(
    txn: &DatabaseTransaction,
    input: &EventInput,
    event: &event::Model,
) -> Result<Result<(), Vec<Fault>>> {
    let Some(wanted) = &input.questions else {
        return Ok(Ok(()));
    };
    let existing = question::Entity::find()
        .filter(question::Column::EventId.eq(event.id))
        .order_by_asc(question::Column::Position)
        .all(txn)
        .await?;
    if wanted.iter().filter_map(|w| w.id).any(|id| !existing.iter().any(|q| q.id == id)) {
        return Ok(Err(vec![Fault::new("questions", "fault-question")]));
    }
    let known = known_questions(wanted, &existing);
    question::Entity::delete_many()
        .filter(question::Column::EventId.eq(event.id))
        .filter(question::Column::Id.is_not_in(known.iter().flatten().map(|q| q.id)))
        .exec(txn)
        .await?;
    for (position, (wanted, old)) in wanted.iter().zip(known).enumerate() {
        let row = question_after(wanted, position as i32, event, old);
        match old {
            Some(_) => row.update(txn).await.map(drop)?,
            None => row.insert(txn).await.map(drop)?,
        }
    }
    Ok(Ok(()))
}

/// For each question that is wanted the one that it is already: the one with its id, else, if it has none, one with the
/// same label that no other is. So whoever sends the questions as they made them keeps the answers.
fn known_questions<'q>(wanted: &[QuestionInput], existing: &'q [question::Model]) -> Vec<Option<&'q question::Model>> {
    let named: BTreeSet<i32> = wanted.iter().filter_map(|w| w.id).collect();
    let mut free: Vec<&question::Model> = existing.iter().filter(|q| !named.contains(&q.id)).collect();
    let mut known = |wanted: &QuestionInput| match wanted.id {
        Some(id) => existing.iter().find(|q| q.id == id),
        None => free.iter().position(|q| is_same_label(&wanted.label, &q.labels)).map(|at| free.remove(at)),
    };
    wanted.iter().map(&mut known).collect()
}

/// Whether both say the same in the first language that they have.
fn is_same_label(wanted: &Wording, label: &Texts) -> bool {
    wanted.texts(None).get(Language::Nl) == label.get(Language::Nl)
}

fn question_after(
    wanted: &QuestionInput,
    position: i32,
    event: &event::Model,
    old: Option<&question::Model>,
) -> question::ActiveModel {
    let option = |option: &Wording| {
        let known = old.iter().flat_map(|q| &q.options.0).find(|known| option.texts(Some(known)) == **known);
        option.texts(known)
    };
    question::ActiveModel {
        id: old.map_or(NotSet, |q| Set(q.id)),
        event_id: Set(event.id),
        position: Set(position),
        labels: Set(wanted.label.texts(old.map(|q| &q.labels))),
        kind: Set(wanted.kind),
        required: Set(wanted.required),
        options: Set(Options(wanted.options.iter().map(option).collect())),
    }
}
