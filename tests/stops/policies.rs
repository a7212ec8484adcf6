//! A stop is full: whoever chose it waits for all, or keeps the rest, as the organiser decided.

use rocket::http::Status as Http;
use samenkomst::events::room::StopsPolicy;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration::Status;
use sea_orm::Set;
use serde_json::json;

use super::Safari;
use crate::support::desk::sign_hanne_in;
use crate::support::people::{room_at, seats_at, to, words};
use crate::support::programs::Program;

#[rocket::async_test]
async fn the_form_says_of_each_stop_what_whoever_comes_gets_there() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    room_at(&safari.app, safari.late.id, 5).await;
    safari.register(0, &[safari.early.id]).await;
    safari.register(1, &[safari.early.id, safari.late.id]).await;
    assert_eq!(seats_at(&safari.app, safari.late.id).await, (0, 1), "somebody waits for both");
    let page = safari.app.page("/events/safari").await;
    assert!(page.contains("Nog 5 plaatsen"), "{page}");
    let (_, letter) = safari.register(2, &[safari.late.id]).await;
    assert_eq!(letter.kind.folder(), "registration_confirmed");
}

#[rocket::async_test]
async fn who_waits_for_all_or_nothing_and_leaves_the_full_stop_gets_the_rest_and_one_letter() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    safari.register(0, &[safari.early.id]).await;
    let (waits, _) = safari.register(1, &[safari.early.id, safari.late.id]).await;
    assert_eq!(safari.row(waits).await.status, Status::Waitlisted);
    assert_eq!(safari.leave(waits, &safari.early).await, Ok(Status::Confirmed));
    let letters = safari.app.letters().await;
    assert_eq!(to(&letters), ["seat_became_free person1@example.org"]);
    let calendar = letters[0].calendar.as_ref().expect("an entry");
    assert!(calendar.ics.contains("SEQUENCE:1\r\n") && letters[0].more.len() == 1, "{}", calendar.ics);
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_waited_for_all_or_nothing_has_a_seat_once_the_seat_is_kept_without_the_stop() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    safari.register(0, &[safari.early.id]).await;
    let (waits, _) = safari.register(1, &[safari.early.id, safari.late.id]).await;
    let program = Program::of(&safari.app, Role::Organiser, None).await;
    let changed = program.patch("/api/v1/events/safari", json!({ "stops_policy": "best-effort" })).await;
    assert_eq!(changed.status, Http::Ok);
    assert_eq!(safari.row(waits).await.status, Status::Confirmed);
    assert_eq!(safari.at_stops(waits).await, [Status::Waitlisted, Status::Confirmed]);
    assert_eq!(to(&safari.app.letters().await), ["seat_became_free person1@example.org"]);
    let (_, letter) = safari.register(2, &[safari.late.id]).await;
    assert_eq!(letter.kind.folder(), "registration_confirmed", "nobody waits beside a free seat");
    safari.app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_waits_for_a_full_stop_was_told_so_beforehand_and_is_told_why() {
    let safari = Safari::start(|e| e.stops_policy = Set(StopsPolicy::AllOrNothing)).await;
    let page = safari.app.page("/events/safari").await;
    assert!(page.contains("Is er één volzet, dan wacht je hele inschrijving."), "{page}");
    safari.register(0, &[safari.early.id]).await;
    let (_, letter) = safari.register(1, &[safari.early.id, safari.late.id]).await;
    let text = words(&letter);
    assert!(
        text.contains("Een halte die je koos, is volzet.") && !text.contains("Deze samenkomst is volzet"),
        "{text}"
    );
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    let desk = safari.app.page("/organise").await;
    assert!(desk.contains("Een halte van “Safari” is volzet") && !desk.contains(">“Safari” is volzet<"), "{desk}");
}

#[rocket::async_test]
async fn who_keeps_the_rest_is_told_so_and_a_full_event_stays_full() {
    let safari = Safari::start(|e| e.capacity = Set(Some(1))).await;
    let page = safari.app.page("/events/safari").await;
    assert!(page.contains("dan wacht je enkel voor die halte."), "{page}");
    safari.register(0, &[]).await;
    let (_, letter) = safari.register(1, &[safari.late.id]).await;
    assert!(letter.rendered.text.contains("Deze samenkomst is volzet."), "{}", letter.rendered.text);
    sign_hanne_in(&safari.app, Role::Admin, &[]).await;
    assert!(safari.app.page("/organise").await.contains(">“Safari” is volzet<"));
}
