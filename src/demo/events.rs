//! What happens: an event of the content becomes rows, with its stops, questions, themes and co-hosts.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::content::{self, Stop};
use super::days::{self, ZONE};
use super::network::Known;
use super::{id_of, wrong};
use crate::error::Result;
use crate::events::editing::blank;
use crate::events::event::{self, Languages, Materials, Programme, ProgrammePoint, Speakers};
use crate::events::event::{Translation, Translations};
use crate::events::question::{self, Options};
use crate::events::{event_region, event_theme, stop, training};

/// An event as it was written.
pub struct Written {
    pub event: event::Model,
    pub stops: Vec<stop::Model>,
    pub questions: Vec<question::Model>,
}

/// Writes the event with all that belongs to it, except who comes.
pub async fn insert(
    txn: &DatabaseTransaction,
    told: &content::Event,
    known: &Known,
    now: DateTime<Utc>,
) -> Result<Written> {
    let event = event_row(told, known, now)?.insert(txn).await?;
    let mut written = Written { event, stops: Vec::new(), questions: Vec::new() };
    for (position, told_stop) in (1..).zip(&told.stops) {
        let row = stop_row(&written.event, position, told_stop)?;
        written.stops.push(row.insert(txn).await?);
    }
    for (position, question) in (1..).zip(&told.questions) {
        let row = question::ActiveModel {
            event_id: Set(written.event.id),
            position: Set(position),
            labels: Set(question.label.clone()),
            kind: Set(question.kind),
            required: Set(question.required),
            options: Set(Options(question.options.clone())),
            ..Default::default()
        };
        written.questions.push(row.insert(txn).await?);
    }
    link(txn, written.event.id, told, known).await?;
    Ok(written)
}

async fn link(txn: &DatabaseTransaction, event_id: i32, told: &content::Event, known: &Known) -> Result<()> {
    for slug in &told.themes {
        let row = event_theme::ActiveModel { event_id: Set(event_id), theme_id: Set(known.theme(slug)?) };
        event_theme::Entity::insert(row).exec_without_returning(txn).await?;
    }
    for slug in &told.co_hosts {
        let row = event_region::ActiveModel { event_id: Set(event_id), region_id: Set(known.region(slug)?) };
        event_region::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}

fn event_row(told: &content::Event, known: &Known, now: DateTime<Utc>) -> Result<event::ActiveModel> {
    let mut event = event::Model {
        slug: told.slug.clone(),
        uid: id_of("event", &told.slug),
        kind: told.kind,
        region_id: known.region(&told.region)?,
        for_every_region: told.for_every_region,
        series_id: told.series.as_deref().map(|slug| known.series(slug)).transpose()?,
        listed: told.listed,
        title: told.title.nl.clone(),
        summary: told.summary.nl.clone(),
        description: told.description.nl.clone(),
        accessibility: told.accessibility.nl.clone(),
        translations: translations(told),
        languages: Languages(told.languages.clone()),
        format: told.format,
        venue: told.venue.clone(),
        join_url: told.format.is_online().then(|| format!("https://meet.example.org/{}", told.slug)),
        joining_counts: told.format.is_online(),
        speakers: Speakers(told.speakers.clone()),
        materials: Materials(told.materials.clone()),
        recording_url: told.recording.as_ref().map(|r| r.url.clone()),
        recording_minutes: told.recording.as_ref().map(|r| r.minutes),
        certificates: told.training_hours.is_some(),
        training_quarters: told.training_hours.map(quarters).transpose()?,
        asks_feedback: told.asks_feedback,
        feedback_question: told.feedback_question.clone(),
        ..dated(told, with_seats(told, blank(now, ZONE.name()))?, now)?
    };
    event.search = event.search_text();
    let mut row = event.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row)
}

/// The event with its room, and how much of that is taken.
fn with_seats(told: &content::Event, event: event::Model) -> Result<event::Model> {
    Ok(event::Model {
        capacity: told.capacity,
        waiting_list: told.waiting_list,
        seats_taken: small(told.registered)?,
        waiting: small(told.waiting)?,
        next_place: i64::from(small(told.registered + told.gave_up + told.waiting)?) + 1,
        stops_policy: told.stops_policy,
        ..event
    })
}

/// The event on its day, with what became of it by now.
fn dated(told: &content::Event, event: event::Model, now: DateTime<Utc>) -> Result<event::Model> {
    let moments = Moments::of(told, now)?;
    Ok(event::Model {
        sequence: i32::from(told.called_off.is_some()),
        starts_at: moments.starts_at,
        ends_at: moments.ends_at,
        opens_at: moments.opens_at,
        closes_at: moments.closes_at,
        programme: programme(told, moments.starts_at)?,
        published_at: moments.published_at,
        cancelled_at: moments.cancelled_at,
        cancellation_reason: told.called_off.as_ref().map(|off| off.reason.clone()),
        created_at: moments.created_at,
        updated_at: moments.updated_at,
        thanked_at: moments.thanked_at,
        ..event
    })
}

fn stop_row(event: &event::Model, position: i32, told: &Stop) -> Result<stop::ActiveModel> {
    let date = days::today(event.starts_at);
    Ok(stop::ActiveModel {
        event_id: Set(event.id),
        position: Set(position),
        uid: Set(id_of("stop", &format!("{}/{position}", event.slug))),
        sequence: Set(event.sequence),
        titles: Set(told.title.clone()),
        descriptions: Set(told.text.clone()),
        practice: Set(told.practice.clone()),
        starts_at: Set(days::at(date, told.from)?),
        ends_at: Set(days::at(date, told.until)?),
        capacity: Set(told.capacity.map(small).transpose()?),
        seats_taken: Set(small(told.seated())?),
        waiting: Set(small(told.chosen - told.seated())?),
        next_place: Set(i64::from(small(told.chosen)?) + 1),
        ..Default::default()
    })
}

/// An event's dates. Before a past event the days are counted from its start, before one to come from today.
struct Moments {
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    published_at: Option<DateTime<Utc>>,
    opens_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    cancelled_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    /// As soon as there was something to see, to take along or to ask: thanks of long ago do not leave today.
    thanked_at: Option<DateTime<Utc>>,
}

impl Moments {
    fn of(told: &content::Event, now: DateTime<Utc>) -> Result<Moments> {
        let (starts_at, ends_at) = told.when.span(now)?;
        let counted_from = starts_at.min(now);
        let announced = days::days_before(counted_from, told.announced, 9)?;
        let before_start = |days: Option<u64>, hour| days.map(|d| days::days_before(starts_at, d, hour)).transpose();
        let cancelled_at = told.called_off.as_ref().map(|off| days::days_before(counted_from, off.days_before, 11));
        let cancelled_at = cancelled_at.transpose()?;
        let kept_something = told.recording.is_some() || !told.materials.is_empty();
        let thanks_anyway = told.asks_feedback || told.training_hours.is_some();
        let afterwards = (ends_at < now).then(|| (ends_at + TimeDelta::days(2)).min(now));
        let shared_at = afterwards.filter(|_| kept_something);
        Ok(Moments {
            starts_at,
            ends_at,
            created_at: announced - TimeDelta::days(3),
            published_at: (!told.draft).then_some(announced),
            opens_at: before_start(told.opens, 9)?,
            closes_at: before_start(told.closes, 12)?,
            cancelled_at,
            updated_at: cancelled_at.or(shared_at).unwrap_or(announced),
            thanked_at: afterwards.filter(|_| kept_something || thanks_anyway),
        })
    }
}

fn translations(told: &content::Event) -> Translations {
    let none = Translation::default();
    let fr = Translation {
        title: told.title.fr.clone(),
        summary: told.summary.fr.clone(),
        description: told.description.fr.clone(),
        accessibility: told.accessibility.fr.clone(),
    };
    let en = Translation {
        title: told.title.en.clone(),
        summary: told.summary.en.clone(),
        description: told.description.en.clone(),
        accessibility: told.accessibility.en.clone(),
    };
    Translations { nl: None, fr: (fr != none).then_some(fr), en: (en != none).then_some(en) }
}

fn programme(told: &content::Event, starts_at: DateTime<Utc>) -> Result<Programme> {
    let date = days::today(starts_at);
    let points = told
        .programme
        .iter()
        .map(|point| Ok(ProgrammePoint { at: days::at(date, point.at)?, text: point.text.clone() }));
    Ok(Programme(points.collect::<Result<_>>()?))
}

fn quarters(hours: f64) -> Result<i32> {
    training::quarters(hours).ok_or_else(|| wrong(format!("nobody counts {hours} hours of training")))
}

fn small(count: usize) -> Result<i32> {
    i32::try_from(count).map_err(|_| wrong(format!("{count} is too many")))
}
