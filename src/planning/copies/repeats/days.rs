//! The days that somebody typed, and what else is on each of them.

use chrono::NaiveDate;
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, Condition, Order, QueryFilter, QuerySelect};

use crate::error::{Fault, Result};
use crate::events::input::parse_day;
use crate::events::listing::{beginning_of, end_of, in_order};
use crate::events::{Details, copying, event};
use crate::language::Language;
use crate::planning::copies::holidays;
use crate::planning::copies::rhythm::MOST;
use crate::planning::shelf;
use crate::registrations::Reception;

/// A day as it was typed, and the key of the sentence that says what is wrong with it.
pub struct Typed {
    pub text: String,
    pub day: Option<NaiveDate>,
    pub fault: Option<&'static str>,
}

/// Reads the days on which there is to be a copy; an empty field is skipped. More than are allowed are read no further.
pub fn read<'a>(source: &Details, texts: impl Iterator<Item = &'a str>) -> Vec<Typed> {
    let mut days: Vec<Typed> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()).take(MOST + 1) {
        let day = parse_day(text);
        let fault = match day {
            None => Some("plan-fault-date"),
            Some(_) if days.len() == MOST => Some("repeat-fault-many"),
            Some(_) if days.iter().any(|known| known.day == day) => Some("repeat-fault-twice"),
            Some(day) => copying::fault(source, day),
        };
        days.push(Typed { text: text.to_string(), day, fault });
    }
    days
}

/// What is wrong with them, field by field.
pub fn faults(days: &[Typed]) -> Vec<Fault> {
    if days.is_empty() {
        return vec![Fault::new("date-0", "repeat-fault-none")];
    }
    let fault = |(place, typed): (usize, &Typed)| Some(Fault::new(format!("date-{place}"), typed.fault?));
    days.iter().enumerate().filter_map(fault).collect()
}

/// How many events of a day are named.
const NAMED: usize = 3;

/// What is on these days in the region that is to host the copies. All of it is a hint: whoever plans knows better.
pub struct Agenda {
    events: Vec<event::Model>,
    zone: Tz,
    today: NaiveDate,
}

impl Agenda {
    pub async fn of(at: &Reception<'_>, host: i32, zone: Tz, days: &[Typed]) -> Result<Agenda> {
        let today = at.clock.now().with_timezone(&zone).date_naive();
        let days: Vec<NaiveDate> = days.iter().filter_map(|typed| typed.day).collect();
        if days.is_empty() {
            return Ok(Agenda { events: Vec::new(), zone, today });
        }
        let that_day = |day: &NaiveDate| {
            Condition::all()
                .add(event::Column::StartsAt.lt(end_of(*day, zone)))
                .add(event::Column::EndsAt.gt(beginning_of(*day, zone)))
        };
        let found = shelf::of_regions(&[host])
            .filter(event::Column::CancelledAt.is_null())
            .filter(days.iter().fold(Condition::any(), |any, day| any.add(that_day(day))));
        let events = in_order(found, Order::Asc).limit(500).all(at.db.read()).await?;
        Ok(Agenda { events, zone, today })
    }

    /// What to think of on that day, in sentences.
    pub fn hints(&self, day: NaiveDate, l: Language) -> Vec<String> {
        let past = (day < self.today).then(|| l.say("repeat-past"));
        let holiday = holidays::on(day).map(|name| l.say(&format!("holiday-{name}")));
        let holiday = holiday.map(|name| l.fill("repeat-holiday", [("name", &name)]));
        let (begins, ends) = (beginning_of(day, self.zone), end_of(day, self.zone));
        let there: Vec<&event::Model> =
            self.events.iter().filter(|event| event.starts_at < ends && event.ends_at > begins).collect();
        let named = there.iter().take(NAMED).map(|event| {
            let hours = l.hours(event.starts_at, event.ends_at, self.zone);
            l.fill("repeat-event", [("title", event.title(l)), ("hours", &hours)])
        });
        let more = there.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| l.count("repeat-events-more", more as i64));
        past.into_iter().chain(holiday).chain(named).chain(more).collect()
    }
}
