//! Moving events, one or a whole day of them, in one deed: all of them or none, and each person hears of it once.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{another_date, telling};
use super::{done, locked, note_change};
use crate::error::Result;
use crate::events::editing::Change;
use crate::events::shifting::{self, Shift};
use crate::events::{Details, event};
use crate::organisers::{Authority, Deed, may};
use crate::registrations::Reception;
use crate::registrations::seats::reseating;
use crate::slug::Slug;

/// How many events move in one deed.
pub const MOST: usize = 100;

/// Why they stay where they are; `locales/` has the words, `move-refused-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was chosen.
    Nothing,
    TooMany,
    /// There is no such event, or it is not theirs to move.
    NotTheirs,
    /// The event with this title was called off.
    CalledOff(String),
    Past(String),
    /// It would have begun already.
    TooEarly(String),
    /// The new time is none that a clock shows.
    NoSuchTime(String),
    /// They stand there already.
    Nowhere,
    /// Somebody else changed one of them meanwhile.
    Overtaken,
}

impl Refusal {
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Nothing => "nothing",
            Refusal::TooMany => "too-many",
            Refusal::NotTheirs => "not-theirs",
            Refusal::CalledOff(_) => "called-off",
            Refusal::Past(_) => "past",
            Refusal::TooEarly(_) => "too-early",
            Refusal::NoSuchTime(_) => "no-such-time",
            Refusal::Nowhere => "nowhere",
            Refusal::Overtaken => "overtaken",
        }
    }

    /// The title of the event that it is about.
    pub fn title(&self) -> &str {
        match self {
            Refusal::CalledOff(title) | Refusal::Past(title) => title,
            Refusal::TooEarly(title) | Refusal::NoSuchTime(title) => title,
            _ => "",
        }
    }
}

/// What a move came to.
#[derive(Clone, Debug)]
pub struct Moved {
    pub events: usize,
    /// How many people get a letter.
    pub told: i32,
}

/// The events at these addresses, the first one first, if whoever asks may move them all.
pub async fn chosen(at: &Reception<'_>, who: &Authority, slugs: &[String]) -> Result<Result<Vec<Details>, Refusal>> {
    let details = match theirs(at, who, slugs).await? {
        Ok(details) => details,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let now = at.clock.now();
    let stays = details.iter().find_map(|details| stays(&details.event, now));
    Ok(stays.map_or(Ok(details), Err))
}

/// The events at these addresses, the first one first, if whoever asks may change them all.
pub async fn theirs(at: &Reception<'_>, who: &Authority, slugs: &[String]) -> Result<Result<Vec<Details>, Refusal>> {
    let mut slugs = slugs.to_vec();
    slugs.sort();
    slugs.dedup();
    if slugs.is_empty() || slugs.len() > MOST {
        return Ok(Err(if slugs.is_empty() { Refusal::Nothing } else { Refusal::TooMany }));
    }
    let Ok(slugs) = slugs.iter().map(|slug| Slug::parse(slug)).collect::<Result<Vec<_>>>() else {
        return Ok(Err(Refusal::NotTheirs));
    };
    let found = event::Entity::find()
        .filter(event::Column::Slug.is_in(slugs.iter().map(|slug| slug.as_str())))
        .filter(event::Column::DeletedAt.is_null())
        .order_by_asc(event::Column::StartsAt)
        .order_by_asc(event::Column::Id)
        .all(at.db.read())
        .await?;
    let details = Details::of_all(at.db, &at.network, found).await?;
    let theirs = |d: &Details| may(who, Deed::WriteEvents, &d.hosts(), &at.network).is_ok();
    if details.len() < slugs.len() || !details.iter().all(theirs) {
        return Ok(Err(Refusal::NotTheirs));
    }
    Ok(Ok(details))
}

fn stays(event: &event::Model, now: DateTime<Utc>) -> Option<Refusal> {
    if event.cancelled_at.is_some() {
        return Some(Refusal::CalledOff(event.title.clone()));
    }
    event.is_past(now).then(|| Refusal::Past(event.title.clone()))
}

/// What the move would do, event by event; nothing is changed.
pub fn foresee(at: &Reception<'_>, events: &[Details], shift: Shift) -> Result<Vec<Change>, Refusal> {
    if shift == (Shift { days: 0, minutes: 0 }) {
        return Err(Refusal::Nowhere);
    }
    let moved = |details: &Details| {
        let title = || details.event.title.clone();
        let change = shifting::foresee(details, shift).map_err(|_| Refusal::NoSuchTime(title()))?;
        if change.after.starts_at <= at.clock.now() { Err(Refusal::TooEarly(title())) } else { Ok(change) }
    };
    events.iter().map(moved).collect()
}

/// Moves these events, if each is still at the version that was seen.
pub async fn move_all(
    at: &Reception<'_>,
    who: &Authority,
    seen: &[(i32, i32)],
    shift: Shift,
) -> Result<Result<Moved, Refusal>> {
    let now = at.clock.now();
    let txn = at.db.begin().await?;
    let details = match as_seen(&txn, now, at, who, seen).await? {
        Ok(details) => details,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let foreseen = match foresee(at, &details, shift) {
        Ok(changes) => changes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut changes = Vec::with_capacity(foreseen.len());
    for change in foreseen {
        let change = shifting::shift(&txn, now, change).await?;
        another_date::begin_anew(&txn, now, &change).await?;
        changes.push(change);
    }
    let told = telling::changed(&txn, now, &changes).await?;
    for (change, before) in changes.iter().zip(&details) {
        reseating::fit(&txn, now, &at.config.secret, change.after.id, None).await?;
        note_move(&txn, now, at, who, change, before).await?;
    }
    done(at, txn).await?;
    at.bell.ring();
    Ok(Ok(Moved { events: changes.len(), told }))
}

/// The events, locked in the order in which the seat desk takes them, if they are as they were seen and can move.
async fn as_seen(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    at: &Reception<'_>,
    who: &Authority,
    seen: &[(i32, i32)],
) -> Result<Result<Vec<Details>, Refusal>> {
    let events = event::Entity::find()
        .filter(event::Column::Id.is_in(seen.iter().map(|(id, _)| *id)))
        .filter(event::Column::DeletedAt.is_null())
        .order_by_asc(event::Column::Id)
        .lock_exclusive()
        .all(txn)
        .await?;
    let is_as_seen = |event: &event::Model| seen.contains(&(event.id, event.version));
    if events.len() < seen.len() || !events.iter().all(is_as_seen) {
        return Ok(Err(Refusal::Overtaken));
    }
    let mut details = Vec::with_capacity(events.len());
    for event in events {
        if let Some(stays) = stays(&event, now) {
            return Ok(Err(stays));
        }
        let event = Details::within(txn, &at.network, event).await?;
        may(who, Deed::WriteEvents, &event.hosts(), &at.network)?;
        details.push(event);
    }
    Ok(Ok(details))
}

async fn note_move(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
    at: &Reception<'_>,
    who: &Authority,
    change: &Change,
    before: &Details,
) -> Result<()> {
    let after = Details::within(txn, &at.network, locked(txn, change.after.id).await?).await?;
    let told = telling::hearing(txn, now, std::slice::from_ref(change)).await?;
    note_change(txn, now, who, (before, &after), told).await
}
