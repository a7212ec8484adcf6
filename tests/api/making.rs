//! A program makes an event, hosts it with others, and calls it off.

use rocket::http::Method;
use samenkomst::organisers::role::Role;
use serde_json::{Value, json};

use super::a_gathering;
use crate::support::TestApp;
use crate::support::makers::make_region;
use crate::support::programs::Program;

#[rocket::async_test]
async fn whoever_was_asked_to_host_along_does_not_take_the_event_away() {
    let app = TestApp::start().await;
    let (leuven, limburg) = (make_region(&app, "leuven").await, make_region(&app, "limburg").await);
    make_region(&app, "brussel").await;
    let host = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let along = Program::of(&app, Role::Organiser, Some(&limburg)).await;
    let mut wanted = a_gathering();
    wanted["co_hosts"] = json!(["limburg"]);
    let made = host.post("/api/v1/events", wanted).await.ok();
    let path = format!("/api/v1/events/{}", made["slug"].as_str().expect("a slug"));
    for taken in [
        json!({ "region": "limburg", "co_hosts": [] }),
        json!({ "region": "limburg" }),
        json!({ "co_hosts": [] }),
        json!({ "co_hosts": ["limburg", "brussel"] }),
    ] {
        assert_eq!(along.patch(&path, taken.clone()).await.status.code, 403, "{taken}");
    }
    let same = json!({ "region": "leuven", "co_hosts": ["limburg"], "summary": "Samen" });
    assert_eq!(along.patch(&path, same).await.ok()["summary"], "Samen", "what they share they may change");
    assert_eq!(host.patch(&path, json!({ "co_hosts": ["brussel"] })).await.status.code, 200);
    assert_eq!(along.patch(&path, json!({ "summary": "Nog eens" })).await.status.code, 404);
}

#[rocket::async_test]
async fn two_who_make_an_event_with_the_same_name_at_once_have_two() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let make = || program.post("/api/v1/events", a_gathering());
    let made = rocket::tokio::join!(make(), make(), make(), make());
    let mut slugs = [made.0, made.1, made.2, made.3].map(|reply| reply.ok()["slug"].to_string());
    slugs.sort();
    assert_eq!(
        slugs,
        ["", "-2", "-3", "-4"].map(|end| format!("\"samen-sterk-in-leuven-2027-03-16{end}\"")),
        "each has an address of its own"
    );
}

#[rocket::async_test]
async fn calling_off_needs_no_reason_and_a_draft_that_was_called_off_stays_hidden() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let slug = theirs.post("/api/v1/events", a_gathering()).await.ok()["slug"].as_str().unwrap_or_default().to_string();
    let path = format!("/api/v1/events/{slug}");
    for nothing in ["", "null"] {
        let called_off = theirs.ask(Method::Post, &format!("{path}/cancellation"), nothing.to_string()).await;
        assert_eq!(called_off.ok()["status"], "cancelled", "{nothing}");
    }
    let problem = theirs.post(&format!("{path}/publication"), Value::Null).await.problem(409);
    assert_eq!(problem["code"], "cancelled");
    Program::stranger(&app).get(&path).await.problem(404);
}

#[rocket::async_test]
async fn what_makes_no_event_is_said_field_by_field() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let missing = theirs.post("/api/v1/events", json!({})).await.wrong_fields();
    assert_eq!(missing, ["ends_at", "format", "kind", "region", "starts_at", "title"]);
    for (field, value) in [
        ("region", json!("mars")),
        ("kind", json!("party")),
        ("starts_at", json!("tomorrow")),
        ("ends_at", json!("2027-03-16T13:00")),
        ("capacity", json!("ten")),
        ("capacity", json!(-1)),
        ("join_url", json!("javascript:alert(1)")),
        ("venue", json!({ "name": "Stadhuis", "latitude": 91, "longitude": 4.7 })),
        ("venue", json!({ "name": "Stadhuis", "latitude": 50.88 })),
        ("themes", json!(["cheese"])),
        ("co_hosts", json!(["mars"])),
        ("timezone", json!("Mars/Base")),
        ("titel", json!("Titel")),
        ("title", json!("A\nB")),
        ("description", json!("a\0b")),
    ] {
        let mut body = a_gathering();
        body[field] = value.clone();
        assert_eq!(theirs.post("/api/v1/events", body).await.wrong_fields(), [field], "{value}");
    }
    assert_eq!(Program::stranger(&app).get("/api/v1/events").await.ok()["total"], 0);

    let path = "/api/v1/events/samen-sterk-in-leuven-2027-03-16";
    theirs.post("/api/v1/events", a_gathering()).await.ok();
    let half = json!({ "title": "Anders", "stops": [{ "title": "", "starts_at": "nu", "ends_at": "straks" }] });
    assert_eq!(
        theirs.patch(path, half).await.wrong_fields(),
        ["stops.0.ends_at", "stops.0.starts_at", "stops.0.title"]
    );
    assert_eq!(theirs.get(path).await.ok()["title"], "Samen sterk in Leuven", "nothing of it was kept");
}
