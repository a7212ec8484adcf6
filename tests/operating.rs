//! Those who run the house ask it how it is.

use std::time::Duration;

use rocket::futures::future::join_all;
use rocket::http::{ContentType, Status};
use samenkomst::database::Database;
use samenkomst::registrations::seats::inventory;
use samenkomst::revision::Revision;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};

#[rocket::async_test]
async fn a_process_that_can_serve_says_so_and_no_cache_keeps_it() {
    let app = TestApp::start().await;
    for path in ["/health/live", "/health/ready"] {
        let answer = app.client.get(path).dispatch().await;
        assert_eq!(answer.status(), Status::Ok, "{path}");
        assert_eq!(answer.headers().get_one("Cache-Control"), Some("no-store"));
        assert_eq!(answer.into_string().await.as_deref(), Some("ok\n"));
    }
}

#[rocket::async_test]
async fn processes_that_start_at_once_over_an_empty_database_all_stand() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut url = format!("sqlite://{}", folder.path().join("new.db").display());
    if !app.db.is_sqlite() {
        app.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
        url.clone_from(&app.config.database_url);
    }
    let mut processes = Vec::new();
    for _ in 0..3 {
        processes.push(Database::connect(&url).await.expect("a database"));
    }
    for started in join_all(processes.iter().map(Database::migrate)).await {
        started.expect("a schema");
    }
    assert_eq!(inventory::faults(&processes[0]).await.expect("an inventory"), Vec::<String>::new());
}

#[rocket::async_test]
async fn without_its_schema_it_lives_but_is_not_ready() {
    let app = TestApp::start().await;
    let forget = "DELETE FROM seaql_migrations WHERE version LIKE 'm0005%'";
    app.sql(forget).await;
    assert_eq!(app.client.get("/health/live").dispatch().await.status(), Status::Ok);
    let answer = app.client.get("/health/ready").dispatch().await;
    assert_eq!(answer.status(), Status::ServiceUnavailable);
    let said = answer.into_string().await.unwrap_or_default();
    assert_eq!(said, "Migrations that are not applied yet: 1. Run samenkomst migrate.\n");
}

#[rocket::async_test]
async fn without_its_database_it_lives_but_is_not_ready_and_still_shows_its_counters() {
    let app = TestApp::start().await;
    assert_eq!(value(&app.page("/metrics").await, "samenkomst_letters_bounced"), "0");
    app.at("2027-02-02 09:05");
    app.db.clone().close().await;
    assert_eq!(app.client.get("/health/live").dispatch().await.status(), Status::Ok);
    let answer = app.client.get("/health/ready").dispatch().await;
    assert_eq!(answer.status(), Status::ServiceUnavailable);
    assert_eq!(answer.into_string().await.as_deref(), Some("The database does not answer.\n"));
    let counters = app.page("/metrics").await;
    assert_eq!(value(&counters, "samenkomst_database_up"), "0");
    for unknown in ["samenkomst_letters_waiting", "samenkomst_letters_bounced", "samenkomst_addresses_stopped"] {
        assert_eq!(value(&counters, unknown), "NaN");
    }
    assert!(!counters.contains("samenkomst_calendar_replies{"), "{counters}");
}

#[rocket::async_test]
async fn without_its_database_pages_and_programs_hear_when_to_come_back() {
    let app = TestApp::start().await;
    app.db.clone().close().await;
    for address in ["/", "/events/webinar", "/api/v1/events", "/calendar/all.ics"] {
        let answer = app.client.get(address).dispatch().await;
        let said = (answer.status(), answer.headers().get_one("Retry-After"));
        assert_eq!(said, (Status::ServiceUnavailable, Some("5")), "{address}");
    }
}

#[rocket::async_test]
async fn whoever_follows_other_processes_goes_home_when_the_database_is_closed() {
    let app = TestApp::start().await;
    app.db.clone().close().await;
    let revision = Revision::default();
    let followed = rocket::tokio::time::timeout(Duration::from_secs(10), revision.follow(&app.db)).await;
    assert!(followed.is_ok(), "a stop would end with warnings");
}

#[rocket::async_test]
async fn the_counters_tell_what_was_done_and_never_for_whom() {
    let app = TestApp::start().await;
    let region = make_region(&app, "leuven").await;
    make_event(&app, &region, "webinar", |event| event.capacity = sea_orm::Set(Some(1))).await;
    for name in ["an", "bo", "an"] {
        let body = format!("name={name}&email={name}%40example.org&role=practitioner&consent=true");
        let answer =
            app.client.post("/events/webinar/registrations").header(ContentType::Form).body(body).dispatch().await;
        assert_eq!(answer.status(), Status::SeeOther);
    }
    app.at("2027-02-02 09:05");

    let answer = app.client.get("/metrics").dispatch().await;
    assert_eq!(answer.headers().get_one("Cache-Control"), Some("no-store"));
    assert_eq!(answer.headers().get_one("Content-Type"), Some("text/plain; version=0.0.4"));
    let counters = answer.into_string().await.unwrap_or_default();
    let is = |name: &str, expected: &str| assert_eq!(value(&counters, name), expected, "{name} in\n{counters}");
    is(r#"samenkomst_desk_answers_total{deed="register",outcome="confirmed"}"#, "2");
    is(r#"samenkomst_desk_answers_total{deed="register",outcome="waitlisted"}"#, "1");
    is(r#"samenkomst_desk_batch_callers_bucket{le="1"}"#, "3");
    is("samenkomst_letters_waiting", "2");
    is("samenkomst_letters_oldest_waiting_seconds", "300");
    is("samenkomst_letters_given_up", "0");
    is(r#"samenkomst_letters_waiting_by_urgency{urgency="awaited"}"#, "2");
    is(r#"samenkomst_letters_waiting_by_urgency{urgency="bulk"}"#, "0");
    is("samenkomst_letters_per_minute_limit", "0");
    is("samenkomst_database_up", "1");
    let route = r#"route="/events/<slug>/registrations""#;
    is(&format!(r#"samenkomst_http_requests_total{{method="POST",{route},status="3xx"}}"#), "3");
    is(&format!("samenkomst_http_request_seconds_count{{{route}}}"), "3");
    assert!(!counters.contains("example.org") && !counters.contains("webinar"), "{counters}");
}

#[rocket::async_test]
async fn the_outbox_is_told_by_urgency_and_by_cause() {
    let app = TestApp::start_with(|figment| figment.merge(("mail_per_minute", 90))).await;
    let region = make_region(&app, "leuven").await;
    make_event(&app, &region, "webinar", |_| {}).await;
    for name in ["an", "bo", "cas", "dries"] {
        let email = format!("{name}@example.org");
        let fields = [("name", name), ("email", email.as_str()), ("consent", "true")];
        app.send("/events/webinar/registrations", &fields).await;
    }
    let becomes = |name: &str, what: &str| format!("UPDATE letters SET {what} WHERE recipient = '{name}@example.org'");
    let ago = (app.clock.now() - chrono::TimeDelta::seconds(20)).to_rfc3339();
    for sql in [
        becomes("an", &format!("sent_at = '{ago}'")),
        becomes("bo", &format!("failed_at = '{ago}', last_error = 'permanent error (550): 5.1.1 no such user'")),
        becomes("cas", "last_error = 'mail.example.org does not answer', attempts = 3"),
    ] {
        app.sql(&sql).await;
    }
    let counters = app.page("/metrics").await;
    let is = |name: &str, expected: &str| assert_eq!(value(&counters, name), expected, "{name} in\n{counters}");
    is("samenkomst_letters_waiting", "2");
    is("samenkomst_letters_tried", "1");
    is("samenkomst_letters_last_minute", "1");
    is("samenkomst_letters_per_minute_limit", "90");
    is("samenkomst_letters_given_up", "1");
    is(r#"samenkomst_letters_given_up_by_cause{cause="address-unknown"}"#, "1");
    assert!(!counters.contains("example.org"));
}

#[rocket::async_test]
async fn whoever_asks_for_the_counters_again_and_again_leaves_the_database_alone() {
    let app = TestApp::start().await;
    let region = make_region(&app, "leuven").await;
    make_event(&app, &region, "webinar", |_| {}).await;
    let register = async |name: &str| {
        let email = format!("{name}@example.org");
        let fields = [("name", name), ("email", email.as_str()), ("consent", "true")];
        app.send("/events/webinar/registrations", &fields).await
    };
    let confirmed = r#"samenkomst_desk_answers_total{deed="register",outcome="confirmed"}"#;
    let shown = async || {
        let counters = app.page("/metrics").await;
        (value(&counters, confirmed).to_string(), value(&counters, "samenkomst_letters_waiting").to_string())
    };
    let says = |confirmed: &str, waiting: &str| (confirmed.to_string(), waiting.to_string());
    register("an").await;
    assert_eq!(shown().await, says("1", "1"));
    register("bo").await;
    assert_eq!(shown().await, says("2", "1"), "what this process counts is shown at once");
    app.clock.set(app.clock.now() + chrono::TimeDelta::seconds(2));
    assert_eq!(shown().await, says("2", "2"));
    register("cas").await;
    app.at("2027-02-02 08:00");
    assert_eq!(shown().await, says("3", "3"), "also when the clock was put back");
}

/// The number behind a series.
fn value<'a>(counters: &'a str, name: &str) -> &'a str {
    let line = |line: &'a str| line.strip_prefix(name)?.strip_prefix(' ');
    counters.lines().find_map(line).unwrap_or("missing")
}
