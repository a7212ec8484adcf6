//! Who asks, whom, and when: the organiser wants it, the thanks carry it.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::{Value, json};

use super::{house, say};
use crate::planning::{filled, put, submit};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::makers::change;
use crate::support::people::{event_at, link_in, to, words};
use crate::support::programs::Program;

const EVENT: &str = "/organise/events/samenleven";

/// Notes at the door that this one of a crowd is there.
pub async fn check_in(app: &TestApp, number: usize) {
    let email = registration::Column::Email.eq(format!("person{number}@example.org"));
    let there = registration::Entity::update_many()
        .col_expr(registration::Column::CheckedInAt, Expr::value(app.clock.now()))
        .filter(email);
    there.exec(app.db.write()).await.expect("an update");
}

/// Writes what is due at that time, and says which letters leave.
pub async fn thanks(app: &TestApp, time: &str) -> Vec<String> {
    app.at(time);
    app.post_due().await;
    let mut readers = to(&app.letters().await);
    readers.sort();
    readers
}

#[rocket::async_test]
async fn the_thanks_ask_it_a_day_after_the_event_though_there_is_nothing_to_show() {
    let (app, ..) = house(2, |_| {}).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    assert_eq!(thanks(&app, "2027-03-05 15:29").await, [] as [&str; 0]);
    app.at("2027-03-05 15:30");
    assert_eq!(app.post_due().await, 2);
    let letters = app.letters().await;
    let told = words(&letters[0]);
    assert!(told.contains("Vertel je ons hoe het was?") && told.contains("Hoe was het? https://"), "{told}");
    assert!(!told.contains("opname") && !told.contains("Om na te lezen"), "{told}");
    let link = link_in(&letters[0]);
    assert!(link.starts_with("/registrations/") && link.ends_with("/feedback"), "{link}");
    assert!(app.page(&link).await.contains("Wat neem je mee?"));
    assert_eq!(app.post_due().await, 0, "once");
}

#[rocket::async_test]
async fn a_recording_takes_the_question_along_and_four_weeks_later_it_comes_alone() {
    let (app, _, event, _) = house(1, |_| {}).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    app.at("2027-03-04 15:30");
    assert_eq!(app.post_due().await, 1, "at once");
    let told = words(&app.letters().await[0]);
    assert!(told.contains("Bekijk de opname https://video.example.org/1"), "{told}");
    assert!(told.contains("Hoe was het?") && told.contains("/feedback?lang=nl"), "{told}");

    let (app, _, event, _) = house(1, |e| e.thanks = Set(false)).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    assert_eq!(thanks(&app, "2027-03-06 09:00").await, [] as [&str; 0], "the organiser wants no thanks");
    change(&app, &event, event::Column::Thanks, true).await;
    assert_eq!(thanks(&app, "2027-04-02 09:00").await, [] as [&str; 0], "nobody asks any more");
    change(&app, &event, event::Column::RecordingUrl, "https://video.example.org/1").await;
    app.post_due().await;
    let told = words(&app.letters().await[0]);
    assert!(told.contains("Bekijk de opname") && !told.contains("/feedback"), "{told}");
}

#[rocket::async_test]
async fn organisers_read_when_the_question_leaves_for_as_long_as_it_can() {
    let (app, leuven, ..) = house(1, |_| {}).await;
    app.at("2027-04-01 16:29");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let messages = format!("{EVENT}/messages");
    let page = app.page(&messages).await;
    assert!(page.contains("Een dag na de samenkomst, of zodra er een opname is"), "{page}");
    app.at("2027-04-01 16:30");
    let page = app.page(&messages).await;
    assert!(page.contains("Zodra er na afloop een opname of materiaal is"), "{page}");
}

#[rocket::async_test]
async fn where_the_door_was_watched_those_who_came_are_asked() {
    let (app, _, _, links) = house(3, |_| {}).await;
    app.at("2027-03-04 15:29");
    app.post_due().await;
    app.letters().await;
    check_in(&app, 1).await;
    assert_eq!(thanks(&app, "2027-03-05 15:30").await, ["thanks person1@example.org"]);
    let is_asked = async |n: usize| app.page(&links[n]).await.contains(&format!("{}/feedback", links[n]));
    assert_eq!((is_asked(0).await, is_asked(1).await), (false, true));
    // Whom the door missed knows better, and can say so.
    assert_eq!(say(&app, &links[2], &[("score", "4")]).await.0, Status::SeeOther);
    let asked = Program::of(&app, Role::Viewer, None).await.get("/api/v1/events/samenleven/feedback").await.ok();
    assert_eq!((&asked["asked"], &asked["answered"]), (&json!(2), &json!(1)), "and counts as asked then");
}

#[rocket::async_test]
async fn an_organiser_asks_it_in_the_editor_with_a_question_of_their_own() {
    let (app, leuven, ..) = house(0, |e| e.asks_feedback = Set(false)).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let page = app.page(EVENT).await;
    assert!(page.contains("Vraag achteraf hoe het was") && !page.contains(&format!("{EVENT}/feedback")), "{page}");
    let mut form = filled(&page);
    form.push(("asks_feedback".into(), "yes".into()));
    put(&mut form, "feedback_question", "Welke spreker wil je terug?");
    put(&mut form, "feedback_question_fr", "Qui veux-tu revoir ?");
    assert_eq!(submit(&app, "samenleven", &form, "save").await.0, Status::SeeOther);
    let saved = event_at(&app, "samenleven").await;
    let question =
        Texts { nl: "Welke spreker wil je terug?".into(), fr: "Qui veux-tu revoir ?".into(), en: String::new() };
    assert_eq!((saved.asks_feedback, &saved.feedback_question), (true, &question));
    assert_eq!(saved.feedback_question.get(Language::En), "Welke spreker wil je terug?");
    assert!(app.page(EVENT).await.contains(&format!("href=\"{EVENT}/feedback\"")), "a tab of its own");

    app.send(&format!("{EVENT}/copies"), &[("date", "2027-04-01")]).await;
    let copy = event_at(&app, "samenleven-2027-04-01").await;
    assert_eq!((copy.asks_feedback, &copy.feedback_question), (true, &question), "a copy asks it too");

    let mut form = filled(&app.page(EVENT).await);
    put(&mut form, "feedback_question", &"x".repeat(301));
    let (status, page) = submit(&app, "samenleven", &form, "save").await;
    assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-feedback_question\""), "{page}");
}

#[rocket::async_test]
async fn a_program_asks_it_and_reads_that_it_does() {
    let (app, leuven, ..) = house(0, |e| e.asks_feedback = Set(false)).await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let path = "/api/v1/events/samenleven";
    let told = |event: &Value| (event["asks_feedback"].clone(), event["feedback_question"].clone());
    assert_eq!(told(&program.get(path).await.ok()), (json!(false), Value::Null), "unless somebody wants it");
    let asks =
        json!({ "asks_feedback": true, "feedback_question": { "nl": "Wie wil je terug?", "fr": "Qui revoir ?" } });
    assert_eq!(told(&program.patch(path, asks).await.ok()), (json!(true), json!("Wie wil je terug?")));
    assert_eq!(told(&program.get(&format!("{path}?lang=fr")).await.ok()).1, json!("Qui revoir ?"));
    let same = program.patch(path, json!({ "feedback_question": "Wie wil je terug?" })).await.ok();
    assert_eq!(told(&same).1, json!("Wie wil je terug?"));
    assert_eq!(event_at(&app, "samenleven").await.feedback_question.fr, "Qui revoir ?", "its translation stays");
    for wrong in [json!("x".repeat(301)), json!({ "de": "Wer?" }), json!(5)] {
        let answer = program.patch(path, json!({ "feedback_question": wrong })).await;
        assert_eq!(answer.wrong_fields(), ["feedback_question"]);
    }
    for nothing in [json!("\u{200b}"), Value::Null] {
        let emptied = program.patch(path, json!({ "feedback_question": nothing })).await.ok();
        assert_eq!(told(&emptied), (json!(true), Value::Null));
    }
}
