//! No seat is held beyond the beginning of the event, nor when it is called off.

use rocket::http::Status as Http;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::booking::Refusal;

use super::{accept, event_row, expire, register, row, the_letter, webinar};
use crate::support::desk::sign_hanne_in;
use crate::support::people::{link_in, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn close_to_the_beginning_the_seat_is_given_and_afterwards_nobody_is_called() {
    let app = TestApp::start().await;
    let event = webinar(&app, 3).await;
    let ids = register(&app, &event, 7).await;
    // Until half an hour before, the offer lasts as long as there is time.
    app.at("2027-03-04 13:00");
    app.cancel(ids[0]).await;
    assert_eq!(row(&app, ids[3]).await.offered_until, Some(brussels("2027-03-04 13:30")));
    app.at("2027-03-04 13:01");
    app.cancel(ids[1]).await;
    assert_eq!(row(&app, ids[4]).await.status, Status::Confirmed, "no time to choose: they have it");
    app.letters().await;
    app.at("2027-03-04 13:30");
    assert_eq!(accept(&app, ids[3]).await, Err(Refusal::OfferOver));
    app.cancel(ids[2]).await;
    assert_eq!(expire(&app).await, 0, "the answer put it right");
    assert_eq!(to(&app.letters().await), ["registration_cancelled person2@example.org"], "nobody is called any more");
    let over = event_row(&app).await;
    assert_eq!((over.seats_taken, over.waiting, over.offered), (1, 3, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn an_event_that_moves_forward_holds_no_seat_beyond_its_beginning() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    app.at("2027-03-02 16:00");
    let ids = register(&app, &event, 2).await;
    app.cancel(ids[0]).await;
    assert_eq!(row(&app, ids[1]).await.offered_until, Some(brussels("2027-03-03 16:00")));
    sign_hanne_in(&app, Role::Admin, &[]).await;
    let seen = format!("{}:{}", event.id, event_row(&app).await.version);
    let day = [("event", "webinar"), ("date", "2027-03-03"), ("minutes", "0"), ("seen", seen.as_str())];
    let (status, said) = app.send("/organise/moves", &day).await;
    assert_eq!(status, Http::SeeOther, "{said}");
    assert_eq!(row(&app, ids[1]).await.offered_until, Some(brussels("2027-03-03 13:30")));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn an_event_that_is_called_off_offers_nothing_any_more() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 3).await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    app.cancel(ids[0]).await;
    let link = link_in(the_letter(&app.letters().await, "seat_to_take"));
    let (status, _) = app.send("/organise/events/webinar/cancellation", &[("reason", "Ziek")]).await;
    assert_eq!(status, Http::SeeOther);
    assert_eq!(event_row(&app).await.offered, 0);
    let mut told = to(&app.letters().await);
    told.sort();
    assert_eq!(told, ["event_cancelled person1@example.org", "event_cancelled person2@example.org"]);
    let (status, page) = app.send(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Deze samenkomst gaat niet door.") && !page.contains("/refusal"), "{page}");
    app.at("2027-02-03 09:00");
    assert_eq!((expire(&app).await, app.letters().await.len()), (0, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_letter_that_leaves_too_late_does_not_leave() {
    let app = TestApp::start().await;
    let event = webinar(&app, 1).await;
    let ids = register(&app, &event, 2).await;
    app.cancel(ids[0]).await;
    accept(&app, ids[1]).await.expect("a seat");
    assert_eq!(
        to(&app.letters().await),
        ["registration_cancelled person0@example.org", "registration_confirmed person1@example.org"]
    );
}
