//! What a certificate says, in the language of the person.

use chrono::{DateTime, Utc};

use super::address;
use crate::config::Config;
use crate::events::{Details, stop, training};
use crate::language::Language;
use crate::paper::Typeface;
use crate::registrations::door::stop_arrival;
use crate::registrations::{letters, registration};

/// A certificate, in words.
pub struct Certificate {
    pub language: Language,
    /// The network's name.
    pub network: String,
    pub name: String,
    pub title: String,
    /// When, where, for how many hours of training, and at which stops: each a label and what stands beside it.
    pub facts: Vec<(String, String)>,
    /// "Uitgereikt op 5 maart 2027 door"
    pub issued: String,
    /// The region, which answers for it, and how one reaches it.
    pub region: String,
    pub contact: String,
    /// Of the region: `#rrggbb`, and where it sits at the table, in degrees.
    pub colour: &'static str,
    pub angle: f64,
    /// Where one asks whether it is so.
    pub address: String,
}

impl Certificate {
    /// For somebody who gets one; `there` are the stops at which they were.
    pub fn of(
        details: &Details,
        person: &registration::Model,
        there: &[stop_arrival::Model],
        config: &Config,
        now: DateTime<Utc>,
    ) -> Certificate {
        let (event, region, l) = (&details.event, &details.region, person.language);
        let today = l.plain_date(event.day_of(now));
        Certificate {
            language: l,
            network: config.network_name().to_string(),
            name: person.name.clone(),
            title: event.title(l).to_string(),
            facts: facts(details, there, config, l),
            issued: l.fill("certificate-issued", [("date", &today)]),
            region: region.names.get(l).to_string(),
            contact: format!("{} · {}", config.network_name(), region.reply_to),
            colour: region.accent.hex(),
            angle: region.accent.angle(),
            address: address(config, person),
        }
    }

    /// The same in letters that the typeface has.
    pub fn writable(mut self, letters: &Typeface) -> Certificate {
        let lines = self.facts.iter_mut().map(|(_, text)| text);
        let texts = [&mut self.network, &mut self.name, &mut self.title, &mut self.region, &mut self.contact];
        texts.into_iter().chain(lines).for_each(|text| *text = letters.writable(text));
        self
    }
}

fn facts(details: &Details, there: &[stop_arrival::Model], config: &Config, l: Language) -> Vec<(String, String)> {
    let event = &details.event;
    let hours = event.with_zone(l.hours(event.starts_at, event.ends_at, event.zone()), l, config.timezone);
    let mut facts = vec![("certificate-when", format!("{}, {hours}", l.date_line(event.first_day())))];
    let place = letters::place(event.format, event.venue.as_ref(), l);
    if place != l.say("place-unknown") {
        facts.push(("certificate-where", place));
    }
    if let Some(quarters) = event.training_quarters {
        facts.push(("certificate-training", training::words(quarters, l)));
    }
    let mut stops: Vec<&stop::Model> =
        details.stops.iter().filter(|stop| there.iter().any(|t| t.stop_id == stop.id)).collect();
    stops.sort_by_key(|stop| (stop.starts_at, stop.position));
    let visited = |stop: &&stop::Model| format!("{}, {}", stop.titles.get(l), stop.hours(event, l));
    facts.extend(stops.iter().map(|stop| ("certificate-stop", visited(stop))));
    facts.into_iter().map(|(key, text)| (l.say(key), text)).collect()
}
