//! The facts of a letter, put into words in the reader's language. The sentences round them are in `email-templates/`.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{ChosenStop, Matter};
use crate::config::Config;
use crate::events::event::{Format, Venue};
use crate::events::{event, stop};
use crate::language::{Language, first_name};
use crate::mail::{Picture, letter};
use crate::registrations::registration::Status;
use crate::registrations::self_service::{calendar_entry, handover, joining};
use crate::registrations::steering::changes::{Difference, News};
use crate::registrations::ticket;

/// Everything that the templates may say.
pub fn context(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    let l = letter.language;
    let person = &matter.registration;
    let own = own_link(matter, l, config);
    let changes = matter.changes(l);
    let reader = matter.offer.as_ref().map_or((person.name.as_str(), person.email.as_str()), |o| (&o.name, &o.email));
    let handover = matter.offer.as_ref().map(|o| handover::token(&config.secret, o.id));
    let colleague = match (&matter.offer, letter.facts["colleague"].as_str()) {
        (Some(_), _) => json!({ "name": person.name, "email": "" }),
        (None, name) => json!({ "name": name.unwrap_or_default(), "email": "" }),
    };
    let region = &matter.details.region;
    json!({
        "person": {
            "name": reader.0,
            "first_name": first_name(reader.0),
            "email": reader.1,
        },
        "event": event_words(matter, letter, config),
        "stops": stop_words(matter, l),
        "stop": matter.the_stop(letter).map(|stop| one_stop(stop, matter, letter)),
        "position": letter.facts["position"],
        "by_organiser": letter.facts["by_organiser"] == true,
        "moved_to": letter.facts["moved_to"],
        "links": {
            "registration": if letter.kind.is_for_the_holder() { json!(own) } else { Value::Null },
            "calendar": calendar_link(matter, letter, config),
            "handover": handover.map(|t| format!("{}/handovers/{t}?lang={l}", config.public_url)),
        },
        "team": { "name": region.names.get(l), "reply_to": region.reply_to, "slug": region.slug },
        "colleague": colleague,
        "changes": change_words(&changes),
        "news": news(&changes),
        "others": other_words(matter, letter, config),
        "waits": matter.waits(),
        "ticket": ticket_words(matter, letter, config),
        "offer": offer_words(matter, letter, config),
        "offer_time": matter.details.event.offer_time(l),
        "stop_is_full": matter.details.event.is_full_at_a_stop(),
        "missed": letter.facts["missed"] == true,
        "frees_seat": letter.facts["held_seat"] == true || letter.facts["was_offered"] == true,
    })
}

/// The links name the language of the letter, since a browser may prefer another.
fn own_link(matter: &Matter, l: Language, config: &Config) -> String {
    format!("{}/registrations/{}?lang={l}", config.public_url, matter.registration.token(&config.secret))
}

/// What puts the event into a calendar: the entry of the invitation for one who has a seat, else that of the feeds. A
/// colleague to whom a seat is offered has none yet.
fn calendar_link(matter: &Matter, letter: &letter::Model, config: &Config) -> String {
    let l = letter.language;
    if letter.kind.is_for_the_holder() && matter.registration.status == Status::Confirmed {
        format!("{}?lang={l}", calendar_entry::link(config, &matter.registration))
    } else {
        format!("{}/events/{}.ics?lang={l}", config.public_url, matter.details.event.slug)
    }
}

fn event_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    let (l, event) = (letter.language, &matter.details.event);
    let zone = event.zone();
    let (starts, ends) = (event.starts_at.with_timezone(&zone), event.ends_at.with_timezone(&zone));
    let day = starts.date_naive();
    let accent = matter.details.region.accent;
    let seated = letter.kind.shows_the_way_in() && matter.registration.status == Status::Confirmed;
    let short_day = format!("{} {} {}", l.short_weekday(day), l.day_number(day), l.month(day));
    json!({
        "title": event.title(l),
        "kind": event.kind.name(l),
        "region": matter.details.region.names.get(l),
        "date": l.date(day),
        "date_line": l.date_line(day),
        "short_date": short_day,
        "hours": l.hours(event.starts_at, event.ends_at, zone),
        "start_time": l.spoken(starts.time()),
        "end_time": l.clock(ends.time()),
        "zone_note": event.zone_note(l, config.timezone),
        "where": place(event.format, event.venue.as_ref(), l),
        "is_online": event.format.is_online(),
        "is_in_person": event.format != Format::Online,
        "join_url": (seated && event.has_way_in()).then(|| joining::link(config, &matter.registration)),
        "summary": event.summary(l),
        "accessibility": event.accessibility(l),
        "url": format!("{}/events/{}?lang={l}", config.public_url, event.slug),
        "tint": tint(accent.hex()),
        "tint_dark": "#252d2f",
        "cancellation_reason": event.cancellation_reason.clone().unwrap_or_default(),
    })
}

/// "Huis van het Kind, Stationsstraat 12, 1500 Halle", "Online", or both.
pub fn place(format: Format, venue: Option<&Venue>, l: Language) -> String {
    let online = l.say("place-online");
    let address = venue.map(Venue::line).filter(|a| !a.is_empty());
    match (format, address) {
        (Format::Online, _) => online,
        (Format::InPerson, Some(address)) => address,
        (Format::Hybrid, Some(address)) => l.fill("place-hybrid", [("place", &address)]),
        (_, None) => l.say("place-unknown"),
    }
}

/// One part in ten of the region's colour on the paper of letters.
pub fn tint(hex: &str) -> String {
    let channel = |i: usize| u8::from_str_radix(hex.get(i..i + 2).unwrap_or("80"), 16).unwrap_or(0x80);
    let paper = [0xff_u16, 0xfd, 0xfc];
    let mixed = [1, 3, 5].iter().zip(paper).map(|(i, p)| (u16::from(channel(*i)) + 9 * p) / 10);
    mixed.fold(String::from("#"), |text, c| format!("{text}{c:02x}"))
}

fn stop_words(matter: &Matter, l: Language) -> Vec<Value> {
    let words = |chosen: &ChosenStop| {
        json!({
            "title": chosen.stop.titles.get(l),
            "practice": chosen.stop.practice,
            "hours": chosen.stop.hours(&matter.details.event, l),
            "waitlisted": chosen.status == Status::Waitlisted,
            "position": chosen.position,
        })
    };
    matter.stops.iter().map(words).collect()
}

/// The one stop that a letter is about, how the person stands there, and which one they gave back for it.
fn one_stop(stop: &stop::Model, matter: &Matter, letter: &letter::Model) -> Value {
    let l = letter.language;
    let held = matter.stops.iter().find(|chosen| chosen.stop.id == stop.id);
    json!({
        "id": stop.id,
        "title": stop.titles.get(l),
        "hours": stop.hours(&matter.details.event, l),
        "waited": letter.facts["held_seat"] != true,
        "seated": held.is_some_and(|chosen| chosen.status == Status::Confirmed),
        "waits": held.is_some_and(|chosen| chosen.status == Status::Waitlisted),
        "position": held.and_then(|chosen| chosen.position),
        "left": matter.the_stop_before(letter).map_or("", |stop| stop.titles.get(l)),
        "takes_left": matter.entry_to_take_out(letter).is_some(),
    })
}

fn change_words(changes: &[Difference]) -> Value {
    let words = |d: &Difference| json!({ "what": d.what, "before": d.before, "after": d.after });
    changes.iter().map(words).collect()
}

/// What the subject says: the one thing that changed, or that it is several. That stops move along with the event is no
/// second thing.
fn news(changes: &[Difference]) -> &'static str {
    let Some(first) = changes.first().map(|change| change.news) else { return "several" };
    let moves = matches!(first, News::Day | News::Time);
    let goes_along = |change: &Difference| change.news == first || (moves && change.news == News::Stop);
    if changes.iter().all(goes_along) { first.code() } else { "several" }
}

/// The other events that the same deed changed for this person.
fn other_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Vec<Value> {
    let words = |other: &Matter| {
        json!({
            "event": event_words(other, letter, config),
            "stops": stop_words(other, letter.language),
            "changes": change_words(&other.changes(letter.language)),
            "link": own_link(other, letter.language, config),
        })
    };
    matter.others.iter().map(words).collect()
}

/// The code for the door: its address, and the name of its picture. Nothing where there is no door.
fn ticket_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    if !has_ticket(matter, letter) {
        return Value::Null;
    }
    let link = format!("{}?lang={}", ticket::link(config, &matter.registration), letter.language);
    json!({ "link": link, "picture": picture_id(letter, config) })
}

/// The code itself, in a letter that carries it.
pub fn ticket_picture(matter: &Matter, letter: &letter::Model, config: &Config) -> Option<Picture> {
    let draw = || match ticket::png(&ticket::link(config, &matter.registration)) {
        Ok(png) => Some(Picture { id: picture_id(letter, config), name: "ticket.png".to_string(), png }),
        Err(why) => {
            tracing::error!(letter = %letter.id, %why, "a letter leaves without its ticket");
            None
        }
    };
    has_ticket(matter, letter).then(draw).flatten()
}

fn has_ticket(matter: &Matter, letter: &letter::Model) -> bool {
    letter.kind.shows_ticket() && ticket::is_needed(&matter.details.event, &matter.registration)
}

fn picture_id(letter: &letter::Model, config: &Config) -> String {
    format!("ticket.{}@{}", letter.id.simple(), config.host())
}

/// Until when somebody may say yes, and whether they let an offer pass before.
fn offer_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    let words = |until| offer_end(until, &matter.details.event, letter.language, config);
    let until = matter.registration.offered_until.map(words);
    json!({ "until": until.unwrap_or_default(), "again": letter.facts["again"] == true })
}

/// "vrijdag 4 december, 15 uur", with the zone where it is another.
pub fn offer_end(until: DateTime<Utc>, event: &event::Model, l: Language, config: &Config) -> String {
    event.with_zone(l.moment(until, event.zone()), l, config.timezone)
}
