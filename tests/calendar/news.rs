//! A news reader tells what was published.

use rocket::http::Status;
use samenkomst::events::event::{Format, Venue};
use sea_orm::Set;

use super::{property, without_kinds};
use crate::support::makers::{make_event, make_region};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn a_region_has_news() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "oud-nieuws", |e| {
        e.uid = Set(uuid::Uuid::from_u128(0x6f1c_0a52_6c41_4d2b_9d0e_0a6d_2f8f_0001));
        e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")));
    })
    .await;
    make_event(&app, &leuven, "nieuws", |e| {
        e.uid = Set(uuid::Uuid::from_u128(0x6f1c_0a52_6c41_4d2b_9d0e_0a6d_2f8f_0002));
        e.title = Set("Zorg & <wonen>\u{1}".into());
        e.summary = Set("Met \"Lien\".".into());
        e.description = Set("Kom **mee** <script>alert(1)</script>".into());
        e.published_at = Set(Some(brussels("2027-01-18 10:00")));
        e.updated_at = Set(brussels("2027-01-21 10:00"));
    })
    .await;
    let answer = app.client.get("/feeds/leuven.atom").dispatch().await;
    assert_eq!(answer.status(), Status::Ok);
    assert_eq!(answer.headers().get_one("Content-Type"), Some("application/atom+xml; charset=utf-8"));
    assert!(answer.headers().contains("ETag"));
    insta::assert_snapshot!(without_kinds(&answer.into_string().await.unwrap()));
}

#[rocket::async_test]
async fn news_in_french_leads_to_pages_in_french() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "nieuws", |_| {}).await;
    let pages = |news: &str| {
        ["/regions/leuven", "/events/nieuws"]
            .map(|page| news.contains(&format!("href=\"https://samenkomst.example{page}\"")))
    };
    assert_eq!(pages(&app.page("/feeds/leuven.atom").await), [true, true], "unasked, the browser chooses");
    let french = app.page("/feeds/leuven.atom?lang=fr").await;
    assert_eq!(pages(&french.replace("?lang=fr\"", "\"")), [true, true], "{french}");
    assert_eq!(pages(&french), [false, false], "{french}");
}

#[rocket::async_test]
async fn who_follows_a_feed_reads_that_they_may_join_from_home() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, format) in [("online", Format::Online), ("ter-plaatse", Format::InPerson), ("beide", Format::Hybrid)] {
        make_event(&app, &leuven, slug, |e| {
            e.format = Set(format);
            e.venue = Set(Some(Venue { name: "Huis van het Kind".into(), ..Venue::default() }));
            e.summary = Set("Over wonen.".into());
        })
        .await;
    }
    let says = "Kom ter plaatse of doe online mee.";
    for (slug, count) in [("online", 0), ("ter-plaatse", 0), ("beide", 1)] {
        let entry = app.page(&format!("/events/{slug}.ics")).await;
        let (_, entry) = entry.split_once("BEGIN:VEVENT").expect("an entry");
        let told = property(entry, "DESCRIPTION").expect("a description");
        assert_eq!(told.matches(says).count(), count, "{slug}: {told}");
    }
    assert_eq!(property(&app.page("/events/beide.ics").await, "LOCATION").as_deref(), Some("Huis van het Kind"));
    let news = app.page("/feeds/leuven.atom").await;
    assert_eq!(news.matches(&format!("{says}\nOver wonen.</summary>")).count(), 1, "{news}");
}
