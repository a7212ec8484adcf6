//! The calendar entry in a letter (RFC 5546): a seat asks to stand in the calendar of the one who holds it, follows
//! what changes, and leaves again. It is the entry of the feeds, with one person on it.

use icalendar::{Component, Event, EventLike, EventStatus, Property};
use lettre::message::Mailbox;

use super::entry::{Entry, paragraphs};
use super::stop::StopEntry;
use super::stream;
use super::text::{clean, line, mailto, name};
use super::zone::Zones;
use crate::config::Config;
use crate::events::{Details, stop};
use crate::language::Language;
use crate::mail::CalendarMethod;
use crate::registrations::registration;
use crate::registrations::self_service::calendar_reply::Answer;
use crate::registrations::self_service::joining;

/// A calendar entry on its way to the one who registered, in their language: REQUEST puts it there or corrects it,
/// CANCEL takes it away.
pub struct Invitation<'a> {
    pub details: &'a Details,
    pub registration: &'a registration::Model,
    pub method: CalendarMethod,
    /// Who invites.
    pub organizer: &'a Mailbox,
    pub config: &'a Config,
}

impl Invitation<'_> {
    /// The entry of the event. `answer` is what their calendar said last. SEQUENCE is the event's and the registration's
    /// together, so that it rises whichever of them changes.
    pub fn to_event(&self, answer: Answer) -> String {
        let Invitation { details, registration, method, organizer, config } = *self;
        let event = &details.event;
        let entry = Entry { details, language: registration.language, config };
        let zones = Zones::of([event]);
        let changed = details.changed_at().max(registration.updated_at);
        let mut seat = entry.common(&zones);
        seat.timestamp(changed)
            .last_modified(changed)
            .sequence(event.sequence.saturating_add(registration.sequence).unsigned_abs())
            .append_property(organised_by(organizer))
            .append_multi_property(held_by(registration, method, answer));
        match method {
            CalendarMethod::Request => ask(&mut seat, &entry, &joining::link(config, registration)),
            CalendarMethod::Cancel => withdraw(&mut seat, &entry),
        }
        stream::invitation(registration.language, method, &zones, &seat)
    }

    /// The same for a stop that they chose, which has an entry of its own: a letter carries it beside the event's,
    /// since an iTIP object holds one event and Outlook takes no more (RFC 5546, section 3.2).
    pub fn to_stop(&self, stop: &stop::Model, answer: Answer) -> String {
        let Invitation { details, registration, method, organizer, config } = *self;
        let entry = Entry { details, language: registration.language, config };
        let zones = Zones::of([&details.event]);
        let stop = StopEntry { entry, stop };
        let mut seat = match method {
            CalendarMethod::Request => stop.held(&zones, registration),
            CalendarMethod::Cancel => stop.withdrawn(&zones, registration),
        };
        seat.append_property(organised_by(organizer)).append_multi_property(held_by(registration, method, answer));
        stream::invitation(registration.language, method, &zones, &seat)
    }
}

/// `door` is the way in, for an event that has one: a link of our own, and never the address of the room. Nothing is said
/// of the stops that they chose: each is told in an entry of its own, which comes and goes alone.
pub fn ask(seat: &mut Event, entry: &Entry<'_>, door: &str) {
    let event = &entry.details.event;
    let join = event.has_way_in().then_some(door);
    let how = join.map(|url| entry.language.fill("calendar-join", [("address", url)]));
    seat.status(EventStatus::Confirmed).add_property("TRANSP", "OPAQUE").description(&paragraphs([
        how.unwrap_or_default(),
        clean(event.summary(entry.language)),
        entry.language.fill("calendar-page", [("address", &entry.address())]),
    ]));
    if let Some(url) = join {
        seat.append_property(conference(url, entry.language));
    }
    // Calendars make an address in LOCATION a link; a place to go to is more use there.
    if let (Some(url), None) = (join, event.place_to_go()) {
        seat.location(url);
    }
}

/// Where to join (RFC 7986, section 5.11): a link of ours that checks who asks.
fn conference(door: &str, language: Language) -> Property {
    Property::new("CONFERENCE", door)
        .add_parameter("VALUE", "URI")
        .add_parameter("FEATURE", "VIDEO")
        .add_parameter("LABEL", &line(&language.say("calendar-conference")))
        .done()
}

/// Marks the entry as called off, with the reason in the place of what was to be read there.
pub fn withdraw(seat: &mut Event, entry: &Entry<'_>) {
    seat.status(EventStatus::Cancelled).add_property("TRANSP", "TRANSPARENT").description(&paragraphs([
        entry.reason(),
        entry.language.fill("calendar-page", [("address", &entry.address())]),
    ]));
}

/// Who invites; the address takes the answers of calendars.
pub fn organised_by(organizer: &Mailbox) -> Property {
    let mut property = Property::new("ORGANIZER", mailto(organizer.email.as_ref()));
    if let Some(called) = organizer.name.as_deref().map(name).filter(|n| !n.is_empty()) {
        property.add_parameter("CN", &called);
    }
    property.done()
}

/// The person, by the address to which the letter goes, letter for letter, and what they answered: a correction that
/// said otherwise would undo it in their calendar (RFC 5546, sections 3.2.2 and 3.2.3).
fn held_by(registration: &registration::Model, method: CalendarMethod, answer: Answer) -> Property {
    let mut property = Property::new("ATTENDEE", mailto(&registration.email));
    property.add_parameter("CN", &name(&registration.name)).add_parameter("ROLE", "REQ-PARTICIPANT");
    if method == CalendarMethod::Request {
        property.add_parameter("PARTSTAT", &answer.partstat()).add_parameter("RSVP", "TRUE");
    }
    property.done()
}
