//! A feed on its way: short, kept, and never sent twice to those who have it.

use std::io::Read;

use flate2::read::GzDecoder;
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::LocalResponse;
use samenkomst::events::event;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::lines;
use crate::support::makers::{commit, make_event, make_region};
use crate::support::{Door, TestApp, brussels};

pub const FEED: &str = "/calendar/leuven.ics";

pub async fn house() -> (TestApp, event::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "wandeling", |_| {}).await;
    app.at("2027-02-02 09:05");
    (app, event)
}

pub async fn asked<'c>(app: &'c TestApp, path: &'c str, headers: &[(&'static str, String)]) -> LocalResponse<'c> {
    let mut request = app.client.get(path);
    for (name, value) in headers {
        request.add_header(Header::new(*name, value.clone()));
    }
    request.dispatch().await
}

pub fn header(answer: &LocalResponse<'_>, name: &str) -> String {
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
        ("Last-Modified", "Tue, 02 Feb 2027 08:00:00 GMT"),
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
        (vec![("If-Modified-Since", "Tuesday, 02-Feb-27 08:00:00 GMT".to_string())], 304),
        (vec![("If-Modified-Since", "Tue Feb  2 08:00:00 2027".to_string())], 304),
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
        ("identity;q=1, *;q=0.5", ""),
        ("identity;q=0.5, gzip;Q=0.8", "gzip"),
        ("identity;q=0", ""),
        ("*;q=0", ""),
        ("", ""),
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
            _ => Read::read_to_string(&mut &bytes[..], &mut text).unwrap(),
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
    for method in [Method::Post, Method::Put, Method::Delete, Method::Options, Method::Patch, Method::Trace] {
        for path in [FEED, "/calendar/series/x.ics", "/feeds/all.atom", "/events/wandeling.ics"] {
            let answer = app.client.req(method, path).dispatch().await;
            assert_eq!(answer.status(), Status::MethodNotAllowed, "{method} {path}");
            assert_eq!(header(&answer, "Allow"), "GET, HEAD");
        }
    }
}

#[rocket::async_test]
async fn an_empty_feed_is_a_calendar_still() {
    // Casablanca has no yearly rule.
    for (zone, named) in [("Europe/Brussels", "Europe/Brussels"), ("UTC", "UTC"), ("Africa/Casablanca", "UTC")] {
        let app = TestApp::start_with(|figment| figment.merge(("timezone", zone))).await;
        make_region(&app, "leuven").await;
        let feed = app.page(FEED).await;
        let component = format!("BEGIN:VTIMEZONE\r\nTZID:{named}\r\n");
        assert!(feed.contains(&component) && !feed.contains("BEGIN:VEVENT"), "{feed}");
    }
}

#[rocket::async_test]
async fn a_feed_of_a_thousand_events_stays_below_a_megabyte() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let story = "Een verhaal over wonen, zorg en wat er in de buurt gebeurt; kom je mee? ".repeat(20);
    let rows = make_event(&app, &leuven, "eerste", |e| {
        e.summary = Set(story[..300].to_string());
        e.description = Set(story.clone());
    });
    let first = rows.await;
    let copies = (1..1000).map(|n| {
        let mut copy = first.clone().into_active_model().reset_all();
        copy.id = sea_orm::ActiveValue::NotSet;
        copy.slug = Set(format!("e{n}"));
        copy.uid = Set(uuid::Uuid::new_v4());
        // Half of them are past.
        copy.starts_at = Set(brussels("2026-09-01 10:00") + chrono::Duration::hours(8 * n));
        copy.ends_at = Set(brussels("2026-09-01 12:00") + chrono::Duration::hours(8 * n));
        copy
    });
    let txn = app.db.begin().await.unwrap();
    for copies in copies.collect::<Vec<_>>().chunks(100) {
        event::Entity::insert_many(copies.to_vec()).exec_without_returning(&txn).await.unwrap();
    }
    commit(&app, txn).await;
    let feed = app.page(FEED).await;
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 1000);
    assert!(feed.len() <= 1024 * 1024, "{} octets", feed.len());
    let with_story = lines(&feed).iter().filter(|l| l.starts_with("DESCRIPTION:") && l.len() > 800).count();
    assert!(with_story > 300 && feed.len() > 1000 * 1024, "what fits keeps its description: {with_story}");
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
async fn methods_that_nobody_knows_are_refused_too() {
    let (app, _) = house().await;
    let door = app.open_door().await;
    for method in ["PROPFIND", "REPORT", "MKCALENDAR", "SING"] {
        for path in [
            FEED,
            "/calendar/atlantis.ics",
            "/events/wandeling.ics",
            "/feeds/all.atom",
            "/api/v1/regions",
            "/events/wandeling",
            "/",
        ] {
            let answer = raw(&door, &format!("{method} {path} HTTP/1.1")).await;
            assert!(answer.starts_with("HTTP/1.1 405 "), "{method} {path}: {answer}");
            assert!(answer.to_lowercase().contains("\r\nallow: get, head\r\n"), "{answer}");
        }
        let nowhere = raw(&door, &format!("{method} /nergens HTTP/1.1")).await;
        assert!(nowhere.starts_with("HTTP/1.1 400 "), "{nowhere}");
    }
    let part = raw(&door, &format!("GET {FEED} HTTP/1.1\r\nRange: bytes=0-9")).await;
    assert!(part.starts_with("HTTP/1.1 200 "), "a part of a feed is of no use: {part}");
    // A bad form beside it is a page, as before.
    let form = app.client.post("/events/wandeling/registrations").body("x").dispatch().await;
    assert_ne!(form.status(), Status::MethodNotAllowed);
}

/// What is answered to a request that no decent client would make.
async fn raw(door: &Door, line: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", door.port)).await.unwrap();
    let request = format!("{line}\r\nHost: x\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
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
