//! What a change does to those who registered, said before it is made.

use chrono::{DateTime, Utc};

use crate::error::{Fault, Result};
use crate::events::editing::{self, Change};
use crate::events::input::EventInput;
use crate::events::{Details, event};
use crate::language::{Language, unbroken};
use crate::registrations::Reception;
use crate::registrations::steering::changes::{Before, Difference, News};
use crate::registrations::steering::{another_date, telling};

#[derive(Default)]
pub struct Consequences {
    pub differences: Vec<Difference>,
    /// Sentences: who gets a letter, who keeps a seat, who moves up.
    pub sentences: Vec<String>,
    /// Whether one should look twice.
    pub is_grave: bool,
    /// Whether all of it is other titles.
    pub may_be_correction: bool,
}

impl Consequences {
    /// What the input would do to the event as it is; nothing is changed. The faults, if it makes no sense.
    pub async fn of(
        at: &Reception<'_>,
        details: &Details,
        input: &EventInput,
        l: Language,
    ) -> Result<Result<Consequences, Vec<Fault>>> {
        let (before, now) = (&details.event, at.clock.now());
        let change = match editing::foresee(details, input, &at.network) {
            Ok(change) => change,
            Err(faults) => return Ok(Err(faults)),
        };
        let mut found = Consequences::default();
        let after = &change.after;
        let told = telling::hearing(at.db.read(), now, std::slice::from_ref(&change)).await?;
        if told > 0 {
            found.differences = differences(&change, l);
            found.sentences.push(l.count("plan-told", told));
            found.is_grave = true;
            found.may_be_correction = change.is_only_retitled();
        }
        let absent = another_date::absent(at.db.read(), now, &change).await?;
        if absent > 0 {
            found.sentences.push(l.count("plan-presence-goes", absent as i64));
            found.is_grave = true;
        }
        if let Some(capacity) = input.capacity.filter(|capacity| *capacity != before.capacity) {
            found.seats(before, &event::Model { capacity, ..after.clone() }, now, l);
        }
        let gives = after.offer_hours.is_none() && before.offered > 0 && before.cancelled_at.is_none();
        if gives && now < after.starts_at {
            found.sentences.push(l.count("plan-offers-given", before.offered));
        }
        Ok(Ok(found))
    }

    fn seats(&mut self, before: &event::Model, after: &event::Model, now: DateTime<Utc>, l: Language) {
        let (taken, capacity) = (before.seats_taken, after.capacity);
        if capacity.is_some_and(|capacity| capacity < taken) {
            self.sentences.push(l.count("plan-nobody-loses", taken));
            self.is_grave = true;
        }
        let in_line = before.waiting - before.offered;
        let left = |capacity: i32| (capacity - before.seats_spoken_for()).clamp(0, in_line);
        let room = capacity.map_or(before.waiting, left);
        if room > 0 && before.cancelled_at.is_none() && now < before.starts_at {
            let offered = after.offer_until(now).is_some();
            self.sentences.push(l.count(if offered { "plan-get-offer" } else { "plan-move-up" }, room));
        }
    }
}

/// What somebody who registered will see otherwise, titles in each language included.
fn differences(change: &Change, l: Language) -> Vec<Difference> {
    let (before, now) = (Before::of(change), &change.after);
    let mut found = before.differences(now, change.stops.iter().map(|change| &change.after), l);
    for other in change.retitled().into_iter().filter(|other| *other != l) {
        let said = before.title_in(now, other, l);
        let is_known = |said: &Difference| found.iter().any(|f| (&f.before, &f.after) == (&said.before, &said.after));
        found.extend(said.filter(|said| !is_known(said)));
    }
    for said in found.iter_mut().filter(|said| matches!(said.news, News::Day | News::Time | News::Stop)) {
        (said.before, said.after) = (unbroken(&said.before), unbroken(&said.after));
    }
    found
}
