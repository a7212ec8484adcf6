//! The event: is this for me, and is there a seat?

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::programme::Programme;
use super::seat_card::SeatCard;
use super::structured_data;
use super::watch::{Material, to_watch};
use crate::events::event::{Format, Model};
use crate::events::seat_form::{QuestionField, QuestionInput, SeatForm, SlotField};
use crate::events::seat_form::{question_fields, slot_fields, stops_note};
use crate::events::views::{EventRow, timestamp};
use crate::events::{Details, training};
use crate::language::{Language, Passage, capitalised};
use crate::page::{Layout, markdown};

#[derive(Template)]
#[template(path = "events/show.html")]
pub struct EventPage {
    page: Layout,
    title: Passage,
    summary: Passage,
    kind: String,
    glyph: &'static str,
    accent: &'static str,
    region: String,
    /// How a seat reaches the first who waits, where it is offered for some time.
    waiting_offer: Option<String>,
    begins: String,
    date: String,
    hours: String,
    zone: String,
    place: Place,
    accessibility: Option<(Passage, Passage)>,
    spoken: Option<String>,
    /// That whoever comes gets a certificate, and for how many hours of training where that is said.
    certificate: Option<String>,
    card: SeatCard,
    /// Where the form goes. It says its language, for another one may have been chosen beside it; the letters follow.
    action: String,
    form: SeatForm,
    email_hint: String,
    stops_note: Option<String>,
    slots: Vec<SlotField>,
    questions: Vec<QuestionField>,
    description: Passage,
    programme: Programme,
    /// Initials, name, role.
    speakers: Vec<(String, String, Passage)>,
    to_watch: Vec<Material>,
    similar: Vec<EventRow>,
    similar_title: String,
    series: Option<(String, Passage)>,
    hosts: Vec<(String, String)>,
    themes: Vec<(String, Passage)>,
    feed: String,
    structured_data: String,
    /// The way back to the desk, when an organiser looks at it beforehand; nobody can register then.
    preview: Option<String>,
}

/// Where people meet, as the facts show it.
struct Place {
    icon: &'static str,
    name: String,
    more: String,
}

impl EventPage {
    /// The page of an event as it stands `now` in a house of the zone `home`, with the form as it was filled in so far.
    /// `similar` is shown when there is no seat to be had here.
    pub fn of(
        page: Layout,
        details: Details,
        (now, home): (DateTime<Utc>, Tz),
        form: SeatForm,
        similar: Vec<EventRow>,
    ) -> EventPage {
        let (event, l) = (&details.event, page.l);
        let calendar = format!("/events/{}.ics", event.slug);
        let page = headed(page, event, &calendar);
        EventPage {
            title: event.title_passage(l),
            summary: event.summary_passage(l),
            kind: event.kind.name(l),
            glyph: event.kind.glyph(),
            accent: details.region.accent.code(),
            region: details.region.names.get(l).to_string(),
            waiting_offer: event.offer_promise(l),
            begins: timestamp(event, event.starts_at),
            date: l.date_line(event.first_day()),
            hours: l.hours(event.starts_at, event.ends_at, event.zone()),
            zone: event.zone_note(l, home),
            place: Place::of(event, l, now),
            accessibility: first_sentence(&event.accessibility_passage(l)),
            spoken: spoken(event, l),
            certificate: certificate(event, l),
            card: SeatCard::of(&details, l, now),
            action: format!("/events/{}/registrations?lang={l}#seat", event.slug),
            email_hint: l.say(match event.format {
                Format::Online => "form-email-hint-online",
                _ => "form-email-hint",
            }),
            stops_note: stops_note(&details, l, now),
            slots: slot_fields(&details, &form, l, now),
            questions: question_fields(&details, &form, l),
            form,
            description: event.description_passage(l).map(markdown),
            programme: Programme::of(&details, l),
            speakers: speakers(event, l),
            to_watch: to_watch(event, l, now),
            similar_title: l.say(if details.series.is_some() { "similar-series" } else { "similar" }),
            similar,
            series: details.series.as_ref().map(|s| (format!("/series/{}", s.slug), s.titles.passage(l))),
            hosts: hosts(&details, l),
            themes: themes(&details, l),
            structured_data: structured_data::of(&details, &page, now),
            feed: page.feed(&calendar),
            page,
            preview: None,
        }
    }

    /// The page as an organiser looks at it beforehand.
    pub fn as_preview(mut self, back: String) -> EventPage {
        self.page.head.hidden = true;
        self.page.head.calendars.clear();
        self.page.path = format!("{back}/preview");
        self.preview = Some(back);
        self
    }
}

/// Nobody gets one of an event that does not take place.
fn certificate(event: &Model, l: Language) -> Option<String> {
    let hours = || event.training_quarters.map(|quarters| training::words(quarters, l)).unwrap_or_default();
    (event.certificates && event.cancelled_at.is_none()).then(hours)
}

/// The page with its titles, its calendar and its address.
fn headed(page: Layout, event: &Model, calendar: &str) -> Layout {
    let l = page.l;
    let name = event.title(l);
    // A tab, a search engine and whoever gets the link see no more of the page than this.
    let title = match event.cancelled_at {
        Some(_) => l.fill("calendar-called-off", [("title", name)]),
        None => name.to_string(),
    };
    let mut page = page.titled(title, event.summary(l)).with_calendar(name, calendar);
    page.head.hidden = !event.listed;
    // After a mistake in the form the page stands at the form's address; it stays the page of the event.
    page.path = format!("/events/{}", event.slug);
    page
}

impl Place {
    fn of(event: &Model, l: Language, now: DateTime<Utc>) -> Place {
        let still_to_come = !event.is_past(now) && event.cancelled_at.is_none();
        let online = || Place {
            icon: "i-screen",
            name: l.say("where-online"),
            more: if still_to_come { l.say("where-link-by-mail") } else { String::new() },
        };
        let Some(venue) = event.place_to_go() else {
            return match event.format {
                Format::Online => online(),
                _ => Place { icon: "i-pin", name: l.say("where-later"), more: String::new() },
            };
        };
        let mut more = venue.line();
        if let Some(rest) = more.strip_prefix(&venue.name) {
            more = rest.trim_start_matches([',', ' ']).to_string();
        }
        if event.format == Format::Hybrid && still_to_come {
            let or = l.say("where-or-online");
            more = if more.is_empty() { or } else { format!("{more}. {or}") };
        }
        Place { icon: "i-pin", name: venue.name.clone(), more }
    }
}

/// The first sentence, to stand out, and the rest.
fn first_sentence(said: &Passage) -> Option<(Passage, Passage)> {
    let text = said.trim();
    if text.is_empty() {
        return None;
    }
    let end = text.find('\n').or_else(|| text.find(". ").map(|at| at + 1));
    let (first, rest) = text.split_at(end.unwrap_or(text.len()));
    let rest = rest.trim();
    // A lone sentence is no label that ends with a stop.
    let first = if rest.is_empty() { first } else { first.trim_end_matches('.') };
    let part = |words: &str| said.map(|_| words.to_string());
    Some((part(first.trim()), part(rest)))
}

/// "Nederlands en Frans"
fn spoken(event: &Model, l: Language) -> Option<String> {
    let names: Vec<String> = event.languages.0.iter().map(|spoken| l.say(&format!("language-{spoken}"))).collect();
    let (last, first) = names.split_last()?;
    Some(capitalised(&if first.is_empty() {
        last.clone()
    } else {
        format!("{} {} {last}", first.join(", "), l.say("and"))
    }))
}

fn speakers(event: &Model, l: Language) -> Vec<(String, String, Passage)> {
    let speakers = event.speakers.0.iter();
    speakers.map(|s| (s.initials(), s.name.clone(), s.role.passage(l))).collect()
}

fn hosts(details: &Details, l: Language) -> Vec<(String, String)> {
    let regions = std::iter::once(&details.region).chain(&details.co_hosts);
    regions.map(|r| (format!("/regions/{}", r.slug), r.names.get(l).to_string())).collect()
}

fn themes(details: &Details, l: Language) -> Vec<(String, Passage)> {
    let themes = details.themes.iter();
    themes.map(|t| (format!("/?theme={}", t.slug), t.names.passage(l).map(capitalised))).collect()
}
