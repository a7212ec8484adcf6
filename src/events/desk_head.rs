//! What stands above each of an organiser's pages about one event: its name, how it stands, and the ways to the others.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::Details;
use super::event::Status;
use crate::language::{Language, unbroken};
use crate::organisers::{Authority, Deed, may};
use crate::regions::Network;

/// The pages about one event, in the order of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Event,
    Attendees,
    Door,
    Messages,
    Figures,
    /// Where those who came are asked how it was.
    Feedback,
}

impl Tab {
    const ALL: [Tab; 6] = [Tab::Event, Tab::Attendees, Tab::Door, Tab::Messages, Tab::Figures, Tab::Feedback];

    /// Below `/organise/events/<slug>`.
    fn path(self) -> &'static str {
        match self {
            Tab::Event => "",
            Tab::Attendees => "/registrations",
            Tab::Door => "/door",
            Tab::Messages => "/messages",
            Tab::Figures => "/figures",
            Tab::Feedback => "/feedback",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Tab::Event => "tab-event",
            Tab::Attendees => "tab-attendees",
            Tab::Door => "tab-door",
            Tab::Messages => "tab-messages",
            Tab::Figures => "tab-figures",
            Tab::Feedback => "tab-feedback",
        }
    }

    fn deed(self) -> Deed {
        match self {
            Tab::Event | Tab::Figures => Deed::ReadEvents,
            Tab::Attendees | Tab::Feedback => Deed::ReadRegistrations,
            Tab::Door => Deed::CheckIn,
            Tab::Messages => Deed::WriteToAttendees,
        }
    }
}

/// For `templates/organisers/event_head.html`.
pub struct EventHead {
    pub slug: String,
    pub title: String,
    /// "Donderdag 4 maart 2027"
    pub day: String,
    /// "13.30 – 15.30 uur", with the zone where that is another than the house's.
    pub hours: String,
    pub accent: &'static str,
    pub region: String,
    pub tag: &'static str,
    pub state: String,
    pub tabs: Vec<TabLink>,
}

pub struct TabLink {
    pub path: String,
    pub name: String,
    pub is_current: bool,
}

impl EventHead {
    /// Shows the tabs that `who` may open, as it stands `now` in a house of the zone `home`.
    pub fn of(
        details: &Details,
        l: Language,
        (now, home): (DateTime<Utc>, Tz),
        who: &Authority,
        network: &Network,
        current: Tab,
    ) -> EventHead {
        let event = &details.event;
        let hours = event.with_other_zone(l.hours(event.starts_at, event.ends_at, event.zone()), l, home);
        let hosts = details.hosts();
        let link = |tab: Tab| TabLink {
            path: format!("/organise/events/{}{}", event.slug, tab.path()),
            name: l.say(tab.key()),
            is_current: tab == current,
        };
        let (tag, state) = state_words(event, now);
        let is_there = |tab: &Tab| *tab != Tab::Feedback || event.asks_feedback || *tab == current;
        let open = Tab::ALL.into_iter().filter(is_there).filter(|tab| may(who, tab.deed(), &hosts, network).is_ok());
        EventHead {
            slug: event.slug.clone(),
            title: event.title(l).to_string(),
            day: l.date_line(event.first_day()),
            hours,
            accent: details.region.accent.code(),
            region: details.region.names.get(l).to_string(),
            tag,
            state: l.say(state),
            tabs: open.map(link).collect(),
        }
    }

    /// "Donderdag 4 maart 2027, 13.30 – 15.30 uur"
    pub fn when(&self) -> String {
        format!("{}, {}", self.day, unbroken(&self.hours))
    }
}

/// How an event stands: the class of its tag, and the key of the words.
pub fn state_words(event: &super::event::Model, now: DateTime<Utc>) -> (&'static str, &'static str) {
    match event.status() {
        Status::Cancelled => ("tag tag-stop", "desk-cancelled"),
        Status::Draft => ("tag tag-line", "desk-draft"),
        Status::Published if event.is_past(now) => ("tag", "desk-past"),
        Status::Published => ("tag tag-ok", "desk-open"),
    }
}
