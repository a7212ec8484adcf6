//! Who comes: a program sees them, cancels them and checks them in; one that asks for some of them never takes
//! everybody for those.

use rocket::http::{Header, Method};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{amina, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::who;
use crate::support::programs::{Program, Reply, make_organiser_token};

const PEOPLE: &str = "/api/v1/events/klein/registrations";

/// The one who registered for a small event of Leuven, and whoever organises it.
async fn one_who_came(app: &TestApp) -> (Program<'_>, String) {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "klein", |_| {}).await;
    register(app, "klein", amina("amina@example.org")).await.ok();
    let theirs = Program::of(app, Role::Organiser, Some(&leuven)).await;
    let id = theirs.get(PEOPLE).await.ok()["items"][0]["id"].as_str().unwrap_or_default().to_string();
    (theirs, id)
}

#[rocket::async_test]
async fn a_wish_that_means_nothing_is_refused_wherever_people_are_listed() {
    let app = TestApp::start().await;
    let (theirs, _) = one_who_came(&app).await;
    for list in [PEOPLE.to_string(), format!("{PEOPLE}.csv"), format!("{PEOPLE}.json")] {
        for field in ["status", "sort", "present", "stop", "answer", "role", "language", "ids"] {
            for value in ["x", "%F0%9F%98%80"] {
                let asked = format!("{list}?{field}={value}");
                assert_eq!(theirs.get(&asked).await.wrong_fields(), [field], "{asked}");
            }
        }
        let everybody = theirs.get(&format!("{list}?status=all&sort=-name&present=&stop=&answer=&role=&q=")).await;
        assert!(everybody.status.code == 200 && everybody.text().contains("Amina"), "{}", everybody.text());
        let nobody = theirs.get(&format!("{list}?present=true")).await;
        assert!(nobody.status.code == 200 && !nobody.text().contains("Amina"), "{}", nobody.text());
    }
    assert_eq!(theirs.get(&format!("{PEOPLE}?page=")).await.ok()["page"], 1);
    assert_eq!(theirs.get(&format!("{PEOPLE}?page=0&sort=x")).await.wrong_fields(), ["page", "sort"]);
    let many = format!("ids={}&", uuid::Uuid::nil()).repeat(501);
    assert_eq!(theirs.get(&format!("{PEOPLE}?{many}")).await.wrong_fields(), ["ids"]);
    assert_eq!(theirs.get(&format!("{PEOPLE}?q={}", "a".repeat(201))).await.wrong_fields(), ["q"]);
}

#[rocket::async_test]
async fn a_wish_that_is_said_twice_is_refused_since_only_one_of_them_would_be_heard() {
    let app = TestApp::start().await;
    let (theirs, id) = one_who_came(&app).await;
    for list in [PEOPLE.to_string(), format!("{PEOPLE}.csv"), format!("{PEOPLE}.json")] {
        for (field, one, other) in [
            ("status", "confirmed", "waitlisted"),
            ("columns", "name", "status"),
            ("dialect", "rfc4180", "rfc4180"),
            ("page", "1", "2"),
        ] {
            let asked = format!("{list}?{field}={one}&{field}={other}");
            assert_eq!(theirs.get(&asked).await.wrong_fields(), [field], "{asked}");
        }
        let found = theirs.get(&format!("{list}?ids={id}&ids={id}")).await;
        assert!(found.status.code == 200 && found.text().contains("Amina"), "{list}: {}", found.text());
    }
    let check_in = format!("{PEOPLE}/{id}/check-in?stop=1&stop=2");
    assert_eq!(theirs.post(&check_in, Value::Null).await.wrong_fields(), ["stop"]);
}

#[rocket::async_test]
async fn a_wish_by_a_name_that_nobody_knows_is_refused_and_not_passed_over() {
    let app = TestApp::start().await;
    let (theirs, id) = one_who_came(&app).await;
    for list in [PEOPLE.to_string(), format!("{PEOPLE}.csv")] {
        let refused = theirs.get(&format!("{list}?statuss=confirmed&lang=en")).await.problem(422);
        assert_eq!(refused["errors"], json!({ "statuss": "We do not know this name here" }), "{list}");
    }
    let check_in = format!("{PEOPLE}/{id}/check-in?halte=1");
    assert_eq!(theirs.post(&check_in, Value::Null).await.wrong_fields(), ["halte"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, None);
}

#[rocket::async_test]
async fn a_list_for_a_program_is_in_the_language_it_asks_for_and_leaves_no_cookie() {
    let app = TestApp::start().await;
    let (theirs, _) = one_who_came(&app).await;
    let headings = async |asked: &str| {
        let list = theirs.get(&format!("{PEOPLE}.csv?columns=name,email{asked}")).await;
        assert_eq!((list.status.code, list.header("set-cookie")), (200, ""));
        list.text().lines().next().unwrap_or_default().to_string()
    };
    let dutch = headings("").await;
    assert_ne!(headings("&lang=fr").await, dutch);
    assert_eq!(headings("").await, dutch, "nobody remembers what was asked before");
}

#[rocket::async_test]
async fn who_cancelled_after_coming_in_is_not_noted_as_there() {
    let app = TestApp::start().await;
    let (theirs, id) = one_who_came(&app).await;
    let check_in = format!("{PEOPLE}/{id}/check-in");
    theirs.post(&check_in, Value::Null).await.ok();
    theirs.post(&format!("{PEOPLE}/{id}/cancellation"), Value::Null).await.ok();
    let refused = theirs.post(&check_in, Value::Null).await;
    assert_eq!(refused.problem(409)["code"], "not-confirmed");
    let gone = &theirs.get(&format!("{PEOPLE}?status=cancelled")).await.ok()["items"][0];
    assert_eq!((&gone["status"], &gone["checked_in_at"]), (&json!("cancelled"), &Value::Null));
}

#[rocket::async_test]
async fn who_was_forgotten_cannot_be_cancelled_and_the_answer_says_why() {
    let app = TestApp::start().await;
    let (theirs, id) = one_who_came(&app).await;
    app.at("2029-01-01 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    for (lang, sentence) in [
        ("nl", "Van deze persoon weten we de naam niet meer."),
        ("fr", "Nous ne connaissons plus le nom de cette personne."),
        ("en", "We no longer know who this was."),
    ] {
        let refused = theirs.post(&format!("{PEOPLE}/{id}/cancellation?lang={lang}"), Value::Null).await.problem(409);
        assert_eq!((&refused["code"], &refused["detail"]), (&json!("forgotten"), &json!(sentence)));
    }
}

#[rocket::async_test]
async fn the_scheme_before_a_token_may_be_written_in_any_case() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "klein", |e| e.published_at = Set(None)).await;
    let token = make_organiser_token(&app, Role::Viewer, Some(&leuven)).await;
    for (scheme, status) in [("Bearer", 200), ("bearer", 200), ("BEARER ", 200), ("Basic", 401), ("Bearer-", 401)] {
        let header = Header::new("Authorization", format!("{scheme} {token}"));
        let request = app.client.req(Method::Get, PEOPLE).header(header);
        assert_eq!(Reply::read(request.dispatch().await).await.status.code, status, "{scheme}");
    }
}

#[rocket::async_test]
async fn whoever_brings_the_password_of_a_proxy_reads_what_anybody_may() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "klein", |_| {}).await;
    for (sent, status) in [("Basic YW46aHVzaA==", 200), ("Bearer wrong", 401), ("bearer", 401)] {
        for (path, status) in [("/api/v1/events/klein", status), ("/api/v1/events", 200), (PEOPLE, 401)] {
            let request = app.client.get(path).header(Header::new("Authorization", sent));
            assert_eq!(Reply::read(request.dispatch().await).await.status.code, status, "{path} {sent}");
        }
    }
}

/// Four people for the one seat of a small event of Leuven, another event beside it, and whoever organises both.
async fn four_for_one_seat(app: &TestApp) -> Program<'_> {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "klein", |e| e.capacity = Set(Some(1))).await;
    make_event(app, &leuven, "ander", |_| {}).await;
    for person in ["amina", "bert", "chloé", "dirk"] {
        let body = json!({ "name": person, "email": format!("{}@example.org", person.replace('é', "e")),
            "organisation": "OCMW 100%", "consent": true });
        register(app, "klein", body).await.ok();
    }
    Program::of(app, Role::Organiser, Some(&leuven)).await
}

/// Who is on the list, how they stand, and where in the line.
async fn listed(theirs: &Program<'_>, query: &str) -> Vec<String> {
    let list = theirs.get(&format!("{PEOPLE}{query}")).await.ok();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let who = |p: &Value| format!("{} {} {}", text(&p["name"]), text(&p["status"]), p["position"]);
    list["items"].as_array().into_iter().flatten().map(who).collect()
}

/// The address of whoever stands at this place of the list.
async fn address_of(theirs: &Program<'_>, place: usize) -> String {
    let list = theirs.get(PEOPLE).await.ok();
    format!("{PEOPLE}/{}", list["items"][place]["id"].as_str().unwrap_or_default())
}

#[rocket::async_test]
async fn organisers_see_who_comes_and_find_those_whom_they_look_for() {
    let app = TestApp::start().await;
    let theirs = four_for_one_seat(&app).await;
    let all = ["amina confirmed null", "bert waitlisted 1", "chloé waitlisted 2", "dirk waitlisted 3"];
    assert_eq!(listed(&theirs, "").await, all);
    assert_eq!(listed(&theirs, "?status=waitlisted").await, all[1..]);
    assert_eq!(listed(&theirs, "?q=DIRK+ocmw").await, all[3..]);
    assert_eq!(listed(&theirs, "?q=100%25").await, all);
    assert_eq!(listed(&theirs, "?q=10_%25").await, Vec::<String>::new());
    assert_eq!(listed(&theirs, "?page=2").await, Vec::<String>::new());
    assert_eq!(theirs.get(&format!("{PEOPLE}?status=x&page=-1")).await.wrong_fields(), ["page", "status"]);
    let list = theirs.get(PEOPLE).await.ok();
    let amina = &list["items"][0];
    assert_eq!((&amina["registered_at"], &amina["language"]), (&json!("2027-02-02T09:00:00+01:00"), &json!("nl")));
}

#[rocket::async_test]
async fn whoever_is_checked_in_twice_came_the_first_time_and_whoever_waits_did_not() {
    let app = TestApp::start().await;
    let theirs = four_for_one_seat(&app).await;
    let check_in = format!("{}/check-in", address_of(&theirs, 0).await);
    for hour in ["09:00", "10:00"] {
        app.at(&format!("2027-02-02 {hour}"));
        let came = theirs.post(&check_in, Value::Null).await.ok();
        assert_eq!(came["checked_in_at"], "2027-02-02T09:00:00+01:00", "at {hour}");
    }
    let refused = theirs.post(&format!("{}/check-in", address_of(&theirs, 1).await), Value::Null).await;
    assert_eq!(refused.problem(409)["code"], "not-confirmed");
}

#[rocket::async_test]
async fn whoever_is_cancelled_makes_room_for_the_first_in_line_and_twice_is_harmless() {
    let app = TestApp::start().await;
    let theirs = four_for_one_seat(&app).await;
    let amina = address_of(&theirs, 0).await;
    for _ in 0..2 {
        let gone = theirs.post(&format!("{amina}/cancellation"), Value::Null).await.ok();
        assert_eq!((&gone["status"], &gone["position"]), (&json!("cancelled"), &Value::Null));
    }
    let left = ["bert confirmed null", "chloé waitlisted 1", "dirk waitlisted 2", "amina cancelled null"];
    assert_eq!(listed(&theirs, "").await, left);
}

#[rocket::async_test]
async fn nobody_is_cancelled_any_more_once_it_is_over() {
    let app = TestApp::start().await;
    let theirs = four_for_one_seat(&app).await;
    let amina = address_of(&theirs, 0).await;
    app.at("2027-03-05 09:00");
    let too_late = theirs.post(&format!("{amina}/cancellation"), Value::Null).await;
    assert_eq!(too_late.problem(409)["code"], "closed");
}

#[rocket::async_test]
async fn nobody_is_cancelled_or_checked_in_at_an_address_that_is_not_theirs() {
    let app = TestApp::start().await;
    let theirs = four_for_one_seat(&app).await;
    let elsewhere = address_of(&theirs, 1).await.replace("/klein/", "/ander/");
    for wrong in [elsewhere, format!("{PEOPLE}/1"), format!("{PEOPLE}/{}", uuid::Uuid::new_v4())] {
        theirs.post(&format!("{wrong}/cancellation"), Value::Null).await.problem(404);
        theirs.post(&format!("{wrong}/check-in"), Value::Null).await.problem(404);
    }
}
