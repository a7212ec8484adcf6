//! A held seat stays held when its holder leaves, when the room changes and when others come; its stops are held too.

use rocket::http::Status as Http;
use samenkomst::events::room::{Door, StopsPolicy};
use samenkomst::language::Language;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::{Answers, Status};
use samenkomst::registrations::self_service::handing_over;
use sea_orm::{EntityTrait, Set};

use super::{accept, decline, event_row, expire, is_offered, register, row, webinar};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{person, resize, room_at, seats, seats_at};

#[rocket::async_test]
async fn what_is_held_goes_on_when_its_holder_leaves_or_takes_a_colleagues_seat() {
    let app = TestApp::start().await;
    let event = webinar(&app, 2).await;
    let ids = register(&app, &event, 5).await;
    app.cancel(ids[0]).await;
    app.cancel(ids[2]).await;
    assert!(is_offered(&app, ids[3]).await, "the first who waits left, and the seat is held for the next");
    // Person 1 gives their seat to person 3, who did not answer yet: what was held goes to person 4.
    let giver = row(&app, ids[1]).await;
    let colleague = person(event.id, 3);
    let to = handing_over::Colleague { name: &colleague.name, email: &colleague.email, language: Language::Nl };
    let offer = handing_over::offer(&app.db, app.clock.now(), &app.config, giver.id, to).await;
    let offer = offer.expect("an answer").expect("an offer");
    let successor = samenkomst::registrations::seats::booking::Successor {
        name: colleague.name.clone(),
        organisation: String::new(),
        language: Language::Nl,
        answers: Answers::default(),
    };
    app.desk().take_over(offer.id, successor).await.expect("an answer").expect("a seat");
    assert_eq!(row(&app, ids[3]).await.status, Status::Confirmed);
    assert!(is_offered(&app, ids[4]).await);
    assert_eq!(seats(&app, "webinar").await, (1, 1));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn all_or_nothing_holds_the_stops_too() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |e| {
        e.capacity = Set(Some(2));
        e.offer_hours = Set(Some(24));
        e.stops_policy = Set(StopsPolicy::AllOrNothing);
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, cocon.id, 1).await;
    let mut ids = Vec::new();
    for number in 0..4 {
        let mut applicant = person(event.id, number);
        applicant.stops = if number == 1 { Vec::new() } else { vec![cocon.id] };
        ids.push(app.desk().register(applicant).await.expect("an answer").expect("a place").registration_id);
    }
    app.cancel(ids[0]).await;
    assert!(is_offered(&app, ids[2]).await);
    let stop = samenkomst::events::stop::Entity::find_by_id(cocon.id);
    let held = stop.clone().one(app.db.read()).await.expect("a query").expect("a stop");
    assert_eq!((held.seats_taken, held.waiting, held.offered, held.seats_left()), (0, 2, 1, Some(0)));
    app.assert_sound().await;
    // A policy that changes meanwhile changes nothing of what is held.
    let standing = accept(&app, ids[2]).await.expect("a seat");
    assert_eq!(standing.stops[0].status, Status::Confirmed);
    assert_eq!(seats_at(&app, cocon.id).await, (1, 1));
    app.cancel(ids[2]).await;
    decline(&app, ids[3]).await.expect("no");
    let free = stop.one(app.db.read()).await.expect("a query").expect("a stop");
    assert_eq!((free.seats_taken, free.waiting, free.offered), (0, 0, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_copy_holds_no_seat_for_anybody() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |e| {
        e.capacity = Set(Some(1));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, cocon.id, 1).await;
    let mut ids = Vec::new();
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = vec![cocon.id];
        ids.push(app.desk().register(applicant).await.expect("an answer").expect("a place").registration_id);
    }
    app.cancel(ids[0]).await;
    assert!(is_offered(&app, ids[1]).await);
    sign_hanne_in(&app, Role::Organiser, &[&gent]).await;
    let (status, next) = app.send("/organise/events/webinar/copies", &[("date", "2027-04-01")]).await;
    assert_eq!(status, Http::SeeOther, "{next}");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn more_room_makes_more_offers_and_less_takes_none_back() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 5).await;
    resize(&app, event.id, Some(3)).await;
    assert_eq!(event_row(&app).await.offered, 2);
    resize(&app, event.id, Some(1)).await;
    assert_eq!(event_row(&app).await.offered, 2, "what was offered stands");
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(seats(&app, "webinar").await, (2, 3));
    app.at("2027-02-03 09:00");
    expire(&app).await;
    assert_eq!(event_row(&app).await.offered, 0, "there is no room to offer it again");
    resize(&app, event.id, None).await;
    assert_eq!(seats(&app, "webinar").await, (5, 0), "where there is room for all, all have a seat");
    app.assert_sound().await;
}

#[rocket::async_test]
async fn who_comes_takes_a_free_seat_when_one_is_held_for_each_who_waits() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    resize(&app, event.id, Some(3)).await;
    assert_eq!(event_row(&app).await.door(app.clock.now()), Door::Open, "the page says so too");
    let newcomer = app.desk().register(person(event.id, 2)).await.expect("an answer").expect("no refusal");
    assert_eq!(newcomer.status, Status::Confirmed);
    assert!(is_offered(&app, ids[1]).await, "what is held stays held");
    let next = app.desk().register(person(event.id, 3)).await.expect("an answer").expect("no refusal");
    assert_eq!((next.status, next.position), (Status::Waitlisted, Some(2)));
    let next = app.desk().register(person(event.id, 4)).await.expect("an answer").expect("no refusal");
    assert_eq!(next.status, Status::Waitlisted, "the line has somebody in it again");
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(seats(&app, "webinar").await, (3, 2));
    app.assert_sound().await;
}
