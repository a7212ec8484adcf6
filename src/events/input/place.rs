//! Where an event is: kind and format, the place, and whose it is in the network.

use std::str::FromStr;

use url::Url;

use super::faults::Faults;
use super::{EventInput, VenueInput, put};
use crate::events::event::{self, Format, Venue};
use crate::events::kind::Kind;
use crate::regions::Network;

impl EventInput {
    pub(super) fn apply_place(&self, event: &mut event::Model, faults: &mut Faults) {
        put(&mut event.kind, faults.parsed("kind", "fault-kind", self.kind.as_deref(), Kind::from_str));
        let format = faults.parsed("format", "fault-format", self.format.as_deref(), Format::from_str);
        put(&mut event.format, format);
        match &self.venue {
            Some(Some(VenueInput::Name(name))) => event.venue = Some(Venue { name: name.clone(), ..Venue::default() }),
            Some(Some(VenueInput::Whole(venue))) => {
                if (venue.latitude.is_some() || venue.longitude.is_some()) && venue.position().is_none() {
                    faults.add("venue", "fault-position");
                }
                event.venue = Some(placed(venue, event.venue.as_ref()));
            }
            Some(None) => event.venue = None,
            None => {}
        }
        for (field, from, to) in [
            ("join_url", &self.join_url, &mut event.join_url),
            ("recording_url", &self.recording_url, &mut event.recording_url),
        ] {
            if let Some(address) = from {
                if address.as_deref().is_some_and(|a| !is_web_address(a)) {
                    faults.add(field, "fault-web-address");
                }
                to.clone_from(address);
            }
        }
    }

    pub(super) fn apply_network(&self, event: &mut event::Model, network: &Network, faults: &mut Faults) {
        if let Some(slug) = &self.region {
            match network.region_called(slug) {
                Some(region) => event.region_id = region.id,
                None => faults.add("region", "fault-region"),
            }
        }
        match &self.series {
            Some(Some(slug)) => match network.series_called(slug) {
                Some(series) => event.series_id = Some(series.id),
                None => faults.add("series", "fault-series"),
            },
            Some(None) => event.series_id = None,
            None => {}
        }
        if self.themes.iter().flatten().any(|slug| network.theme_called(slug).is_none()) {
            faults.add("themes", "fault-theme");
        }
        if self.co_hosts.iter().flatten().any(|slug| network.region_called(slug).is_none()) {
            faults.add("co_hosts", "fault-region");
        }
        put(&mut event.for_every_region, self.for_every_region);
        put(&mut event.listed, self.listed);
    }
}

/// Whoever names the same address again does not move it on the map.
fn placed(venue: &Venue, known: Option<&Venue>) -> Venue {
    match known {
        Some(known) if venue.latitude.is_none() && venue.line() == known.line() => known.clone(),
        _ => venue.clone(),
    }
}

/// Whether a link may be shown: http or https to some host, no longer than 2,000 characters.
pub(super) fn is_web_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    let leads_somewhere = || Url::parse(text).is_ok_and(|address| address.has_host());
    web && text.len() <= 2_000
        && leads_somewhere()
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '"' || c == '<')
}
