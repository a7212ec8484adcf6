//! What is kept in memory and handed out again: for those who ask for it, and whatever others ask for.

use std::cell::Cell;

use samenkomst::cache::Cache;
use samenkomst::events::event;
use samenkomst::language::Texts;
use samenkomst::regions::region;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use crate::support::TestApp;
use crate::support::makers::{commit, make_event, make_region};

/// Asks for a copy; answers whether it had to be made for that.
async fn is_made(cache: &Cache<i32, String>, name: &str, stamp: i32, copy: &str) -> bool {
    let made = Cell::new(false);
    let make = || async {
        made.set(true);
        Ok(copy.to_string())
    };
    let found = cache.copy(name.to_string(), stamp, make).await.expect("a copy");
    assert_eq!(found, copy, "{name}");
    made.get()
}

#[rocket::async_test]
async fn what_many_ask_for_stays_when_somebody_asks_for_everything_once() {
    let cache = Cache::new(8, 10_000, String::len);
    assert!(is_made(&cache, "agenda", 1, "what is on").await);
    assert!(!is_made(&cache, "agenda", 1, "what is on").await);
    for number in 0..100 {
        assert!(is_made(&cache, &format!("page {number}"), 1, "what nobody reads").await);
    }
    assert!(!is_made(&cache, "agenda", 1, "what is on").await);
    assert!(!is_made(&cache, "page 99", 1, "what nobody reads").await, "the newest of the others");
    assert!(is_made(&cache, "page 0", 1, "what nobody reads").await);
}

#[rocket::async_test]
async fn what_is_stale_is_made_anew_and_goes_before_what_is_good() {
    let cache = Cache::new(4, 10_000, String::len);
    for name in ["agenda", "region", "event"] {
        assert!(is_made(&cache, name, 1, "as it was").await);
        assert!(!is_made(&cache, name, 1, "as it was").await);
    }
    assert!(is_made(&cache, "agenda", 2, "as it is").await);
    for name in ["series", "recordings"] {
        assert!(is_made(&cache, name, 2, "as it is").await);
    }
    for name in ["agenda", "series", "recordings"] {
        assert!(!is_made(&cache, name, 2, "as it is").await, "{name}");
    }
}

#[rocket::async_test]
async fn no_more_bytes_are_kept_than_there_is_room_for() {
    let cache = Cache::new(100, 1_000, String::len);
    let large = "x".repeat(300);
    for number in 0..20 {
        assert!(is_made(&cache, &number.to_string(), 1, &large).await);
    }
    let mut kept = 0;
    for number in (0..20).rev().take(4) {
        kept += i32::from(!is_made(&cache, &number.to_string(), 1, &large).await);
    }
    assert!((1..=3).contains(&kept), "{kept} of 300 bytes in 1000");
    let huge = "x".repeat(2_000);
    assert!(is_made(&cache, "huge", 1, &huge).await);
    assert!(is_made(&cache, "huge", 1, &huge).await, "what is larger than the room is not kept");
}

#[rocket::async_test]
async fn a_kept_page_asks_the_database_nothing_whatever_else_its_address_says() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "wandeling", |_| {}).await;
    let (agenda, found) = (app.page("/").await, app.page("/?q=wandeling").await);
    let (page, sitemap) = (app.page("/events/wandeling").await, app.page("/sitemap.xml").await);
    let (regions, region) = (app.page("/regions").await, app.page("/regions/leuven").await);
    let embedded = app.page("/embed/agenda").await;
    let (recordings, feed) = (app.page("/recordings").await, app.page("/calendar/leuven.ics").await);
    // A change that nobody announced is not seen: proof that the database was not asked.
    event::Entity::delete_by_id(event.id).exec(app.db.write()).await.expect("no event");
    for (kept, others) in [
        (agenda, ["/?x=1", "/?region=&q=+&from=gisteren", "/?lang=nl&utm_source=nieuwsbrief"]),
        (embedded, ["/embed/agenda?x=1", "/embed/agenda?q=thee&from=2027-05-01&page=2", "/embed/agenda?kind=&lang=nl"]),
        (found, ["/?x=2&q=wandeling", "/?q=wandeling&kind=&theme=nergens", "/?q=%77andeling+&fbclid=abc"]),
        (page, ["/events/wandeling?x=3", "/events/wandeling?q=thee", "/events/wandeling?lang=nl"]),
        (regions, ["/regions", "/regions?x=4", "/regions?lang=nl"]),
        (region, ["/regions/leuven", "/regions/leuven?page=2", "/regions/leuven?kind=webinar"]),
        (recordings, ["/recordings", "/recordings?page=0&x=5", "/recordings?page=nergens"]),
        (feed, ["/calendar/leuven.ics?x=6", "/calendar/leuven.ics?kind=&theme=", "/calendar/leuven.ics?lang=nl"]),
        (sitemap, ["/sitemap.xml", "/sitemap.xml?x=7", "/sitemap.xml?lang=fr"]),
    ] {
        for other in others {
            assert_eq!(app.page(other).await, kept, "{other}");
        }
    }
}

#[rocket::async_test]
async fn what_means_nothing_stays_out_of_the_links_to_the_other_languages() {
    let app = TestApp::start().await;
    make_region(&app, "leuven").await;
    let page = app.page("/?x=%22&to=2027-05-01&region=leuven&kind=nergens&q=th%C3%A9+%26+taart").await;
    let query = "q=th%C3%A9%20%26%20taart&#38;region=leuven&#38;to=2027-05-01";
    assert!(page.contains(&format!("href=\"/?{query}&#38;lang=fr\"")), "{page}");
    assert!(!page.contains("x=%22") && !page.contains("nergens"), "{page}");
}

#[rocket::async_test]
async fn what_was_kept_of_a_database_is_not_shown_of_the_one_that_was_put_in_its_place() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (path, name) in [("/regions", "Leuven"), ("/api/v1/regions", "\"name\":\"Leuven\"")] {
        assert!(app.page(path).await.contains(name), "{path}");
    }
    app.sql("UPDATE revisions SET value = value - 1 WHERE id = 1").await;
    app.catch_up().await;
    // There something else happened instead, and the number is the same again.
    let txn = app.db.begin().await.expect("a transaction");
    let renamed = region::ActiveModel { names: Set(Texts::same("Louvain")), ..leuven.into() };
    renamed.update(&txn).await.expect("a region");
    commit(&app, txn).await;
    for path in ["/regions", "/api/v1/regions"] {
        let page = app.page(path).await;
        assert!(page.contains("Louvain") && !page.contains(">Leuven<"), "{path}: {page}");
    }
}
