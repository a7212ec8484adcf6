//! A person's own calendar: whatever they register for appears by itself, and leaves again.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::registrations::forgetting;
use sea_orm::Set;

use crate::calendar::lines;
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, person};

/// The address of the calendar that the page behind the private link shows.
fn calendar_in(page: &str) -> String {
    let start = page.find("/calendar/mine/").expect("a calendar on the page");
    page[start..].split(['"', '?', '&']).next().unwrap_or_default().to_string()
}

/// Two events of Leuven, the second with one seat, which is taken.
async fn two_events(app: &TestApp) {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "samen-online", |e| {
        e.join_url = Set(Some("https://video.example.org/kamer".into()));
    })
    .await;
    let full = make_event(app, &leuven, "samen-vol", |e| e.capacity = Set(Some(1))).await;
    app.desk().register(person(full.id, 1)).await.expect("an answer").expect("a seat");
}

#[rocket::async_test]
async fn amina_subscribes_once_and_finds_all_that_she_registers_for() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.send("/events/samen-online/registrations", &amina()).await;
    let letters = app.letters().await;
    let link = link_in(letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter"));
    let address = calendar_in(&app.page(&link).await);
    let first = app.page(&address).await;
    assert!(first.contains("SUMMARY:Samen online") && first.contains("STATUS:CONFIRMED"), "{first}");
    let unfolded = lines(&first).join("\n");
    assert!(unfolded.contains("CONFERENCE;") && unfolded.contains("https://samenkomst.example/join/"), "{unfolded}");
    assert!(!first.contains("video.example.org"), "never the room itself");

    app.send("/events/samen-vol/registrations", &amina()).await;
    let second = lines(&app.page(&address).await).join("\n");
    assert!(second.contains("SUMMARY:Op de wachtlijst: Samen vol") && second.contains("STATUS:TENTATIVE"), "{second}");

    app.send(&format!("{link}/cancellation"), &[]).await;
    let third = app.page(&address).await;
    assert!(!third.contains("SUMMARY:Samen online") && third.contains("Samen vol"), "{third}");
    assert_eq!(app.page(&format!("/calendar/mine/{}.ics", link.rsplit('/').next().unwrap())).await.lines().count(), {
        third.lines().count()
    });
}

#[rocket::async_test]
async fn the_same_calendar_is_the_same_bytes_and_no_cache_keeps_it() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.send("/events/samen-online/registrations", &amina()).await;
    let letter = app.letters().await.into_iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter");
    let address = calendar_in(&app.page(&link_in(&letter)).await);
    let answer = app.client.get(address.clone()).dispatch().await;
    assert_eq!(answer.headers().get_one("Cache-Control"), Some("private, max-age=300"));
    assert!(answer.headers().get_one("Access-Control-Allow-Origin").is_none());
    assert_eq!(answer.headers().get_one("Referrer-Policy"), Some("no-referrer"));
    let tag = answer.headers().get_one("ETag").expect("a tag").to_string();
    app.clock.set(app.clock.now() + Duration::hours(2));
    let again = app.client.get(address).header(rocket::http::Header::new("If-None-Match", tag)).dispatch().await;
    assert_eq!(again.status(), Status::NotModified);
}

#[rocket::async_test]
async fn a_key_that_nobody_has_opens_nothing_and_who_is_forgotten_has_none() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.send("/events/samen-online/registrations", &amina()).await;
    let letter = app.letters().await.into_iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter");
    let address = calendar_in(&app.page(&link_in(&letter)).await);
    for odd in ["x.ics", "AAAAAAAAAAAAAAAAAAAAAA.ics", "..%2f.ics", "%00.ics", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = app.client.get(format!("/calendar/mine/{odd}")).dispatch().await;
        assert_eq!(answer.status(), Status::NotFound, "{odd}");
    }
    app.clock.set(app.clock.now() + Duration::days(400));
    forgetting::forget(&app.db, &app.clock, false).await.expect("forgetting");
    assert_eq!(app.client.get(address).dispatch().await.status(), Status::NotFound);
}
