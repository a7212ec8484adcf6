//! An event that was is moved to a later date: then it is thanked for, and asked how it was, once more.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{EntityTrait, Set};
use serde_json::json;

use super::asking::{check_in, thanks};
use super::{house, kept, say};
use crate::planning::{filled, put, submit};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::change;
use crate::support::people::to;
use crate::support::programs::Program;

const EVENT: &str = "/api/v1/events/samenleven";

async fn present(app: &TestApp) -> usize {
    let people = registration::Entity::find().all(app.db.read()).await.expect("a query");
    people.iter().filter(|person| person.checked_in_at.is_some()).count()
}

/// The reminders have left, and so many people were noted at the door of 4 March.
async fn and_came(app: &TestApp, people: usize) {
    app.at("2027-03-04 13:20");
    for number in 0..people {
        check_in(app, number).await;
    }
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
}

#[rocket::async_test]
async fn after_the_new_date_people_are_thanked_and_asked_anew_and_what_was_said_stays() {
    let (app, leuven, _, links) = house(2, |_| {}).await;
    and_came(&app, 1).await;
    assert_eq!(thanks(&app, "2027-03-05 15:30").await, ["thanks person0@example.org"]);
    assert!(say(&app, &links[0], &[("take_along", "Durf")]).await.1.ends_with("?done=given"));
    app.at("2027-03-08 09:00");
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let later = json!({ "starts_at": "2027-03-18T13:30", "ends_at": "2027-03-18T15:30" });
    program.patch(EVENT, later).await.ok();
    assert_eq!(app.letters().await.len(), 2, "both hear of the new date");
    assert_eq!(present(&app).await, 0, "the hall is empty again");
    let page = app.page(&format!("{}/feedback", links[0])).await;
    assert!(page.contains("De samenkomst is nog niet voorbij."), "{page}");
    app.at("2027-03-18 15:29");
    app.post_due().await;
    app.letters().await;
    let both = ["thanks person0@example.org", "thanks person1@example.org"];
    assert_eq!(thanks(&app, "2027-03-19 15:30").await, both, "nobody watched the door this time");
    assert_eq!(thanks(&app, "2027-03-19 16:00").await, [] as [&str; 0], "once");
    assert!(say(&app, &links[0], &[("take_along", "Nog meer durf")]).await.1.ends_with("?done=given"));
    assert_eq!(kept(&app).await.len(), 2);
    let told = Program::of(&app, Role::Viewer, None).await.get(&format!("{EVENT}/feedback")).await.ok();
    assert_eq!((&told["asked"], &told["answered"]), (&json!(2), &json!(2)));
}

#[rocket::async_test]
async fn a_move_that_was_a_mistake_and_is_undone_thanks_nobody_twice() {
    let (app, leuven, ..) = house(1, |_| {}).await;
    and_came(&app, 0).await;
    assert_eq!(thanks(&app, "2027-03-05 15:30").await, ["thanks person0@example.org"]);
    app.at("2027-03-08 09:00");
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    for day in ["2027-03-18", "2027-03-04"] {
        let times = json!({ "starts_at": format!("{day}T13:30"), "ends_at": format!("{day}T15:30") });
        program.patch(EVENT, times).await.ok();
    }
    app.post_due().await;
    assert!(!to(&app.letters().await).iter().any(|letter| letter.starts_with("thanks")));
}

#[rocket::async_test]
async fn an_event_that_only_took_longer_is_not_another_one() {
    let (app, leuven, ..) = house(2, |_| {}).await;
    and_came(&app, 1).await;
    assert_eq!(thanks(&app, "2027-03-05 15:30").await, ["thanks person0@example.org"]);
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    program.patch(EVENT, json!({ "ends_at": "2027-03-04T17:30" })).await.ok();
    assert_eq!(thanks(&app, "2027-03-06 09:00").await, [] as [&str; 0]);
    assert_eq!(present(&app).await, 1);
}

#[rocket::async_test]
async fn before_an_event_is_moved_it_says_who_will_not_be_present_any_more() {
    let (app, leuven, ..) = house(2, |_| {}).await;
    and_came(&app, 2).await;
    app.at("2027-03-05 09:00");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let mut form = filled(&app.page("/organise/events/samenleven").await);
    put(&mut form, "date", "2027-03-18");
    let (status, page) = submit(&app, "samenleven", &form, "save").await;
    assert_eq!(status, Status::Ok, "{page}");
    assert!(page.contains("2 mensen staan genoteerd als aanwezig. Op de nieuwe datum is dat niet meer zo."), "{page}");
    assert_eq!(present(&app).await, 2, "nothing is done yet");
}

#[rocket::async_test]
async fn whoever_said_it_before_the_question_came_by_mail_is_not_asked_again() {
    let recorded = |e: &mut event::ActiveModel| {
        e.asks_feedback = Set(false);
        e.recording_url = Set(Some("https://video.example.org/1".to_string()));
    };
    let (app, _, event, links) = house(2, recorded).await;
    and_came(&app, 0).await;
    let both = ["thanks person0@example.org", "thanks person1@example.org"];
    assert_eq!(thanks(&app, "2027-03-04 15:30").await, both);
    change(&app, &event, event::Column::AsksFeedback, true).await;
    assert_eq!(say(&app, &links[0], &[("score", "4")]).await.0, Status::SeeOther);
    assert_eq!(thanks(&app, "2027-03-05 15:30").await, ["thanks person1@example.org"]);
}
