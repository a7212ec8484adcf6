//! Who comes: a program that asks for some of them never takes everybody for those.

use rocket::http::{Header, Method};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{amina, register};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
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
    assert_eq!(theirs.get(&format!("{PEOPLE}?page=0&sort=x")).await.wrong_fields(), ["page", "sort"]);
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
