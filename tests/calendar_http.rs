//! A feed on its way: short, kept, and never sent twice to those who have it.

use std::io::Read;

use flate2::read::GzDecoder;
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::LocalResponse;
use samenkomst::events::event;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, Set};

use crate::support::makers::{commit, make_event, make_region};
use crate::support::{TestApp, brussels};

const FEED: &str = "/calendar/leuven.ics";

async fn house() -> (TestApp, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "wandeling", |_| {}).await;
    (app, event)
}

async fn asked<'c>(app: &'c TestApp, path: &'c str, headers: &[(&'static str, String)]) -> LocalResponse<'c> {
    let mut request = app.client.get(path);
    for (name, value) in headers {
        request.add_header(Header::new(*name, value.clone()));
    }
    request.dispatch().await
}

fn header(answer: &LocalResponse<'_>, name: &str) -> String {
    answer.headers().get_one(name).unwrap_or_default().to_string()
}

#[rocket::async_test]
async fn every_client_gets_the_same_and_no_cookie() {
    let (app, _) = house().await;
    let answer = asked(&app, FEED, &[]).await;
    assert_eq!(answer.status(), Status::Ok);
    for (name, value) in [
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Disposition", "inline; filename=\"leuven.ics\""),
        ("Cache-Control", "public, max-age=300"),
        ("Access-Control-Allow-Origin", "*"),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
        ("Last-Modified", "Tue, 02 Feb 2027 00:00:00 GMT"),
        ("Set-Cookie", ""),
        ("Content-Encoding", ""),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    let feed = answer.into_string().await.unwrap();
    for (name, value) in [("Accept", "text/html"), ("Accept-Language", "fr"), ("Cookie", "lang=en")] {
        let answer = asked(&app, FEED, &[(name, value.to_string())]).await;
        assert_eq!(answer.into_string().await.unwrap(), feed, "{name}");
    }
    let french = asked(&app, "/calendar/leuven.ics?lang=fr", &[]).await;
    assert_eq!(header(&french, "Set-Cookie"), "");
    assert_ne!(french.into_string().await.unwrap(), feed);
}

#[rocket::async_test]
async fn who_has_it_already_gets_nothing() {
    let (app, _) = house().await;
    let answer = asked(&app, FEED, &[]).await;
    let (tag, date) = (header(&answer, "ETag"), header(&answer, "Last-Modified"));
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    let old = "Thu, 01 Jan 1970 00:00:00 GMT".to_string();
    let other = "\"iets-anders\"".to_string();
    for (headers, status) in [
        (vec![("If-None-Match", tag.clone())], 304),
        (vec![("If-None-Match", format!("W/{tag}"))], 304),
        (vec![("If-None-Match", format!("{other}, W/\"nog iets\" ,{tag}"))], 304),
        (vec![("If-None-Match", "*".to_string())], 304),
        (vec![("If-None-Match", other.clone())], 200),
        (vec![("If-None-Match", other.clone()), ("If-None-Match", tag.clone())], 304),
        (vec![("If-Modified-Since", date.clone())], 304),
        (vec![("If-Modified-Since", "Tuesday, 02-Feb-27 00:00:00 GMT".to_string())], 304),
        (vec![("If-Modified-Since", "Tue Feb  2 00:00:00 2027".to_string())], 304),
        (vec![("If-Modified-Since", old.clone())], 200),
        (vec![("If-Modified-Since", "gisteren".to_string())], 200),
        (vec![("If-Modified-Since", date.clone()), ("If-None-Match", other)], 200),
        (vec![("If-Modified-Since", old), ("If-None-Match", tag.clone())], 304),
    ] {
        let answer = asked(&app, FEED, &headers).await;
        assert_eq!(answer.status().code, status, "{headers:?}");
        assert_eq!(header(&answer, "ETag"), tag);
        assert_eq!(answer.into_bytes().await.unwrap_or_default().is_empty(), status == 304, "{headers:?}");
    }
}

#[rocket::async_test]
async fn it_is_compressed_for_those_who_ask() {
    let (app, _) = house().await;
    let plain = asked(&app, FEED, &[]).await;
    let tag = header(&plain, "ETag");
    let feed = plain.into_string().await.unwrap();
    for (codings, coding) in [
        ("gzip, deflate, br", "br"),
        ("br;q=0.2, GZIP;q=0.5", "gzip"),
        ("br;q=1.0, GZIP;q=0.5", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "br"),
        ("gzip;q=0", ""),
        ("*;q=0.5, gzip;q=0", "br"),
        ("*;q=0.5, gzip;q=1, br;q=0", "gzip"),
        ("identity", ""),
        ("br", "br"),
    ] {
        let answer = asked(&app, FEED, &[("Accept-Encoding", codings.to_string())]).await;
        assert_eq!(header(&answer, "Content-Encoding"), coding, "{codings}");
        assert_eq!(header(&answer, "ETag") == tag, coding.is_empty(), "each form has its own tag");
        assert_eq!(header(&answer, "Vary"), "Accept-Encoding");
        let own = header(&answer, "ETag");
        let bytes = answer.into_bytes().await.unwrap();
        let mut text = String::new();
        match coding {
            "gzip" => GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap(),
            "br" => brotli::Decompressor::new(&bytes[..], 4096).read_to_string(&mut text).unwrap(),
            _ => (&bytes[..]).read_to_string(&mut text).unwrap(),
        };
        assert_eq!(text, feed, "{codings}");
        let again = [("Accept-Encoding", codings.to_string()), ("If-None-Match", own)];
        assert_eq!(asked(&app, FEED, &again).await.status(), Status::NotModified);
    }
}

#[rocket::async_test]
async fn a_head_tells_the_length_and_other_methods_are_refused() {
    let (app, _) = house().await;
    let feed = app.page(FEED).await;
    let head = app.client.head(FEED).dispatch().await;
    assert_eq!(head.status(), Status::Ok);
    assert_eq!(head.body().preset_size(), Some(feed.len()));
    assert_eq!(header(&head, "Content-Type"), "text/calendar; charset=utf-8");
    assert_eq!(head.into_bytes().await.unwrap_or_default(), Vec::<u8>::new());
    for method in [Method::Post, Method::Put, Method::Delete, Method::Options] {
        for path in [FEED, "/calendar/series/x.ics", "/feeds/all.atom"] {
            let answer = app.client.req(method, path).dispatch().await;
            assert_eq!(answer.status(), Status::MethodNotAllowed, "{method} {path}");
            assert_eq!(header(&answer, "Allow"), "GET, HEAD");
        }
    }
}

#[rocket::async_test]
async fn the_date_moves_on_when_an_event_is_deleted_or_a_region_renamed() {
    let (app, event) = house().await;
    let before = asked(&app, FEED, &[]).await;
    let (date, tag) = (header(&before, "Last-Modified"), header(&before, "ETag"));
    app.at("2027-02-02 11:00");
    let txn = app.db.begin().await.unwrap();
    event.delete(&txn).await.unwrap();
    commit(&app, txn).await;
    let after = asked(&app, FEED, &[("If-Modified-Since", date)]).await;
    assert_eq!(after.status(), Status::Ok);
    assert_eq!(header(&after, "Last-Modified"), "Tue, 02 Feb 2027 10:00:00 GMT");
    assert_ne!(header(&after, "ETag"), tag);
}

#[rocket::async_test]
async fn the_date_moves_on_when_an_event_moves_away_and_stays_when_nothing_happens() {
    let (app, event) = house().await;
    let limburg = make_region(&app, "limburg").await;
    let date = header(&asked(&app, FEED, &[]).await, "Last-Modified");
    app.at("2027-02-02 11:00");
    let mut moved = event.into_active_model();
    moved.region_id = Set(limburg.id);
    moved.updated_at = Set(brussels("2027-02-02 11:00"));
    let txn = app.db.begin().await.unwrap();
    moved.update(&txn).await.unwrap();
    commit(&app, txn).await;
    let after = asked(&app, FEED, &[("If-Modified-Since", date)]).await;
    assert_eq!(after.status(), Status::Ok);
    let moved_on = header(&after, "Last-Modified");
    assert_eq!(moved_on, "Tue, 02 Feb 2027 10:00:00 GMT");
    app.at("2027-02-03 09:00");
    let next_day = asked(&app, FEED, &[]).await;
    assert_eq!(header(&next_day, "Last-Modified"), moved_on, "a new day alone changes nothing");
}

#[rocket::async_test]
async fn a_kept_feed_asks_the_database_nothing() {
    let (app, event) = house().await;
    let feed = app.page(FEED).await;
    // A change that nobody announced is not seen: proof that the database was not asked.
    event::Entity::delete_by_id(event.id).exec(app.db.write()).await.unwrap();
    assert_eq!(app.page(FEED).await, feed);
}

#[rocket::async_test]
async fn robots_may_read_feeds() {
    let (app, _) = house().await;
    let robots = app.page("/robots.txt").await;
    assert_eq!(
        robots,
        "User-agent: *\nDisallow: /organise\nDisallow: /registrations/\nSitemap: https://samenkomst.example/sitemap.xml\n"
    );
}

#[rocket::async_test]
async fn the_page_of_an_event_is_not_taken_by_its_feed() {
    let (app, _) = house().await;
    let calendar = app.client.get("/events/wandeling.ics").dispatch().await;
    assert_eq!(header(&calendar, "Content-Type"), "text/calendar; charset=utf-8");
    let page = app.client.get("/events/wandeling").dispatch().await;
    assert_ne!(header(&page, "Content-Type"), "text/calendar; charset=utf-8");
}
