//! What one can choose from.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::events::event::Format;
use crate::events::kind::Kind;
use crate::events::question::QuestionKind;
use crate::events::sheet::{Sheet, code};
use crate::language::{Language, capitalised};
use crate::organisers::{Authority, Deed};
use crate::regions::{Network, region};

/// Reminders that one can tick, in minutes before the event.
const REMINDERS: [i32; 6] = [10_080, 2_880, 1_440, 180, 60, 15];

/// For how many hours one can have a seat offered.
const OFFERS: [i32; 8] = [1, 2, 4, 12, 24, 48, 72, 168];

/// Zones that one can choose; an event in another keeps its own.
const ZONES: [&str; 6] =
    ["Europe/Brussels", "Europe/London", "Europe/Lisbon", "Europe/Athens", "America/New_York", "UTC"];

/// What one can choose from: value and label.
#[derive(Clone, Debug, Default)]
pub struct Lists(BTreeMap<&'static str, Vec<(String, String)>>);

impl Lists {
    pub fn of(network: &Network, who: &Authority, sheet: &Sheet, l: Language) -> Lists {
        let mut lists = BTreeMap::new();
        let here = who.regions_for(Deed::WriteEvents, network);
        let named = |r: &region::Model| (r.slug.clone(), r.names.get(l).to_string());
        let own = network.regions.iter().filter(|r| here.contains(&r.id) || r.slug == sheet.get("region"));
        lists.insert("region", own.map(named).collect());
        lists.insert("co_hosts", network.regions.iter().map(named).collect());
        let themes = network.themes.iter();
        lists.insert("themes", themes.map(|t| (t.slug.clone(), capitalised(t.names.get(l)))).collect());
        let mut series = vec![(String::new(), l.say("plan-no-series"))];
        series.extend(network.series.iter().map(|s| (s.slug.clone(), s.titles.get(l).to_string())));
        lists.insert("series", series);
        let say = |prefix: &str, code: &str| (code.to_string(), l.say(&format!("{prefix}-{code}")));
        lists.insert("kind", Kind::ALL.map(|k| (k.code().to_string(), k.name(l))).to_vec());
        let formats = [Format::Online, Format::InPerson, Format::Hybrid];
        lists.insert("format", formats.map(|f| say("plan-format", f.code())).to_vec());
        lists.insert("languages", Language::ALL.map(|each| (each.code().into(), each.title_in(l))).to_vec());
        lists.insert("stops_policy", ["best-effort", "all-or-nothing"].map(|c| say("plan-policy", c)).to_vec());
        lists.insert("offer_hours", offers(sheet, l));
        lists.insert("questions.kind", QuestionKind::ALL.map(|k| say("plan-question", &code(&k))).to_vec());
        lists.insert("timezone", zones(sheet, l));
        lists.insert("reminders", reminders(sheet, l));
        Lists(lists)
    }

    pub fn get(&self, name: &str) -> &[(String, String)] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// At once, or for so many hours; what the event has already stands among them.
fn offers(sheet: &Sheet, l: Language) -> Vec<(String, String)> {
    let mut hours = OFFERS.to_vec();
    hours.extend(sheet.get("offer_hours").parse::<i32>().ok());
    hours.sort_unstable();
    hours.dedup();
    let words = |h: i32| capitalised(&l.fill("plan-offer-for", [("time", &l.for_hours(h))]));
    let at_once = (String::new(), l.say("plan-offer-at-once"));
    std::iter::once(at_once).chain(hours.into_iter().map(|h| (h.to_string(), words(h)))).collect()
}

/// The usual zones, and the event's own.
fn zones(sheet: &Sheet, l: Language) -> Vec<(String, String)> {
    let own = sheet.get("timezone");
    let own = Some(own).filter(|own| !own.is_empty() && !ZONES.contains(own));
    let words = |zone: &str| zone.parse().map_or_else(|_| zone.to_string(), |zone: Tz| capitalised(&l.zone(zone)));
    ZONES.into_iter().chain(own).map(|zone| (zone.to_string(), words(zone))).collect()
}

/// The usual reminders, and the event's own, the earliest first.
fn reminders(sheet: &Sheet, l: Language) -> Vec<(String, String)> {
    let mut minutes = REMINDERS.to_vec();
    minutes.extend(sheet.many("reminders").filter_map(|m| m.parse::<i32>().ok()));
    minutes.sort_by_key(|m| std::cmp::Reverse(*m));
    minutes.dedup();
    minutes.into_iter().map(|m| (m.to_string(), before(m, l))).collect()
}

/// "Twee dagen vooraf"
fn before(minutes: i32, l: Language) -> String {
    match minutes {
        m if m % 10_080 == 0 => l.count("plan-weeks-before", m / 10_080),
        m if m % 1_440 == 0 => l.count("plan-days-before", m / 1_440),
        m if m % 60 == 0 => l.count("plan-hours-before", m / 60),
        m => l.count("plan-minutes-before", m),
    }
}
