//! Strangers who ask in an organiser's name: they fill no mailbox, and keep nobody out.

use chrono::TimeDelta;
use rocket::http::{ContentType, Cookie, Status};
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use samenkomst::security::Token;

use super::code::{code_in, other_than};
use super::{ask, ask_for_link, hanne, is_in};
use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::people::{link_in, to};

/// The names of the cookies that a browser asks with.
const KEY: &str = "__Host-browser";
const MARK: &str = "__Host-known";

/// A house with limits; Hanne was signed in with the browser of `app`, and signed out.
async fn house() -> TestApp {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    hanne(&app).await;
    let link = ask_for_link(&app).await;
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
    app.send("/organise/session", &[("_method", "delete")]).await;
    app
}

/// Asks in Hanne's name in a browser with this key, and with this mark if there is one.
async fn ask_in_browser(app: &TestApp, key: &str, mark: Option<&str>) {
    let form = app.client.post("/organise/sign-in").header(ContentType::Form).body("email=hanne%40example.org");
    let marked = mark.map(|mark| Cookie::new(MARK, mark.to_string()));
    let request = form.cookie(Cookie::new(KEY, key.to_string())).cookies(marked);
    assert_eq!(request.dispatch().await.status(), Status::SeeOther, "the answer is always the same");
}

/// The same, so many times, each in another browser; answers with the letters that Hanne gets.
async fn strangers_ask(app: &TestApp, times: usize) -> Vec<Parcel> {
    let script = app.neighbour().await;
    for _ in 0..times {
        ask_in_browser(&script, &Token::random().to_string(), None).await;
    }
    app.letters().await
}

/// Types five wrong codes in another browser, for a letter that this browser asked for.
async fn guess(app: &TestApp) {
    let stranger = app.neighbour().await;
    stranger.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    let wrong = other_than(&code_in(&app.letters().await[0]));
    for _ in 0..5 {
        let (status, _) = stranger.send("/organise/sign-in/code", &[("code", &wrong)]).await;
        assert_eq!(status, Status::UnprocessableEntity);
    }
}

#[rocket::async_test]
async fn strangers_fill_no_mailbox_and_hanne_still_gets_her_letter() {
    let app = house().await;
    let letters = strangers_ask(&app, 25).await;
    assert_eq!(letters.len(), 20, "in an hour");
    let link = ask_for_link(&app).await;
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther, "in her own browser");
    let phone = app.neighbour().await;
    phone.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    assert!(app.letters().await.is_empty(), "a browser of which nobody knows anything");
    let lying = letters.last().expect("a letter");
    let (status, _) = phone.send(&link_in(lying), &[("code", &code_in(lying))]).await;
    assert_eq!(status, Status::SeeOther, "a letter that lies there lets her in all the same");
    assert!(is_in(&app).await && is_in(&phone).await);
    app.wait(TimeDelta::hours(1));
    assert_eq!(strangers_ask(&app, 1).await.len(), 1, "an hour later");
}

#[rocket::async_test]
async fn one_stranger_leaves_room_for_others() {
    let app = house().await;
    let stranger = app.neighbour().await;
    for _ in 0..9 {
        stranger.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    }
    assert_eq!(app.letters().await.len(), 5, "for one browser");
    let phone = app.neighbour().await;
    phone.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    assert_eq!(to(&app.letters().await), ["sign_in hanne@example.org"]);
}

#[rocket::async_test]
async fn a_mark_is_worth_nothing_beside_another_key_or_for_another_organiser() {
    let app = house().await;
    let joris = make_organiser(&app, "joris@example.org", "Joris", Role::Admin, &[]).await;
    let other = app.neighbour().await;
    sign_in(&other, joris).await;
    strangers_ask(&app, 20).await;
    let cookie = |app: &TestApp, name| app.client.cookies().get(name).expect("a cookie").value().to_string();
    let (key, mark) = (cookie(&app, KEY), cookie(&app, MARK));
    ask_in_browser(&app.neighbour().await, &Token::random().to_string(), Some(&mark)).await;
    ask_in_browser(&app.neighbour().await, &cookie(&other, KEY), Some(&cookie(&other, MARK))).await;
    ask_in_browser(&app.neighbour().await, &key, None).await;
    assert!(app.letters().await.is_empty());
    ask_in_browser(&app.neighbour().await, &key, Some(&mark)).await;
    assert_eq!(to(&app.letters().await), ["sign_in hanne@example.org"]);
}

#[rocket::async_test]
async fn wrong_codes_of_strangers_take_nothing_from_hannes_own_browser() {
    let app = house().await;
    for _ in 0..2 {
        guess(&app).await;
    }
    let phone = app.neighbour().await;
    phone.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    let letter = app.letters().await.pop().expect("a letter");
    let refused = phone.send("/organise/sign-in/code", &[("code", &code_in(&letter))]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity, "strangers have had their ten for today");
    assert_eq!(phone.send(&link_in(&letter), &[]).await.0, Status::SeeOther, "the link in the letter works");
    let code = code_in(&ask(&app).await);
    assert_eq!(app.send("/organise/sign-in/code", &[("code", &code)]).await.0, Status::SeeOther);
    assert!(is_in(&app).await);
}

#[rocket::async_test]
async fn hannes_own_browser_has_ten_wrong_codes_a_day_too() {
    let app = house().await;
    for _ in 0..2 {
        let wrong = other_than(&code_in(&ask(&app).await));
        for _ in 0..5 {
            app.send("/organise/sign-in/code", &[("code", &wrong)]).await;
        }
    }
    let letter = ask(&app).await;
    let refused = app.send("/organise/sign-in/code", &[("code", &code_in(&letter))]).await;
    assert_eq!(refused.0, Status::UnprocessableEntity);
    assert_eq!(app.send(&link_in(&letter), &[]).await.0, Status::SeeOther, "whoever reads the letter comes in");
}

#[rocket::async_test]
async fn one_wrong_code_counts_for_every_letter_that_it_could_have_been_for() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(code_in(&ask(&app).await));
    }
    let wrong = other_than(&codes[0]);
    for _ in 0..3 {
        app.send("/organise/sign-in/code", &[("code", &wrong)]).await;
    }
    for code in codes {
        let refused = app.send("/organise/sign-in/code", &[("code", &code)]).await;
        assert_eq!(refused.0, Status::UnprocessableEntity, "three times four are more than ten");
    }
}
