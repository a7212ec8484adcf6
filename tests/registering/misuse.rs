//! Forms that mean harm: robots, hostile words, advertisements.

use rocket::http::Status;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, seats};

#[rocket::async_test]
async fn a_robot_that_fills_in_what_nobody_sees_gets_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let mut fields = amina().to_vec();
    fields.push(("website", "https://spam.example"));
    assert_eq!(app.send("/events/samenleven/registrations", &fields).await.0, Status::SeeOther);
    assert_eq!(seats(&app, "samenleven").await, (0, 0));
}

#[rocket::async_test]
async fn hostile_words_stay_words() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let name = "<script>alert(1)</script>\r\nBcc: all@example.org";
    let fields = [("name", name), ("email", "eve@example.org"), ("consent", "true")];
    let (_, next) = app.send("/events/samenleven/registrations", &fields).await;
    assert!(!app.page(&next).await.contains("<script>alert"));
    let letters = app.letters().await;
    assert!(!letters[0].rendered.html.contains("<script>"));
    let raw = String::from_utf8_lossy(&letters[0].bytes).to_string();
    assert!(!raw.lines().any(|line| line.starts_with("Bcc:")));
}

#[rocket::async_test]
async fn nobody_sends_an_advertisement_by_way_of_our_letters() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let fields = [("name", "Win! https://spam.example"), ("email", "victim@example.org"), ("consent", "true")];
    let (status, page) = app.send("/events/samenleven/registrations", &fields).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Een naam heeft geen webadres"));
    assert!(app.letters().await.is_empty());
}
