//! A person's own calendar: what they hold a seat at, with the way in, and what they wait for, as tentative; each stop
//! that they chose beside its event. Unlike the public feeds it is written anew each time, and no cache in between may keep it.

use chrono::{DateTime, Utc};
use icalendar::{Component, Event, EventStatus};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entry::{Entry, in_language, paragraphs};
use super::feeds::{self, Ground, oldest};
use super::invitation::{ask, organised_by, withdraw};
use super::letters::organizer;
use super::press::Written;
use super::stop::StopEntry;
use super::stream::{self, Cover};
use super::zone::Zones;
use crate::error::{Error, Result};
use crate::events::{Details, event, listing, stop};
use crate::language::Language;
use crate::regions::region::Accent;
use crate::registrations::letters::offer_end;
use crate::registrations::registration::{self, Status};
use crate::registrations::seats::held_stop;
use crate::registrations::self_service::joining;

/// A registration with what it is for.
struct Seat {
    registration: registration::Model,
    details: Details,
    stops: Vec<(stop::Model, Status)>,
}

/// Writes the calendar of the person who made these registrations. Past events stay as long as in the other feeds; what
/// the person gave back is gone.
pub async fn write(
    ground: &Ground<'_>,
    registrations: Vec<registration::Model>,
    asked: Option<Language>,
    path: &str,
) -> Result<Written> {
    let changed = changed(ground, &registrations).await?;
    let spoken = registrations.last().map_or(Language::default(), |r| r.language);
    let seats = seats(ground, registrations).await?;
    let zones = Zones::of(seats.iter().map(|s| &s.details.event));
    let language = asked.unwrap_or(spoken);
    let entries = seats.iter().flat_map(|seat| seat.entries(&zones, language, ground));
    let url = &ground.config.public_url;
    // Whoever reads it again there reads it in the language that was asked for.
    let source = asked.map_or_else(|| path.to_string(), |asked| format!("{path}?lang={asked}"));
    let cover = Cover {
        language,
        name: format!("{} · {}", ground.config.network_name(), language.say("calendar-mine")),
        about: language.say("calendar-about-mine"),
        timezone: ground.config.timezone,
        source: format!("{url}{source}"),
        page: in_language(format!("{url}/"), language),
        accent: Accent::Vl,
    };
    Ok(Written { text: stream::feed(&cover, &zones, entries), changed })
}

/// Writes the entry of one event alone, in the name of those who invite (RFC 5546, section 3.2.1). It says what the
/// invitation of the same person says, so it may come before that or after: one identity in a calendar is one thing.
pub async fn write_entry(
    ground: &Ground<'_>,
    registration: registration::Model,
    language: Option<Language>,
) -> Result<Written> {
    let changed = changed(ground, std::slice::from_ref(&registration)).await?;
    let seats = seats(ground, vec![registration]).await?;
    let seat = seats.first().ok_or(Error::NotFound)?;
    let language = language.unwrap_or(seat.registration.language);
    let zones = Zones::of([&seat.details.event]);
    let organizer = organizer(&seat.details, seat.registration.id, language, ground.config);
    let mut entry = seat.entry(&zones, language, ground);
    entry.append_property(organised_by(&organizer));
    Ok(Written { text: stream::publication(language, &zones, &entry), changed })
}

/// The last moment at which it may have changed: with what the person did, or with any public change, since what left it
/// leaves no date of its own behind.
async fn changed(ground: &Ground<'_>, registrations: &[registration::Model]) -> Result<DateTime<Utc>> {
    let public = feeds::changed(ground).await?;
    let own = registrations.iter().map(|r| r.updated_at).max();
    Ok(own.map_or(public, |own| own.max(public)))
}

async fn seats(ground: &Ground<'_>, registrations: Vec<registration::Model>) -> Result<Vec<Seat>> {
    let db = ground.db.read();
    let held: Vec<registration::Model> = registrations.into_iter().filter(|r| r.status != Status::Cancelled).collect();
    let events = event::Entity::find()
        .filter(event::Column::Id.is_in(held.iter().map(|r| r.event_id)))
        .filter(event::Column::EndsAt.gt(oldest(ground.now)))
        .filter(listing::there(true))
        .all(db)
        .await?;
    let chosen = held_stop::Entity::find()
        .filter(held_stop::Column::RegistrationId.is_in(held.iter().map(|r| r.id)))
        .all(db)
        .await?;
    let mut seats = Vec::with_capacity(events.len());
    for details in Details::of_all(ground.db, ground.network, events).await? {
        for registration in held.iter().filter(|r| r.event_id == details.event.id) {
            let mine = chosen.iter().filter(|held| held.registration_id == registration.id);
            let stop = |held: &held_stop::Model| {
                Some((details.stops.iter().find(|s| s.id == held.stop_id)?.clone(), held.status))
            };
            let mut stops: Vec<(stop::Model, Status)> = mine.filter_map(stop).collect();
            stops.sort_by_key(|(stop, _)| (stop.starts_at, stop.position, stop.id));
            seats.push(Seat { registration: registration.clone(), details: details.clone(), stops });
        }
    }
    seats.sort_by_key(|s| (s.details.event.starts_at, s.registration.id));
    Ok(seats)
}

impl Seat {
    /// The event, and each stop in an entry of its own.
    fn entries(&self, zones: &Zones, language: Language, ground: &Ground<'_>) -> Vec<Event> {
        let entry = Entry { details: &self.details, language, config: ground.config };
        let stop = |(stop, status): &(stop::Model, Status)| {
            StopEntry { entry, stop }.as_it_stands(zones, &self.registration, *status)
        };
        std::iter::once(self.entry(zones, language, ground)).chain(self.stops.iter().map(stop)).collect()
    }

    /// The same identity and revision as in the letters to this person (RFC 5546, section 2.1.4).
    fn entry(&self, zones: &Zones, language: Language, ground: &Ground<'_>) -> Event {
        let (event, registration) = (&self.details.event, &self.registration);
        let entry = Entry { details: &self.details, language, config: ground.config };
        let changed = self.details.changed_at().max(registration.updated_at);
        let mut seat = entry.common(zones);
        seat.timestamp(changed)
            .last_modified(changed)
            .sequence(event.sequence.saturating_add(registration.sequence).unsigned_abs());
        if entry.is_called_off() {
            withdraw(&mut seat, &entry);
        } else if registration.status == Status::Confirmed {
            let door = joining::link(ground.config, registration);
            ask(&mut seat, &entry, &door);
        } else {
            wait(&mut seat, &entry, registration.offer_at(ground.now));
        }
        seat.done()
    }
}

/// Whoever waits, and has a seat held for them, may say yes until then.
fn wait(seat: &mut Event, entry: &Entry<'_>, offered_until: Option<DateTime<Utc>>) {
    let l = entry.language;
    let title = l.fill("calendar-tentative", [("title", &entry.title())]);
    let offered = |until| {
        let until = offer_end(until, &entry.details.event, l, entry.config);
        l.fill("calendar-offered", [("until", &until)])
    };
    let stands = offered_until.map_or_else(|| l.say("calendar-on-the-list"), offered);
    let onward = l.fill("calendar-page", [("address", &entry.address())]);
    seat.status(EventStatus::Tentative)
        .summary(&title)
        .add_property("TRANSP", "TRANSPARENT")
        .description(&paragraphs([stands, onward]));
}
