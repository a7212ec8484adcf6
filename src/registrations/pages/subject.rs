//! The event that a registration is for, in the words of a page.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::events::Details;
use crate::events::event::Format;
use crate::language::{Language, Passage, capitalised};
use crate::registrations::letters;

/// What the pages of a registration say of their event.
pub struct Subject {
    pub slug: String,
    pub title: Passage,
    pub kind: String,
    pub glyph: &'static str,
    pub region: String,
    pub accent: &'static str,
    /// "Donderdag 19 november 2020"
    pub date: String,
    /// "13.30 – 15.30 uur (Brusselse tijd)"
    pub hours: String,
    /// "Donderdag 19 november, 13.30 uur (Brusselse tijd)"
    pub moment: String,
    pub begins: DateTime<Utc>,
    pub place: String,
    pub is_online: bool,
    pub reply_to: String,
}

impl Subject {
    /// In a house of the zone `home`.
    pub fn of(details: &Details, l: Language, home: Tz) -> Subject {
        let event = &details.event;
        let zone = event.zone();
        Subject {
            slug: event.slug.clone(),
            title: event.title_passage(l),
            kind: event.kind.name(l),
            glyph: event.kind.glyph(),
            region: details.region.names.get(l).to_string(),
            accent: details.region.accent.code(),
            date: l.date_line(event.first_day()),
            hours: event.with_zone(l.hours(event.starts_at, event.ends_at, zone), l, home),
            moment: event.with_zone(capitalised(&l.moment(event.starts_at, zone)), l, home),
            begins: event.starts_at,
            place: letters::place(event.format, event.venue.as_ref(), l),
            is_online: event.format == Format::Online,
            reply_to: details.region.reply_to.clone(),
        }
    }
}
