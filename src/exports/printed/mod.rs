//! Lists on paper (PDF, A4): a sheet to sign at the door, and badges to wear. On paper stand those who have a seat, unless
//! one asks for others, by name. A document is made whole, in memory, so there is a limit to how many people it takes.

mod badges;
mod sign_in;

use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::broken;
use super::rows::Rows;
use super::{ExportFormat, Wishes};
use crate::error::Result;
use crate::events::Details;
use crate::events::event::folded;
use crate::language::Language;
use crate::paper::Typeface;
use crate::registrations::registration::Status;

/// More people than this do not go into one document.
pub const MOST: u64 = 20_000;

/// Somebody on paper.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub organisation: String,
    pub role: String,
    /// The ids of the stops at which they have a seat.
    pub stops: Vec<i32>,
}

impl Person {
    fn texts(&mut self) -> [&mut String; 3] {
        [&mut self.name, &mut self.organisation, &mut self.role]
    }
}

/// What the paper says of the event.
pub struct Occasion {
    pub language: Language,
    pub title: String,
    /// "Donderdag 4 maart 2027, 13.30 – 15.30 uur"
    pub when: String,
    pub place: String,
    pub region: String,
    /// Of the region, `#rrggbb`.
    pub colour: &'static str,
    /// The stops, each with its hours, when the sheet is wanted in parts.
    pub stops: Vec<(i32, String)>,
}

/// Writes the document; answers how many people are on it.
pub async fn write<W: AsyncWrite + Unpin>(
    format: ExportFormat,
    details: &Details,
    wishes: &Wishes,
    rows: &mut Rows<'_>,
    to: &mut W,
) -> Result<u64> {
    let mut people = gather(wishes.language, rows).await?;
    let count = people.len() as u64;
    let mut occasion = Occasion::of(details, wishes);
    let drawing = tokio::task::spawn_blocking(move || {
        let letters = Typeface::regular()?;
        people.iter_mut().flat_map(Person::texts).for_each(|text| *text = letters.writable(text));
        occasion.texts().for_each(|text| *text = letters.writable(text));
        match format {
            ExportFormat::Badges => badges::draw(&occasion, &people),
            _ => sign_in::draw(&occasion, &people),
        }
    });
    let document = drawing.await.map_err(broken)??;
    to.write_all(&document).await.map_err(broken)?;
    to.flush().await.map_err(broken)?;
    Ok(count)
}

/// Everyone, by name.
async fn gather(language: Language, rows: &mut Rows<'_>) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    while let Some(piece) = rows.next().await? {
        for row in piece {
            let seated = row.stops.iter().filter(|held| held.status == Status::Confirmed);
            let person = Person {
                stops: seated.map(|held| held.stop_id).collect(),
                role: row.registration.role.short_name(language),
                name: row.registration.name,
                organisation: row.registration.organisation,
            };
            people.push((folded(&person.name), person));
        }
        if people.len() as u64 > MOST {
            return Err(broken("too many people for one document"));
        }
    }
    people.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(people.into_iter().map(|(_, person)| person).collect())
}

impl Occasion {
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let stops = self.stops.iter_mut().map(|(_, title)| title);
        [&mut self.title, &mut self.when, &mut self.place, &mut self.region].into_iter().chain(stops)
    }

    fn of(details: &Details, wishes: &Wishes) -> Occasion {
        let (l, event) = (wishes.language, &details.event);
        let hours = l.hours(event.starts_at, event.ends_at, event.zone());
        let stop = |s: &crate::events::stop::Model| (s.id, format!("{}, {}", s.titles.get(l), s.hours(event, l)));
        Occasion {
            language: l,
            title: event.title(l).to_string(),
            when: format!("{}, {hours}", l.date_line(event.first_day())),
            place: crate::registrations::letters::place(event.format, event.venue.as_ref(), l),
            region: details.region.names.get(l).to_string(),
            colour: details.region.accent.hex(),
            stops: if wishes.by_stop { details.stops.iter().map(stop).collect() } else { Vec::new() },
        }
    }
}
