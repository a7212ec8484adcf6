//! What somebody's own calendar makes of the invitations: one entry for each thing, with the latest hour, until it is
//! given back.

mod stops;

use std::collections::{BTreeMap, BTreeSet};

use icalendar::{Calendar, CalendarComponent, Component};
use rocket::http::Status;
use samenkomst::mail::{CalendarMethod, LetterKind, Parcel};
use samenkomst::organisers::role::Role;
use serde_json::json;

use super::{Safari, entries, entry};
use crate::calendar::{calendar_in, property};
use crate::support::desk::sign_hanne_in;
use crate::support::people::{event_at, link_in, resize, to};
use crate::support::programs::Program;

/// The calendar of a person who opens all that a letter brings: an entry for each UID, the newest (RFC 5546, 2.1.5).
#[derive(Default)]
struct OwnCalendar(BTreeMap<String, icalendar::Event>);

impl OwnCalendar {
    fn open(&mut self, letter: &Parcel) {
        for part in letter.calendar.iter().chain(&letter.more) {
            let events = events_of(&part.ics);
            assert_eq!(events.len(), 1, "one event in each object");
            for event in events {
                let uid = event.get_uid().expect("a UID").to_string();
                if let Some(old) = self.0.get(&uid) {
                    assert_eq!(old.property_value("ORGANIZER"), event.property_value("ORGANIZER"));
                    assert!(event.get_timestamp() >= old.get_timestamp(), "DTSTAMP goes on");
                    assert!(event.get_sequence() > old.get_sequence(), "SEQUENCE rises");
                }
                match part.method {
                    CalendarMethod::Request => self.0.insert(uid, event),
                    CalendarMethod::Cancel => self.0.remove(&uid),
                };
            }
        }
    }

    /// Title and beginning of each entry.
    fn shows(&self) -> BTreeSet<(String, String)> {
        let said = |event: &icalendar::Event| {
            let start = event.property_value("DTSTART").unwrap_or_default().to_string();
            (event.get_summary().unwrap_or_default().to_string(), start)
        };
        self.0.values().map(said).collect()
    }

    /// The words, hours and place of each entry, by its UID.
    fn says(&self) -> BTreeMap<String, Vec<Option<String>>> {
        self.0.iter().map(|(uid, event)| (uid.clone(), words_of(event))).collect()
    }
}

fn words_of(event: &icalendar::Event) -> Vec<Option<String>> {
    let names = ["SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND"];
    names.into_iter().map(|name| event.property_value(name).map(str::to_string)).collect()
}

/// The same of what a feed has as settled.
fn settled_in(feed: &str) -> BTreeMap<String, Vec<Option<String>>> {
    let settled = |event: &icalendar::Event| event.property_value("STATUS") == Some("CONFIRMED");
    let by_uid = |event: icalendar::Event| (event.get_uid().expect("a UID").to_string(), words_of(&event));
    events_of(feed).into_iter().filter(settled).map(by_uid).collect()
}

fn events_of(text: &str) -> Vec<icalendar::Event> {
    let calendar: Calendar = text.parse().expect("an iCalendar object");
    calendar.components.into_iter().filter_map(as_event).collect()
}

fn as_event(component: CalendarComponent) -> Option<icalendar::Event> {
    match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    }
}

#[rocket::async_test]
async fn the_same_uid_and_sequence_in_feed_letter_and_own_calendar() {
    let safari = Safari::start().await;
    let confirmed = safari.register(&[(0, &[safari.early.id, safari.late.id])]).await;
    let link = link_in(&confirmed[0]);
    let own = calendar_in(&safari.app.page(&link).await);
    for sequence in 0..2 {
        if sequence == 1 {
            safari.change(json!({ "stops": safari.stops(json!({ "starts_at": "2027-03-04T13:40" })) })).await;
        }
        let letter = match sequence {
            0 => confirmed[0].clone(),
            _ => safari.app.letters().await.remove(0),
        };
        let uids = [safari.event.uid, safari.early.uid, safari.late.uid].map(|uid| uid.to_string());
        let in_letter: BTreeSet<(String, String)> =
            entries(&letter).into_iter().map(|(_, _, uid, s)| (uid, s)).collect();
        let expected: Vec<(String, String)> =
            uids.iter().cloned().zip([sequence, sequence, 0].map(|s| s.to_string())).collect();
        assert_eq!(in_letter, expected.iter().cloned().collect());
        assert_eq!(identities(&safari.app.page(&own).await), expected);
        for feed in ["/calendar/all.ics", "/calendar/leuven.ics", "/events/safari.ics"] {
            assert_eq!(identities(&safari.app.page(feed).await), expected[..1], "{feed} holds the event alone");
        }
    }
}

/// UID and SEQUENCE of each entry of a feed.
fn identities(feed: &str) -> Vec<(String, String)> {
    let of = |entry: &str| (property(entry, "UID").unwrap(), property(entry, "SEQUENCE").unwrap());
    feed.split("BEGIN:VEVENT").skip(1).map(of).collect()
}

#[rocket::async_test]
async fn an_invitation_and_its_correction_leave_one_entry_with_the_new_time() {
    let safari = Safari::start().await;
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[safari.early.id])]).await.remove(0);
    calendar.open(&first);
    let stops = safari.stops(json!({ "starts_at": "2027-03-04T14:00", "ends_at": "2027-03-04T14:20" }));
    safari.change(json!({ "starts_at": "2027-03-04T14:00", "stops": stops })).await;
    let second = safari.app.letters().await.remove(0);
    calendar.open(&second);
    let shown = [("Safari", "20270304T140000"), ("Wijkwerking · Safari", "20270304T140000")];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
    let text = String::from_utf8(second.bytes.clone()).unwrap();
    let thread = format!("<{}@", first.letter);
    assert!(text.contains(&format!("In-Reply-To: {thread}")) && text.contains(&format!("References: {thread}")));
    assert_eq!(second.rendered.subject, "Nieuw uur: Safari, do 4 maart, 14 uur");

    safari.app.wait(chrono::Duration::minutes(1));
    let program = Program::of(&safari.app, Role::Organiser, Some(&safari.leuven)).await;
    program.post("/api/v1/events/safari/cancellation", json!({ "reason": "Sneeuw" })).await.ok();
    let last = safari.app.letters().await.remove(0);
    assert_eq!((last.kind, last.more.len()), (LetterKind::EventCancelled, 1));
    calendar.open(&last);
    assert!(calendar.shows().is_empty());
    let own = calendar_in(&safari.app.page(&link_in(&first)).await);
    let own = safari.app.page(&own).await;
    assert_eq!(own.matches("STATUS:CANCELLED").count(), 2, "{own}");
}

#[rocket::async_test]
async fn whoever_goes_back_into_the_line_keeps_no_entry_once_they_leave_or_it_is_called_off() {
    for end in [LetterKind::RegistrationCancelled, LetterKind::EventCancelled] {
        let safari = Safari::start().await;
        let app = &safari.app;
        resize(app, safari.event.id, Some(1)).await;
        let mut calendar = OwnCalendar::default();
        let first = safari.register(&[(0, &[safari.early.id]), (1, &[]), (2, &[])]).await.remove(0);
        calendar.open(&first);
        assert_eq!(calendar.shows().len(), 2);
        sign_hanne_in(app, Role::Organiser, &[&safari.leuven]).await;
        // The first letter has the id of the registration. The organiser wants no other.
        let path = format!("/organise/events/safari/registrations/{}/waiting", first.letter);
        assert_eq!(app.send(&path, &[("reason", "")]).await.0, Status::SeeOther);
        assert_eq!(to(&app.letters().await), ["seat_became_free person1@example.org"]);
        app.wait(chrono::Duration::minutes(1));
        if end == LetterKind::EventCancelled {
            let program = Program::of(app, Role::Organiser, Some(&safari.leuven)).await;
            program.post("/api/v1/events/safari/cancellation", json!({ "reason": "Sneeuw" })).await.ok();
        } else {
            app.send(&format!("{}/cancellation", link_in(&first)), &[]).await;
        }
        let letters = app.letters().await;
        let last = letters.iter().find(|letter| letter.kind == end && letter.to == first.to).expect("a letter");
        calendar.open(last);
        assert!(calendar.shows().is_empty(), "{:?}", entries(last));
        let mut only_waited = letters.iter().filter(|letter| letter.to.to_string() == "person2@example.org");
        assert!(only_waited.all(|letter| entries(letter).is_empty()), "there is nothing to take away");
    }
}

#[rocket::async_test]
async fn a_seat_that_is_handed_over_takes_its_stops_along() {
    let safari = Safari::start().await;
    let first = safari.register(&[(0, &[safari.early.id])]).await.remove(0);
    safari.app.wait(chrono::Duration::minutes(1));
    let dina = [("name", "Dina Maes"), ("email", "dina@example.org")];
    safari.app.send(&format!("{}/handover", link_in(&first)), &dina).await;
    let offer = safari.app.letters().await.remove(0);
    let accepted = [("name", "Dina Maes"), ("consent", "true")];
    let (status, _) = safari.app.send(&format!("{}/acceptance", link_in(&offer)), &accepted).await;
    assert_eq!(status, Status::SeeOther);
    let letters = safari.app.letters().await;
    let by_kind = |kind| letters.iter().find(|letter| letter.kind == kind).expect("a letter");
    let given =
        [entry("invite.ics", "CANCEL", safari.event.uid, 1), entry("stop-1.ics", "CANCEL", safari.early.uid, 1)];
    assert_eq!(entries(by_kind(LetterKind::SeatHandedOver)), given);
    let taken =
        [entry("invite.ics", "REQUEST", safari.event.uid, 0), entry("stop-1.ics", "REQUEST", safari.early.uid, 0)];
    assert_eq!(entries(by_kind(LetterKind::RegistrationConfirmed)), taken);
}

#[rocket::async_test]
async fn an_event_that_was_taken_back_comes_back_with_a_higher_sequence() {
    let safari = Safari::start().await;
    sign_hanne_in(&safari.app, Role::Organiser, &[&safari.leuven]).await;
    let publication = "/organise/events/safari/publication";
    safari.app.send(publication, &[("_method", "delete")]).await;
    assert!(event_at(&safari.app, "safari").await.published_at.is_none());
    safari.change(json!({ "starts_at": "2027-03-04T13:00" })).await;
    safari.app.send(publication, &[]).await;
    let again = event_at(&safari.app, "safari").await;
    assert_eq!((again.published_at.is_some(), again.sequence), (true, 1));
}
