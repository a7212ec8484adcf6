//! What the letters about registrations say: the facts, put into words in the reader's language. The sentences round
//! them are in `email-templates/`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::booking;
use super::changes::{Before, Difference, News};
use super::registration::{self, Status};
use super::{handover, held_stop, joining, offers, ticket, waiting_list};
use crate::config::Config;
use crate::database::Database;
use crate::error::Result;
use crate::events::event::{Format, Venue};
use crate::events::{Details, event, stop};
use crate::language::{Language, first_name};
use crate::mail::{CalendarMethod, Composed, LetterKind, Picture, letter, letterhead};
use crate::regions::Network;

/// A letter with the records that it is about.
pub struct Matter {
    pub registration: registration::Model,
    pub details: Details,
    /// The stops that were chosen, in the order of the day.
    pub stops: Vec<ChosenStop>,
    /// The offer, in a letter to the colleague.
    pub offer: Option<handover::Model>,
    /// The event as it was, in a letter about a change.
    pub before: Option<Before>,
    /// What else the same letter is about: the other events that changed with this one.
    pub others: Vec<Matter>,
}

impl Matter {
    /// What is otherwise than it was.
    pub fn changes(&self, l: Language) -> Vec<Difference> {
        let chosen = self.stops.iter().map(|chosen| &chosen.stop);
        let of = |before: &Before| before.differences(&self.details.event, chosen, l);
        let mut changes = self.before.as_ref().map(of).unwrap_or_default();
        if self.waits() {
            changes.retain(|change| !matches!(change.news, News::Link | News::NoLink));
        }
        changes
    }

    fn waits(&self) -> bool {
        self.registration.status == Status::Waitlisted
    }

    /// The stops at which the reader has a seat, or had one until the deed that the letter tells of.
    pub fn seats_at_stops(&self, letter: &letter::Model, method: CalendarMethod) -> Vec<&stop::Model> {
        if letter.kind == LetterKind::StopGivenBack {
            return self.the_stop(letter).into_iter().collect();
        }
        if let (CalendarMethod::Cancel, Some(given_back)) = (method, letter.facts["stops"].as_array()) {
            let is_given_back = |stop: &&stop::Model| given_back.iter().any(|id| *id == stop.id);
            return self.details.stops.iter().filter(is_given_back).collect();
        }
        let held = self.stops.iter().filter(|chosen| chosen.status == Status::Confirmed);
        held.map(|chosen| &chosen.stop).collect()
    }

    /// The one stop that the letter is about, if it is about one. None when it is not there any more.
    fn the_stop(&self, letter: &letter::Model) -> Option<&stop::Model> {
        let uid: Uuid = letter.facts["stop"].as_str()?.parse().ok()?;
        self.details.stops.iter().find(|stop| stop.uid == uid)
    }

    /// Whether there is still a seat at that stop to be given back.
    fn may_give_back(&self, letter: &letter::Model) -> bool {
        let stop = self.the_stop(letter).map(|stop| stop.id);
        let held = self.stops.iter().any(|chosen| Some(chosen.stop.id) == stop && chosen.status == Status::Confirmed);
        held && self.details.event.cancelled_at.is_none()
    }

    /// Whether there is still something to say about the change.
    fn is_news(&self, l: Language) -> bool {
        let comes = self.registration.status != Status::Cancelled;
        comes && self.details.event.cancelled_at.is_none() && !self.changes(l).is_empty()
    }
}

/// What a letter is about, as its facts say: registrations, each with the event as it was.
fn subjects(letter: &letter::Model) -> Vec<(Uuid, Option<Before>)> {
    let before = |facts: &Value| serde_json::from_value(facts["before"].clone()).ok();
    let other = |facts: &Value| Some((facts["registration"].as_str()?.parse().ok()?, before(facts)));
    let others = letter.facts["others"].as_array().into_iter().flatten().filter_map(other);
    letter.about_id.map(|id| (id, before(&letter.facts))).into_iter().chain(others).collect()
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
    wanted.extend(letters.iter().flat_map(subjects).map(|(id, _)| id));
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
    let of_person = |id: Uuid, before: Option<Before>| {
        let registration = people.get(&id)?.clone();
        let details = details.get(&registration.event_id)?.clone();
        let chosen = |(held, position): &(held_stop::Model, Option<i64>)| {
            let stop = details.stops.iter().find(|s| s.id == held.stop_id)?.clone();
            Some(ChosenStop { stop, status: held.status, position: *position })
        };
        let mut stops: Vec<ChosenStop> = held.get(&id).into_iter().flatten().filter_map(chosen).collect();
        stops.sort_by_key(|chosen| chosen.stop.starts_at);
        Some(Matter { registration, details, stops, offer: None, before, others: Vec::new() })
    };
    let matter = |letter: &letter::Model| match letter.about_id.and_then(|id| offers.get(&id)).cloned() {
        Some(offer) => {
            let matter = of_person(offer.registration_id, None)?;
            Some(Matter { offer: Some(offer), ..matter })
        }
        None => {
            let matters = subjects(letter).into_iter().filter_map(|(id, before)| of_person(id, before));
            gathered(matters.collect(), letter)
        }
    };
    Ok(letters.iter().map(matter).collect())
}

/// The first of these, with the others behind it. Of several events that changed in one deed only those are left of
/// which there is still something to say.
fn gathered(mut matters: Vec<Matter>, letter: &letter::Model) -> Option<Matter> {
    if letter.kind == LetterKind::EventChanged {
        matters.retain(|matter| matter.is_news(letter.language));
    }
    let mut matters = matters.into_iter();
    let first = matters.next()?;
    Some(Matter { others: matters.collect(), ..first })
}

/// The links name the language of the letter, since a browser may prefer another.
fn own_link(matter: &Matter, l: Language, config: &Config) -> String {
    format!("{}/registrations/{}?lang={l}", config.public_url, matter.registration.token(&config.secret))
}

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
            "organisation": person.organisation,
        },
        "event": event_words(matter, letter, config),
        "stops": stop_words(matter, l),
        "stop": matter.the_stop(letter).map(|stop| one_stop(stop, matter, letter)),
        "position": letter.facts["position"],
        "by_organiser": letter.facts["by_organiser"] == true,
        "links": {
            "registration": if matter.offer.is_some() { Value::Null } else { json!(own) },
            "calendar": format!("{}/events/{}.ics?lang={l}", config.public_url, matter.details.event.slug),
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
        "missed": letter.facts["missed"] == true,
        "frees_seat": letter.facts["held_seat"] == true || letter.facts["was_offered"] == true,
    })
}

/// The letter that says how somebody stands, and what it says besides.
pub fn how_it_stands(person: &registration::Model, position: Option<i64>, now: DateTime<Utc>) -> (LetterKind, Value) {
    match person.offer_at(now) {
        Some(until) => (LetterKind::SeatToTake, offers::facts(person, until)),
        None => (booking::welcome(person.status), json!({ "position": position })),
    }
}

/// The letter, but for what it does to the calendar; nothing when there is nothing to say any more.
pub fn compose(letter: &letter::Model, matter: &Matter, config: &Config, now: DateTime<Utc>) -> Option<Composed> {
    if is_overtaken(letter, matter.registration.status) || is_late(letter, matter, now) {
        return None;
    }
    let region = &matter.details.region;
    let context = letterhead(context(matter, letter, config), letter.language, config);
    let picture = ticket_picture(matter, letter, config);
    Some(Composed { picture, ..Composed::of(context, region.sender(letter.language), Some(region.reply_to.clone())) })
}

/// Whether the registration has moved on since: then a later letter says how it stands.
fn is_overtaken(letter: &letter::Model, status: Status) -> bool {
    match letter.kind {
        LetterKind::RegistrationConfirmed | LetterKind::SeatBecameFree => status != Status::Confirmed,
        // Who waited and has a seat by now hears of both in the letter about the seat.
        LetterKind::EventChanged if letter.facts["waits"] == true => status != Status::Waitlisted,
        LetterKind::EventChanged => status != Status::Confirmed,
        LetterKind::RegistrationWaitlisted | LetterKind::SeatToTake | LetterKind::OfferRanOut => {
            status != Status::Waitlisted
        }
        LetterKind::SeatOffered | LetterKind::DeclinedInCalendar | LetterKind::StopDeclinedInCalendar => {
            status != Status::Confirmed
        }
        LetterKind::RegistrationCancelled
        | LetterKind::EventCancelled
        | LetterKind::SeatHandedOver
        | LetterKind::SeatDeclined
        | LetterKind::SignIn
        | LetterKind::Welcome
        | LetterKind::Message
        | LetterKind::Reminder
        | LetterKind::Thanks
        | LetterKind::DigestAsked
        | LetterKind::Digest
        | LetterKind::StopGivenBack => false,
    }
}

/// Whether a letter comes too late. About an offer: there was an answer, it ran out, or another one was made since. About
/// a stop: it is not there any more, or nothing is left to take out of a calendar of one who left.
fn is_late(letter: &letter::Model, matter: &Matter, now: DateTime<Utc>) -> bool {
    let person = &matter.registration;
    let told = || serde_json::from_value::<DateTime<Utc>>(letter.facts["until"].clone()).ok();
    match letter.kind {
        LetterKind::SeatToTake if matter.details.event.cancelled_at.is_some() => true,
        LetterKind::SeatToTake => person.offer_at(now).is_none_or(|until| told().is_some_and(|told| told < until)),
        LetterKind::OfferRanOut => person.offered_until.is_some(),
        LetterKind::StopDeclinedInCalendar => !matter.may_give_back(letter),
        LetterKind::StopGivenBack => {
            let only_waited = letter.facts["held_seat"] != true;
            matter.the_stop(letter).is_none() || (only_waited && person.status == Status::Cancelled)
        }
        _ => false,
    }
}

/// Until when somebody may say yes, and whether they let an offer pass before.
fn offer_words(matter: &Matter, letter: &letter::Model, config: &Config) -> Value {
    let words = |until| offer_end(until, &matter.details.event, letter.language, config);
    let until = matter.registration.offered_until.map(words);
    json!({ "until": until.unwrap_or_default(), "again": letter.facts["again"] == true })
}

/// "vrijdag 4 december, 15 uur", with the zone where it is another.
pub fn offer_end(until: DateTime<Utc>, event: &event::Model, l: Language, config: &Config) -> String {
    let zone = event.zone();
    let moment = l.moment(until, zone);
    match event.zone_note(l, config.timezone) {
        note if note.is_empty() => moment,
        note => format!("{moment} ({note})"),
    }
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

/// The one stop that a letter is about.
fn one_stop(stop: &stop::Model, matter: &Matter, letter: &letter::Model) -> Value {
    let l = letter.language;
    json!({
        "id": stop.id,
        "title": stop.titles.get(l),
        "hours": l.hours(stop.starts_at, stop.ends_at, matter.details.event.zone()),
        "waited": letter.facts["held_seat"] != true,
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
