//! The sheet of an event as it is kept. Times are the event's own; what happens on its own day needs no date, so that a
//! new day moves the whole programme.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Row, Sheet, cleaned};
use crate::events::event::{self, Material, ProgrammePoint, Speaker, Translation, Venue};
use crate::events::{Details, question, stop, training};
use crate::language::{Language, Texts};

impl Sheet {
    /// What is kept of an event, on a sheet.
    pub fn of(details: &Details) -> Sheet {
        let event = &details.event;
        let mut sheet = Sheet::default();
        sheet.put_kind_and_hosts(details);
        sheet.put_words(event);
        sheet.put_time_and_place(event);
        sheet.put_registration(event);
        sheet.put_letters_and_recording(event);
        sheet.put_rows(details);
        let rows = sheet.groups.values_mut().flatten().flat_map(Row::values_mut);
        for text in sheet.fields.values_mut().chain(rows) {
            *text = cleaned(text);
        }
        sheet
    }

    fn put(&mut self, name: &str, text: String) {
        self.fields.insert(name.to_string(), text);
    }

    fn put_kind_and_hosts(&mut self, details: &Details) {
        let event = &details.event;
        self.put("id", event.id.to_string());
        self.put("kind", event.kind.code().to_string());
        self.put("region", details.region.slug.clone());
        self.put("series", details.series.as_ref().map(|s| s.slug.clone()).unwrap_or_default());
        self.put("co_hosts", lines(details.co_hosts.iter().map(|r| r.slug.clone())));
        self.put("themes", lines(details.themes.iter().map(|t| t.slug.clone())));
        self.put("for_every_region", yes(event.for_every_region));
        self.put("invitation_only", yes(!event.listed));
    }

    fn put_words(&mut self, event: &event::Model) {
        self.put("title", event.title.clone());
        self.put("summary", event.summary.clone());
        self.put("description", event.description.clone());
        self.put("accessibility", event.accessibility.clone());
        for l in Language::ALL {
            let none = Translation::default();
            let said = event.translations.get(l).unwrap_or(&none);
            self.put(&format!("title_{l}"), said.title.clone());
            self.put(&format!("summary_{l}"), said.summary.clone());
            self.put(&format!("description_{l}"), said.description.clone());
            self.put(&format!("accessibility_{l}"), said.accessibility.clone());
        }
        self.put("languages", lines(event.languages.0.iter().map(|l| l.code().to_string())));
    }

    fn put_time_and_place(&mut self, event: &event::Model) {
        let zone = event.zone();
        let day = event.first_day();
        self.put("date", day.to_string());
        self.put("starts", local(event.starts_at, zone, "%H:%M"));
        self.put("end_date", other_day(event.ends_at, zone, day));
        self.put("ends", local(event.ends_at, zone, "%H:%M"));
        self.put("timezone", event.timezone.clone());
        self.put("format", event.format.code().to_string());
        let nowhere = Venue::default();
        let venue = event.venue.as_ref().unwrap_or(&nowhere);
        self.put("venue_name", venue.name.clone());
        self.put("venue_street", venue.street.clone());
        self.put("venue_postcode", venue.postcode.clone());
        self.put("venue_city", venue.city.clone());
        self.put("join_url", event.join_url.clone().unwrap_or_default());
    }

    fn put_registration(&mut self, event: &event::Model) {
        let moment = |at: DateTime<Utc>| local(at, event.zone(), "%Y-%m-%dT%H:%M");
        self.put("opens_at", event.opens_at.map(moment).unwrap_or_default());
        self.put("closes_at", event.closes_at.map(moment).unwrap_or_default());
        self.put("capacity", number(event.capacity));
        self.put("waiting_list", yes(event.waiting_list));
        self.put("offer_hours", number(event.offer_hours));
        self.put("stops_policy", code(&event.stops_policy));
    }

    fn put_letters_and_recording(&mut self, event: &event::Model) {
        self.put("reminders", lines(event.reminders.0.iter().map(|m| m.to_string())));
        self.put("thanks", yes(event.thanks));
        self.put("asks_feedback", yes(event.asks_feedback));
        self.put("feedback_question", event.feedback_question.nl.clone());
        self.put("feedback_question_fr", event.feedback_question.fr.clone());
        self.put("feedback_question_en", event.feedback_question.en.clone());
        self.put("joining_counts", yes(event.joining_counts));
        self.put("certificates", yes(event.certificates));
        self.put("training_hours", event.training_quarters.map(training::written).unwrap_or_default());
        self.put("recording_url", event.recording_url.clone().unwrap_or_default());
        self.put("recording_minutes", number(event.recording_minutes));
    }

    fn put_rows(&mut self, details: &Details) {
        let event = &details.event;
        let zone = event.zone();
        let day = event.first_day();
        let mut stops: Vec<&stop::Model> = details.stops.iter().collect();
        stops.sort_by_key(|stop| (stop.position, stop.id));
        let speaker = |s: &Speaker| with_texts("role", &s.role, [("name", s.name.clone())]);
        let material = |m: &Material| with_texts("title", &m.title, [("url", m.url.clone())]);
        let mut put = |group: &str, rows: Vec<Row>| self.groups.insert(group.to_string(), rows);
        put("stops", stops.into_iter().map(|stop| stop_row(stop, zone, day)).collect());
        put("programme", event.programme.0.iter().map(|point| point_row(point, zone, day)).collect());
        put("speakers", event.speakers.0.iter().map(speaker).collect());
        put("questions", details.questions.iter().map(question_row).collect());
        put("materials", event.materials.0.iter().map(material).collect());
    }
}

fn stop_row(stop: &stop::Model, zone: Tz, day: NaiveDate) -> Row {
    let mut row = with_texts(
        "title",
        &stop.titles,
        [
            ("id", stop.id.to_string()),
            ("practice", stop.practice.clone()),
            ("date", other_day(stop.starts_at, zone, day)),
            ("starts", local(stop.starts_at, zone, "%H:%M")),
            ("ends", local(stop.ends_at, zone, "%H:%M")),
            ("capacity", number(stop.capacity)),
        ],
    );
    row.extend(with_texts("description", &stop.descriptions, []));
    row
}

fn point_row(point: &ProgrammePoint, zone: Tz, day: NaiveDate) -> Row {
    let at = [("date", other_day(point.at, zone, day)), ("at", local(point.at, zone, "%H:%M"))];
    with_texts("text", &point.text, at)
}

fn question_row(question: &question::Model) -> Row {
    let options = |of: fn(&Texts) -> &String| {
        let lines: Vec<&str> = question.options.0.iter().map(|option| of(option).as_str()).collect();
        if lines.iter().all(|line| line.is_empty()) { String::new() } else { lines.join("\n") }
    };
    with_texts(
        "label",
        &question.labels,
        [
            ("id", question.id.to_string()),
            ("kind", code(&question.kind)),
            ("required", yes(question.required)),
            ("options", options(|o| &o.nl)),
            ("options_fr", options(|o| &o.fr)),
            ("options_en", options(|o| &o.en)),
        ],
    )
}

/// A row with a text in each language: the first under the plain name.
fn with_texts<const N: usize>(name: &str, texts: &Texts, fields: [(&str, String); N]) -> Row {
    let mut row = Row::from([
        (name.to_string(), texts.nl.clone()),
        (format!("{name}_fr"), texts.fr.clone()),
        (format!("{name}_en"), texts.en.clone()),
    ]);
    row.extend(fields.into_iter().map(|(name, text)| (name.to_string(), text)));
    row
}

/// The moment on the clock of `zone`, in a form as chrono writes it: `%H:%M`.
pub fn local(at: DateTime<Utc>, zone: Tz, form: &str) -> String {
    at.with_timezone(&zone).format(form).to_string()
}

/// The day, if it is another than the event's own.
fn other_day(at: DateTime<Utc>, zone: Tz, day: NaiveDate) -> String {
    let on = at.with_timezone(&zone).date_naive();
    if on == day { String::new() } else { on.to_string() }
}

fn number(number: Option<i32>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}

fn yes(ticked: bool) -> String {
    if ticked { "yes".to_string() } else { String::new() }
}

fn lines(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("\n")
}

/// The name of a variant, as programs write it.
pub fn code(variant: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(variant).unwrap_or_default();
    value.as_str().unwrap_or_default().to_string()
}
