//! A region's own site registers people: a seat, a place in the line, or a word and a sentence that say why not.

use chrono::Duration;
use rocket::http::Method;
use samenkomst::organisers::role::Role;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{a_gathering, amina, letters, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::programs::Program;

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
async fn whoever_names_the_address_of_another_is_answered_as_anybody_would_be() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let eve = |email: &str| json!({ "name": "Eve", "email": email, "consent": true });
    for (slug, capacity, has_line) in [("roomy", 60, true), ("with-a-line", 1, true), ("full", 1, false)] {
        let event = make_event(&app, &leuven, slug, |e| {
            e.capacity = Set(Some(capacity));
            e.waiting_list = Set(has_line);
        })
        .await;
        let house = make_stop(&app, &event, "Buurthuis", "2027-03-04 13:45", "2027-03-04 14:30").await;
        let mut hers = amina("amina@example.org");
        hers["stops"] = json!([house.id]);
        let first = register(&app, slug, hers.clone()).await.ok();
        let of_amina = register(&app, slug, eve("amina@example.org")).await;
        let of_nobody = register(&app, slug, eve("nobody@example.org")).await;
        assert_eq!((of_amina.status, of_amina.json()), (of_nobody.status, of_nobody.json()), "{slug}");
        assert_eq!(register(&app, slug, hers).await.ok(), first, "{slug}: whoever repeats it has the same answer");
    }
    app.at("2027-03-05 09:00");
    for email in ["amina@example.org", "somebody@example.org"] {
        assert_eq!(register(&app, "roomy", eve(email)).await.problem(409)["code"], "closed", "{email}");
    }
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
    body["answers"] = json!({ eats.to_string(): true, "Eet je mee?": false });
    assert_eq!(register(&app, slug, body.clone()).await.wrong_fields(), ["answers.Eet je mee?"], "which is it?");
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
async fn a_language_is_known_by_its_tag() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "open", |_| {}).await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    for (number, (said, kept)) in [("nl-BE", "nl"), ("FR", "fr"), ("en_GB", "en")].into_iter().enumerate() {
        let mut body = amina(&format!("person{number}@example.org"));
        body["language"] = json!(said);
        register(&app, "open", body).await.ok();
        let listed = theirs.get("/api/v1/events/open/registrations").await.ok();
        assert_eq!(listed["items"][number]["language"], kept, "{said}");
    }
    let mut body = amina("bert@example.org");
    body["language"] = json!("nld");
    assert_eq!(register(&app, "open", body).await.wrong_fields(), ["language"]);

    let event = "/api/v1/events/open";
    theirs.patch(event, json!({ "translations": { "FR-be": { "title": "Ouvert" } } })).await.ok();
    assert_eq!(theirs.get(&format!("{event}?lang=fr-CA")).await.ok()["title"], "Ouvert");
    let twice = json!({ "translations": { "fr": { "title": "Fermé" }, "fr-BE": { "title": "Clos" } } });
    assert_eq!(theirs.patch(event, twice).await.wrong_fields(), ["translations"], "neither is lost");
}

#[rocket::async_test]
async fn a_role_has_a_code_and_names_and_any_other_word_for_it_counts_as_not_said() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "open", |_| {}).await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    for (number, (said, kept)) in [
        ("teacher-or-researcher", "teacher-or-researcher"),
        ("Beleid", "policy"),
        ("je travaille sur le terrain", "practitioner"),
        ("J'ETUDIE", "student"),
        ("I am a student", "student"),
        ("Koningin", ""),
        ("", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let mut body = amina(&format!("person{number}@example.org"));
        body["role"] = json!(said);
        register(&app, "open", body).await.ok();
        let listed = theirs.get("/api/v1/events/open/registrations").await.ok();
        assert_eq!(listed["items"][number]["role"], kept, "{said}");
    }
    for wrong in [json!("k".repeat(121)), json!(7)] {
        let mut body = amina("bert@example.org");
        body["role"] = wrong;
        assert_eq!(register(&app, "open", body).await.wrong_fields(), ["role"]);
    }
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
    assert_eq!(register(&app, "open", wrong).await.wrong_fields(), ["consent", "email", "language", "stops"]);
    let unseen = json!({ "name": "A\0B", "email": "a@example.org", "consent": true });
    assert_eq!(register(&app, "open", unseen).await.wrong_fields(), ["name"]);
    register(&app, "open", json!(["A"])).await.problem(422);
    let stranger = Program::stranger(&app);
    let path = "/api/v1/events/open/registrations";
    let none = stranger.ask(Method::Post, path, " ".to_string()).await.problem(400);
    assert!(none["detail"].as_str().is_some_and(|said| said.starts_with("There is no body")), "{none}");
    for body in ["", "{", "{\"name\": }", "name=Amina", "\u{0}", &"[".repeat(10_000)] {
        stranger.ask(Method::Post, path, body.to_string()).await.problem(400);
    }
    let long = json!({ "name": "A".repeat(64 * 1024) });
    register(&app, "open", long).await.problem(413);
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
