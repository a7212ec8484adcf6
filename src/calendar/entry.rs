//! One event as a calendar entry (VEVENT), the same in every feed and letter.
//!
//! Its UID is the event's UUID alone, without a host: the house may move to another address, and an entry whose UID
//! changed would stand twice in every calendar (RFC 7986, section 5.3). All its times come from the record, so that
//! the same event is always the same text.

use icalendar::{Component, Event, EventLike, EventStatus, Property};

use super::plain::{brief, fit_for_all, plain};
use super::text::{clean, line};
use super::zone::Zones;
use crate::config::Config;
use crate::events::Details;
use crate::events::event::{Format, Venue};
use crate::events::stop;
use crate::language::Language;

/// How many characters of the description go into an entry; the rest is a click away, and Google stops reading a feed
/// at one megabyte.
pub const DESCRIPTION: usize = 500;

/// An event on its way into a calendar: which, in which language, reachable where.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub details: &'a Details,
    pub language: Language,
    pub config: &'a Config,
}

/// The address of a page in the language that was asked for. Dutch is what a feed speaks unasked, so that its pages
/// follow the reader's browser.
pub fn in_language(page: String, language: Language) -> String {
    if language == Language::default() { page } else { format!("{page}?lang={language}") }
}

impl Entry<'_> {
    /// The entry in a feed. It takes no time of those who follow the feed, names nobody and lets nobody in.
    pub fn published(&self, zones: &Zones) -> Event {
        let event = &self.details.event;
        let changed = self.details.changed_at().max(event.created_at);
        self.common(zones)
            .timestamp(changed)
            .last_modified(changed)
            .sequence(event.sequence.unsigned_abs())
            .status(self.status())
            .description(&self.story())
            .add_property("TRANSP", "TRANSPARENT")
            .done()
    }

    /// What an entry says wherever it stands: identity, time, title, place, kind and address.
    pub fn common(&self, zones: &Zones) -> Event {
        let event = &self.details.event;
        let mut entry = Event::new();
        entry
            .uid(&event.uid.to_string())
            .created(event.created_at)
            .starts(zones.moment(event, event.starts_at))
            .ends(zones.moment(event, event.ends_at))
            .summary(&self.title())
            .categories(self.categories())
            .url(&self.address());
        if let Some(place) = self.place() {
            entry.location(&place);
        }
        if let Some(position) = event.place_to_go().and_then(position) {
            entry.append_property(Property::new("GEO", position));
        }
        entry
    }

    fn status(&self) -> EventStatus {
        if self.is_called_off() { EventStatus::Cancelled } else { EventStatus::Confirmed }
    }

    pub fn is_called_off(&self) -> bool {
        self.details.event.cancelled_at.is_some()
    }

    /// The title; that the event is called off stands in front, since many calendars do not show STATUS.
    pub fn title(&self) -> String {
        let title = line(self.details.event.title(self.language));
        if self.is_called_off() { self.language.fill("calendar-called-off", [("title", &title)]) } else { title }
    }

    /// The page of the event.
    pub fn address(&self) -> String {
        in_language(self.unasked(), self.language)
    }

    /// The event alone, as a file for a calendar.
    pub fn calendar(&self) -> String {
        in_language(format!("{}.ics", self.unasked()), self.language)
    }

    fn unasked(&self) -> String {
        format!("{}/events/{}", self.config.public_url, self.details.event.slug)
    }

    /// Where to be (RFC 5545, section 3.8.1.7): the venue on one line, or "Online".
    pub fn place(&self) -> Option<String> {
        let event = &self.details.event;
        let venue = event.place_to_go().map(|v| line(&v.line())).filter(|v| !v.is_empty());
        venue.or_else(|| (event.format == Format::Online).then(|| self.language.say("calendar-online")))
    }

    /// The kind and the themes.
    pub fn categories(&self) -> Vec<String> {
        let mut themes: Vec<_> = self.details.themes.iter().collect();
        // In an order that stays: to move a theme changes no entry.
        themes.sort_by_key(|theme| theme.id);
        let names = themes.into_iter().map(|theme| line(theme.names.get(self.language)));
        std::iter::once(line(&self.details.event.kind.name(self.language))).chain(names).collect()
    }

    /// What there is to read, for everybody.
    fn story(&self) -> String {
        let event = &self.details.event;
        let open = |text: &str| fit_for_all(&clean(text), event.join_url.as_deref());
        let onward = if self.is_called_off() { "calendar-page" } else { "calendar-more" };
        let stops: Vec<String> = self.details.stops.iter().map(|stop| self.stop(stop)).collect();
        paragraphs([
            open(&self.reason()),
            self.also_online(),
            open(event.summary(self.language)),
            brief(&open(&plain(event.description(self.language))), DESCRIPTION),
            open(&stops.join("\n")),
            self.language.fill(onward, [("address", &self.address())]),
        ])
    }

    /// Why it is called off, as a sentence; nothing when it takes place.
    pub fn reason(&self) -> String {
        let event = &self.details.event;
        match (self.is_called_off(), event.cancellation_reason.as_deref().map(clean)) {
            (true, Some(reason)) if !reason.trim().is_empty() => {
                self.language.fill("calendar-reason", [("reason", reason.trim())])
            }
            (true, _) => self.language.say("calendar-no-reason"),
            (false, _) => String::new(),
        }
    }

    /// That nobody needs to travel, which the place does not say; nothing where one must, or cannot.
    pub fn also_online(&self) -> String {
        match self.details.event.format {
            Format::Hybrid if !self.is_called_off() => self.language.say("calendar-also-online"),
            _ => String::new(),
        }
    }

    /// "13.30 – 14.30 uur: Op bezoek bij de wijkwerking (CAW Hageland)"
    pub fn stop(&self, stop: &stop::Model) -> String {
        let hours = stop.hours(&self.details.event, self.language);
        let title = line(stop.titles.get(self.language));
        match line(&stop.practice) {
            practice if practice.is_empty() || practice == title => self.language.labelled(hours, title),
            practice => self.language.labelled(hours, format!("{title} ({practice})")),
        }
    }
}

/// The texts that say something, with an empty line between them.
pub fn paragraphs<const N: usize>(texts: [String; N]) -> String {
    let said = texts.iter().map(|t| t.trim()).filter(|t| !t.is_empty());
    said.collect::<Vec<_>>().join("\n\n")
}

/// Degrees north and east (RFC 5545, section 3.8.1.6), to the decimetre.
fn position(venue: &Venue) -> Option<String> {
    venue.position().map(|(north, east)| format!("{north:.6};{east:.6}"))
}
