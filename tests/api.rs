//! Other programs: a region's own site lists events and registers people, a region's own tools run its events.

mod changing;
mod describing;
mod lists;

use chrono::Duration;
use rocket::http::{Header, Method};
use samenkomst::error::Error;
use samenkomst::events::event::{Format, Materials};
use samenkomst::mail::{LetterKind, letter};
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, QueryOrder, Set};
use serde_json::{Value, json};

use crate::support::makers::{make_event, make_region, make_stop, make_subregion};
use crate::support::people::person;
use crate::support::programs::{Program, Reply};
use crate::support::{TestApp, brussels};

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
async fn nobody_has_a_seat_at_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.published_at = Set(None)).await;
    let told = app.desk().register(person(event.id, 1)).await;
    assert!(matches!(told, Err(Error::NotFound)), "taken back while the form was on its way: {told:?}");
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn an_address_that_no_letter_reaches_is_refused_beside_its_field() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let refused = register(&app, "samenleven", amina("jän@example.org")).await;
    assert_eq!((refused.status.code, refused.json()["errors"]["email"].is_null()), (422, false));
    register(&app, "samenleven", amina("jan@exämple.example")).await.ok();
    assert_eq!(app.letters().await.len(), 1, "a domain has another way to be written");
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
async fn calling_off_needs_no_reason_and_a_draft_that_was_called_off_stays_hidden() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let slug = theirs.post("/api/v1/events", a_gathering()).await.ok()["slug"].as_str().unwrap_or_default().to_string();
    let path = format!("/api/v1/events/{slug}");
    let nothing_sent = theirs.ask(Method::Post, &format!("{path}/cancellation"), String::new()).await;
    assert_eq!(nothing_sent.ok()["status"], "cancelled");
    let problem = theirs.post(&format!("{path}/publication"), Value::Null).await.problem(409);
    assert_eq!(problem["code"], "cancelled");
    Program::stranger(&app).get(&path).await.problem(404);
}

#[rocket::async_test]
async fn somebody_registers_and_a_repeat_is_harmless() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "klein", |e| e.capacity = Set(Some(1))).await;
    for email in ["amina@example.org", "Amina+werk@example.org"] {
        let reply = register(&app, "klein", amina(email)).await;
        assert_eq!((reply.status.code, reply.json()), (201, json!({ "status": "confirmed", "position": null })));
    }
    for _ in 0..2 {
        let reply = register(&app, "klein", amina("bert@example.org")).await;
        assert_eq!((reply.status.code, reply.json()), (201, json!({ "status": "waitlisted", "position": 1 })));
    }
    let event = Program::stranger(&app).get("/api/v1/events/klein").await.ok();
    assert_eq!((&event["seats_left"], &event["waiting"]), (&json!(0), &json!(1)));
    assert_eq!(event["registration"]["state"], "waiting-list");
    assert_eq!(letters(&app).await.len(), 2);
}

#[rocket::async_test]
async fn stops_and_answers_travel_along() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let mut safari = a_gathering();
    safari["stops"] = json!([
        { "title": "Buurthuis", "starts_at": "2027-03-16T13:30", "ends_at": "2027-03-16T14:30", "capacity": 1 },
        { "title": "Wijkbureau", "starts_at": "2027-03-16T14:00", "ends_at": "2027-03-16T15:00" },
    ]);
    let made = theirs.post("/api/v1/events", safari).await.ok();
    let slug = made["slug"].as_str().unwrap_or_default();
    theirs.post(&format!("/api/v1/events/{slug}/publication"), Value::Null).await.ok();
    let (house, office) = (&made["stops"][0]["id"], &made["stops"][1]["id"]);
    let (eats, what) = (&made["questions"][0]["id"], &made["questions"][1]["id"]);

    let mut body = amina("amina@example.org");
    body["stops"] = json!([house, office]);
    body["answers"] = json!({ eats.to_string(): true, "Wat eet je?": "Steen", "Waarom?": "Daarom" });
    let fields = register(&app, slug, body.clone()).await.wrong_fields();
    assert_eq!(fields, [format!("answers.{what}"), "answers.Waarom?".to_string(), "stops".to_string()]);

    body["stops"] = json!([house]);
    body["answers"] = json!({ eats.to_string(): true, "Wat eet je?": "Veggie" });
    let first = register(&app, slug, body.clone()).await.ok();
    assert_eq!(first["stops"], json!([{ "id": house, "status": "confirmed", "position": null }]));
    body["email"] = json!("bert@example.org");
    body["answers"] = json!({ eats.to_string(): "no" });
    let second = register(&app, slug, body).await.ok();
    assert_eq!(second["status"], "confirmed");
    assert_eq!(second["stops"], json!([{ "id": house, "status": "waitlisted", "position": 1 }]));

    let listed = theirs.get(&format!("/api/v1/events/{slug}/registrations")).await.ok();
    assert_eq!(listed["items"][0]["answers"], json!({ "Eet je mee?": true, "Wat eet je?": "Veggie" }));
    assert_eq!(listed["items"][1]["answers"], json!({ "Eet je mee?": false }));
    assert_eq!(listed["items"][1]["stops"], json!([{ "id": house, "title": "Buurthuis", "status": "waitlisted" }]));
}

#[rocket::async_test]
async fn a_refusal_says_why_in_a_word_and_a_sentence() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let now = app.clock.now();
    make_event(&app, &leuven, "closed", |e| e.closes_at = Set(Some(now))).await;
    make_event(&app, &leuven, "not-open", |e| e.opens_at = Set(Some(now + Duration::days(1)))).await;
    make_event(&app, &leuven, "cancelled", |e| e.cancelled_at = Set(Some(now))).await;
    make_event(&app, &leuven, "full", |e| {
        e.capacity = Set(Some(0));
        e.waiting_list = Set(false);
    })
    .await;
    for code in ["closed", "not-open", "cancelled", "full"] {
        let problem = register(&app, code, amina("amina@example.org")).await.problem(409);
        assert_eq!(problem["code"], code);
    }
    register(&app, "nothing", amina("amina@example.org")).await.problem(404);
    assert_eq!(letters(&app).await, []);
}

#[rocket::async_test]
async fn bad_input_is_said_field_by_field_in_the_language_asked_for() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "open", |_| {}).await;
    let empty = register(&app, "open", json!({})).await;
    assert_eq!(empty.wrong_fields(), ["consent", "email", "name"]);
    assert_eq!(empty.json()["errors"]["name"], "Enter your name");
    let path = "/api/v1/events/open/registrations?lang=nl";
    let dutch = Program::stranger(&app).post(path, json!({})).await;
    assert_ne!(dutch.json()["errors"]["name"], empty.json()["errors"]["name"]);

    let wrong = json!({ "name": 7, "email": "nobody", "role": "king", "language": "de", "consent": "yes" });
    assert_eq!(register(&app, "open", wrong).await.wrong_fields(), ["consent", "name"]);
    let wrong =
        json!({ "name": "A", "email": "nobody", "role": "king", "language": "de", "stops": [99], "consent": false });
    assert_eq!(register(&app, "open", wrong).await.wrong_fields(), ["consent", "email", "language", "role", "stops"]);
    let unseen = json!({ "name": "A\0B", "email": "a@example.org", "consent": true });
    assert_eq!(register(&app, "open", unseen).await.wrong_fields(), ["name"]);
    register(&app, "open", json!(["A"])).await.problem(422);
    let stranger = Program::stranger(&app);
    for body in ["", "{", "{\"name\": }", "name=Amina", "\u{0}", &"[".repeat(10_000)] {
        let path = "/api/v1/events/open/registrations";
        stranger.ask(Method::Post, path, body.to_string()).await.problem(400);
    }
    let long = json!({ "name": "A".repeat(64 * 1024) });
    register(&app, "open", long).await.problem(413);
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
async fn events_are_found_by_what_they_are_and_when() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    let on = |day: &str| (brussels(&format!("{day} 10:00")), brussels(&format!("{day} 12:00")));
    for (region, slug, day, format) in [
        (&leuven, "maart", "2027-03-04", Format::Online),
        (&limburg, "april", "2027-04-01", Format::InPerson),
        (&brabant, "mei", "2027-05-02", Format::Hybrid),
        (&leuven, "voorbij", "2027-01-05", Format::Online),
    ] {
        make_event(&app, region, slug, |e| {
            (e.starts_at, e.ends_at) = (Set(on(day).0), Set(on(day).1));
            e.format = Set(format);
            e.join_url = Set(Some("https://meet.example.org/geheim".into()));
            e.materials = Set(Materials::default());
        })
        .await;
    }
    make_event(&app, &leuven, "met-uitnodiging", |e| e.listed = Set(false)).await;
    make_event(&app, &leuven, "in-de-maak", |e| e.published_at = Set(None)).await;
    let stranger = Program::stranger(&app);
    for (query, expected) in [
        ("", vec!["maart", "april", "mei"]),
        ("?region=vlaams-brabant", vec!["maart", "mei"]),
        ("?region=leuven", vec!["maart"]),
        ("?kind=webinar&format=in-person", vec!["april", "mei"]),
        ("?kind=conference", vec![]),
        ("?q=APR%C3%8DL", vec!["april"]),
        ("?q=%00", vec!["maart", "april", "mei"]),
        ("?from=2027-01-01", vec!["voorbij", "maart", "april", "mei"]),
        ("?from=2027-01-01T00:00:00%2B01:00&to=2027-03-04", vec!["voorbij", "maart"]),
        ("?from=2027-01-01T00:00:00+01:00&to=2027-03-03", vec!["voorbij"]),
        ("?page=2", vec![]),
    ] {
        let found = stranger.get(&format!("/api/v1/events{query}")).await;
        assert!(!found.text().contains("geheim"));
        let found = found.ok();
        let slugs: Vec<&str> =
            found["items"].as_array().into_iter().flatten().filter_map(|e| e["slug"].as_str()).collect();
        assert_eq!(slugs, expected, "{query}");
    }
    assert_eq!(stranger.get("/api/v1/events/met-uitnodiging").await.ok()["listed"], false);
    for slug in ["in-de-maak", "%00", "%ff"] {
        stranger.get(&format!("/api/v1/events/{slug}")).await.problem(404);
    }
    let wrong = stranger.get("/api/v1/events?region=mars&kind=x&theme=y&format=z&from=ooit&to=nooit&page=0").await;
    assert_eq!(wrong.wrong_fields(), ["format", "from", "kind", "page", "region", "theme", "to"]);
}

#[rocket::async_test]
async fn many_events_come_page_by_page() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for number in 0..51 {
        make_event(&app, &leuven, &format!("event-{number:02}"), |_| {}).await;
    }
    let stranger = Program::stranger(&app);
    let first = stranger.get("/api/v1/events").await.ok();
    let second = stranger.get("/api/v1/events?page=2").await.ok();
    assert_eq!((&first["page"], &first["pages"], &first["total"]), (&json!(1), &json!(2), &json!(51)));
    assert_eq!(first["items"].as_array().map(Vec::len), Some(50));
    assert_eq!(second["items"][0]["slug"], "event-50");
}

#[rocket::async_test]
async fn the_regions_are_a_tree() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    make_subregion(&app, "leuven", Some(&brabant)).await;
    let regions = Program::stranger(&app).get("/api/v1/regions").await.ok();
    assert_eq!(regions["total"], 2);
    assert_eq!(regions["items"][0]["subregions"], json!(["leuven"]));
    assert_eq!(regions["items"][1]["parent"], "vlaams-brabant");
    assert_eq!(regions["items"][1]["calendar"], "https://samenkomst.example/calendar/leuven.ics");
}

#[rocket::async_test]
async fn organisers_see_who_comes_cancel_them_and_check_them_in() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "klein", |e| e.capacity = Set(Some(1))).await;
    let other = make_event(&app, &leuven, "ander", |_| {}).await;
    make_stop(&app, &other, "Buurthuis", "2027-03-04 13:30", "2027-03-04 14:30").await;
    for person in ["amina", "bert", "chloé", "dirk"] {
        let body = json!({ "name": person, "email": format!("{}@example.org", person.replace('é', "e")),
            "organisation": "OCMW 100%", "consent": true });
        register(&app, "klein", body).await.ok();
    }
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let people = "/api/v1/events/klein/registrations";
    let seen = async |query: &str| -> Vec<String> {
        let listed = theirs.get(&format!("{people}{query}")).await.ok();
        let who = |p: &Value| {
            format!(
                "{} {} {}",
                p["name"].as_str().unwrap_or_default(),
                p["status"].as_str().unwrap_or_default(),
                p["position"]
            )
        };
        listed["items"].as_array().into_iter().flatten().map(who).collect()
    };
    let all = ["amina confirmed null", "bert waitlisted 1", "chloé waitlisted 2", "dirk waitlisted 3"];
    assert_eq!(seen("").await, all);
    assert_eq!(seen("?status=waitlisted").await, all[1..]);
    assert_eq!(seen("?q=DIRK+ocmw").await, all[3..]);
    assert_eq!(seen("?q=100%25").await, all);
    assert_eq!(seen("?q=10_%25").await, Vec::<String>::new());
    assert_eq!(seen("?page=2").await, Vec::<String>::new());
    assert_eq!(theirs.get(&format!("{people}?status=x&page=-1")).await.wrong_fields(), ["page", "status"]);

    let listed = theirs.get(people).await.ok();
    let id = |number: usize| listed["items"][number]["id"].as_str().unwrap_or_default().to_string();
    let amina = &listed["items"][0];
    assert_eq!((&amina["registered_at"], &amina["language"]), (&json!("2027-02-02T09:00:00+01:00"), &json!("nl")));
    let check_in = format!("{people}/{}/check-in", id(0));
    assert_eq!(theirs.post(&check_in, Value::Null).await.ok()["checked_in_at"], "2027-02-02T09:00:00+01:00");
    app.at("2027-02-02 10:00");
    assert_eq!(theirs.post(&check_in, Value::Null).await.ok()["checked_in_at"], "2027-02-02T09:00:00+01:00");
    let refused = theirs.post(&format!("{people}/{}/check-in", id(1)), Value::Null).await;
    assert_eq!(refused.problem(409)["code"], "not-confirmed");

    for _ in 0..2 {
        let gone = theirs.post(&format!("{people}/{}/cancellation", id(0)), Value::Null).await.ok();
        assert_eq!((&gone["status"], &gone["position"]), (&json!("cancelled"), &Value::Null));
    }
    assert_eq!(
        seen("").await,
        ["bert confirmed null", "chloé waitlisted 1", "dirk waitlisted 2", "amina cancelled null"]
    );
    for wrong in [
        format!("/api/v1/events/ander/registrations/{}", id(1)),
        format!("{people}/1"),
        format!("{people}/{}", uuid::Uuid::new_v4()),
    ] {
        theirs.post(&format!("{wrong}/cancellation"), Value::Null).await.problem(404);
        theirs.post(&format!("{wrong}/check-in"), Value::Null).await.problem(404);
    }
    app.at("2027-03-05 09:00");
    let too_late = theirs.post(&format!("{people}/{}/cancellation", id(1)), Value::Null).await;
    assert_eq!(too_late.problem(409)["code"], "closed");
}

#[rocket::async_test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "open", |_| {}).await;
    for _ in 0..300 {
        let reply = register(&app, "open", json!({})).await;
        if reply.status.code != 422 {
            reply.problem(429);
            assert!(reply.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
            return;
        }
    }
    panic!("nobody was held back");
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
async fn every_address_is_described_and_every_description_has_an_address() {
    let app = TestApp::start().await;
    let described = Program::stranger(&app).get("/api/v1/openapi.json").await.ok();
    assert!(described["openapi"].as_str().unwrap_or_default().starts_with("3.1"));
    assert_eq!(described["servers"][0]["url"], "https://samenkomst.example");
    assert_eq!(described["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    // Two closed lists have the same name in the code, each in its own slice.
    let codes = |shape: &str| described["components"]["schemas"][shape]["properties"]["status"]["enum"].clone();
    assert_eq!(codes("EventAnswer"), json!(["draft", "published", "cancelled"]));
    assert_eq!(codes("StandingAnswer"), json!(["confirmed", "waitlisted", "cancelled"]));
    let mut in_words: Vec<String> = Vec::new();
    for (path, deeds) in described["paths"].as_object().into_iter().flatten() {
        in_words.extend(
            deeds.as_object().into_iter().flatten().map(|(method, _)| format!("{} {path}", method.to_uppercase())),
        );
    }
    let mounted = app.client.rocket().routes().filter(|r| r.uri.path().starts_with("/api"));
    let written = |path: &str| path.replace('<', "{").replace('>', "}");
    let mut in_deed: Vec<String> = mounted.map(|r| format!("{} {}", r.method, written(r.uri.path()))).collect();
    in_words.sort();
    in_deed.sort();
    assert_eq!(in_words, in_deed);
    assert!(in_deed.contains(&"GET /api/v1/events/{slug}/registrations.ods".to_string()));

    let page = app.page("/api/docs").await;
    for deed in in_words {
        let path = deed.split(' ').nth(1).unwrap_or_default();
        assert!(page.contains(&format!(" {path}</code>")), "{path}");
    }
    for shape in described["components"]["schemas"].as_object().into_iter().flatten() {
        assert!(page.contains(&format!("id=\"shape-{}\"", shape.0)), "{}", shape.0);
    }
    assert!(page.split("src=\"").skip(1).all(|rest| rest.starts_with("/static/")), "nothing of anybody else");
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
