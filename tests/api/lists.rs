//! Who comes: a program sees them, cancels them and checks them in; one that asks for some of them never takes
//! everybody for those.

use rocket::http::{Header, Method};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{amina, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
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
        // What is no wish of ours is passed over, however often it is said.
        for asked in [format!("ids={id}&ids={id}"), "from=here&from=there".to_string()] {
            let found = theirs.get(&format!("{list}?{asked}")).await;
            assert!(found.status.code == 200 && found.text().contains("Amina"), "{asked}: {}", found.text());
        }
    }
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
    forget(&app.db, &app.clock, false).await.expect("forgetting");
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
