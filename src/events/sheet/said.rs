//! What the sheet says, as the input that any organiser's program would send. Texts that make no sense stay as they
//! are, for the input says what is wrong with them.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::record::local;
use super::{Row, Sheet, cell};
use crate::events::Details;
use crate::events::event::{Material, Speaker, Translation, Venue};
use crate::events::input::{EventInput, PointInput, QuestionInput, StopInput, VenueInput, WindowInput, Wording};
use crate::events::question::QuestionKind;
use crate::events::room::StopsPolicy;
use crate::language::{Language, Texts};

impl Sheet {
    /// The whole sheet as input, with what goes along when the event moves; `known` is the event as it is.
    pub fn input(&self, known: &Details) -> EventInput {
        self.moved_along(known).as_it_stands(known)
    }

    fn as_it_stands(&self, known: &Details) -> EventInput {
        let text = |name: &str| Some(self.get(name).to_string());
        let or_none = |name: &str| Some(Some(self.get(name).to_string()).filter(|t| !t.is_empty()));
        let many = |name: &str| Some(self.many(name).map(str::to_string).collect::<Vec<_>>());
        let times = Times { sheet: self, known };
        EventInput {
            title: text("title"),
            kind: text("kind"),
            region: text("region"),
            starts_at: Some(times.starts()),
            ends_at: Some(times.ends()),
            timezone: text("timezone"),
            format: text("format"),
            capacity: Some(number(self.get("capacity"))),
            waiting_list: Some(self.is_ticked("waiting_list")),
            offer_hours: Some(number(self.get("offer_hours"))),
            summary: text("summary"),
            description: text("description"),
            accessibility: text("accessibility"),
            venue: Some(self.venue()),
            join_url: or_none("join_url"),
            themes: many("themes"),
            co_hosts: many("co_hosts"),
            for_every_region: Some(self.is_ticked("for_every_region")),
            listed: Some(!self.is_ticked("invitation_only")),
            series: or_none("series"),
            languages: many("languages"),
            registration: Some(WindowInput { opens_at: or_none("opens_at"), closes_at: or_none("closes_at") }),
            stops_policy: Some(parsed(self.get("stops_policy")).unwrap_or(StopsPolicy::BestEffort)),
            stops: Some(self.rows("stops").iter().map(|row| times.stop(row)).collect()),
            questions: Some(self.rows("questions").iter().map(question).collect()),
            speakers: Some(self.rows("speakers").iter().map(speaker).collect()),
            materials: Some(self.rows("materials").iter().map(material).collect()),
            recording_url: or_none("recording_url"),
            recording_minutes: Some(number(self.get("recording_minutes"))),
            programme: Some(self.rows("programme").iter().map(|row| times.point(row)).collect()),
            reminders: Some(self.many("reminders").map(|m| m.parse().unwrap_or(-1)).collect()),
            joining_counts: Some(self.is_ticked("joining_counts")),
            thanks: Some(self.is_ticked("thanks")),
            certificates: Some(self.is_ticked("certificates")),
            training_hours: Some(fraction(self.get("training_hours"))),
            asks_feedback: Some(self.is_ticked("asks_feedback")),
            feedback_question: Some(Some(self.feedback_question())),
            translations: Some(self.translations()),
            is_correction: false,
            answers_may_go: true,
        }
    }

    fn venue(&self) -> Option<VenueInput> {
        let part = |name: &str| self.get(name).to_string();
        let venue = Venue {
            name: part("venue_name"),
            street: part("venue_street"),
            postcode: part("venue_postcode"),
            city: part("venue_city"),
            latitude: None,
            longitude: None,
        };
        (!venue.line().is_empty()).then_some(VenueInput::Whole(venue))
    }

    fn feedback_question(&self) -> Wording {
        let of = |suffix: &str| self.get(&format!("feedback_question{suffix}")).to_string();
        Wording::Each(Texts { nl: of(""), fr: of("_fr"), en: of("_en") })
    }

    fn translations(&self) -> BTreeMap<String, Translation> {
        let translation = |l: Language| {
            let part = |name: &str| self.get(&format!("{name}_{l}")).to_string();
            let said = Translation {
                title: part("title"),
                summary: part("summary"),
                description: part("description"),
                accessibility: part("accessibility"),
            };
            (l.code().to_string(), said)
        };
        Language::ALL.into_iter().map(translation).collect()
    }
}

/// Reads times. A time that was not touched stays the moment that it was, to the second, also in the hour that comes
/// twice.
struct Times<'a> {
    sheet: &'a Sheet,
    known: &'a Details,
}

impl Times<'_> {
    fn starts(&self) -> String {
        let typed = format!("{}T{}", self.sheet.get("date"), self.sheet.get("starts"));
        self.moment(typed, Some(self.known.event.starts_at))
    }

    fn ends(&self) -> String {
        let typed = format!("{}T{}", self.day(self.sheet.get("end_date")), self.sheet.get("ends"));
        self.moment(typed, Some(self.known.event.ends_at))
    }

    fn stop(&self, row: &Row) -> StopInput {
        let id = cell(row, "id").parse().ok();
        let known = self.known.stops.iter().find(|stop| Some(stop.id) == id);
        let day = self.day(cell(row, "date"));
        StopInput {
            id,
            title: wording(row, "title"),
            description: wording(row, "description"),
            starts_at: self.moment(format!("{day}T{}", cell(row, "starts")), known.map(|s| s.starts_at)),
            ends_at: self.moment(format!("{day}T{}", cell(row, "ends")), known.map(|s| s.ends_at)),
            capacity: number(cell(row, "capacity")),
            practice: cell(row, "practice").to_string(),
        }
    }

    fn point(&self, row: &Row) -> PointInput {
        let at = format!("{}T{}", self.day(cell(row, "date")), cell(row, "at"));
        PointInput { at, text: wording(row, "text") }
    }

    fn day<'t>(&'t self, typed: &'t str) -> &'t str {
        if typed.is_empty() { self.sheet.get("date") } else { typed }
    }

    fn moment(&self, typed: String, known: Option<DateTime<Utc>>) -> String {
        let zone = self.sheet.get("timezone").parse::<Tz>().ok();
        match (known, zone) {
            (Some(at), Some(zone)) if local(at, zone, "%Y-%m-%dT%H:%M") == typed => {
                at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
            }
            _ => typed,
        }
    }
}

fn question(row: &Row) -> QuestionInput {
    let kind = parsed(cell(row, "kind")).unwrap_or(QuestionKind::Text);
    let line = |name: &str, index: usize| cell(row, name).lines().nth(index).unwrap_or_default().trim().to_string();
    let options = cell(row, "options").lines().enumerate().filter(|(_, option)| !option.trim().is_empty());
    let option = |(index, option): (usize, &str)| {
        Wording::Each(Texts {
            nl: option.trim().to_string(),
            fr: line("options_fr", index),
            en: line("options_en", index),
        })
    };
    let chosen = matches!(kind, QuestionKind::Choice | QuestionKind::Choices);
    QuestionInput {
        id: cell(row, "id").parse().ok(),
        label: wording(row, "label"),
        kind,
        required: cell(row, "required") == "yes",
        options: if chosen { options.map(option).collect() } else { Vec::new() },
    }
}

fn speaker(row: &Row) -> Speaker {
    Speaker { name: cell(row, "name").to_string(), role: texts(row, "role") }
}

fn material(row: &Row) -> Material {
    Material { title: texts(row, "title"), url: cell(row, "url").to_string() }
}

fn texts(row: &Row, name: &str) -> Texts {
    let of = |suffix: &str| cell(row, &format!("{name}{suffix}")).to_string();
    Texts { nl: of(""), fr: of("_fr"), en: of("_en") }
}

fn wording(row: &Row, name: &str) -> Wording {
    Wording::Each(texts(row, name))
}

/// Nothing is no limit; what is no number is a number that nobody accepts.
fn number(text: &str) -> Option<i32> {
    (!text.is_empty()).then(|| text.parse().unwrap_or(-1))
}

/// The same of a number with a fraction, behind a comma or a point.
fn fraction(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.replace(',', ".").parse().unwrap_or(-1.0))
}

fn parsed<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(Value::String(code.to_string())).ok()
}
