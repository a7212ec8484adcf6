//! Of two who edit at once nobody loses a word, whoever was first.

use rocket::http::Status;
use samenkomst::organisers::role::Role;

use super::{filled, leuven, overbooked, put, sign_in, stops, submit};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_stop};
use crate::support::people::event_at;

#[rocket::async_test]
async fn the_second_of_two_who_edit_at_once_is_told_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    make_stop(&app, &samen, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    let opened = filled(&app.page("/organise/events/samen").await);
    let mut hers = opened.clone();
    for (name, value) in [
        ("summary", "Van Hanne"),
        ("accessibility", "Lift"),
        ("venue_city", "Leuven"),
        ("stops.1.title", "Karavaan"),
        ("stops.1.starts", "14:30"),
        ("stops.1.ends", "15:00"),
    ] {
        put(&mut hers, name, value);
    }
    assert_eq!(submit(&app, "samen", &hers, "save").await.0, Status::SeeOther);
    sign_in(&app, "Jan Peeters", Role::Organiser, &[&leuven]).await;
    let mut his = opened.clone();
    for (name, value) in
        [("summary", "Van Jan"), ("join_url", "https://meet.example.org/jan"), ("stops.0.practice", "Bib")]
    {
        put(&mut his, name, value);
    }
    let (status, page) = submit(&app, "samen", &his, "save").await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Hanne Verbeke heeft ondertussen ook iets bewaard."), "{page}");
    assert!(page.contains("Hanne Verbeke schreef: Van Hanne"), "{page}");
    assert_eq!(page.matches("f-summary-t\"").count(), 2, "the field is described by it: {page}");
    assert_eq!(event_at(&app, "samen").await.summary, "Van Hanne", "nothing is overwritten unseen");
    let merged = filled(&page);
    let field = |name: &str| merged.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!(field("summary"), Some("Van Jan"), "what he typed is still there");
    assert_eq!(field("join_url"), Some("https://meet.example.org/jan"));
    assert_eq!(
        (field("accessibility"), field("venue_city")),
        (Some("Lift"), Some("Leuven")),
        "what only she touched is taken over"
    );
    assert_eq!(
        (field("stops.0.practice"), field("stops.1.title")),
        (Some("Bib"), Some("Karavaan")),
        "her new stop stays"
    );
    let (status, next) = submit(&app, "samen", &merged, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    let saved = event_at(&app, "samen").await;
    assert_eq!((saved.summary.as_str(), saved.accessibility.as_str(), saved.version), ("Van Jan", "Lift", 2));
    assert_eq!(stops(&app, samen.id).await.len(), 2);
}

#[rocket::async_test]
async fn who_edits_while_somebody_takes_seats_back_is_told_and_does_not_give_them_again() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", overbooked).await;
    let mut his = filled(&app.page("/organise/events/samen").await);
    put(&mut his, "summary", "Van Jan");
    app.send("/organise/events/samen/overbooking", &[("_method", "delete")]).await;
    sign_in(&app, "Jan Peeters", Role::Organiser, &[&leuven]).await;
    let (status, page) = submit(&app, "samen", &his, "save").await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Hanne Verbeke heeft ondertussen iets anders bewaard."), "{page}");
    let merged = filled(&page);
    assert!(merged.contains(&("capacity".into(), "20".into())), "{merged:?}");
    assert_eq!(submit(&app, "samen", &merged, "save").await.0, Status::SeeOther);
    let saved = event_at(&app, "samen").await;
    assert_eq!((saved.summary.as_str(), saved.capacity, saved.overbooked_by), ("Van Jan", Some(20), 0));
}

#[rocket::async_test]
async fn of_a_crowd_that_saves_at_once_one_is_first() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let opened = filled(&app.page("/organise/events/samen").await);
    let forms: Vec<_> = (0..8)
        .map(|n| {
            let mut form = opened.clone();
            put(&mut form, "summary", &format!("Van {n}"));
            form
        })
        .collect();
    let sent = rocket::futures::future::join_all(forms.iter().map(|form| submit(&app, "samen", form, "save"))).await;
    let won = sent.iter().filter(|(status, _)| *status == Status::SeeOther).count();
    let told = sent.iter().filter(|(status, _)| *status == Status::Conflict).count();
    assert_eq!((won, told, event_at(&app, "samen").await.version), (1, 7, 1));
}
