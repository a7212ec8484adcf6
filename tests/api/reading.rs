//! What anybody may read: the agenda, page by page, and the tree of regions.

use rocket::http::Header;
use samenkomst::events::event::{Format, Materials};
use sea_orm::Set;
use serde_json::json;

use crate::support::makers::{make_event, make_region, make_subregion};
use crate::support::programs::{Program, Reply};
use crate::support::{TestApp, brussels};

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
        ("?from=1970-01-01&to=2100-12-31", vec!["voorbij", "maart", "april", "mei"]),
        ("?from=0001-01-01&to=9999-12-31", vec!["voorbij", "maart", "april", "mei"]),
        ("?from=0001-01-01T00:00:00&to=9999-12-31T23:59:59.9999999Z", vec!["voorbij", "maart", "april", "mei"]),
        ("?from=9999-12-31T23:59:59Z", vec![]),
        ("?q=a+a+a+a+a+a+a+a+a+april", vec!["maart", "april"]),
        ("?page=2", vec![]),
        ("?page=1&by=one&by=another", vec!["maart", "april", "mei"]),
        ("?region=&kind=&theme=&format=&q=&from=&to=&page=", vec!["maart", "april", "mei"]),
    ] {
        let found = stranger.get(&format!("/api/v1/events{query}")).await;
        assert!(!found.text().contains("geheim"), "{query} tells how to join: {}", found.text());
        let found = found.ok();
        let slugs: Vec<&str> =
            found["items"].as_array().into_iter().flatten().filter_map(|e| e["slug"].as_str()).collect();
        assert_eq!(slugs, expected, "{query}");
    }
    assert_eq!(stranger.get("/api/v1/events/met-uitnodiging").await.ok()["listed"], false);
    for slug in ["in-de-maak", "%00", "%ff"] {
        stranger.get(&format!("/api/v1/events/{slug}")).await.problem(404);
    }
}

#[rocket::async_test]
async fn a_question_that_means_nothing_or_two_things_is_refused_field_by_field() {
    let app = TestApp::start().await;
    for region in ["leuven", "limburg"] {
        make_region(&app, region).await;
    }
    let stranger = Program::stranger(&app);
    let wrong = stranger.get("/api/v1/events?region=mars&kind=x&theme=y&format=z&from=ooit&to=nooit&page=0").await;
    assert_eq!(wrong.wrong_fields(), ["format", "from", "kind", "page", "region", "theme", "to"]);
    // Whoever asks for two regions is not given all of them.
    let twice = stranger.get("/api/v1/events?region=leuven&region=limburg&page=1&page=2").await;
    assert_eq!(twice.wrong_fields(), ["page", "region"]);
    for long in ["a+".repeat(30_000), "a".repeat(60_000)] {
        assert_eq!(stranger.get(&format!("/api/v1/events?q={long}")).await.wrong_fields(), ["q"]);
    }
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
async fn a_program_is_answered_in_the_language_it_asks_for_whatever_a_browser_remembers() {
    let app = TestApp::start().await;
    let nowhere = "/api/v1/nothing";
    let sentence = |problem: serde_json::Value| problem["detail"].as_str().unwrap_or_default().to_string();
    let stranger = Program::stranger(&app);
    let in_words = async |language: &str| {
        let said = stranger.get(&format!("{nowhere}?lang={language}")).await;
        assert_eq!(said.header("set-cookie"), "");
        sentence(said.problem(404))
    };
    for (preferred, language) in [
        ("", "en"),
        ("nl", "nl"),
        ("nl;q=0", "en"),
        ("nl;q=0, fr;q=0.1", "fr"),
        ("fr;Q=0.2, NL-be;q=0.5", "nl"),
        ("de, *;q=0.5", "en"),
    ] {
        let request = app.client.get(nowhere).cookie(("lang", "fr"));
        let asked = match preferred {
            "" => request,
            header => request.header(Header::new("Accept-Language", header)),
        };
        let said = Reply::read(asked.dispatch().await).await.problem(404);
        assert_eq!(sentence(said), in_words(language).await, "{preferred}");
    }
}
