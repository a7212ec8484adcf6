//! The six digits in the letter, for another browser; they can be typed, and not guessed.

use rocket::http::Status;
use rocket::tokio::task::JoinSet;
use samenkomst::mail::Parcel;
use samenkomst::organisers::keys::link;
use samenkomst::organisers::signing_in::links::{self, Attempt};
use samenkomst::security::Token;
use sea_orm::EntityTrait;

use super::{ask, hanne, is_in};
use crate::support::TestApp;
use crate::support::people::link_in;

/// The six digits in a letter.
pub fn code_in(letter: &Parcel) -> String {
    let (_, rest) = letter.rendered.text.split_once("wil aanmelden: ").expect("a code in the letter");
    rest.chars().take(7).collect()
}

/// Six digits that are not these.
pub fn other_than(code: &str) -> String {
    let number: u32 = code.replace(' ', "").parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

#[rocket::async_test]
async fn another_browser_needs_the_code_from_the_letter() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, code) = (link_in(&letter), code_in(&letter));
    let phone = app.neighbour().await;
    let page = phone.page(&link).await;
    assert!(page.contains("name=\"code\"") && page.contains("Typ de code uit je mail"), "{page}");
    assert_eq!(phone.send(&link, &[]).await.0, Status::UnprocessableEntity, "the link alone is not enough");
    let (status, page) = phone.send(&link, &[("code", &other_than(&code))]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Die code klopt niet"), "{page}");
    assert!(!is_in(&phone).await);
    assert_eq!(phone.send(&link, &[("code", &code)]).await.0, Status::SeeOther);
    assert!(is_in(&phone).await && !is_in(&app).await);
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone, "it is used up for the first browser too");
}

#[rocket::async_test]
async fn after_five_wrong_codes_a_link_is_dead() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, code) = (link_in(&letter), code_in(&letter));
    let thief = app.neighbour().await;
    for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5\0"] {
        assert_eq!(thief.send(&link, &[("code", typed)]).await.0, Status::UnprocessableEntity, "{typed:?}: no try");
    }
    let wrong = other_than(&code);
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(thief.send(&link, &[("code", &wrong)]).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == Status::UnprocessableEntity));
    assert_eq!(thief.send(&link, &[("code", &wrong)]).await.0, Status::Gone);
    assert_eq!(thief.send(&link, &[("code", &code)]).await.0, Status::Gone, "the right code comes too late");
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone);
}

#[rocket::async_test]
async fn a_crowd_has_no_more_tries_than_one() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let letter = ask(&app).await;
    let (link, wrong) = (link_in(&letter), other_than(&code_in(&letter)));
    let token: Token = link.rsplit('/').next().expect("a key").parse().expect("a key");
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        let (db, now, secret) = (app.db.clone(), app.clock.now(), app.config.secret.clone());
        let (token, wrong) = (token.clone(), wrong.clone());
        crowd.spawn(async move { links::enter(&db, now, &secret, &token, None, &wrong, "").await });
    }
    for outcome in crowd.join_all().await {
        assert!(!matches!(outcome.expect("an answer"), Attempt::In(_)));
    }
    let kept = link::Entity::find().one(app.db.read()).await.expect("a query").expect("a link");
    assert_eq!(kept.attempts, 5);
}

#[rocket::async_test]
async fn the_page_that_asked_takes_the_code_too() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let code = code_in(&ask(&app).await);
    let thief = app.neighbour().await;
    let refused = thief.send("/organise/sign-in/code", &[("code", &code)]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity, "a browser that did not ask");
    thief.send("/organise/sign-in", &[("email", "stranger@example.org")]).await;
    assert_eq!(thief.send("/organise/sign-in/code", &[("code", &code)]).await, refused, "no such organiser");
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &other_than(&code))]).await, refused, "a wrong code");
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &code)]).await.0, Status::SeeOther);
    assert!(is_in(&app).await);
}

#[rocket::async_test]
async fn ten_wrong_codes_a_day_without_the_link_are_enough() {
    let app = TestApp::start().await;
    hanne(&app).await;
    for hour in ["09:00", "10:00"] {
        app.at(&format!("2027-02-02 {hour}"));
        let wrong = other_than(&code_in(&ask(&app).await));
        for _ in 0..5 {
            app.send("/organise/sign-in/code", &[("code", &wrong)]).await;
        }
    }
    app.at("2027-02-02 11:00");
    let letter = ask(&app).await;
    let refused = app.send("/organise/sign-in/code", &[("code", &code_in(&letter))]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity);
    assert_eq!(app.send(&link_in(&letter), &[]).await.0, Status::SeeOther, "whoever reads the letter comes in");
    app.neighbour().await;
    app.at("2027-02-03 11:00");
    let code = code_in(&ask(&app).await);
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &code)]).await.0, Status::SeeOther, "the next day");
}
