//! Making events and changing them. A change that people must know of (time, place, title, of the event or of a stop)
//! raises the calendar entry's SEQUENCE; another text, or a title that only corrects a typing error, does not.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::event::{self, Format};
use super::input::EventInput;
use super::kind::Kind;
use super::room::StopsPolicy;
use super::{Details, parts, slug, stop};
use crate::error::{Error, Fault, Result};
use crate::language::Language;
use crate::regions::Network;
use crate::revision;

/// What a change did, for those who must be told.
#[derive(Clone, Debug)]
pub struct Change {
    pub before: event::Model,
    pub after: event::Model,
    /// The stops that moved, or have another title or practice.
    pub stops: Vec<StopChange>,
}

/// A stop of which those who chose it must know that it is not what it was.
#[derive(Clone, Debug)]
pub struct StopChange {
    pub before: stop::Model,
    pub after: stop::Model,
}

impl Change {
    /// Of what the event was and is, with the stops that changed; raises SEQUENCE where calendars must follow (RFC
    /// 5545, section 3.8.7.4), also for a stop alone: by it is seen that somebody must hear of the change.
    pub(super) fn of(before: event::Model, after: event::Model, stops: Vec<StopChange>) -> Change {
        let change = Change { before, after, stops };
        if change.is_for_everybody() || !change.retitled().is_empty() || !change.stops.is_empty() {
            change.raised()
        } else {
            change
        }
    }

    /// The same where other titles may only correct a typing error, which is no news.
    fn of_input(before: event::Model, after: event::Model, stops: Vec<StopChange>, input: &EventInput) -> Change {
        let change = Change::of(before, after, stops);
        if input.is_correction && change.is_only_retitled() {
            let sequence = change.before.sequence;
            return Change { after: event::Model { sequence, ..change.after }, stops: Vec::new(), ..change };
        }
        change
    }

    fn raised(mut self) -> Change {
        if self.after.is_public() {
            self.after.sequence += 1;
        }
        self
    }

    /// Whether only titles are others: then it may be a corrected typing error.
    pub fn is_only_retitled(&self) -> bool {
        !self.is_for_everybody() && !self.stops.iter().any(StopChange::is_for_everybody)
    }

    /// Whether calendars must follow (RFC 5546, section 2.1.4).
    pub fn is_material(&self) -> bool {
        self.after.sequence > self.before.sequence
    }

    /// Whether those who registered may hear of it: not of a draft, and not of what is called off or over.
    pub fn is_news(&self, now: DateTime<Utc>) -> bool {
        self.is_material() && self.after.cancelled_at.is_none() && !self.after.is_past(now)
    }

    /// Whether it is another for everybody who holds a seat, whatever they read and chose. Of a link that nobody sees
    /// it matters only whether there is one.
    pub fn is_for_everybody(&self) -> bool {
        self.is_elsewhere_or_else_when() || self.before.has_way_in() != self.after.has_way_in()
    }

    /// Another time or another place. That the place was found on the map is no move.
    pub fn is_elsewhere_or_else_when(&self) -> bool {
        let (before, after) = (&self.before, &self.after);
        let place = |event: &event::Model| event.place_to_go().map(event::Venue::line).filter(|line| !line.is_empty());
        before.starts_at != after.starts_at
            || before.ends_at != after.ends_at
            || before.timezone != after.timezone
            || before.format != after.format
            || place(before) != place(after)
    }

    /// The languages in which the title is another.
    pub fn retitled(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|l| self.before.title(*l) != self.after.title(*l)).collect()
    }
}

impl StopChange {
    /// Whether it is another for all who chose it, whatever they read.
    pub fn is_for_everybody(&self) -> bool {
        let (before, after) = (&self.before, &self.after);
        (before.starts_at, before.ends_at, &before.practice) != (after.starts_at, after.ends_at, &after.practice)
    }

    /// The languages in which the title is another.
    pub fn retitled(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|l| self.before.titles.get(*l) != self.after.titles.get(*l)).collect()
    }

    pub fn is_material(&self) -> bool {
        self.is_for_everybody() || !self.retitled().is_empty()
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
    event.slug = slug::free(txn, now, &event).await?;
    event.search = event.search_text();
    let mut row = event.into_active_model().reset_all();
    row.id = NotSet;
    let event = row.insert(txn).await?;
    let written = parts::write(txn, network, input, &event).await?;
    Ok(written.map(|_| event))
}

/// What the input would do to the event; nothing is changed.
pub fn foresee(details: &Details, input: &EventInput, network: &Network) -> Result<Change, Vec<Fault>> {
    let mut after = details.event.clone();
    let faults = input.apply(&mut after, network);
    if !faults.is_empty() {
        return Err(faults);
    }
    let stops = parts::stops_after(input, &after, &details.stops)?;
    Ok(Change::of_input(details.event.clone(), after, parts::changed(&details.stops, &stops), input))
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
    let stops = match parts::write(txn, network, input, &after).await? {
        Ok(stops) => stops,
        Err(faults) => return Ok(Err(faults)),
    };
    // Whoever says how many fit counts chairs: what was given above the former number is over.
    if input.capacity.is_some_and(|capacity| capacity != before.capacity) {
        after.overbooked_by = 0;
    }
    after.search = after.search_text();
    // The link of what was shown to nobody yet can still become one that nobody guesses.
    if before.listed && !after.listed && before.published_at.is_none() {
        after.slug = slug::free(txn, now, &after).await?;
    }
    let change = Change::of_input(before, after, stops, input);
    keep(txn, now, change).await.map(Ok)
}

/// Writes the event as it is after the change, if nobody changed it meanwhile.
pub(super) async fn keep(txn: &DatabaseTransaction, now: DateTime<Utc>, mut change: Change) -> Result<Change> {
    let Change { before, after, .. } = &mut change;
    if after.is_public() && before.starts_at != after.starts_at {
        after.moved_from = Some(before.starts_at);
    }
    after.updated_at = now;
    after.version += 1;
    // The seat desk alone writes what it counts.
    let mut row = after.clone().into_active_model().reset_all();
    row.capacity = NotSet;
    row.seats_taken = NotSet;
    row.waiting = NotSet;
    row.offered = NotSet;
    row.next_place = NotSet;
    let written = event::Entity::update_many()
        .set(row)
        .filter(event::Column::Id.eq(before.id))
        .filter(event::Column::Version.eq(before.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Internal("an event was changed by two at once".into()));
    }
    revision::raise(txn, now).await?;
    Ok(change)
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

/// An event of which nothing was said yet; it has no id, and begins and ends `now`.
pub fn blank(now: DateTime<Utc>, timezone: &str) -> event::Model {
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
        moved_from: None,
        timezone: timezone.to_string(),
        format: Format::InPerson,
        venue: None,
        join_url: None,
        capacity: None,
        waiting_list: true,
        offer_hours: None,
        seats_taken: 0,
        waiting: 0,
        offered: 0,
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
        certificates: false,
        training_quarters: None,
        asks_feedback: false,
        feedback_question: Default::default(),
        deleted_at: None,
        forgotten_at: None,
    }
}
