//! Beside the editor: the event as visitors will see it, in small, and what is still missing.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::drawing;
use crate::events::event::{self, Format};
use crate::events::kind::Kind;
use crate::events::views::place;
use crate::events::{Details, templates};
use crate::language::{Language, capitalised};
use crate::regions::region;

/// For `templates/planning/panel.html`.
pub struct Panel {
    pub hall: String,
    pub seats: String,
    pub kind: String,
    pub glyph: &'static str,
    pub title: String,
    pub date: String,
    pub hours: String,
    pub accent: &'static str,
    pub region: String,
}

impl Panel {
    pub fn of(event: &event::Model, region: &region::Model, l: Language, home: Tz) -> Panel {
        let hours = event.with_zone(l.hours(event.starts_at, event.ends_at, event.zone()), l, home);
        let (hall, seats) = match event.capacity.zip(event.seats_left()) {
            Some((capacity, left)) => {
                let hall = drawing::hall(capacity, event.seats_spoken_for(), &l.number(left), "");
                (hall, l.with("plan-hall", [("n", capacity.into()), ("left", left.into())]))
            }
            None => (String::new(), l.say("plan-hall-open")),
        };
        Panel {
            hall,
            seats,
            kind: event.kind.name(l),
            glyph: event.kind.glyph(),
            title: event.title(l).to_string(),
            date: l.date_line(event.first_day()),
            hours: format!("{hours}, {}", place(event, l)),
            accent: region.accent.code(),
            region: region.names.get(l).to_string(),
        }
    }
}

/// Something that an event should have, and whether it has it.
pub struct Todo {
    pub done: bool,
    pub words: String,
}

/// What an event needs before it goes online; none of it is a condition.
pub fn todo(details: &Details, now: DateTime<Utc>, l: Language) -> Vec<Todo> {
    let event = &details.event;
    let mut list = Vec::new();
    let mut put = |done: bool, yes: &str, no: &str| {
        list.push(Todo { done, words: l.say(if done { yes } else { no }) });
    };
    put(!event.is_past(now), "todo-date", "todo-past");
    if event.format != Format::InPerson {
        put(event.join_url.is_some(), "todo-link", "todo-no-link");
    }
    if event.format != Format::Online {
        put(event.venue.is_some(), "todo-venue", "todo-no-venue");
    }
    put(!event.summary.is_empty() && !event.description.is_empty(), "todo-texts", "todo-no-texts");
    let translated = Language::ALL.into_iter().any(|l| event.translations.get(l).is_some_and(|t| !t.title.is_empty()));
    put(translated, "todo-translated", "todo-no-translation");
    if matches!(event.kind, Kind::Webinar | Kind::Conference) {
        put(!event.speakers.0.is_empty(), "todo-speakers", "todo-no-speakers");
    }
    if !templates::Template::of(event.kind).stops.is_empty() || !details.stops.is_empty() {
        list.extend(stops(details, l));
    }
    list
}

fn stops(details: &Details, l: Language) -> Vec<Todo> {
    let count = details.stops.len() as i64;
    let mut list = vec![Todo { done: count > 0, words: capitalised(&l.count("todo-stops", count)) }];
    let nobody = details.stops.iter().filter(|stop| stop.practice.is_empty());
    list.extend(
        nobody
            .take(5)
            .map(|stop| Todo { done: false, words: l.fill("todo-stop-nobody", [("stop", stop.titles.get(l))]) }),
    );
    list
}
