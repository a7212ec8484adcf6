//! Other programs: a region's own site lists events and registers people, a region's own tools run its events.

mod changing;
mod describing;
mod hours;
mod lists;
mod making;
mod reading;
mod registering;
mod rights;

use rocket::http::{Header, Method};
use samenkomst::mail::{LetterKind, letter};
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_subregion};
use crate::support::programs::{Program, Reply};

fn a_gathering() -> Value {
    json!({
        "title": "Samen sterk in Leuven",
        "kind": "gathering",
        "region": "leuven",
        "starts_at": "2027-03-16T13:30",
        "ends_at": "2027-03-16T16:00:00+01:00",
        "format": "hybrid",
        "capacity": 2,
        "summary": "Een namiddag",
        "venue": { "name": "Stadhuis", "city": "Leuven" },
        "join_url": "https://meet.example.org/samen",
        "registration": { "closes_at": "2027-03-15T12:00" },
        "questions": [
            { "label": "Eet je mee?", "kind": "yes-no", "required": true },
            { "label": "Wat eet je?", "kind": "choice", "options": ["Vlees", "Veggie"] },
        ],
        "translations": { "fr": { "title": "Forts ensemble à Louvain" } },
    })
}

fn amina(email: &str) -> Value {
    json!({ "name": "Amina El Idrissi", "email": email, "consent": true })
}

async fn register(app: &TestApp, slug: &str, body: Value) -> Reply {
    let path = format!("/api/v1/events/{slug}/registrations");
    Program::stranger(app).post(&path, body).await
}

/// Every letter in the outbox: what it is, and to whom.
async fn letters(app: &TestApp) -> Vec<(LetterKind, String)> {
    let found = letter::Entity::find().order_by_asc(letter::Column::Id);
    let found = found.all(app.db.read()).await.expect("letters");
    let mut letters: Vec<_> = found.into_iter().map(|l| (l.kind, l.recipient)).collect();
    letters.sort_by_key(|(kind, to)| (format!("{kind:?}"), to.clone()));
    letters
}

#[rocket::async_test]
async fn an_event_lives_its_whole_life_through_the_api() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let stranger = Program::stranger(&app);
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;

    let made = theirs.post("/api/v1/events", a_gathering()).await;
    assert_eq!(made.status.code, 201, "{}", made.text());
    let path = "/api/v1/events/samen-sterk-in-leuven-2027-03-16";
    assert_eq!(made.header("location"), format!("https://samenkomst.example{path}"));
    let event = made.json();
    assert_eq!(event["status"], "draft");
    assert_eq!(event["starts_at"], "2027-03-16T13:30:00+01:00");
    assert_eq!(event["join_url"], "https://meet.example.org/samen");
    assert_eq!(event["regions"], json!(["leuven"]));
    assert_eq!(event["url"], "https://samenkomst.example/events/samen-sterk-in-leuven-2027-03-16");

    stranger.get(path).await.problem(404);
    assert_eq!(theirs.get(path).await.ok()["status"], "draft");
    register(&app, "samen-sterk-in-leuven-2027-03-16", amina("a@example.org")).await.problem(404);

    for _ in 0..2 {
        let published = theirs.post(&format!("{path}/publication"), Value::Null).await;
        assert_eq!(published.ok()["status"], "published");
    }
    let seen = stranger.get(path).await.ok();
    assert_eq!(seen["registration"]["state"], "open");
    assert_eq!(seen["registration"]["closes_at"], "2027-03-15T12:00:00+01:00");
    assert_eq!((&seen["capacity"], &seen["seats_left"], &seen["waiting"]), (&json!(2), &json!(2), &json!(0)));
    assert_eq!(stranger.get(&format!("{path}?lang=fr")).await.ok()["title"], "Forts ensemble à Louvain");
    assert_eq!(stranger.get("/api/v1/events").await.ok()["items"][0]["slug"], seen["slug"]);

    for person in ["a", "b", "c"] {
        let body = json!({ "name": person, "email": format!("{person}@example.org"), "consent": true,
            "answers": { "Eet je mee?": true } });
        let reply = register(&app, "samen-sterk-in-leuven-2027-03-16", body).await;
        assert_eq!(reply.status.code, 201, "{}", reply.text());
    }
    let changed = theirs.patch(path, json!({ "capacity": 3, "starts_at": "2027-03-16T14:00" })).await.ok();
    assert_eq!((&changed["capacity"], &changed["seats_left"], &changed["waiting"]), (&json!(3), &json!(0), &json!(0)));
    assert_eq!(changed["starts_at"], "2027-03-16T14:00:00+01:00");
    assert_eq!(changed["title"], "Samen sterk in Leuven");

    for _ in 0..2 {
        let called_off = theirs.post(&format!("{path}/cancellation"), json!({ "reason": "Sneeuw" })).await.ok();
        assert_eq!(
            (&called_off["status"], &called_off["cancellation_reason"]),
            (&json!("cancelled"), &json!("Sneeuw"))
        );
    }
    assert_eq!(stranger.get(path).await.ok()["registration"]["state"], "cancelled");
    let to = |person: &str| format!("{person}@example.org");
    let expected = [
        (LetterKind::EventCancelled, to("a")),
        (LetterKind::EventCancelled, to("b")),
        (LetterKind::EventCancelled, to("c")),
        (LetterKind::EventChanged, to("a")),
        (LetterKind::EventChanged, to("b")),
        // It is dropped on its way: the letter about the seat says the new hour.
        (LetterKind::EventChanged, to("c")),
        (LetterKind::RegistrationConfirmed, to("a")),
        (LetterKind::RegistrationConfirmed, to("b")),
        (LetterKind::RegistrationWaitlisted, to("c")),
        (LetterKind::SeatBecameFree, to("c")),
    ];
    assert_eq!(letters(&app).await, expected);
}

#[rocket::async_test]
async fn a_token_opens_its_own_regions_only() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    let above = Program::of(&app, Role::Organiser, Some(&brabant)).await;
    let beside = Program::of(&app, Role::Organiser, Some(&limburg)).await;
    let viewer = Program::of(&app, Role::Viewer, Some(&leuven)).await;
    let admin = Program::of(&app, Role::Admin, None).await;
    above.post("/api/v1/events", a_gathering()).await.ok();
    let path = "/api/v1/events/samen-sterk-in-leuven-2027-03-16";
    above.post(&format!("{path}/publication"), Value::Null).await.ok();
    register(
        &app,
        "samen-sterk-in-leuven-2027-03-16",
        json!({
        "name": "Amina", "email": "amina@example.org", "consent": true, "answers": { "Eet je mee?": false } }),
    )
    .await
    .ok();
    let listed = admin.get(&format!("{path}/registrations")).await.ok();
    let id = listed["items"][0]["id"].as_str().unwrap_or_default().to_string();

    let deeds = [
        (Method::Post, "/api/v1/events".to_string(), a_gathering(), 403),
        (Method::Patch, path.to_string(), json!({ "title": "Anders" }), 403),
        (Method::Post, format!("{path}/publication"), Value::Null, 403),
        (Method::Post, format!("{path}/cancellation"), json!({}), 403),
        (Method::Get, format!("{path}/registrations"), Value::Null, 200),
        (Method::Get, format!("{path}/registrations.csv"), Value::Null, 403),
        (Method::Get, format!("{path}/registrations.json"), Value::Null, 403),
        (Method::Post, format!("{path}/registrations/{id}/check-in"), Value::Null, 200),
        (Method::Post, format!("{path}/registrations/{id}/cancellation"), Value::Null, 403),
    ];
    for (method, path, body, for_viewer) in &deeds {
        for stranger in [
            Program::stranger(&app),
            Program::with_token(&app, "wrong"),
            Program::with_token(&app, "AAAAAAAAAAAAAAAAAAAAAA"),
        ] {
            let refused = stranger.ask(*method, path, body.to_string()).await;
            refused.problem(401);
            assert_eq!(refused.header("www-authenticate"), "Bearer");
        }
        beside.ask(*method, path, body.to_string()).await.problem(404);
        let seen = viewer.ask(*method, path, body.to_string()).await;
        assert_eq!(seen.status.code, *for_viewer, "{path}: {}", seen.text());
    }
    // Everybody sees what is public, but the link to join is not theirs to see.
    for program in [Program::stranger(&app), beside] {
        assert_eq!(program.get(path).await.ok()["join_url"], Value::Null);
    }
    assert_eq!(viewer.get(path).await.ok()["join_url"], "https://meet.example.org/samen");
    Program::with_token(&app, "wrong").get(path).await.problem(401);
    // It cannot be moved to a region where the token holds nothing; whoever hosts it too may change it.
    above.patch(path, json!({ "region": "limburg" })).await.problem(404);
    let moved = admin.patch(path, json!({ "region": "limburg", "co_hosts": ["leuven"] })).await.ok();
    assert_eq!(moved["regions"], json!(["limburg", "leuven"]));
    assert_eq!(above.patch(path, json!({ "summary": "Nieuw" })).await.ok()["summary"], "Nieuw");
}

#[rocket::async_test]
async fn without_a_database_the_answer_is_not_now() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "open", |_| {}).await;
    let stranger = Program::stranger(&app);
    stranger.get("/api/v1/events").await.ok();
    app.db.clone().close().await;
    for reply in [stranger.get("/api/v1/events").await, register(&app, "open", amina("amina@example.org")).await] {
        reply.problem(503);
        assert_eq!(reply.header("retry-after"), "5");
    }
}

#[rocket::async_test]
async fn a_method_that_an_address_does_not_take_is_told_those_that_it_does() {
    let app = TestApp::start().await;
    let stranger = Program::stranger(&app);
    for (method, path, allowed) in [
        (Method::Post, "/api/v1/regions", "GET, HEAD"),
        (Method::Delete, "/api/v1/events", "GET, HEAD, POST"),
        (Method::Put, "/api/v1/events/samen", "GET, HEAD, PATCH"),
        (Method::Options, "/api/v1//events/samen/registrations", "GET, HEAD, POST"),
        (Method::Patch, "/api/v1/events/samen/registrations.csv", "GET, HEAD"),
        (Method::Get, "/api/v1/events/samen/publication", "POST"),
        (Method::Post, "/api/docs", "GET, HEAD"),
    ] {
        let refused = stranger.ask(method, path, String::new()).await;
        assert_eq!(refused.header("allow"), allowed, "{method} {path}");
        refused.problem(405);
    }
    let head = stranger.ask(Method::Head, "/api/v1/events/samen/cancellation", String::new()).await;
    assert_eq!((head.status.code, head.header("allow")), (405, "POST"));
    for method in [Method::Get, Method::Put] {
        stranger.ask(method, "/api/v1/events/samen/nothing", String::new()).await.problem(404);
    }
    stranger.get("/api/v1/events/samen").await.problem(404);
}

#[rocket::async_test]
async fn an_unknown_address_is_a_problem_too() {
    let app = TestApp::start().await;
    let stranger = Program::stranger(&app);
    stranger.get("/api/v1/nothing").await.problem(404);
    stranger.get("/api/v2/events").await.problem(404);
    let request = app.client.get("/api/v1/nothing").header(Header::new("Accept-Language", "fr-BE, en;q=0.5"));
    let french = Reply::read(request.dispatch().await).await.problem(404);
    assert!(french["detail"].as_str().is_some_and(|d| d.contains("toi")));
}
