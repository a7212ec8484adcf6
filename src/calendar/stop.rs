//! A stop that somebody chose, as an entry of its own beside that of the event: with the identity and the revision that
//! are kept with the stop. Public feeds hold the event alone, since nobody goes to all its stops.

use icalendar::{Component, Event, EventLike, EventStatus};

use super::entry::{Entry, paragraphs};
use super::text::{clean, line};
use super::zone::Zones;
use crate::events::event::Format;
use crate::events::stop;
use crate::registrations::registration::{self, Status};
use crate::registrations::self_service::joining;

/// A stop on its way into the calendar of one person.
pub struct StopEntry<'a> {
    /// The event that it belongs to.
    pub entry: Entry<'a>,
    pub stop: &'a stop::Model,
}

impl StopEntry<'_> {
    /// What the entry says, whatever becomes of it: SEQUENCE is the stop's and the registration's together.
    fn common(&self, zones: &Zones, registration: &registration::Model) -> Event {
        let event = &self.entry.details.event;
        let changed = self.entry.details.changed_at().max(registration.updated_at);
        let [starts, ends] = zones.span(event, [self.stop.starts_at, self.stop.ends_at]);
        let mut entry = Event::new();
        entry
            .uid(&self.stop.uid.to_string())
            .created(event.created_at)
            .timestamp(changed)
            .last_modified(changed)
            .sequence(self.stop.sequence.saturating_add(registration.sequence).unsigned_abs())
            .starts(starts)
            .ends(ends)
            .summary(&self.title())
            .categories(self.entry.categories())
            .url(&self.entry.address());
        if let Some(place) = self.place() {
            entry.location(&place);
        }
        entry
    }

    /// "Op bezoek bij de wijkwerking · Safari in Leuven"
    fn title(&self) -> String {
        let stop = line(self.stop.titles.get(self.entry.language));
        format!("{stop} · {}", line(self.entry.details.event.title(self.entry.language)))
    }

    /// Whoever opens the door; where nobody is named, the place of the event.
    fn place(&self) -> Option<String> {
        let practice = line(&self.stop.practice);
        let is_online = self.entry.details.event.format == Format::Online;
        if is_online || practice.is_empty() { self.entry.place() } else { Some(practice) }
    }

    /// The entry of one who has a seat at the stop; with the way in, where the event has one: whom the calendar reminds of
    /// the stop is to find it there.
    pub fn held(&self, zones: &Zones, registration: &registration::Model) -> Event {
        let event = &self.entry.details.event;
        let door = event.has_way_in().then(|| joining::link(self.entry.config, registration));
        let how = door.as_deref().map(|door| self.entry.language.fill("calendar-join", [("address", door)]));
        let said = clean(self.stop.descriptions.get(self.entry.language));
        let mut entry = self.common(zones, registration);
        entry.status(EventStatus::Confirmed).add_property("TRANSP", "OPAQUE").description(&paragraphs([
            how.unwrap_or_default(),
            said,
            self.onward(),
        ]));
        // Calendars make an address in LOCATION a link; a place to go to is more use there.
        if let Some(door) = door.filter(|_| event.format == Format::Online) {
            entry.location(&door);
        }
        entry.done()
    }

    /// The same for one who has none, or none any more.
    pub fn withdrawn(&self, zones: &Zones, registration: &registration::Model) -> Event {
        let title = match self.entry.is_called_off() {
            true => self.entry.language.fill("calendar-called-off", [("title", &self.title())]),
            false => self.title(),
        };
        self.common(zones, registration)
            .summary(&title)
            .status(EventStatus::Cancelled)
            .add_property("TRANSP", "TRANSPARENT")
            .description(&paragraphs([self.entry.reason(), self.onward()]))
            .done()
    }

    fn waited_for(&self, zones: &Zones, registration: &registration::Model) -> Event {
        let l = self.entry.language;
        self.common(zones, registration)
            .summary(&l.fill("calendar-tentative", [("title", &self.title())]))
            .status(EventStatus::Tentative)
            .add_property("TRANSP", "TRANSPARENT")
            .description(&paragraphs([l.say("calendar-on-the-list-of-stop"), self.onward()]))
            .done()
    }

    /// The entry in the person's own calendar, as they stand.
    pub fn as_it_stands(&self, zones: &Zones, registration: &registration::Model, status: Status) -> Event {
        match status {
            _ if self.entry.is_called_off() => self.withdrawn(zones, registration),
            Status::Confirmed => self.held(zones, registration),
            Status::Waitlisted => self.waited_for(zones, registration),
            Status::Cancelled => self.withdrawn(zones, registration),
        }
    }

    fn onward(&self) -> String {
        self.entry.language.fill("calendar-page", [("address", &self.entry.address())])
    }
}
