//! What the letters about registrations say: the facts, put into words in the reader's language. The sentences round
//! them are in `email-templates/`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::registration::{self, Status, first_name};
use super::{handover, held_stop, joining, ticket, waiting_list};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::events::event::{Format, Translations, Venue};
use crate::events::{Details, event, stop};
use crate::language::{Language, capitalised};
use crate::mail::{LetterKind, Picture, letter};
use crate::regions::Network;

/// A letter with the records that it is about.
pub struct Matter {
    pub registration: registration::Model,
    pub details: Details,
    /// The stops that were chosen, in the order of the day.
    pub stops: Vec<ChosenStop>,
    /// The offer, in a letter to the colleague.
    pub offer: Option<handover::Model>,
}

/// A stop that the person has a seat at, or waits for.
#[derive(Clone)]
pub struct ChosenStop {
    pub stop: stop::Model,
    pub status: Status,
    /// The place in the line, from 1, of one who waits.
    pub position: Option<i64>,
}

/// The records behind each letter, in a handful of queries whatever their number. None when they are gone.
pub async fn matters(db: &Database, network: &Network, letters: &[letter::Model]) -> Result<Vec<Option<Matter>>> {
    let about = |of: fn(&letter::Model) -> bool| letters.iter().filter(move |l| of(l)).filter_map(|l| l.about_id);
    let offered: Vec<Uuid> = about(|l| l.kind == LetterKind::SeatOffered).collect();
    let mut wanted: Vec<Uuid> = about(|l| l.kind != LetterKind::SeatOffered).collect();
    let reader = db.read();
    let offers = handover::Entity::find().filter(handover::Column::Id.is_in(offered)).all(reader).await?;
    let offers: HashMap<Uuid, handover::Model> = offers.into_iter().map(|o| (o.id, o)).collect();
    wanted.extend(offers.values().map(|o| o.registration_id));
    let people =
        registration::Entity::find().filter(registration::Column::Id.is_in(wanted.clone())).all(reader).await?;
    let people: HashMap<Uuid, registration::Model> = people.into_iter().map(|p| (p.id, p)).collect();
    let events: Vec<i32> = people.values().map(|p| p.event_id).collect();
    let events = event::Entity::find().filter(event::Column::Id.is_in(events)).all(reader).await?;
    let details = Details::of_all(db, network, events).await?;
    let details: HashMap<i32, Details> = details.into_iter().map(|d| (d.event.id, d)).collect();
    let mut held: HashMap<Uuid, Vec<(held_stop::Model, Option<i64>)>> = HashMap::new();
    for stop in held_stop::Entity::find().filter(held_stop::Column::RegistrationId.is_in(wanted)).all(reader).await? {
        let position = waiting_list::stop_standing(reader, &stop).await?.position;
        held.entry(stop.registration_id).or_default().push((stop, position));
    }
    let matter = |letter: &letter::Model| {
        let offer = letter.about_id.and_then(|id| offers.get(&id)).cloned();
        let id = offer.as_ref().map(|o| o.registration_id).or(letter.about_id)?;
        let registration = people.get(&id)?.clone();
        let details = details.get(&registration.event_id)?.clone();
        let chosen = |(held, position): &(held_stop::Model, Option<i64>)| {
            let stop = details.stops.iter().find(|s| s.id == held.stop_id)?.clone();
            Some(ChosenStop { stop, status: held.status, position: *position })
        };
        let mut stops: Vec<ChosenStop> = held.get(&id).into_iter().flatten().filter_map(chosen).collect();
        stops.sort_by_key(|chosen| chosen.stop.starts_at);
        Some(Matter { registration, details, stops, offer })
    };
    Ok(letters.iter().map(matter).collect())
}

/// Everything that the templates may say.
pub fn context(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    let l = letter.language;
    let person = &matter.registration;
    let token = person.token(&config.secret);
    let own = format!("{}/registrations/{token}", config.public_url);
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
            "organisation": person.organisation,
        },
        "event": event_words(matter, letter, config),
        "stops": stop_words(matter, l),
        "position": letter.facts["position"],
        "by_organiser": letter.facts["by_organiser"] == true,
        "links": {
            "registration": if matter.offer.is_some() { Value::Null } else { json!(own) },
            "calendar": format!("{}/events/{}.ics?lang={l}", config.public_url, matter.details.event.slug),
            "handover": handover.map(|t| format!("{}/handovers/{t}", config.public_url)),
        },
        "team": { "name": region.names.get(l), "reply_to": region.reply_to },
        "colleague": colleague,
        "changes": change_words(matter, letter),
        "ticket": ticket_words(matter, letter, config),
    })
}

/// The code for the door: its address, and the name of its picture. Nothing where there is no door.
fn ticket_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    if !has_ticket(matter, letter) {
        return Value::Null;
    }
    json!({ "link": ticket::link(config, &matter.registration), "picture": picture_id(letter, config) })
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
        "start_time": l.clock(starts.time()),
        "end_time": l.clock(ends.time()),
        "zone_note": event.zone_note(l, config.timezone),
        "where": place(event.format, event.venue.as_ref(), l),
        "is_online": event.format.is_online(),
        "is_in_person": event.format != Format::Online,
        "join_url": event.join_url.as_ref().filter(|_| seated).map(|_| joining::link(config, &matter.registration)),
        "summary": event.summary(l),
        "accessibility": event.accessibility(l),
        "url": format!("{}/events/{}", config.public_url, event.slug),
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
fn tint(hex: &str) -> String {
    let channel = |i: usize| u8::from_str_radix(hex.get(i..i + 2).unwrap_or("80"), 16).unwrap_or(0x80);
    let paper = [0xff_u16, 0xfd, 0xfc];
    let mixed = [1, 3, 5].iter().zip(paper).map(|(i, p)| (u16::from(channel(*i)) + 9 * p) / 10);
    mixed.fold(String::from("#"), |text, c| format!("{text}{c:02x}"))
}

fn stop_words(matter: &Matter, l: Language) -> Vec<Value> {
    let zone = matter.details.event.zone();
    let words = |chosen: &ChosenStop| {
        json!({
            "title": chosen.stop.titles.get(l),
            "practice": chosen.stop.practice,
            "hours": l.hours(chosen.stop.starts_at, chosen.stop.ends_at, zone),
            "waitlisted": chosen.status == Status::Waitlisted,
            "position": chosen.position,
        })
    };
    matter.stops.iter().map(words).collect()
}

/// The event as it was before the change; kept with the letter.
#[derive(Deserialize)]
struct Before {
    title: String,
    translations: Translations,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    format: Format,
    venue: Option<Venue>,
    has_link: bool,
}

fn change_words(matter: &Matter, letter: &letter::Model) -> Vec<Value> {
    let (l, after) = (letter.language, &matter.details.event);
    let Ok(before) = serde_json::from_value::<Before>(letter.facts["before"].clone()) else {
        return Vec::new();
    };
    let zone = after.zone();
    let when = |starts: DateTime<Utc>, ends: DateTime<Utc>| {
        let day = l.date(starts.with_timezone(&zone).date_naive());
        format!("{day}, {}", l.hours(starts, ends, zone))
    };
    let mut changes = Vec::new();
    let mut changed = |what: &str, before: String, after: String| {
        if before != after {
            changes.push(json!({ "what": capitalised(&l.say(what)), "before": before, "after": after }));
        }
    };
    let translated = before.translations.get(l).map(|t| t.title.clone()).filter(|t| !t.is_empty());
    changed("change-title", translated.unwrap_or(before.title), after.title(l).to_string());
    changed("change-when", when(before.starts_at, before.ends_at), when(after.starts_at, after.ends_at));
    let place_before = place(before.format, before.venue.as_ref(), l);
    changed("change-where", place_before, place(after.format, after.venue.as_ref(), l));
    let link = |there: bool| l.say(if there { "change-link-there" } else { "change-link-none" });
    changed("change-link", link(before.has_link), link(after.join_url.is_some()));
    changes
}
