//! The same of stops: each comes and goes alone.

use rocket::http::Status;
use serde_json::json;

use super::super::{Safari, entries, entry};
use super::{OwnCalendar, identities, settled_in};
use crate::calendar::{calendar_in, property};
use crate::support::makers::make_stop;
use crate::support::people::{link_in, room_at, to};

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
    assert_eq!(entries(&letters[1]), [entry("invite.ics", "REQUEST", safari.early.uid, 0)], "the event is there");
    let stop = &letters[1].calendar.as_ref().expect("an entry").ics;
    assert!(property(stop, "DTSTAMP").unwrap() > property(&waiting, "DTSTAMP").unwrap());
    let said = &letters[1].rendered.text.replace('\n', " ");
    assert!(said.contains("Open de bijlage invite.ics, dan staat Wijkwerking in je agenda."), "{said}");
    assert!(!said.contains("Zet in mijn agenda"), "that would bring the event: {said}");
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
async fn a_calendar_that_opens_each_letter_about_a_stop_says_what_the_own_calendar_says() {
    let safari = Safari::start().await;
    let app = &safari.app;
    let beside = make_stop(app, &safari.event, "Buurthuis", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(app, beside.id, 1).await;
    let letters = safari.register(&[(0, &[safari.early.id]), (1, &[beside.id])]).await;
    let mut calendar = OwnCalendar::default();
    calendar.open(&letters[0]);
    let [mine, theirs] = [link_in(&letters[0]), link_in(&letters[1])];
    let own = calendar_in(&app.page(&mine).await);
    let gives_back = |link: &str, stop: i32| format!("{link}/stops/{stop}/cancellation");
    let chooses = |stop: i32| (format!("{mine}/stops"), Some(stop.to_string()));
    for (path, stop) in [
        chooses(safari.late.id),
        (gives_back(&mine, safari.early.id), None),
        // It is full, until the other one does not come there.
        chooses(beside.id),
        (gives_back(&theirs, beside.id), None),
    ] {
        app.wait(chrono::Duration::minutes(1));
        let fields: Vec<(&str, &str)> = stop.iter().map(|stop| ("stop", stop.as_str())).collect();
        assert_eq!(app.send(&path, &fields).await.0, Status::SeeOther);
        let letters = app.letters().await;
        letters.iter().filter(|letter| letter.to.to_string() == "person0@example.org").for_each(|l| calendar.open(l));
        assert_eq!(calendar.says(), settled_in(&app.page(&own).await), "after {path}");
    }
    assert_eq!(calendar.says().len(), 3, "the event, and two stops");
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
