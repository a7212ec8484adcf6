//! Copying an event: the same again on another day, and for another region. Who came, what was recorded and what was
//! shared afterwards stay behind.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, DatabaseTransaction, EntityTrait, IntoActiveModel, Set};
use uuid::Uuid;

use super::shifting::Shift;
use super::{Details, event, event_region, parts, question, slug, stop};
use crate::error::{Fault, Result};
use crate::language::Language;
use crate::regions::region;

/// Where and when the copy is.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    pub day: NaiveDate,
    /// The host, if it is another; the place and the co-hosts stay behind then.
    pub region: Option<&'a region::Model>,
    /// The title, if it is another.
    pub title: Option<&'a str>,
    /// The series, if it is another.
    pub series: Option<Option<i32>>,
}

/// Makes a draft of the same on another day, at the same hours on the clock.
pub async fn copy(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    source: &Details,
    wish: &Wish<'_>,
) -> Result<Result<event::Model, Vec<Fault>>> {
    copy_as(txn, now, source, wish, Uuid::new_v4()).await
}

/// The same with an identity that is known beforehand, so that it can be looked for.
pub async fn copy_as(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    source: &Details,
    wish: &Wish<'_>,
    uid: Uuid,
) -> Result<Result<event::Model, Vec<Fault>>> {
    let (event, stops) = match shifted(source, wish.day) {
        Ok(shifted) => shifted,
        Err(key) => return Ok(Err(vec![Fault::new("date", key)])),
    };
    let mut copy = blank_copy(event, uid, now);
    let moves = wish.region.filter(|region| region.id != source.region.id);
    if let Some(region) = moves {
        copy.region_id = region.id;
        copy.venue = None;
        rename(&mut copy, &source.region, region);
    }
    if let Some(title) = wish.title {
        copy.title = title.to_string();
        copy.translations.all_mut().for_each(|said| said.title.clear());
    }
    if let Some(series) = wish.series {
        copy.series_id = series;
    }
    let says_where = |region: &&region::Model| event::folded(&copy.title).replace(' ', "-").contains(&region.slug);
    let elsewhere = moves.filter(|region| !says_where(region));
    let name = elsewhere.map_or(copy.title.clone(), |region| format!("{} {}", copy.title, region.slug));
    copy.slug = slug::free_named(txn, now, &copy, &name).await?;
    copy.search = copy.search_text();
    let mut row = copy.into_active_model().reset_all();
    row.id = NotSet;
    let copy = row.insert(txn).await?;
    copy_parts(txn, source, &copy, stops, moves.is_none()).await?;
    Ok(Ok(copy))
}

/// Why the event cannot be on that day; the key of the sentence.
pub fn fault(source: &Details, day: NaiveDate) -> Option<&'static str> {
    shifted(source, day).err()
}

fn shifted(source: &Details, day: NaiveDate) -> Result<(event::Model, Vec<stop::Model>), &'static str> {
    let zone = source.event.zone();
    let shift = Shift::to(day, source.event.starts_at, zone).ok_or("fault-time")?;
    Ok((shift.event(&source.event)?, shift.stops(&source.stops, zone)?))
}

/// "Werelddag in Limburg" becomes "Werelddag in Antwerpen", in each language.
fn rename(copy: &mut event::Model, from: &region::Model, to: &region::Model) {
    let named = |title: &mut String| {
        for l in Language::ALL {
            let (old, new) = (from.names.get(l), to.names.get(l));
            if !old.is_empty() && title.contains(old) {
                *title = title.replace(old, new);
                return;
            }
        }
    };
    named(&mut copy.title);
    copy.translations.all_mut().for_each(|said| named(&mut said.title));
}

/// The copy before anybody saw it.
fn blank_copy(event: event::Model, uid: Uuid, now: DateTime<Utc>) -> event::Model {
    event::Model {
        uid,
        sequence: 0,
        moved_from: None,
        capacity: event.capacity.map(|capacity| (capacity - event.overbooked_by).max(0)),
        overbooked_by: 0,
        seats_taken: 0,
        waiting: 0,
        offered: 0,
        next_place: 1,
        materials: Default::default(),
        recording_url: None,
        recording_minutes: None,
        published_at: None,
        cancelled_at: None,
        cancellation_reason: None,
        created_at: now,
        updated_at: now,
        version: 0,
        thanked_at: None,
        deleted_at: None,
        forgotten_at: None,
        ..event
    }
}

fn blank_stop(stop: stop::Model, copy: &event::Model) -> stop::Model {
    stop::Model {
        event_id: copy.id,
        uid: Uuid::new_v4(),
        sequence: 0,
        seats_taken: 0,
        waiting: 0,
        offered: 0,
        next_place: 1,
        ..stop
    }
}

async fn copy_parts(
    txn: &DatabaseTransaction,
    source: &Details,
    copy: &event::Model,
    stops: Vec<stop::Model>,
    with_co_hosts: bool,
) -> Result<()> {
    parts::write_themes(txn, copy.id, source.themes.iter().map(|theme| theme.id).collect()).await?;
    let hosts = source.co_hosts.iter().filter(|_| with_co_hosts);
    let hosts = hosts.map(|region| event_region::ActiveModel { event_id: Set(copy.id), region_id: Set(region.id) });
    event_region::Entity::insert_many(hosts).exec_without_returning(txn).await?;
    for stop in stops {
        let mut row = blank_stop(stop, copy).into_active_model().reset_all();
        row.id = NotSet;
        stop::Entity::insert(row).exec_without_returning(txn).await?;
    }
    for question in &source.questions {
        let mut row = question::Model { event_id: copy.id, ..question.clone() }.into_active_model().reset_all();
        row.id = NotSet;
        question::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}
