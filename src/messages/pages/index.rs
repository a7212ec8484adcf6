//! What was and will be written to those who registered for an event, and what did not arrive.

mod thanks;

use std::collections::HashMap;

use askama::Template;
use chrono::{DateTime, Utc};
use rocket::get;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::figures::figures;
use super::troubles::Troubles;
use crate::database::Database;
use crate::error::Result;
use crate::events::access::event_for;
use crate::events::{Details, EventHead, Tab, event};
use crate::language::Language;
use crate::mail::{Tally, outbox};
use crate::messages::{letters, message, reminding, sent_reminder, sent_thanks, thanking, trouble};
use crate::organisers::{Deed, DeskBar, SignedIn};
use crate::page::{Layout, Page};
use crate::registrations::Reception;
use crate::slug::Slug;

#[derive(Template)]
#[template(path = "messages/index.html")]
pub struct Messages {
    page: Layout,
    bar: DeskBar,
    head: EventHead,
    slug: String,
    note: Option<String>,
    rows: Vec<MessageRow>,
    by_itself: Vec<AutomaticRow>,
    troubles: Troubles,
}

/// A message that somebody wrote.
pub struct MessageRow {
    id: String,
    subject: String,
    by: String,
    when: String,
    tag: &'static str,
    state: String,
    figures: String,
}

/// A reminder, or thanks: what goes by itself.
pub struct AutomaticRow {
    name: String,
    when: String,
    tag: &'static str,
    state: String,
    figures: String,
}

/// `trouble`: which page of what did not arrive.
#[get("/organise/events/<slug>/messages?<done>&<trouble>")]
pub async fn index(
    slug: Slug<'_>,
    done: Option<&str>,
    trouble: Option<u64>,
    who: SignedIn,
    page: Layout,
    at: Reception<'_>,
) -> Result<Page<Messages>> {
    let details = event_for(at.db, &at.network, &who, Deed::WriteToAttendees, slug).await?;
    let (l, now, event) = (page.l, at.clock.now(), &details.event);
    let messages = message::Entity::find()
        .filter(message::Column::EventId.eq(event.id))
        .order_by_desc(message::Column::CreatedAt)
        .order_by_desc(message::Column::Id)
        .all(at.db.read())
        .await?;
    let mut batches: Vec<Uuid> = messages.iter().map(|m| m.id).collect();
    batches.extend(event.reminders.0.iter().map(|m| reminding::batch(event.uid, event.starts_at, *m)));
    let sent_thanks = sent_thanks::of_event(at.db.read(), event).await?;
    batches.push(thanking::batch(event.uid));
    batches.extend(sent_thanks.iter().map(|sent| sent.id));
    let tallies = outbox::tallies(at.db, &batches).await?;
    let authors = letters::authors(at.db, &messages).await?;
    let found = trouble::of_event(at.db, event.id, trouble.unwrap_or(1)).await?;
    let link = |number: u64| format!("/organise/events/{slug}/messages?trouble={number}#trouble");
    let row = |m: &message::Model| MessageRow::of(m, &authors, &tallies, &details, l, now);
    Ok(Page::ok(Messages {
        rows: messages.iter().map(row).collect(),
        by_itself: by_itself(at.db, event, &sent_thanks, &tallies, l, now).await?,
        troubles: Troubles::of(found, link, l, event.zone()),
        note: note(done, l),
        slug: slug.to_string(),
        head: EventHead::of(&details, l, (now, at.config.timezone), &who, &at.network, Tab::Messages),
        bar: DeskBar::of(&who),
        page: page.about(l.say("tab-messages"), event.title(l)).hidden(),
    }))
}

fn note(done: Option<&str>, l: Language) -> Option<String> {
    match done {
        Some("discarded") => Some(l.say("message-done-discarded")),
        Some("resent") => Some(l.say("message-done-resent")),
        _ => None,
    }
}

impl MessageRow {
    fn of(
        message: &message::Model,
        authors: &HashMap<i32, String>,
        tallies: &HashMap<Uuid, Tally>,
        details: &Details,
        l: Language,
        now: DateTime<Utc>,
    ) -> MessageRow {
        let state = message.state(now);
        let (tag, words) = state.words();
        let at = message.send_at.unwrap_or(message.created_at);
        MessageRow {
            id: message.id.to_string(),
            subject: message.subject(l).to_string(),
            by: message.organiser_id.and_then(|id| authors.get(&id)).cloned().unwrap_or_default(),
            when: l.moment(at, details.event.zone()),
            tag,
            state: l.say(words),
            figures: match state {
                message::State::Draft | message::State::Planned => String::new(),
                _ => figures(tallies.get(&message.id).copied().unwrap_or_default(), l),
            },
        }
    }
}

async fn by_itself(
    db: &Database,
    event: &event::Model,
    sent_thanks: &[sent_thanks::Model],
    tallies: &HashMap<Uuid, Tally>,
    l: Language,
    now: DateTime<Utc>,
) -> Result<Vec<AutomaticRow>> {
    let sent = sent_reminder::Entity::find()
        .filter(sent_reminder::Column::EventId.eq(event.id))
        .filter(sent_reminder::Column::StartsAt.eq(event.starts_at))
        .all(db.read())
        .await?;
    let mut minutes = event.reminders.0.clone();
    minutes.sort_unstable_by(|a, b| b.cmp(a));
    let reminder = |m: i32| {
        let due = reminding::moment(event.starts_at, m);
        let (tag, key) = match sent.iter().any(|s| s.minutes_before == m) {
            true => ("tag tag-ok", "message-sent"),
            false if is_silent(event) => ("tag", "reminder-off"),
            false if due <= now => ("tag", "reminder-passed"),
            false => ("tag tag-seat", "message-planned"),
        };
        let tally = tallies.get(&reminding::batch(event.uid, event.starts_at, m)).copied();
        AutomaticRow {
            name: l.fill("reminder-name", [("before", &before(m, l))]),
            when: l.moment(due, event.zone()),
            tag,
            state: l.say(key),
            figures: tally.map(|tally| figures(tally, l)).unwrap_or_default(),
        }
    };
    let mut rows: Vec<AutomaticRow> = minutes.into_iter().map(reminder).collect();
    rows.extend(thanks::rows(event, sent_thanks, tallies, l, now));
    Ok(rows)
}

/// Nobody hears of it by itself: it is a draft, or called off.
fn is_silent(event: &event::Model) -> bool {
    event.published_at.is_none() || event.cancelled_at.is_some()
}

/// "1 dag", "3 uur", "90 minuten"
fn before(minutes: i32, l: Language) -> String {
    match minutes {
        m if m % (24 * 60) == 0 => l.count("reminder-days", m / (24 * 60)),
        m if m % 60 == 0 => l.count("reminder-hours", m / 60),
        m => l.count("reminder-minutes", m),
    }
}
