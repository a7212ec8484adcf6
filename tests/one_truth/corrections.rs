//! What is news: a corrected typing error is not, another title or hour is.

use std::collections::BTreeSet;

use rocket::http::Status;
use samenkomst::language::Language;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::seats::booking::Applicant;
use serde_json::{Value, json};

use super::Safari;
use crate::planning::{filled, put, submit};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::make_region;
use crate::support::people::{event_at, person, to};
use crate::support::programs::Program;

#[rocket::async_test]
async fn a_corrected_typing_error_tells_nobody() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id])]).await;
    let stops = safari.stops(json!({ "description": "Breng regenkledij mee.", "title": " Wijkwerking " }));
    safari
        .change(json!({
            "stops": stops, "summary": "Drie ploegen.", "description": "Meer **hierover**.",
            "speakers": [{ "name": "Lien Dewaele" }], "translations": { "fr": { "summary": "Trois équipes." } },
        }))
        .await;
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    assert_eq!(safari.sequences().await, [0, 0, 0]);
}

#[rocket::async_test]
async fn another_title_may_only_correct_a_typing_error_and_another_hour_never() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[safari.early.id])]).await;
    let stops = safari.stops(json!({ "title": "Wijkwerkingen" }));
    safari.change(json!({ "title": "Safarri", "stops": stops, "is_correction": true })).await;
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    assert_eq!(safari.sequences().await, [0, 0, 0]);
    assert_eq!(event_at(&safari.app, "safari").await.title, "Safarri");
    safari.change(json!({ "title": "Safari", "starts_at": "2027-03-04T13:00", "is_correction": true })).await;
    assert_eq!(to(&safari.app.letters().await), ["event_changed person0@example.org"]);
    assert_eq!(safari.sequences().await[0], 1);
}

#[rocket::async_test]
async fn the_editor_asks_whether_another_title_is_only_a_typing_error() {
    let safari = Safari::start().await;
    safari.register(&[(0, &[])]).await;
    sign_hanne_in(&safari.app, Role::Organiser, &[&safari.leuven]).await;
    let mut form = filled(&safari.app.page("/organise/events/safari").await);
    put(&mut form, "title", "Safari door Leuven");
    let (status, page) = submit(&safari.app, "safari", &form, "save").await;
    assert_eq!(status, Status::Ok);
    assert!(page.contains("value=\"correction\"") && page.contains("Eén persoon zal bericht krijgen."), "{page}");
    let (status, _) = submit(&safari.app, "safari", &form, "correction").await;
    assert_eq!(status, Status::SeeOther);
    assert_eq!(to(&safari.app.letters().await), [] as [&str; 0]);
    let event = event_at(&safari.app, "safari").await;
    assert_eq!((event.sequence, event.title.as_str()), (0, "Safari door Leuven"));
}

#[rocket::async_test]
async fn each_field_raises_the_sequence_or_does_not() {
    let safari = Safari::start().await;
    let app = &safari.app;
    make_region(app, "gent").await;
    let program = Program::of(app, Role::Admin, None).await;
    let path = format!("/api/v1/events/{}", safari.event.slug);
    let fields: [(&str, Value, bool); 32] = [
        ("is_correction", json!(true), false),
        ("title", json!("Safari in de stad"), true),
        ("kind", json!("practice-safari"), false),
        ("region", json!("gent"), false),
        ("starts_at", json!("2027-03-04T13:00"), true),
        ("ends_at", json!("2027-03-04T16:00"), true),
        ("timezone", json!("Europe/London"), true),
        ("format", json!("hybrid"), true),
        ("venue", json!({ "name": "Tweebronnen", "city": "Leuven" }), true),
        ("venue", json!({ "name": "Tweebronnen", "city": "Leuven", "latitude": 50.88, "longitude": 4.7 }), false),
        ("join_url", json!("https://video.example.org/kamer"), true),
        ("join_url", json!("https://video.example.org/andere"), false),
        ("capacity", json!(40), false),
        ("waiting_list", json!(false), false),
        ("summary", json!("Kom mee."), false),
        ("description", json!("Meer hierover."), false),
        ("accessibility", json!("Gelijkvloers."), false),
        ("themes", json!([]), false),
        ("co_hosts", json!(["leuven"]), false),
        ("for_every_region", json!(true), false),
        ("listed", json!(false), false),
        ("languages", json!(["nl", "fr"]), false),
        ("registration", json!({ "closes_at": "2027-03-03T12:00" }), false),
        ("stops_policy", json!("all-or-nothing"), false),
        ("questions", json!([{ "label": "Eet je mee?", "kind": "yes-no" }]), false),
        ("speakers", json!([{ "name": "Lien Dewaele" }]), false),
        ("materials", json!([{ "title": { "nl": "Slides" }, "url": "https://example.org/s.pdf" }]), false),
        ("recording_url", json!("https://video.example.org/opname"), false),
        ("recording_minutes", json!(50), false),
        ("reminders", json!([120]), false),
        ("translations", json!({ "fr": { "title": "Safari en ville" } }), true),
        ("stops", safari.stops(json!({ "practice": "CAW" })), true),
    ];
    let more = [
        ("series", Value::Null, false),
        ("offer_hours", json!(48), false),
        ("programme", json!([{ "at": "2027-03-04T13:00", "text": "Onthaal" }]), false),
        ("joining_counts", json!(true), false),
        ("thanks", json!(false), false),
        ("certificates", json!(true), false),
        ("training_hours", json!(2.5), false),
        ("asks_feedback", json!(true), false),
        ("feedback_question", json!({ "nl": "Wat zag je?", "fr": "Qu’as-tu vu ?" }), false),
    ];
    let fields: Vec<_> = fields.into_iter().chain(more).collect();
    for (name, value, raises) in &fields {
        let before = safari.sequences().await[0];
        program.patch(&path, json!({ *name: value })).await.ok();
        assert_eq!(safari.sequences().await[0] - before, i32::from(*raises), "{name}");
        let as_it_was = (safari.sequences().await, event_at(app, "safari").await);
        app.wait(chrono::Duration::minutes(1));
        program.patch(&path, json!({ *name: value })).await.ok();
        let again = (safari.sequences().await, event_at(app, "safari").await);
        assert_eq!(again, as_it_was, "{name} as it was: the entry keeps its dates");
    }
    let described = Program::stranger(app).get("/api/v1/openapi.json").await.ok();
    let known = described["components"]["schemas"]["EventInput"]["properties"].as_object().expect("the fields").clone();
    let tried: BTreeSet<&str> = fields.iter().map(|(name, ..)| *name).collect();
    assert_eq!(tried, known.keys().map(String::as_str).collect::<BTreeSet<_>>(), "every field is tried");
}

#[rocket::async_test]
async fn another_title_reaches_those_who_read_it() {
    let safari = Safari::start().await;
    let app = &safari.app;
    let french = Applicant { language: Language::Fr, ..person(safari.event.id, 1) };
    app.desk().register(french).await.unwrap().unwrap();
    safari.register(&[(0, &[])]).await;
    safari.change(json!({ "translations": { "fr": { "title": "Safari à Louvain" } } })).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["event_changed person1@example.org"]);
    assert_eq!(letters[0].rendered.subject, "Autre titre : Safari à Louvain, jeu. 4 mars");
    assert_eq!(safari.sequences().await[0], 1);
    safari.change(json!({ "title": "Safari in Leuven" })).await;
    assert_eq!(to(&app.letters().await), ["event_changed person0@example.org"]);
}
