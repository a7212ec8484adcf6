//! What a program hears first: that it brought no token, then that there is no such thing or that it is not its to change,
//! and only then what is wrong with what it sent.

use rocket::http::Method;
use samenkomst::organisers::role::Role;
use serde_json::json;

use super::{amina, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::programs::Program;

/// Bodies that nobody understands, or that say nothing an event could be.
const NONSENSE: [&str; 5] = ["{", "[]", "7", r#"{"title":7,"reason":7,"name":7}"#, r#"{"titel":"x","a\u0000b":1}"#];

/// A way to write, as the description has it.
struct Write {
    id: String,
    method: Method,
    path: String,
    takes_body: bool,
    wants_token: bool,
}

/// Every one of them, at the event `samenleven` and this registration.
async fn writes(app: &TestApp, registration: &str) -> Vec<Write> {
    let document = Program::stranger(app).get("/api/v1/openapi.json").await.ok();
    let mut writes = Vec::new();
    for (path, ways) in document["paths"].as_object().into_iter().flatten() {
        for (method, way) in ways.as_object().into_iter().flatten().filter(|(method, _)| *method != "get") {
            writes.push(Write {
                id: way["operationId"].as_str().unwrap_or_default().to_string(),
                method: method.to_uppercase().parse().expect("a method"),
                path: path.replace("{slug}", "samenleven").replace("{id}", registration),
                takes_body: !way["requestBody"].is_null(),
                wants_token: !way["security"].is_null(),
            });
        }
    }
    assert_eq!(writes.len(), 7, "all are found");
    writes
}

#[rocket::async_test]
async fn whoever_may_not_write_hears_that_before_anything_of_what_they_sent() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let limburg = make_region(&app, "limburg").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    register(&app, "samenleven", amina("amina@example.org")).await.ok();
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let listed = theirs.get("/api/v1/events/samenleven/registrations").await.ok();
    let before = theirs.get("/api/v1/events/samenleven").await.ok();
    let person = listed["items"][0]["id"].as_str().unwrap_or_default();
    let viewer = Program::of(&app, Role::Viewer, Some(&leuven)).await;
    let elsewhere = Program::of(&app, Role::Organiser, Some(&limburg)).await;
    let unknown = Program::with_token(&app, "AAAAAAAAAAAAAAAAAAAAAA");
    let too_long = " ".repeat(2 << 20);
    for Write { id, method, path, takes_body, wants_token } in writes(&app, person).await {
        for body in NONSENSE.into_iter().chain([too_long.as_str()]) {
            let said = async |program: &Program<'_>| program.ask(method, &path, body.to_string()).await.status.code;
            let about_the_body = |status: u16| [400, 413, 422].contains(&status);
            if !wants_token {
                let nowhere = path.replace("samenleven", "nergens");
                Program::stranger(&app).ask(method, &nowhere, body.to_string()).await.problem(404);
                assert!(about_the_body(said(&Program::stranger(&app)).await), "{id}");
                continue;
            }
            for stranger in [&Program::stranger(&app), &unknown] {
                assert_eq!(said(stranger).await, 401, "{id}, by nobody");
            }
            let (for_viewer, for_others) = (said(&viewer).await, said(&elsewhere).await);
            match id.as_str() {
                "check_in" => assert_eq!((for_viewer, for_others), (200, 404), "a viewer checks people in"),
                "create_event" => {
                    assert_eq!(for_viewer, 403, "{id}");
                    assert!(about_the_body(for_others), "{id}: whoever organises elsewhere may make events there");
                }
                _ => assert_eq!((for_viewer, for_others), (403, 404), "{id}"),
            }
            if takes_body {
                assert!(about_the_body(said(&theirs).await), "{id}: an organiser hears what is wrong");
            }
        }
    }
    assert_eq!(theirs.get("/api/v1/events/samenleven").await.ok(), before, "nothing was changed");
    let listed = theirs.get("/api/v1/events/samenleven/registrations").await.ok();
    assert_eq!((&listed["total"], &listed["items"][0]["status"]), (&json!(1), &json!("confirmed")));
}
