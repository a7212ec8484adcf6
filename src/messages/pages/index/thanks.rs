//! The thanks for an event, and what followed them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::figures::figures;
use super::{AutomaticRow, is_silent};
use crate::events::event;
use crate::language::Language;
use crate::mail::Tally;
use crate::messages::sent_thanks;
use crate::messages::thanking::{self, Ended};

/// The thanks, what left after them, and what waits for a recording.
pub(super) fn rows(
    event: &event::Model,
    sent: &[sent_thanks::Model],
    tallies: &HashMap<Uuid, Tally>,
    l: Language,
    now: DateTime<Utc>,
) -> Vec<AutomaticRow> {
    let later = sent.iter().filter(|sent| sent.again).map(|sent| sent_later(sent, event, tallies, l));
    let first = std::iter::once(first_thanks(event, sent, tallies, l, now));
    first.chain(later).chain(waiting(event, sent, l, now)).collect()
}

fn first_thanks(
    event: &event::Model,
    sent: &[sent_thanks::Model],
    tallies: &HashMap<Uuid, Tally>,
    l: Language,
    now: DateTime<Utc>,
) -> AutomaticRow {
    let ended = Ended::from(event);
    let left_at = event.thanked_at.filter(|_| event.is_thanked());
    let (tag, key) = match left_at {
        Some(_) => ("tag tag-ok", "message-sent"),
        None if is_silent(event) || !event.thanks => ("tag", "reminder-off"),
        None if now > event.ends_at + thanking::LATEST => ("tag", "reminder-passed"),
        None => ("tag tag-seat", "message-planned"),
    };
    let is_asked = event.asks_feedback && now < event.asked_until();
    let when = match left_at {
        Some(at) => l.moment(at, event.zone()),
        None if ended.has_recording() => l.say("thanks-at-the-end"),
        None if ended.has_materials() || is_asked => l.say("thanks-a-day-after"),
        None => match ended.certificates_at() {
            Some(at) => l.fill("thanks-at-the-latest", [("when", &l.moment(at, event.zone()))]),
            None => l.say("thanks-when-there-is-something"),
        },
    };
    let batch = sent.iter().find(|sent| !sent.again).map_or(thanking::batch(event.uid), |sent| sent.id);
    let tally = tallies.get(&batch).filter(|_| left_at.is_some());
    AutomaticRow {
        name: l.say("thanks-name"),
        when,
        tag,
        state: l.say(key),
        figures: tally.map(|tally| figures(*tally, l)).unwrap_or_default(),
    }
}

/// What followed the thanks.
fn sent_later(
    sent: &sent_thanks::Model,
    event: &event::Model,
    tallies: &HashMap<Uuid, Tally>,
    l: Language,
) -> AutomaticRow {
    let name = match (sent.recording, sent.materials) {
        (true, _) => "thanks-again-recording",
        (false, true) => "thanks-again-materials",
        (false, false) => "thanks-again-question",
    };
    AutomaticRow {
        name: l.say(name),
        when: l.moment(sent.decided_at, event.zone()),
        tag: "tag tag-ok",
        state: l.say("message-sent"),
        figures: tallies.get(&sent.id).map(|tally| figures(*tally, l)).unwrap_or_default(),
    }
}

/// What there is to read, while it waits for a recording.
fn waiting(event: &event::Model, sent: &[sent_thanks::Model], l: Language, now: DateTime<Utc>) -> Option<AutomaticRow> {
    let until = Ended::from(event).waits_until(sent).filter(|at| *at > now)?;
    (event.thanks && !is_silent(event)).then(|| AutomaticRow {
        name: l.say("thanks-again-materials"),
        when: l.fill("thanks-again-waits", [("when", &l.moment(until, event.zone()))]),
        tag: "tag tag-seat",
        state: l.say("message-planned"),
        figures: String::new(),
    })
}
