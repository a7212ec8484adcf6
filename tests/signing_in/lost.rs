//! Something goes wrong at the desk: whoever is at work there finds the way back, and a stranger learns nothing.

use rocket::http::{ContentType, Cookie, Status};
use samenkomst::organisers::role::Role;

use crate::support::TestApp;
use crate::support::desk::{sign_hanne_in, sign_in_as};
use crate::support::makers::make_region;

const WAY_BACK: &str = r#"<a class="btn btn-1 btn-seat" href="/organise">Naar het overzicht</a>"#;
/// What a visitor is led to.
const PUBLIC: &str = r#"action="/" role="search""#;

/// The status of a page, and what it says.
async fn read(app: &TestApp, path: &str) -> (Status, String) {
    let answer = app.client.get(path).dispatch().await;
    (answer.status(), answer.into_string().await.unwrap_or_default())
}

#[rocket::async_test]
async fn who_works_at_the_desk_and_comes_where_nothing_is_finds_the_way_back() {
    let app = TestApp::start().await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    for path in ["/organise/nergens", "/organise/events/nergens", "/organise/events/a.b"] {
        let (status, page) = read(&app, path).await;
        assert_eq!(status, Status::NotFound, "{path}");
        assert!(page.contains(WAY_BACK) && page.contains(r#"aria-label="Organisator""#), "{path}: {page}");
        assert!(page.contains("Begin opnieuw in het overzicht.") && !page.contains(PUBLIC), "{path}: {page}");
    }
    let bar = [r#"href="/organise/network""#, ">Hanne</a>"];
    let (_, known) = read(&app, "/organise/events/nergens").await;
    assert!(bar.iter().all(|part| known.contains(part)), "the desk knew her already: {known}");
}

#[rocket::async_test]
async fn what_the_desk_seldom_says_leads_back_to_the_desk_as_well() {
    let app = TestApp::start().await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    let answer = app.client.post("/organise/events").header(ContentType::Plain).body("Samen").dispatch().await;
    assert_eq!(answer.status(), Status::UnsupportedMediaType);
    let page = answer.into_string().await.unwrap_or_default();
    assert!(page.contains("Begin opnieuw in het overzicht.") && !page.contains("In de agenda"), "{page}");
}

#[rocket::async_test]
async fn who_may_not_come_somewhere_stays_at_the_desk() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    sign_in_as(&app, Role::Viewer, &leuven).await;
    let (status, page) = read(&app, "/organise/network").await;
    assert_eq!(status, Status::Forbidden);
    assert!(page.contains(WAY_BACK) && page.contains(">Hanne</a>"), "{page}");
    assert!(!page.contains(r#"href="/organise/network""#), "no way to where she may not come: {page}");
}

#[rocket::async_test]
async fn the_way_back_needs_no_database() {
    let app = TestApp::start().await;
    sign_hanne_in(&app, Role::Admin, &[]).await;
    app.sql("ALTER TABLE sessions RENAME TO mislaid").await;
    let (status, page) = read(&app, "/organise").await;
    assert_eq!(status, Status::InternalServerError);
    assert!(page.contains(WAY_BACK) && page.contains(">Mijn account</a>"), "{page}");
}

#[rocket::async_test]
async fn a_stranger_reads_what_every_visitor_reads() {
    let app = TestApp::start().await;
    let (status, page) = read(&app, "/organise/nergens").await;
    assert_eq!(status, Status::NotFound);
    assert!(page.contains(PUBLIC) && !page.contains("Naar het overzicht"), "{page}");
    let forged = Cookie::new("__Host-session", "AAAAAAAAAAAAAAAAAAAAAA");
    let page = app.client.get("/organise/nergens").cookie(forged).dispatch().await.into_string().await;
    let page = page.unwrap_or_default();
    assert!(page.contains(">Mijn account</a>") && !page.contains(r#"href="/organise/network""#), "{page}");
}
