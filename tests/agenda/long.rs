//! An agenda that is longer than a page.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::Details;
use samenkomst::events::listing::A_PAGE;
use samenkomst::regions::Network;
use sea_orm::Set;

use super::events_on;
use crate::support::TestApp;
use crate::support::makers::{make_copies, make_event, make_region};

/// A page of events and two more in Leuven, one each day from 4 March 2027 on.
async fn house() -> TestApp {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let first = make_event(&app, &leuven, "eerste", |_| {}).await;
    make_copies(&app, &first, A_PAGE as i32 + 1, |n, copy| {
        copy.starts_at = Set(first.starts_at + Duration::days(n.into()));
        copy.ends_at = Set(first.ends_at + Duration::days(n.into()));
    })
    .await;
    app
}

#[rocket::async_test]
async fn a_long_agenda_goes_on_where_its_page_ends() {
    let app = house().await;
    let first = app.page("/?region=leuven").await;
    assert_eq!(events_on(&first).len(), 300);
    assert_eq!(events_on(&first).last(), Some(&"e299"));
    assert!(first.contains("302 samenkomsten") && !first.contains("Naar het begin"), "{first}");
    assert!(first.contains("href=\"/?region=leuven&#38;page=2\">Verder met 29 december 2027</a>"), "{first}");
    for same in ["/?region=leuven&page=1", "/?page=0&region=leuven", "/?region=leuven&page=-1"] {
        assert_eq!(app.page(same).await, first, "{same}");
    }
    let second = app.page("/?page=2&region=leuven").await;
    assert_eq!(events_on(&second), ["e300", "e301"]);
    assert!(second.contains("302 samenkomsten") && !second.contains("Verder met"), "{second}");
    assert!(second.contains("href=\"/?region=leuven\">Naar het begin</a>"), "{second}");
    let beyond = app.client.get("/?page=3").dispatch().await;
    assert_eq!(beyond.status(), Status::NotFound);
    for (language, words) in [("fr", "Continuer avec le 29 décembre 2027"), ("en", "Go on with 29 December 2027")] {
        assert!(app.page(&format!("/?lang={language}")).await.contains(words), "{language}");
    }
}

#[rocket::async_test]
async fn a_region_with_many_events_leads_on_to_the_agenda() {
    let app = house().await;
    let page = app.page("/regions/leuven").await;
    assert_eq!(events_on(&page).len(), 300);
    assert!(page.contains("href=\"/?region=leuven&#38;page=2\">Verder met 29 december 2027</a>"), "{page}");
    assert!(app.page("/regions").await.contains("302 samenkomsten op komst."));
}

#[rocket::async_test]
async fn who_looks_far_back_goes_on_with_what_was_before() {
    let app = house().await;
    app.at("2028-06-01 09:00");
    let newest = app.page("/?to=2028-05-01").await;
    assert_eq!((events_on(&newest).len(), events_on(&newest)[0]), (300, "e301"));
    assert!(newest.contains("href=\"/?to=2028-05-01&#38;page=2\">Verder met 5 maart 2027</a>"), "{newest}");
    assert_eq!(events_on(&app.page("/?to=2028-05-01&page=2").await), ["e1", "eerste"]);
}

#[rocket::async_test]
async fn more_events_than_one_statement_can_name_are_read_all_the_same() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "wandeling", |_| {}).await;
    let network = Network::load(&app.db).await.expect("a network");
    // SQLite takes 32,766 values.
    let read = Details::of_all(&app.db, &network, vec![event; 33_000]).await.expect("events");
    assert_eq!(read.len(), 33_000);
}
