//! What is called off stays so; the reason can still be put right, and the event be planned anew.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::mail::Parcel;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::ending::{CALLING_OFF, call_off, refused, today};
use super::{acts, leuven, register, sign_in, stops};
use crate::calendar::{calendar_in, property};
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_stop};
use crate::support::people::{amina, event_at, link_in, to};
use crate::support::{TestApp, brussels};

/// Says it in other words, as the page does that was made when the reason had the mark `seen`.
async fn reword(app: &TestApp, reason: &str, seen: &str) -> (Status, String) {
    app.send(CALLING_OFF, &[("_method", "put"), ("reason", reason), ("seen", seen)]).await
}

/// The same, with one more letter to everybody.
async fn reword_to_all(app: &TestApp, reason: &str, seen: &str) -> String {
    app.send(CALLING_OFF, &[("_method", "put"), ("reason", reason), ("seen", seen), ("again", "true")]).await.1
}

/// SEQUENCE and DTSTAMP of the entry at this address.
async fn numbers(app: &TestApp, path: &str) -> [Option<String>; 2] {
    let stream = app.page(path).await;
    [property(&stream, "SEQUENCE"), property(&stream, "DTSTAMP")]
}

#[rocket::async_test]
async fn a_typing_error_in_the_reason_is_corrected_wherever_it_stands_and_nobody_is_written_to() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    app.send("/events/samen/registrations", &amina()).await;
    let mine = link_in(&app.letters().await[0]);
    let own = calendar_in(&app.page(&mine).await);
    app.wait(Duration::minutes(1));
    call_off(&app, "De spreker is zeik.").await;
    assert_eq!(to(&app.letters().await), ["event_cancelled amina@example.org"]);
    let places = [
        "/",
        "/events/samen",
        "/events/samen.ics",
        "/feeds/all.atom",
        "/api/v1/events/samen",
        "/organise/events/samen",
        CALLING_OFF,
        &mine,
        &own,
    ];
    for place in places {
        let page = app.page(place).await.replace("\r\n ", "");
        assert!(page.contains("De spreker is zeik."), "{place}: {page}");
    }
    let before = [numbers(&app, "/events/samen.ics").await, numbers(&app, &own).await];
    app.wait(Duration::minutes(1));
    let seen = seen_on(&app.page(CALLING_OFF).await);
    for _ in 0..2 {
        let (status, next) = reword(&app, "De spreker is ziek.", &seen).await;
        assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/events/samen?done=saved&told=0"));
    }
    for place in places {
        let page = app.page(place).await.replace("\r\n ", "");
        assert!(page.contains("De spreker is ziek.") && !page.contains("zeik"), "{place}: {page}");
    }
    let after = [numbers(&app, "/events/samen.ics").await, numbers(&app, &own).await];
    for ([sequence, dated], [sequence_then, dated_then]) in after.iter().zip(&before) {
        assert_eq!(sequence, sequence_then, "it is as off as it was");
        assert!(dated > dated_then, "{dated:?} after {dated_then:?}");
    }
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
    assert_eq!(acts(&app).await, [Act::EventCalledOff, Act::EventReasonChanged]);
}

/// What the entry in the letter to this person says.
fn in_letter_to(letters: &[Parcel], reader: &str, name: &str) -> Option<String> {
    let letter = letters.iter().find(|letter| letter.to.to_string() == reader).expect("a letter");
    property(&letter.calendar.as_ref().expect("an entry").ics, name)
}

#[rocket::async_test]
async fn with_a_tick_everybody_reads_the_new_reason_in_one_more_letter() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    register(&app, samen.id, 0..2).await;
    call_off(&app, "Ziek").await;
    let first = app.letters().await;
    app.wait(Duration::minutes(1));
    let page = app.page(CALLING_OFF).await;
    assert!(page.contains("2 mensen krijgen dezelfde mail met de nieuwe reden."), "{page}");
    let seen = seen_on(&page);
    let sent = reword_to_all(&app, "De spreker is ziek.", &seen).await;
    let again = reword_to_all(&app, "De spreker is ziek.", &seen).await;
    assert_eq!(sent, "/organise/events/samen?done=saved&told=2");
    assert_eq!(again, "/organise/events/samen?done=saved&told=0", "pressing twice writes to nobody twice");
    let letters = app.letters().await;
    let mut told = to(&letters);
    told.sort();
    assert_eq!(told, ["event_cancelled person0@example.org", "event_cancelled person1@example.org"]);
    assert!(letters.iter().all(|letter| letter.rendered.text.contains("De spreker is ziek.")));
    let reader = "person0@example.org";
    assert_eq!(in_letter_to(&letters, reader, "METHOD").as_deref(), Some("CANCEL"));
    assert_eq!(in_letter_to(&letters, reader, "SEQUENCE"), in_letter_to(&first, reader, "SEQUENCE"));
    assert!(in_letter_to(&letters, reader, "DTSTAMP") > in_letter_to(&first, reader, "DTSTAMP"));
}

#[rocket::async_test]
async fn whose_letter_has_not_left_yet_reads_the_new_reason_in_that_one() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..1).await;
    call_off(&app, "Ziek").await;
    let seen = seen_on(&app.page(CALLING_OFF).await);
    assert_eq!(reword_to_all(&app, "De spreker is ziek.", &seen).await, "/organise/events/samen?done=saved&told=0");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["event_cancelled person0@example.org"]);
    assert!(letters[0].rendered.text.contains("De spreker is ziek."));
}

#[rocket::async_test]
async fn the_second_of_two_who_correct_the_reason_sees_what_the_first_wrote() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    call_off(&app, "Ziek").await;
    let seen = seen_on(&app.page(CALLING_OFF).await);
    reword(&app, "De spreker is ziek.", &seen).await;
    sign_in(&app, "Jan Peeters", Role::Organiser, &[&leuven]).await;
    let (status, page) = reword(&app, "De trein <staakt>.", &seen).await;
    assert_eq!(status, Status::Conflict);
    for words in
        ["Iemand wijzigde dit intussen.", "Reden: nu staat er De spreker is ziek.", "De trein &#60;staakt&#62;."]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(event_at(&app, "samen").await.cancellation_reason.as_deref(), Some("De spreker is ziek."));
    assert_eq!(reword(&app, "De trein <staakt>.", &seen_on(&page)).await.0, Status::SeeOther);
    assert_eq!(event_at(&app, "samen").await.cancellation_reason.as_deref(), Some("De trein <staakt>."));
}

#[rocket::async_test]
async fn a_reason_is_neither_emptied_nor_given_to_what_takes_place_and_the_past_is_told_nobody() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", today).await;
    register(&app, samen.id, 0..1).await;
    let (status, next) = reword(&app, "Ziek", "").await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, CALLING_OFF), "it takes place");
    app.at("2027-02-02 12:00");
    call_off(&app, "De zaal was dicht").await;
    let page = app.page(CALLING_OFF).await;
    assert!(page.contains("Afgeblazen") && !page.contains("name=\"again\""), "{page}");
    let seen = seen_on(&page);
    for page in refused(&app, &[("_method", "put"), ("seen", seen.as_str())]).await {
        assert_eq!(seen_on(&page), seen, "a fault makes it no newer");
    }
    assert_eq!(reword_to_all(&app, "De zaal bleef dicht", &seen).await, "/organise/events/samen?done=saved&told=0");
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
}

#[rocket::async_test]
async fn what_was_called_off_is_planned_anew_with_everything_filled_in() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.summary = Set("Kom mee.".into())).await;
    make_stop(&app, &samen, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    register(&app, samen.id, 0..2).await;
    call_off(&app, "Ziek").await;
    app.letters().await;
    for page in ["/organise/events/samen", CALLING_OFF] {
        let page = app.page(page).await;
        assert!(page.contains("href=\"/organise/events/samen/copies/new\">Plan opnieuw</a>"), "{page}");
    }
    let page = app.page("/organise/events/samen/copies/new").await;
    assert!(page.contains("Wat afgeblazen is, blijft afgeblazen.") && page.contains("Maak de kopie"), "{page}");
    let (_, next) = app.send("/organise/events/samen/copies", &[("date", "2027-04-01")]).await;
    assert_eq!(next, "/organise/events/samen-2027-04-01?done=copied");
    let anew = event_at(&app, "samen-2027-04-01").await;
    assert_eq!((anew.summary.as_str(), anew.starts_at), ("Kom mee.", brussels("2027-04-01 13:30")));
    assert_eq!((anew.published_at, anew.cancelled_at, anew.cancellation_reason), (None, None, None));
    assert_eq!((anew.seats_taken, anew.sequence, anew.uid == samen.uid), (0, 0, false));
    assert_eq!(stops(&app, anew.id).await[0].starts_at, brussels("2027-04-01 13:45"));
    app.send("/organise/events/samen-2027-04-01/publication", &[]).await;
    assert!(app.page("/events/samen-2027-04-01").await.contains("Kom mee."));
    assert!(event_at(&app, "samen").await.cancelled_at.is_some());
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
}
