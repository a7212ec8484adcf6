//! What an organiser decides for somebody, at the seat desk and through the pages.

use rocket::http::Status as Http;
use samenkomst::events::event;
use samenkomst::events::room::StopsPolicy;
use samenkomst::mail::CalendarMethod;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::{Arrangement, Decision, Refusal};
use sea_orm::{ActiveModelTrait, Set};

use super::{LIST, a_full_event, kept, line, noted, sign_in};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{let_in, person, room_at, seats, seats_at, to};

#[rocket::async_test]
async fn one_who_waits_gets_a_seat_over_the_capacity_only_when_the_organiser_says_so() {
    let (app, event) = a_full_event(2, 4).await;
    let last = kept(&app, event.id, 3).await;
    let (status, page) = app.send(&format!("{LIST}/{}/confirmation", last.id), &[("letter", "true")]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Er is geen plek meer."), "{page}");
    assert_eq!(seats(&app, "samen").await, (2, 2));
    let path = format!("{LIST}/{}/confirmation", last.id);
    for _ in 0..2 {
        let sent = [("letter", "true"), ("over_capacity", "true"), ("reason", "Spreker")];
        assert_eq!(app.send(&path, &sent).await.0, Http::SeeOther);
    }
    assert_eq!(seats(&app, "samen").await, (3, 1));
    assert_eq!(to(&app.letters().await), ["seat_became_free person3@example.org"], "once");
    assert_eq!(noted(&app).await, [(Act::RegistrationConfirmed, true)], "once");
    let page = app.page(&format!("{LIST}/{}", last.id)).await;
    assert!(
        page.contains("Hanne Verbeke gaf deze persoon een plek, ook als er geen meer was") && page.contains("Spreker")
    );
    app.cancel(kept(&app, event.id, 0).await.id).await;
    assert_eq!(seats(&app, "samen").await, (2, 1), "the room was too full for one more");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn what_was_asked_for_and_refused_stands_there_as_it_was_typed() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    let_in(&app, event.id, 0..3).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}", kept(&app, event.id, 2).await.id);
    let fresh = app.page(&path).await;
    let letters = |page: &str| page.matches("name=\"letter\" value=\"true\" checked>").count();
    assert_eq!(letters(&fresh), 2, "a seat and a cancellation offer a letter: {fresh}");
    let (status, page) = app.send(&format!("{path}/confirmation"), &[("reason", "Spreekt \"even\"")]).await;
    assert_eq!((status, letters(&page)), (Http::Conflict, 1), "{page}");
    let reason = |deed, typed| format!("id=\"r-{deed}\" name=\"reason\" maxlength=\"300\" value=\"{typed}\"");
    assert!(page.contains(&reason("seat", "Spreekt &#34;even&#34;")) && page.contains(&reason("leave", "")), "{page}");
    let (status, page) = app.send(&format!("{path}/place"), &[("to", "1"), ("reason", " ")]).await;
    assert_eq!((status, letters(&page)), (Http::UnprocessableEntity, 2), "{page}");
    assert!(page.contains("inputmode=\"numeric\" value=\"1\">"), "the place that was typed: {page}");
    let (_, page) = app.send(&format!("{path}/place"), &[("to", "0"), ("reason", "Komt met de spreker")]).await;
    assert!(page.contains("required value=\"Komt met de spreker\""), "{page}");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_goes_back_to_the_waiting_list_stands_at_its_end_and_the_first_gets_the_seat() {
    let (app, event) = a_full_event(2, 4).await;
    let first = kept(&app, event.id, 0).await;
    let path = format!("{LIST}/{}/waiting", first.id);
    assert_eq!(app.send(&path, &[("letter", "true")]).await.0, Http::SeeOther);
    assert_eq!(app.send(&path, &[("letter", "true")]).await.0, Http::SeeOther);
    assert_eq!(line(&app, event.id).await, ["Person 3", "Person 0"]);
    assert_eq!(seats(&app, "samen").await, (2, 2));
    let mut letters = app.letters().await;
    letters.sort_by(|a, b| a.to.cmp(&b.to));
    assert_eq!(to(&letters), ["registration_waitlisted person0@example.org", "seat_became_free person2@example.org"]);
    assert!(letters[0].rendered.text.contains("Je bent nummer 2"), "{}", letters[0].rendered.text);
    let calendar = letters[0].calendar.as_ref().expect("a calendar entry to take away");
    assert_eq!(calendar.method, CalendarMethod::Cancel);
    assert!(calendar.ics.contains("SEQUENCE:1\r\n"), "{}", calendar.ics);
    app.cancel(kept(&app, event.id, 3).await.id).await;
    app.cancel(kept(&app, event.id, 2).await.id).await;
    let back = app.letters().await.into_iter().find(|l| l.kind.folder() == "seat_became_free").expect("a letter");
    assert!(back.calendar.expect("an invitation").ics.contains("SEQUENCE:2\r\n"), "it comes back with a higher number");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_lost_the_seat_loses_the_entry_too_though_the_event_is_called_off_meanwhile() {
    let (app, event) = a_full_event(1, 2).await;
    let path = format!("{LIST}/{}/waiting", kept(&app, event.id, 0).await.id);
    assert_eq!(app.send(&path, &[("letter", "true")]).await.0, Http::SeeOther);
    app.send("/organise/events/samen/cancellation", &[("reason", "Ziek")]).await;
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| (letter.to.to_string(), letter.kind.folder()));
    let told = [
        "event_cancelled person0@example.org",
        "registration_waitlisted person0@example.org",
        "event_cancelled person1@example.org",
    ];
    assert_eq!(to(&letters), told, "and not of the seat that became free");
    let method = |n: usize| letters[n].calendar.as_ref().map(|c| c.method);
    assert_eq!((method(0), method(1)), (Some(CalendarMethod::Cancel), Some(CalendarMethod::Cancel)), "whichever comes");
}

#[rocket::async_test]
async fn nobody_waits_for_a_seat_that_would_come_back_at_once() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(2))).await;
    let shut = make_event(&app, &leuven, "dicht", |e| e.waiting_list = Set(false)).await;
    let_in(&app, event.id, 0..1).await;
    let_in(&app, shut.id, 0..1).await;
    let by = sign_in(&app, Role::Organiser, &leuven).await;
    let wait = async |registration, decision| {
        let reason = String::new();
        let only = Vec::new();
        let wanted = Arrangement { registration, decision, letter: false, by: by.clone(), reason, only };
        app.desk().arrange(wanted).await.expect("an answer")
    };
    let alone = kept(&app, event.id, 0).await.id;
    assert_eq!(wait(alone, Decision::Wait).await, Err(Refusal::NobodyWaits));
    assert_eq!(wait(kept(&app, shut.id, 0).await.id, Decision::Wait).await, Err(Refusal::NoWaitingList));
    assert_eq!(wait(alone, Decision::Place(1)).await, Err(Refusal::NotWaiting));
    app.cancel(alone).await;
    assert_eq!(wait(alone, Decision::Wait).await, Err(Refusal::Left));
    assert_eq!(wait(alone, Decision::Seat { over_capacity: false }).await.expect("a seat").status, Status::Confirmed);
    app.at("2027-04-01 09:00");
    assert_eq!(wait(alone, Decision::Leave).await, Err(Refusal::Closed));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn nobody_gets_a_seat_at_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    let gone = kept(&app, event.id, 0).await.id;
    app.cancel(gone).await;
    app.letters().await;
    // No page takes an event back that people have registered for.
    let taken_back = event::ActiveModel { id: Set(event.id), published_at: Set(None), ..Default::default() };
    taken_back.update(app.db.write()).await.expect("an update");
    let by = sign_in(&app, Role::Organiser, &leuven).await;
    let decision = Decision::Seat { over_capacity: true };
    let (reason, only) = (String::new(), Vec::new());
    let wanted = Arrangement { registration: gone, decision, letter: true, by, reason, only };
    assert_eq!(app.desk().arrange(wanted).await.expect("an answer"), Err(Refusal::Draft));
    assert!(app.letters().await.is_empty());
    let page = app.send(&format!("{LIST}/{gone}/confirmation"), &[("letter", "true")]).await.1;
    assert!(page.contains("Zet het eerst online."), "{page}");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn the_line_is_reordered_for_a_reason_and_keeps_its_numbers() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    let_in(&app, event.id, 0..6).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}/place", kept(&app, event.id, 5).await.id);
    let (status, page) = app.send(&path, &[("to", "2"), ("reason", " ")]).await;
    assert_eq!(status, Http::UnprocessableEntity);
    assert!(page.contains("zeg waarom"), "{page}");
    for wrong in ["0", "-3", "veel", ""] {
        assert_eq!(app.send(&path, &[("to", wrong), ("reason", "x")]).await.0, Http::UnprocessableEntity, "{wrong}");
    }
    assert_eq!(app.send(&path, &[("to", "2"), ("reason", "Komt met de spreker")]).await.0, Http::SeeOther);
    assert_eq!(line(&app, event.id).await, ["Person 1", "Person 5", "Person 2", "Person 3", "Person 4"]);
    let path = format!("{LIST}/{}/place", kept(&app, event.id, 1).await.id);
    assert_eq!(app.send(&path, &[("to", "999999999999"), ("reason", "x")]).await.0, Http::SeeOther);
    assert_eq!(line(&app, event.id).await, ["Person 5", "Person 2", "Person 3", "Person 4", "Person 1"]);
    let page = app.page(&format!("{LIST}/{}", kept(&app, event.id, 5).await.id)).await;
    assert!(page.contains("van 5 naar 2") && page.contains("Komt met de spreker"), "{page}");
    app.cancel(kept(&app, event.id, 0).await.id).await;
    assert_eq!(kept(&app, event.id, 5).await.status, Status::Confirmed, "the new first gets the seat");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn the_stops_follow_what_is_decided() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let policy = |e: &mut samenkomst::events::event::ActiveModel| e.stops_policy = Set(StopsPolicy::AllOrNothing);
    let event = make_event(&app, &leuven, "samen", policy).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    room_at(&app, stop.id, 1).await;
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = vec![stop.id];
        app.desk().register(applicant).await.expect("an answer").expect("a seat or a place");
    }
    let by = sign_in(&app, Role::Organiser, &leuven).await;
    let arrange = async |number, decision| {
        let registration = kept(&app, event.id, number).await.id;
        let reason = String::new();
        let only = Vec::new();
        let wanted = Arrangement { registration, decision, letter: true, by: by.clone(), reason, only };
        app.desk().arrange(wanted).await.expect("an answer")
    };
    assert_eq!(arrange(1, Decision::Seat { over_capacity: false }).await, Err(Refusal::Full));
    arrange(1, Decision::Seat { over_capacity: true }).await.expect("a seat");
    assert_eq!((seats(&app, "samen").await, seats_at(&app, stop.id).await), ((2, 0), (2, 0)));
    arrange(0, Decision::Leave).await.expect("gone");
    assert_eq!((seats(&app, "samen").await, seats_at(&app, stop.id).await), ((1, 0), (1, 0)));
    app.assert_sound().await;
}
