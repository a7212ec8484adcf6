//! Who may plan what, and what becomes of a form that means harm.

use rocket::http::{ContentType, Header, Status};
use samenkomst::events::event_region;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::{acts, filled, leuven, put, save, sign_in, submit};
use crate::support::TestApp;
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::event_at;

#[rocket::async_test]
async fn hostile_texts_and_huge_forms_are_answered_in_a_sentence() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let evil = "\"><script>alert(1)</script>' OR 1=1; -- \u{202e}😀";
    let mut form = filled(&app.page("/organise/events/samen").await);
    for name in
        ["summary", "description", "venue_name", "title_fr", "speakers.0.name", "programme.0.text", "questions.0.label"]
    {
        put(&mut form, name, evil);
    }
    put(&mut form, "programme.0.at", "13:30");
    put(&mut form, "title", &format!("Titel {evil}\0"));
    let (status, next) = submit(&app, "samen", &form, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    for path in ["/organise/events/samen", "/organise/events/samen/preview", "/events/samen", "/organise/events/new"] {
        let page = app.page(path).await;
        assert!(!page.contains("<script>alert") && page.contains("OR 1=1"), "{path}: {page}");
    }
    for (name, value, sentence) in [
        ("title", "x".repeat(201), "te lang"),
        ("description", "é".repeat(20_001), "te lang"),
        ("title_en", "x".repeat(201), "te lang"),
        ("join_url", "javascript:alert(1)".to_string(), "https://"),
        ("timezone", "Europe/Nowhere".to_string(), "tijdzone"),
        ("recording_minutes", "0".to_string(), "minuten"),
        ("training_hours", "2.3".to_string(), "kwartier"),
        ("reminders", "1".to_string(), "herinneringen"),
        ("region", "nergens".to_string(), "regio"),
        ("themes", "nergens".to_string(), "thema"),
        ("format", "op de maan".to_string(), "online"),
        ("title", "\n".to_string(), "titel"),
    ] {
        let (status, page) = save(&app, "samen", &[(name, &value)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{name}: {status} {page}");
        assert!(!page.contains("Unknown localization"), "{name}");
    }
    let mut many = filled(&app.page("/organise/events/samen").await);
    for row in 0..500 {
        many.push((format!("stops.{row}.title"), "x".into()));
        many.push((format!("stops.{row}.starts"), "13:30".into()));
        many.push((format!("stops.{row}.ends"), "14:30".into()));
    }
    let (status, page) = submit(&app, "samen", &many, "save").await;
    assert!(status == Status::UnprocessableEntity && page.contains("te lang"), "{status}");
    let huge = "x".repeat(5 << 20);
    assert_eq!(save(&app, "samen", &[("description", &huge)]).await.0, Status::PayloadTooLarge);
    let answer = app.client.put("/organise/events/samen").header(ContentType::JSON).body("{}").dispatch().await;
    assert_eq!(answer.status(), Status::UnsupportedMediaType);
}

#[rocket::async_test]
async fn a_form_from_another_site_changes_nothing() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    for (path, body) in [
        ("/organise/events", "title=X&kind=webinar&region=leuven&date=2027-04-22"),
        ("/organise/events/samen", "_method=put&title=X"),
        ("/organise/events/samen", "_method=delete"),
        ("/organise/events/samen/publication", ""),
        ("/organise/events/samen/publication", "_method=delete"),
        ("/organise/events/samen/cancellation", "reason=X"),
        ("/organise/events/samen/cancellation", "_method=put&reason=X"),
        ("/organise/events/samen/copies", "date=2027-04-22"),
        ("/organise/events/samen/repeats", "date=2027-04-22"),
        ("/organise/events/samen/preview", "title=X"),
        ("/organise/series-copies", "from=samen&date=2027-04-22&regions=leuven"),
        ("/organise/publications", "event=samen"),
    ] {
        let request =
            app.client.post(path).header(ContentType::Form).header(Header::new("Sec-Fetch-Site", "cross-site"));
        assert_eq!(request.body(body).dispatch().await.status(), Status::Forbidden, "{path} {body}");
    }
    assert!(acts(&app).await.is_empty());
}

#[rocket::async_test]
async fn a_region_that_was_asked_along_is_told_what_it_may_not_change_and_keeps_what_it_typed() {
    let app = TestApp::start().await;
    let (leuven, gent) = (make_region(&app, "leuven").await, make_region(&app, "gent").await);
    make_region(&app, "brussel").await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    make(&app, event_region::ActiveModel { event_id: Set(samen.id), region_id: Set(gent.id) }).await;
    sign_in(&app, "Olga Organiser", Role::Organiser, &[&gent]).await;
    for (field, value) in [("co_hosts", "brussel"), ("region", "gent")] {
        let mut form = filled(&app.page("/organise/events/samen").await);
        put(&mut form, "summary", "Met soep");
        put(&mut form, field, value);
        let (status, page) = submit(&app, "samen", &form, "save").await;
        assert_eq!(status, Status::UnprocessableEntity, "{field}");
        assert!(page.contains("Alleen de regio die dit organiseert, kan dat veranderen"), "{field}: {page}");
        assert!(page.contains("Met soep") && page.contains(&format!("href=\"#f-{field}\"")), "{page}");
        assert_eq!(page.matches(&format!("\"f-{field}-e")).count(), 2, "the field is described by its mistake: {page}");
        let is_open = page.contains("<details class=\"acc\" open><summary>Samen met andere regio’s");
        assert_eq!(is_open, field == "co_hosts", "what is folded away opens for its mistake");
    }
    let (status, _) = save(&app, "samen", &[("summary", "Met soep")]).await;
    assert_eq!((status, event_at(&app, "samen").await.summary.as_str()), (Status::SeeOther, "Met soep"));
}

#[rocket::async_test]
async fn who_reads_may_look_and_who_is_elsewhere_finds_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    let pages = ["", "/preview", "/cancellation", "/deletion", "/copies/new", "/repeats/new"];
    let deeds = [
        ("", "_method=put&title=X"),
        ("", "_method=delete"),
        ("/publication", ""),
        ("/publication", "_method=delete"),
        ("/cancellation", "reason=X"),
        ("/cancellation", "_method=put&reason=X"),
        ("/copies", "date=2027-04-22"),
        ("/repeats", "date=2027-04-22"),
        ("/preview", "title=X"),
    ];
    for (name, role, region, reads, writes) in [
        ("Vera Viewer", Role::Viewer, &leuven, Status::Ok, Status::Forbidden),
        ("Olga Organiser", Role::Organiser, &gent, Status::NotFound, Status::NotFound),
    ] {
        sign_in(&app, name, role, &[region]).await;
        for (index, page) in pages.iter().enumerate() {
            let path = format!("/organise/events/samen{page}");
            let expected = if index < 2 { reads } else { writes };
            assert_eq!(app.client.get(path).dispatch().await.status(), expected, "{name} {page}");
        }
        for (path, body) in deeds {
            let request = app.client.post(format!("/organise/events/samen{path}")).header(ContentType::Form).body(body);
            assert_eq!(request.dispatch().await.status(), writes, "{name} {path} {body}");
        }
    }
    sign_in(&app, "Vera Tweede", Role::Viewer, &[&leuven]).await;
    assert!(app.page("/organise/events/samen").await.contains("Je kan deze samenkomst bekijken."));
    for path in ["/organise/events/new", "/organise/series-copies/new"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::Forbidden, "{path}");
    }
    assert!(acts(&app).await.is_empty());
}
