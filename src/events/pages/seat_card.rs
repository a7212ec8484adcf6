//! The card beside the title: the hall with its seats, and what one can do now.

use chrono::{DateTime, Utc};

use crate::drawing;
use crate::events::event::Model;
use crate::events::room::Door;
use crate::events::{Details, stop};
use crate::language::Language;

/// What the card says; the form is in it while there is a button to press.
#[derive(Default)]
pub struct SeatCard {
    /// The drawing, or nothing when the number of seats does not matter.
    pub hall: String,
    /// The same in words, for those who do not see it.
    pub hall_words: String,
    pub title: String,
    pub text: String,
    /// Said with more weight, after the text.
    pub news: String,
    pub hint: String,
    /// How many dots stand in the queue, yours included.
    pub queue: i32,
    pub button: Option<String>,
    pub called_off: bool,
    /// There is something to watch or read further down.
    pub watch: bool,
    pub waiting_list: bool,
    pub bar: Option<Bar>,
}

/// The bar at the foot of a phone's screen.
pub struct Bar {
    pub ring: String,
    pub words: String,
    pub more: String,
    pub button: String,
}

impl SeatCard {
    pub fn of(details: &Details, l: Language, now: DateTime<Utc>) -> SeatCard {
        let event = &details.event;
        match event.door(now) {
            Door::Open => open(details, l),
            Door::WaitingList => waiting_list(event, l),
            Door::Full => full(event, l),
            Door::NotOpen => not_open(event, l),
            Door::Closed if event.is_past(now) => past(event, l),
            Door::Closed => {
                SeatCard { title: l.say("card-closed"), text: l.say("card-closed-text"), ..SeatCard::default() }
            }
            Door::Cancelled => called_off(event, l, now),
        }
    }
}

fn open(details: &Details, l: Language) -> SeatCard {
    let event = &details.event;
    let is_short = details.questions.is_empty() && stop::to_choose(&details.stops).is_empty();
    let card = SeatCard {
        title: l.say("card-open"),
        hint: match event.closes_at {
            Some(closes) => l.fill("card-open-until", [("moment", &l.moment(closes, event.zone()))]),
            // It says how quickly it is done.
            None if is_short => l.say("card-open-hint"),
            None => String::new(),
        },
        button: Some(l.say("card-open-button")),
        ..SeatCard::default()
    };
    let (Some(capacity), Some(left)) = (event.capacity, event.seats_left()) else {
        return SeatCard {
            text: l.say("card-plenty"),
            bar: Some(Bar {
                ring: drawing::ring(1, 0),
                words: l.say("seats-plenty"),
                more: String::new(),
                button: l.say("bar-open"),
            }),
            ..card
        };
    };
    SeatCard {
        hall: drawing::hall(capacity, event.seats_spoken_for(), &l.number(left), &l.count("hall-free", left)),
        hall_words: taken_and_free(event, capacity, left, l),
        bar: Some(Bar {
            ring: drawing::ring(capacity, event.seats_spoken_for()),
            words: l.count("bar-left", left),
            more: l.count("seats-of", capacity),
            button: l.say("bar-open"),
        }),
        ..card
    }
}

fn taken_and_free(event: &Model, capacity: i32, left: i32, l: Language) -> String {
    let numbers = [("taken", event.seats_spoken_for().into()), ("capacity", capacity.into()), ("left", left.into())];
    l.with("hall-words", numbers)
}

fn waiting_list(event: &Model, l: Language) -> SeatCard {
    const LONGEST_QUEUE: i32 = 15;
    let place = event.waiting + 1;
    let capacity = event.capacity.unwrap_or(event.seats_taken);
    SeatCard {
        text: l.count("card-waiting-text", event.waiting),
        news: l.count("card-waiting-place", place),
        queue: place.min(LONGEST_QUEUE),
        button: Some(l.say("card-waiting-button")),
        waiting_list: true,
        bar: Some(Bar {
            ring: drawing::ring(capacity, capacity),
            words: l.say("seats-full"),
            more: l.count("bar-waiting", event.waiting),
            button: l.say("bar-wait"),
        }),
        ..taken(event, "card-waiting", l)
    }
}

fn full(event: &Model, l: Language) -> SeatCard {
    // Where there is a waiting list, it is closed by now.
    let key = if event.waiting_list { "card-full-begun" } else { "card-full-text" };
    SeatCard { text: l.say(key), ..taken(event, "card-full", l) }
}

/// A card with a hall in which every seat is taken.
fn taken(event: &Model, title: &str, l: Language) -> SeatCard {
    let capacity = event.capacity.unwrap_or(event.seats_taken);
    let number = l.number(event.seats_spoken_for());
    SeatCard {
        hall: drawing::hall(capacity, capacity, &number, &l.count("hall-taken", event.seats_spoken_for())),
        hall_words: l.count("hall-full-words", capacity),
        title: l.say(title),
        ..SeatCard::default()
    }
}

fn not_open(event: &Model, l: Language) -> SeatCard {
    let opens = event.opens_at.unwrap_or(event.starts_at);
    let hall = match (event.capacity, event.seats_left()) {
        (Some(capacity), Some(left)) => (
            drawing::hall(capacity, event.seats_spoken_for(), &l.number(left), &l.count("hall-seats", left)),
            taken_and_free(event, capacity, left, l),
        ),
        _ => Default::default(),
    };
    SeatCard {
        hall: hall.0,
        hall_words: hall.1,
        title: l.say("card-not-open"),
        text: l.fill("card-not-open-text", [("moment", &l.moment(opens, event.zone()))]),
        hint: l.say("card-not-open-hint"),
        ..SeatCard::default()
    }
}

fn past(event: &Model, l: Language) -> SeatCard {
    let watch = event.recording_url.is_some() || !event.materials.0.is_empty();
    let came = event.seats_taken;
    SeatCard {
        title: l.say("card-past"),
        text: l.say(if watch { "card-past-watch" } else { "card-past-text" }),
        hint: if came > 0 { l.count("card-past-came", came) } else { String::new() },
        watch,
        ..SeatCard::default()
    }
}

fn called_off(event: &Model, l: Language, now: DateTime<Utc>) -> SeatCard {
    SeatCard {
        title: l.say("card-cancelled"),
        text: event.cancellation_reason.clone().unwrap_or_default(),
        // Of what was over when it was called off nobody is told.
        hint: if event.is_past(now) { String::new() } else { l.say("card-cancelled-text") },
        called_off: true,
        ..SeatCard::default()
    }
}
