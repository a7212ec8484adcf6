//! The house stands.

use rocket::http::{ContentType, Method, Status};
use samenkomst::organisers::role::Role;
use samenkomst::slug::Slug;

use crate::support::TestApp;
use crate::support::desk::make_organiser;
use crate::support::makers::make_region;
use crate::support::people::header;

#[rocket::async_test]
async fn an_unknown_address_is_not_found_and_says_so() {
    let app = TestApp::start().await;
    let answer = app.client.get("/nergens").dispatch().await;
    assert_eq!(answer.status(), Status::NotFound);
}

#[rocket::async_test]
async fn whoever_comes_with_another_method_is_told_those_that_the_address_takes() {
    let app = TestApp::start().await;
    for (method, path, allowed) in [
        (Method::Post, "/", "GET, HEAD"),
        (Method::Put, "/regions", "GET, HEAD"),
        (Method::Post, "/regions/leuven", "GET, HEAD"),
        (Method::Get, "/registrations/AAAAAAAAAAAAAAAAAAAAAA/stops", "POST"),
        (Method::Post, "/organise/audit", "GET, HEAD"),
        (Method::Get, "/organise/account/tokens", "POST"),
    ] {
        for kind in [ContentType::Form, ContentType::Plain] {
            let refused = app.client.req(method, path).header(kind).dispatch().await;
            let told = (refused.status(), refused.headers().get_one("Allow"));
            assert_eq!(told, (Status::MethodNotAllowed, Some(allowed)), "{method} {path}");
            let page = refused.into_string().await.unwrap_or_default();
            assert!(page.contains("Langs hier kom je niet binnen."), "{method} {path}: {page}");
        }
    }
    let nowhere = app.client.post("/regions/leuven/nergens").header(ContentType::Form).dispatch().await;
    assert_eq!((nowhere.status(), nowhere.headers().get_one("Allow")), (Status::NotFound, None));
}

#[test]
fn a_slug_has_plain_letters_and_digits_hyphens_and_underscores() {
    for slug in ["leuven", "samenleven-in-diversiteit-2027-01-14", "2027", "Oud_2", &"x".repeat(120)] {
        assert_eq!(Slug::parse(slug).expect("a slug").as_str(), slug);
    }
    for text in ["", " ", "a b", "a/b", "..", "leuven.ics", "café", "a\0", "a\r\n", "\u{fffd}", &"x".repeat(121)] {
        assert!(Slug::parse(text).is_err(), "{text:?}");
    }
}

#[rocket::async_test]
async fn nothing_is_at_an_address_that_is_no_slug() {
    let app = TestApp::start().await;
    for name in ["%00", "%ff", "%0d%0a", "caf%C3%A9", "a%20b", "a.b", &"x".repeat(121)] {
        for path in [
            format!("/events/{name}"),
            format!("/events/{name}.ics"),
            format!("/events/{name}/registrations"),
            format!("/regions/{name}"),
            format!("/regions/{name}/digest"),
            format!("/series/{name}"),
            format!("/calendar/{name}.ics"),
            format!("/calendar/series/{name}.ics"),
            format!("/feeds/{name}.atom"),
            format!("/api/v1/events/{name}"),
        ] {
            let answer = app.client.get(path.as_str()).dispatch().await;
            assert_eq!(answer.status(), Status::NotFound, "{path}");
        }
    }
}

#[rocket::async_test]
async fn a_network_has_its_own_name_in_titles_calendars_and_letters() {
    let sender = ("mail_from", "Buren & Co <agenda@buren.example>");
    let app = TestApp::start_with(|figment| figment.merge(sender)).await;
    make_organiser(&app, "hanne@example.org", "Hanne Verbeke", Role::Admin, &[]).await;
    make_region(&app, "leuven").await;
    let page = app.page("/").await;
    for words in [
        " · Buren &#38; Co</title>",
        "<meta property=\"og:site_name\" content=\"Buren &#38; Co\">",
        "title=\"Buren &#38; Co\" href=\"/calendar/all.ics\"",
        " Samenkomst</a>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.page("/embed/agenda").await.contains(" · Buren &#38; Co</title>"));
    let code = app.page("/regions/leuven").await;
    assert!(code.contains("title=&#34;Op komst in Leuven · Buren &#38;#38; Co&#34;"), "{code}");
    assert!(app.page("/calendar/all.ics").await.contains("X-WR-CALNAME:Buren & Co\r\n"));
    assert!(app.page("/feeds/all.atom").await.contains("<title>Buren &#38; Co</title>"));
    app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    let letter = app.letters().await.pop().expect("a letter");
    // "Buren & Co": what is not an atom travels encoded (RFC 2047).
    assert_eq!(header(&letter, "From"), "=?utf-8?b?QnVyZW4gJiBDbw==?= <agenda@buren.example>");
    assert_eq!(letter.rendered.subject, "Je aanmeldlink voor Buren & Co");
}

#[rocket::async_test]
async fn every_answer_tells_a_browser_what_it_may_do_with_it() {
    let app = TestApp::start().await;
    for path in ["/", "/nergens", "/calendar/all.ics", "/api/v1/regions"] {
        let answer = app.client.get(path).dispatch().await;
        let said = |name| answer.headers().get_one(name).unwrap_or_default();
        assert!(said("Content-Security-Policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(said("X-Content-Type-Options"), "nosniff", "{path}");
        assert_eq!(said("Referrer-Policy"), "strict-origin-when-cross-origin", "{path}");
        let is_page = answer.content_type().is_some_and(|kind| kind.is_html());
        assert_eq!(is_page, ["/", "/nergens"].contains(&path), "{path}");
        for (name, value) in [("X-Frame-Options", "SAMEORIGIN"), ("Cross-Origin-Opener-Policy", "same-origin")] {
            assert_eq!(said(name), if is_page { value } else { "" }, "{path}");
        }
    }
    let elsewhere = app.client.get("/organise").dispatch().await;
    assert_eq!(elsewhere.status(), Status::SeeOther);
    let said = |name| elsewhere.headers().get_one(name).unwrap_or_default();
    assert_eq!(said("X-Content-Type-Options"), "nosniff");
    assert_eq!(said("Referrer-Policy"), "same-origin");
    assert_eq!(said("Cache-Control"), "private, no-store");
}

#[rocket::async_test]
async fn however_an_address_is_spelt_it_is_kept_as_private() {
    let app = TestApp::start().await;
    let key = "AAAAAAAAAAAAAAAAAAAAAA";
    for path in [
        format!("/registrations/{key}"),
        format!("//registrations/{key}"),
        format!("/%72egistrations//{key}"),
        format!("/%6Aoin/1/{key}"),
        format!("/%63ertificates/{key}"),
        "//organise".to_string(),
    ] {
        let answer = app.client.get(path.clone()).dispatch().await;
        let said = |name| answer.headers().get_one(name).unwrap_or_default();
        assert_eq!((said("X-Robots-Tag"), said("Cache-Control")), ("noindex", "private, no-store"), "{path}");
        assert_ne!(said("Referrer-Policy"), "strict-origin-when-cross-origin", "{path}");
    }
}

#[rocket::async_test]
async fn the_other_languages_of_a_page_are_never_on_another_site() {
    let app = TestApp::start().await;
    let page = app.page("//evil.example/x?q=1").await;
    assert!(page.contains("href=\"/evil.example/x?q=1&#38;lang=fr\""), "{page}");
    assert!(!page.contains("\"//"), "{page}");
}
