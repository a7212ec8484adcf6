//! Whoever was handed a certificate asks whether it is so.

use chrono::TimeDelta;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use sea_orm::Set;

use super::{check_in, house, leads, question_in, register, row, take};
use crate::support::desk::sign_in_as;
use crate::support::makers::change;
use crate::support::{TestApp, brussels};

/// Amina was there; answers with the paths of her link and of the question whether her certificate is so.
async fn amina_was_there(app: &TestApp) -> (String, String) {
    let mine = register(app, "Amina El Idrissi", "amina@example.org", "nl").await;
    app.at("2027-03-04 13:20");
    check_in(app, "amina@example.org").await;
    app.at("2027-03-05 09:00");
    let (_, document) = take(app, &format!("{mine}/certificate")).await;
    (mine, question_in(&document))
}

async fn is_known(app: &TestApp, question: &str) -> bool {
    let answer = app.client.get(question.to_string()).dispatch().await;
    let status = answer.status();
    let page = answer.into_string().await.expect("a page");
    let known = page.contains("Dit attest klopt");
    assert_eq!(known, page.contains("Amina"), "{page}");
    assert_eq!(status, if known { Status::Ok } else { Status::NotFound });
    assert_ne!(known, page.contains("Dit attest kennen we niet"), "{page}");
    known
}

#[rocket::async_test]
async fn an_employer_sees_to_whom_it_was_given_and_nothing_else() {
    let (app, _, _) = house(|_| {}).await;
    let (_, question) = amina_was_there(&app).await;
    let answer = app.client.get(question.clone()).dispatch().await;
    let said = |name| answer.headers().get_one(name).unwrap_or_default().to_string();
    assert_eq!(said("X-Robots-Tag"), "noindex");
    assert_eq!(said("Cache-Control"), "private, no-store");
    assert_eq!(said("Referrer-Policy"), "no-referrer");
    let page = answer.into_string().await.expect("a page");
    for part in ["Amina El Idrissi", "Samen", "Donderdag 4 maart 2027", "2,5 uur vorming", "leuven@example.org"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for part in ["amina@example.org", "/registrations/", "Tweebronnen"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    let french = app.page(&format!("{question}?lang=fr")).await;
    assert!(french.contains("Cette attestation est authentique") && french.contains("2,5 heures de formation"));
    let english = app.page(&format!("{question}?lang=en")).await;
    assert!(english.contains("This certificate is genuine") && english.contains("2.5 hours of training"), "{english}");
}

#[rocket::async_test]
async fn of_several_days_an_employer_sees_the_first_and_the_last() {
    let (app, _, _) = house(|e| e.ends_at = Set(brussels("2027-03-05 12:00"))).await;
    let mine = register(&app, "Amina El Idrissi", "amina@example.org", "nl").await;
    app.at("2027-03-04 13:20");
    check_in(&app, "amina@example.org").await;
    app.at("2027-03-05 12:00");
    let (_, document) = take(&app, &format!("{mine}/certificate")).await;
    let page = app.page(&question_in(&document)).await;
    assert!(page.contains("Donderdag 4 maart 2027 – vrijdag 5 maart 2027"), "{page}");
}

#[rocket::async_test]
async fn a_key_that_is_not_ours_is_known_to_nobody_and_ours_opens_nothing_else() {
    let (app, _, _) = house(|_| {}).await;
    let (mine, question) = amina_was_there(&app).await;
    let key = question.strip_prefix("/certificates/").expect("a key");
    let (id, proof) = key.split_at(22);
    let other = if proof.starts_with('A') { "B" } else { "A" };
    let token = mine.strip_prefix("/registrations/").expect("a private link");
    for wrong in [
        format!("{id}{other}{}", &proof[1..]),
        format!("{id}{}", &proof[1..]),
        format!("{}{proof}", "A".repeat(22)),
        format!("{id}{token}"),
        token.to_string(),
        id.to_string(),
        "x".to_string(),
        "%F0%9F%98%80".repeat(6),
    ] {
        assert!(!is_known(&app, &format!("/certificates/{wrong}")).await, "{wrong}");
    }
    let id = row(&app, "amina@example.org").await.id.simple();
    for path in [
        format!("/registrations/{proof}"),
        format!("/registrations/{key}"),
        format!("/tickets/{id}/{proof}"),
        format!("/join/{id}/{proof}"),
        format!("/calendar/mine/{proof}.ics"),
        format!("/calendar/mine/{id}/{proof}.ics"),
        format!("/quiet/{id}/{proof}"),
    ] {
        assert_eq!(leads(&app, &path).await.0, Status::NotFound, "{path}");
    }
    assert!(is_known(&app, &question).await);
}

#[rocket::async_test]
async fn what_is_not_so_any_more_is_not_confirmed() {
    let (app, leuven, event) = house(|_| {}).await;
    let (_, question) = amina_was_there(&app).await;
    assert!(is_known(&app, &question).await);
    sign_in_as(&app, Role::Viewer, &leuven).await;
    let noted = format!("/organise/events/samen/door/check-ins/{}", row(&app, "amina@example.org").await.id);
    let (status, _) = app.send(&noted, &[("_method", "delete")]).await;
    assert_eq!(status, Status::SeeOther);
    assert!(!is_known(&app, &question).await, "they were not there after all");
    app.wait(TimeDelta::minutes(1));
    check_in(&app, "amina@example.org").await;
    assert!(is_known(&app, &question).await);
    app.sql("UPDATE registrations SET key_version = key_version + 1").await;
    assert!(is_known(&app, &question).await, "another private link changes nothing on paper");
    change(&app, &event, event::Column::CancelledAt, Some(app.clock.now())).await;
    assert!(!is_known(&app, &question).await, "it was called off");
}

#[rocket::async_test]
async fn who_was_noted_at_an_earlier_date_was_not_at_the_later_one_to_which_it_moved() {
    let (app, _, event) = house(|_| {}).await;
    let (_, question) = amina_was_there(&app).await;
    change(&app, &event, event::Column::StartsAt, brussels("2027-03-18 14:00")).await;
    change(&app, &event, event::Column::EndsAt, brussels("2027-03-18 16:00")).await;
    app.at("2027-03-19 09:00");
    assert!(!is_known(&app, &question).await);
    app.sql("UPDATE registrations SET checked_in_at = NULL").await;
    check_in(&app, "amina@example.org").await;
    assert!(is_known(&app, &question).await);
}

#[rocket::async_test]
async fn nothing_is_confirmed_of_whoever_was_forgotten() {
    let (app, _, _) = house(|_| {}).await;
    let (mine, question) = amina_was_there(&app).await;
    app.at("2028-03-03 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    assert!(is_known(&app, &question).await, "a year less a day");
    app.at("2028-03-05 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    assert!(!is_known(&app, &question).await);
    assert_eq!(leads(&app, &format!("{mine}/certificate")).await.0, Status::NotFound);
}
