//! What a page offers to calendar apps and news readers: feeds of the same, in the same language.

use rocket::http::Status;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};

#[rocket::async_test]
async fn the_feed_to_subscribe_to_fits_the_filter() {
    let app = TestApp::start().await;
    make_region(&app, "limburg").await;
    let page = app.page("/").await;
    assert!(page.contains("value=\"https://samenkomst.example/calendar/all.ics\""));
    assert!(page.contains("href=\"webcal://samenkomst.example/calendar/all.ics\""));
    let google = "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fsamenkomst.example%2Fcalendar%2Fall.ics";
    assert!(page.contains(google));
    let filtered = app.page("/?region=limburg&kind=webinar&format=online").await;
    let address = "https://samenkomst.example/calendar/limburg.ics?kind=webinar&#38;format=online\"";
    assert!(filtered.contains(address));
}

#[rocket::async_test]
async fn apps_that_look_for_feeds_on_a_page_find_them_in_its_language() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "webinar", |_| {}).await;
    for (page, calendar, news) in [
        ("/?", "/calendar/all.ics", Some("/feeds/all.atom")),
        ("/?region=leuven&kind=webinar&", "/calendar/leuven.ics", Some("/feeds/leuven.atom")),
        ("/regions/leuven?", "/calendar/leuven.ics", Some("/feeds/leuven.atom")),
        ("/events/webinar?", "/events/webinar.ics", None),
    ] {
        for (language, asked) in [("nl", ""), ("fr", "?lang=fr")] {
            let shown = app.page(&format!("{page}lang={language}")).await;
            let found = |kind: &str| {
                let link = format!("<link rel=\"alternate\" type=\"{kind}\"");
                let address = shown.lines().find(|line| line.contains(&link))?.split("href=\"").nth(1)?;
                address.split('"').next().map(str::to_string)
            };
            let (calendar, news) = (format!("{calendar}{asked}"), news.map(|news| format!("{news}{asked}")));
            assert_eq!((found("text/calendar"), found("application/atom+xml")), (Some(calendar), news), "{page}");
        }
    }
    let french = app.page("/events/webinar?lang=fr").await;
    assert!(french.contains("href=\"/events/webinar.ics?lang=fr\">"), "so is what one takes along: {french}");
    for feed in ["/calendar/leuven.ics?lang=fr", "/feeds/leuven.atom?lang=fr", "/events/webinar.ics?lang=fr"] {
        assert_eq!(app.client.get(feed).dispatch().await.status(), Status::Ok, "{feed}");
    }
}
