//! A region, a series and what is over: each has a page of its own.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::event::{Material, Materials};
use samenkomst::events::event_region;
use samenkomst::language::Texts;
use sea_orm::Set;

use super::{events_on, make_series};
use crate::support::makers::{make, make_event, make_region, make_subregion};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn a_region_shows_its_subregions_what_it_co_hosts_and_whom_to_write_to() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let brussels_region = make_region(&app, "brussel").await;
    make_event(&app, &leuven, "in-leuven", |_| {}).await;
    let shared = make_event(&app, &brussels_region, "samen", |_| {}).await;
    make_event(&app, &brussels_region, "in-brussel", |_| {}).await;
    let link = event_region::ActiveModel { event_id: Set(shared.id), region_id: Set(brabant.id) };
    make(&app, link).await;
    let page = app.page("/regions/vlaams-brabant").await;
    assert_eq!(events_on(&page), ["in-leuven", "samen"]);
    assert!(page.contains("href=\"/regions/leuven\"") && page.contains("mailto:vlaams-brabant@example.org"), "{page}");
    let subregion = app.page("/regions/leuven").await;
    assert!(subregion.contains("Deel van <a href=\"/regions/vlaams-brabant\">"), "{subregion}");
    let all = app.page("/regions").await;
    assert!(all.contains("2 samenkomsten op komst."), "{all}");
    let nowhere = app.client.get("/regions/nergens").dispatch().await;
    assert_eq!(nowhere.status(), Status::NotFound);
}

#[rocket::async_test]
async fn what_is_over_can_be_watched_or_read_and_no_more_than_a_page_of_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for day in 0..53 {
        make_event(&app, &leuven, &format!("past-{day:02}"), |e| {
            e.starts_at = Set(brussels("2026-01-04 10:00") + Duration::days(day));
            e.ends_at = Set(brussels("2026-01-04 12:00") + Duration::days(day));
            match day {
                51 => e.recording_url = Set(None),
                52 => {
                    let title = Texts::same("Verslag");
                    let url = "https://example.org/verslag.pdf".to_string();
                    e.materials = Set(Materials(vec![Material { title, url }]));
                }
                _ => {
                    e.recording_url = Set(Some("https://example.org/video".to_string()));
                    e.recording_minutes = Set(Some(72));
                }
            }
        })
        .await;
    }
    let first = app.page("/recordings").await;
    assert_eq!(events_on(&first).len(), 50);
    assert_eq!(events_on(&first)[..2], ["past-52", "past-50"], "the newest first, and only with something to see");
    assert!(
        first.contains("Opname van 1\u{a0}uur\u{a0}12.") && first.contains("href=\"/recordings?page=2\""),
        "{first}"
    );
    assert_eq!(events_on(&app.page("/recordings?page=2").await), ["past-01", "past-00"]);
    let beyond = app.client.get("/recordings?page=99999999").dispatch().await;
    assert_eq!(beyond.status(), Status::NotFound);
    let region = app.page("/regions/leuven").await;
    assert!(region.contains("Alle 53 vorige samenkomsten"), "{region}");
    let back = app.page("/?region=leuven&to=2027-02-01").await;
    assert_eq!(events_on(&back).first(), Some(&"past-52"), "what is over, the newest first");
}

#[rocket::async_test]
async fn the_list_of_the_past_says_so_and_leads_back_to_what_comes() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    make_event(&app, &leuven, "voorbij", |e| {
        e.starts_at = Set(brussels("2027-01-12 10:00"));
        e.ends_at = Set(brussels("2027-01-12 12:00"));
    })
    .await;
    let now = app.page("/").await;
    assert!(now.contains("<h1>Kom erbij.</h1>") && !now.contains("Tot en met 1"), "{now}");
    let past = app.page("/?q=v%26o&region=leuven&kind=webinar&format=online&to=2027-02-01").await;
    assert!(past.contains("<h1>Dit was er al.</h1>") && past.contains("Vorige samenkomsten · Samenkomst"), "{past}");
    assert!(past.contains("Tot en met 1 februari 2027"), "{past}");
    let (_, rest) = past.split_once("<p class=\"btns h\"><a class=\"btn btn-s\" href=\"").expect("a way back");
    let back = rest.split('"').next().unwrap_or_default().replace("&#38;", "&");
    assert_eq!(back, "/?q=v%26o&region=leuven&kind=webinar&format=online");
    let past = app.page("/?region=leuven&to=2027-02-01").await;
    assert_eq!(events_on(&past), ["voorbij"]);
    assert!(past.contains("href=\"/?region=leuven\"") && events_on(&app.page("/?region=leuven").await) == ["samen"]);
    let spring = app.page("/?from=2027-03-01&to=2027-04-01").await;
    assert!(spring.contains("Vanaf 1 maart 2027") && spring.contains("Kom erbij."), "{spring}");
}

#[rocket::async_test]
async fn a_series_shows_what_comes_and_what_was() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let series = make_series(&app, &leuven, "diversiteit", false).await;
    make_event(&app, &leuven, "eerste", |e| {
        e.series_id = Set(Some(series.id));
        e.starts_at = Set(brussels("2026-11-12 14:00"));
        e.ends_at = Set(brussels("2026-11-12 15:30"));
    })
    .await;
    make_event(&app, &leuven, "tweede", |e| e.series_id = Set(Some(series.id))).await;
    let page = app.page("/series/diversiteit").await;
    assert_eq!(events_on(&page), ["tweede", "eerste"]);
    assert!(page.contains("https://samenkomst.example/calendar/series/diversiteit.ics"), "{page}");
    let unknown = app.client.get("/series/nergens").dispatch().await;
    assert_eq!(unknown.status(), Status::NotFound);
}
