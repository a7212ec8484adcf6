//! Once the event has begun nobody is called from the waiting list any more, and what is free is for whoever asks.

use samenkomst::events::event;
use samenkomst::events::room::StopsPolicy;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::{Addition, Choice, Refusal};
use samenkomst::registrations::seats::inventory;
use sea_orm::Set;
use uuid::Uuid;

use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{link_in, person, room_at, seats, seats_at, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

const BOB: [(&str, &str); 3] = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];

/// Two days with one seat, from 4 March at half past one; one can register until the end.
async fn two_days(app: &TestApp, change: impl FnOnce(&mut event::ActiveModel)) -> event::Model {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "tweedaagse", |e| {
        e.capacity = Set(Some(1));
        e.ends_at = Set(brussels("2027-03-05 16:00"));
        change(e);
    })
    .await
}

async fn first_seat(app: &TestApp, event: &event::Model) -> Uuid {
    app.desk().register(person(event.id, 0)).await.expect("an answer").expect("a seat").registration_id
}

async fn comes(app: &TestApp, event: &event::Model, number: usize) -> Result<Status, Refusal> {
    let answer = app.desk().register(person(event.id, number)).await.expect("an answer");
    answer.map(|standing| standing.status)
}

async fn assert_sound(app: &TestApp) {
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), Vec::<String>::new());
}

#[rocket::async_test]
async fn a_seat_that_comes_free_on_the_first_day_is_for_whoever_asks() {
    let app = TestApp::start().await;
    let event = two_days(&app, |_| {}).await;
    let first = first_seat(&app, &event).await;
    assert_eq!(comes(&app, &event, 1).await, Ok(Status::Waitlisted));
    app.letters().await;
    app.at("2027-03-04 14:00");
    let program = Program::stranger(&app);
    let state = async || program.get("/api/v1/events/tweedaagse").await.ok()["registration"]["state"].clone();
    assert_eq!(state().await, "full");
    let page = app.page("/events/tweedaagse").await;
    assert!(page.contains("dus de wachtlijst is dicht.") && !page.contains("name=\"consent\""), "{page}");
    assert_eq!(comes(&app, &event, 2).await, Err(Refusal::Full), "nobody is promised a seat any more");
    app.cancel(first).await;
    assert_eq!(to(&app.letters().await), ["registration_cancelled person0@example.org"], "nobody is called");
    assert_eq!(state().await, "open");
    let page = app.page("/events/tweedaagse").await;
    assert!(page.contains("Neem je plek") && page.contains("name=\"consent\""), "{page}");
    assert_eq!(comes(&app, &event, 2).await, Ok(Status::Confirmed));
    assert_eq!(seats(&app, "tweedaagse").await, (1, 1));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn whoever_waited_and_asks_again_has_the_seat_that_is_free() {
    let app = TestApp::start().await;
    let event = two_days(&app, |_| {}).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-05 10:00", "2027-03-05 11:00").await;
    room_at(&app, cocon.id, 1).await;
    let first = first_seat(&app, &event).await;
    let id = cocon.id.to_string();
    let mut chosen = BOB.to_vec();
    chosen.push(("stops[0]", &id));
    app.send("/events/tweedaagse/registrations", &chosen).await;
    app.at("2027-03-04 14:00");
    app.cancel(first).await;
    app.letters().await;
    let again = [("name", "Bob Maes"), ("email", "bob@example.org"), ("consent", "true"), ("stops[0]", "")];
    let (_, next) = app.send("/events/tweedaagse/registrations", &again).await;
    let page = app.page(&next).await;
    assert!(page.contains("Je bent erbij, Bob."), "{page}");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_became_free bob@example.org"]);
    assert_eq!((seats(&app, "tweedaagse").await, seats_at(&app, cocon.id).await), ((1, 0), (1, 0)));
    let mine = app.page(&link_in(&letters[0])).await;
    assert!(mine.contains("De Cocon") && !mine.contains("Maes"), "what was typed again changes nothing: {mine}");
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn nobody_is_put_on_a_waiting_list_that_is_closed() {
    let app = TestApp::start().await;
    let event = two_days(&app, |_| {}).await;
    first_seat(&app, &event).await;
    app.at("2027-03-04 14:00");
    let added = async |over_capacity: bool| {
        let addition = Addition { applicant: person(event.id, 1), over_capacity, letter: true, by: None };
        app.desk().add(addition).await.expect("an answer").map(|standing| standing.status)
    };
    assert_eq!(added(false).await, Err(Refusal::Full));
    assert_eq!(added(true).await, Ok(Status::Confirmed), "an organiser may find another chair");
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn a_full_stop_says_so_where_nobody_waits_for_it_any_more() {
    let app = TestApp::start().await;
    let event = two_days(&app, |e| {
        e.capacity = Set(None);
        e.stops_policy = Set(StopsPolicy::AllOrNothing);
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-05 10:00", "2027-03-05 11:00").await;
    room_at(&app, cocon.id, 0).await;
    let mut chooses = person(event.id, 0);
    chooses.stops = vec![cocon.id];
    app.at("2027-03-04 14:00");
    assert!(app.page("/events/tweedaagse").await.contains("<small>Volzet.</small>"));
    assert_eq!(app.desk().register(chooses).await.expect("an answer"), Err(Refusal::Full));
    assert_eq!(comes(&app, &event, 0).await, Ok(Status::Confirmed));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn whoever_waited_gets_nothing_any_more_once_registration_is_closed_or_it_is_over() {
    let app = TestApp::start().await;
    let event = two_days(&app, |e| e.closes_at = Set(Some(brussels("2027-03-04 15:00")))).await;
    let first = first_seat(&app, &event).await;
    assert_eq!(comes(&app, &event, 1).await, Ok(Status::Waitlisted));
    app.at("2027-03-04 14:00");
    app.cancel(first).await;
    app.letters().await;
    for time in ["2027-03-04 15:00", "2027-03-06 10:00", "2027-09-01 10:00"] {
        app.at(time);
        let answer = comes(&app, &event, 1).await;
        assert_ne!(answer, Ok(Status::Confirmed), "{time}");
        assert_eq!(seats(&app, "tweedaagse").await, (0, 1), "{time}");
    }
    assert!(app.letters().await.iter().all(|letter| letter.kind.folder() != "seat_became_free"));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn whoever_waits_for_an_event_that_has_begun_is_promised_no_place_at_a_stop() {
    let app = TestApp::start().await;
    let event = two_days(&app, |_| {}).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-05 10:00", "2027-03-05 11:00").await;
    room_at(&app, cocon.id, 1).await;
    first_seat(&app, &event).await;
    let waits = app.desk().register(person(event.id, 1)).await.expect("an answer").expect("a place").registration_id;
    app.at("2027-03-04 14:00");
    let choice = Choice { stop: cocon.id, instead_of: None };
    assert_eq!(app.desk().choose_stop(waits, choice).await.expect("an answer"), Err(Refusal::Closed));
    assert_sound(&app).await;
}

#[rocket::async_test]
async fn a_full_stop_that_has_begun_promises_nobody_a_place_in_its_line() {
    let app = TestApp::start().await;
    let event = two_days(&app, |e| e.capacity = Set(None)).await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 14:00", "2027-03-04 15:00").await;
    room_at(&app, cocon.id, 0).await;
    let mut chooses = person(event.id, 0);
    chooses.stops = vec![cocon.id];
    let added = async |over_capacity: bool| {
        let addition = Addition { applicant: chooses.clone(), over_capacity, letter: true, by: None };
        app.desk().add(addition).await.expect("an answer").map(|standing| standing.status)
    };
    app.at("2027-03-04 13:45");
    assert!(app.page("/events/tweedaagse").await.contains("Je wordt nummer 1 op de wachtlijst."));
    app.at("2027-03-04 14:00");
    assert!(app.page("/events/tweedaagse").await.contains("<small>Volzet.</small>"));
    assert_eq!(app.desk().register(chooses.clone()).await.expect("an answer"), Err(Refusal::Full));
    assert_eq!(added(false).await, Err(Refusal::Full));
    assert_eq!(seats_at(&app, cocon.id).await, (0, 0));
    assert_eq!(comes(&app, &event, 1).await, Ok(Status::Confirmed), "to the rest one still comes");
    assert_eq!(added(true).await, Ok(Status::Confirmed), "an organiser may find another chair");
    assert_eq!((seats_at(&app, cocon.id).await, seats(&app, "tweedaagse").await), ((1, 0), (2, 0)));
    assert_sound(&app).await;
}
