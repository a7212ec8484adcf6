//! What somebody's own calendar makes of the invitations: one entry for each thing, with the latest hour, until it is
//! given back.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::{Calendar, CalendarComponent, Component};
use rocket::http::Status;
use samenkomst::mail::{CalendarMethod, LetterKind, Parcel};
use samenkomst::organisers::role::Role;
use serde_json::json;

use super::{Safari, entries, entry};
use crate::calendar::{calendar_in, property};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::make_stop;
use crate::support::people::{event_at, link_in, resize, room_at, to};
use crate::support::programs::Program;

/// The calendar of a person who opens all that a letter brings: an entry for each UID, the newest (RFC 5546, 2.1.5).
#[derive(Default)]
struct OwnCalendar(BTreeMap<String, icalendar::Event>);

impl OwnCalendar {
    fn open(&mut self, letter: &Parcel) {
        for part in letter.calendar.iter().chain(&letter.more) {
            let calendar: Calendar = part.ics.parse().expect("an iCalendar object");
            let events: Vec<_> = calendar.components.into_iter().filter_map(as_event).collect();
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
        let in_letter: Vec<(String, String)> = entries(&letter).into_iter().map(|(_, _, uid, s)| (uid, s)).collect();
        let expected: Vec<(String, String)> =
            uids.iter().cloned().zip([sequence, sequence, 0].map(|s| s.to_string())).collect();
        assert_eq!(in_letter, expected);
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
async fn who_waits_for_a_stop_has_it_tentatively_until_there_is_a_seat() {
    let safari = Safari::start().await;
    room_at(&safari.app, safari.early.id, 1).await;
    let letters = safari.register(&[(0, &[safari.early.id]), (1, &[safari.early.id])]).await;
    assert_eq!(entries(&letters[1]), [entry("invite.ics", "REQUEST", safari.event.uid, 0)]);
    let own = calendar_in(&safari.app.page(&link_in(&letters[1])).await);
    let waiting = safari.app.page(&own).await;
    let stop = &waiting[waiting.rfind("BEGIN:VEVENT").expect("the stop")..];
    assert!(stop.contains("STATUS:TENTATIVE") && stop.contains("TRANSP:TRANSPARENT"), "{waiting}");
    assert!(stop.contains("SUMMARY:Op de wachtlijst: Wijkwerking · Safari"), "{waiting}");
    safari.app.wait(chrono::Duration::minutes(1));
    safari.app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled person0@example.org", "seat_became_free person1@example.org"]);
    let gone = [entry("invite.ics", "CANCEL", safari.event.uid, 1), entry("stop-1.ics", "CANCEL", safari.early.uid, 1)];
    assert_eq!(entries(&letters[0]), gone);
    let there =
        [entry("invite.ics", "REQUEST", safari.event.uid, 0), entry("stop-1.ics", "REQUEST", safari.early.uid, 0)];
    assert_eq!(entries(&letters[1]), there);
    assert!(property(&letters[1].more[0].ics, "DTSTAMP").unwrap() > property(&waiting, "DTSTAMP").unwrap());
    let own = safari.app.page(&own).await;
    assert_eq!(own.matches("STATUS:CONFIRMED").count(), 2, "{own}");
}

#[rocket::async_test]
async fn a_stop_that_is_given_back_leaves_the_calendar_and_the_rest_stays() {
    let safari = Safari::start().await;
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[safari.early.id, safari.late.id])]).await.remove(0);
    calendar.open(&first);
    let link = link_in(&first);
    safari.app.wait(chrono::Duration::minutes(1));
    safari.app.send(&format!("{link}/stops/{}/cancellation", safari.early.id), &[]).await;
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["stop_given_back person0@example.org"]);
    assert_eq!(entries(&letters[0]), [entry("invite.ics", "CANCEL", safari.early.uid, 1)]);
    calendar.open(&letters[0]);
    let shown = [("Safari", "20270304T133000"), ("Nachtopvang · Safari", "20270304T143000")];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
    let text = String::from_utf8(letters[0].bytes.clone()).unwrap();
    let thread = format!("<{}@", first.letter);
    assert!(text.contains(&format!("In-Reply-To: {thread}")) && text.contains(&format!("References: {thread}")));
    let own = calendar_in(&safari.app.page(&link).await);
    let left = [safari.event.uid, safari.late.uid].map(|uid| (uid.to_string(), "1".to_string()));
    assert_eq!(identities(&safari.app.page(&own).await), left);

    // What follows outranks it: a correction, and the end.
    safari.change(json!({ "title": "Safari in Leuven" })).await;
    let corrected = safari.app.letters().await.remove(0);
    let rest =
        [entry("invite.ics", "REQUEST", safari.event.uid, 2), entry("stop-1.ics", "REQUEST", safari.late.uid, 1)];
    assert_eq!(entries(&corrected), rest);
    calendar.open(&corrected);
    safari.app.wait(chrono::Duration::minutes(1));
    safari.app.send(&format!("{link}/cancellation"), &[]).await;
    calendar.open(&safari.app.letters().await.remove(0));
    assert!(calendar.shows().is_empty());
}

#[rocket::async_test]
async fn a_stop_that_is_chosen_comes_into_the_calendar_and_a_swap_takes_the_other_out() {
    let safari = Safari::start().await;
    let beside = make_stop(&safari.app, &safari.event, "Buurthuis", "2027-03-04 13:45", "2027-03-04 14:30").await;
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[safari.early.id])]).await.remove(0);
    calendar.open(&first);
    let link = link_in(&first);
    let [early, late, other] = [safari.early.id, safari.late.id, beside.id].map(|id| id.to_string());
    let more = [("stop", late.as_str())];
    let swap = [("stop", other.as_str()), ("instead_of", early.as_str())];
    for fields in [more.as_slice(), swap.as_slice()] {
        safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
        safari.app.send(&format!("{link}/stops"), fields).await;
        let letters = safari.app.letters().await;
        assert_eq!(to(&letters), ["stop_chosen person0@example.org"]);
        calendar.open(&letters[0]);
    }
    let shown = [
        ("Safari", "20270304T133000"),
        ("Buurthuis · Safari", "20270304T134500"),
        ("Nachtopvang · Safari", "20270304T143000"),
    ];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
    let own = calendar_in(&safari.app.page(&link).await);
    let there = [safari.event.uid, beside.uid, safari.late.uid].map(|uid| (uid.to_string(), "2".to_string()));
    assert_eq!(identities(&safari.app.page(&own).await), there);
    safari.app.clock.set(safari.app.clock.now() + chrono::Duration::minutes(1));
    safari.app.send(&format!("{link}/cancellation"), &[]).await;
    calendar.open(&safari.app.letters().await.remove(0));
    assert!(calendar.shows().is_empty());
}

#[rocket::async_test]
async fn whoever_comes_back_without_a_stop_keeps_no_entry_of_it() {
    let safari = Safari::start().await;
    let (early, late) = (safari.early.id, safari.late.id);
    let mut calendar = OwnCalendar::default();
    let first = safari.register(&[(0, &[early, late])]).await.remove(0);
    calendar.open(&first);
    // Both before a letter leaves.
    safari.app.wait(chrono::Duration::minutes(1));
    safari.app.send(&format!("{}/cancellation", link_in(&first)), &[]).await;
    safari.app.wait(chrono::Duration::minutes(1));
    let letters = safari.register(&[(0, &[early])]).await;
    assert_eq!(letters.len(), 2, "{:?}", to(&letters));
    letters.iter().for_each(|letter| calendar.open(letter));
    let shown = [("Safari", "20270304T133000"), ("Wijkwerking · Safari", "20270304T133000")];
    assert_eq!(calendar.shows(), shown.map(|(a, b)| (a.to_string(), b.to_string())).into());
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
