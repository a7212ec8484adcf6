//! The agenda on a website of others, in a frame.

use chrono::Duration;
use rocket::http::Status;
use rocket::local::asynchronous::LocalResponse;
use samenkomst::events::event::Format;
use samenkomst::events::event_region;
use sea_orm::Set;

use super::events_on;
use crate::support::makers::{make, make_copies, make_event, make_region, make_subregion};
use crate::support::{TestApp, brussels};

/// The events that the frame shows, in order; each link says the language.
fn shown(page: &str) -> Vec<&str> {
    events_on(page).into_iter().map(|path| path.strip_suffix("?lang=nl").unwrap_or("without a language")).collect()
}

/// What an answer says of frames.
fn framing<'r>(answer: &'r LocalResponse<'_>) -> (&'r str, Option<&'r str>) {
    let policy = answer.headers().get_one("Content-Security-Policy").unwrap_or_default();
    let ancestors = policy.split("; ").find(|part| part.starts_with("frame-ancestors"));
    (ancestors.unwrap_or_default(), answer.headers().get_one("X-Frame-Options"))
}

#[rocket::async_test]
async fn anybody_may_frame_this_page_and_no_other() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "wandeling", |_| {}).await;
    for path in ["/embed/agenda", "/embed/agenda?region=leuven&lang=fr", "//embed/%61genda?x=1"] {
        let answer = app.client.get(path).dispatch().await;
        assert_eq!((answer.status(), framing(&answer)), (Status::Ok, ("frame-ancestors *", None)), "{path}");
        let policy = answer.headers().get_one("Content-Security-Policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; ") && !policy.contains("script"), "{policy}");
    }
    let closed = ("frame-ancestors 'none'", Some("SAMEORIGIN"));
    for path in ["/", "/regions/leuven", "/events/wandeling", "/organise/sign-in", "/embed", "/embed/agenda/leuven"] {
        let answer = app.client.get(path).dispatch().await;
        assert_eq!(framing(&answer), closed, "{path}");
    }
    let wrong = app.client.post("/embed/agenda").dispatch().await;
    assert!(wrong.status() != Status::Ok && framing(&wrong) == closed, "an error is another page");
}

#[rocket::async_test]
async fn the_frame_shows_what_the_agenda_shows() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    make_event(&app, &leuven, "in-leuven", |_| {}).await;
    let together = make_event(&app, &limburg, "samen", |e| e.format = Set(Format::InPerson)).await;
    make(&app, event_region::ActiveModel { event_id: Set(together.id), region_id: Set(leuven.id) }).await;
    make_event(&app, &limburg, "overal", |e| e.for_every_region = Set(true)).await;
    make_event(&app, &limburg, "elders", |_| {}).await;
    make_event(&app, &brabant, "gaat-niet-door", |e| {
        e.cancelled_at = Set(Some(brussels("2027-02-01 12:00")));
        e.cancellation_reason = Set(Some("De spreekster is ziek.".to_string()));
    })
    .await;
    make_event(&app, &leuven, "draft", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "by-link", |e| e.listed = Set(false)).await;
    make_event(&app, &leuven, "over", |e| {
        e.starts_at = Set(brussels("2027-01-04 10:00"));
        e.ends_at = Set(brussels("2027-01-04 12:00"));
    })
    .await;
    let page = app.page("/embed/agenda?region=vlaams-brabant").await;
    assert_eq!(shown(&page), ["in-leuven", "samen", "overal", "gaat-niet-door"]);
    assert!(
        page.contains("</svg> Op komst in Vlaams-brabant</h1>") && page.contains("De spreekster is ziek."),
        "{page}"
    );
    assert!(page.contains("Gaat niet door") && page.contains("ev-off"), "{page}");
    for query in [
        "x=1",
        "region=leuven",
        "region=limburg&kind=webinar",
        "format=in-person",
        "kind=conference",
        "region=x&kind=y&theme=%00&format=z&page=-1",
    ] {
        let agenda = app.page(&format!("/?{query}")).await;
        assert_eq!(shown(&app.page(&format!("/embed/agenda?{query}")).await), events_on(&agenda), "{query}");
    }
}

#[rocket::async_test]
async fn each_row_says_its_month_and_who_invites_where_that_is_somebody_else() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    make_event(&app, &brabant, "van-zelf", |_| {}).await;
    make_event(&app, &leuven, "in-leuven", |_| {}).await;
    let page = app.page("/embed/agenda?region=vlaams-brabant").await;
    assert_eq!(page.matches("do <b>4</b> mrt</time>").count(), 2, "{page}");
    assert_eq!((page.matches("class=\"region\"").count(), page.matches("</svg> Leuven</span>").count()), (1, 1));
    assert!(!page.contains("<h3") && page.contains("<h2><a href=\"/events/van-zelf?lang=nl\""), "{page}");
}

#[rocket::async_test]
async fn of_a_long_agenda_the_frame_shows_the_beginning_and_the_way_to_the_rest() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let first = make_event(&app, &leuven, "eerste", |_| {}).await;
    make_copies(&app, &first, 25, |n, copy| {
        copy.starts_at = Set(first.starts_at + Duration::days(n.into()));
        copy.ends_at = Set(first.ends_at + Duration::days(n.into()));
    })
    .await;
    let page = app.page("/embed/agenda?region=leuven&q=niets&from=2027-05-01&to=2027-01-01&page=2").await;
    let seen = shown(&page);
    assert_eq!((seen.len(), seen.first(), seen.last()), (20, Some(&"eerste"), Some(&"e19")));
    assert!(page.contains("href=\"/?region=leuven&#38;lang=nl\">Alles uit Leuven</a>"), "{page}");
}

#[rocket::async_test]
async fn whoever_reads_in_a_frame_leaves_it_in_the_same_language_and_with_nothing_remembered() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "wandeling", |_| {}).await;
    let answer = app.client.get("/embed/agenda?lang=fr").dispatch().await;
    assert_eq!(answer.headers().get("Set-Cookie").next(), None);
    let page = answer.into_string().await.unwrap_or_default();
    assert!(page.contains("<html lang=\"fr-BE\"") && page.contains("<h1>À venir</h1>"), "{page}");
    assert!(page.contains("<base target=\"_top\">") && page.contains("href=\"/events/wandeling?lang=fr\""), "{page}");
    assert!(page.contains("href=\"/?lang=fr\">"), "{page}");
    let of_a_region = app.page("/embed/agenda?region=leuven&lang=fr").await;
    assert!(of_a_region.contains("href=\"/?region=leuven&#38;lang=fr\""), "{of_a_region}");
    for other in ["<form", "<input", "<button", "<script", "<header", "<footer", "<nav", "http-equiv"] {
        assert!(!page.contains(other), "{other}");
    }
    assert!(app.page("/").await.contains("<html lang=\"nl-BE\">"), "the choice of the website stays in its frame");
}

#[rocket::async_test]
async fn a_search_engine_keeps_to_the_agenda_itself() {
    let app = TestApp::start().await;
    make_region(&app, "leuven").await;
    let page = app.page("/embed/agenda?region=leuven").await;
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://samenkomst.example/\">"), "{page}");
    assert!(!app.page("/sitemap.xml").await.contains("embed"));
}

#[rocket::async_test]
async fn what_is_over_leaves_the_frame_and_an_empty_one_says_so() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "wandeling", |_| {}).await;
    app.at("2027-03-04 15:29");
    assert_eq!(shown(&app.page("/embed/agenda?region=leuven").await), ["wandeling"]);
    app.at("2027-03-04 15:30");
    let page = app.page("/embed/agenda?region=leuven").await;
    assert!(shown(&page).is_empty() && page.contains("Niets in Leuven. Nog niet."), "{page}");
    assert!(page.contains("href=\"/?region=leuven&#38;lang=nl\""), "there is a way onward: {page}");
    assert!(app.page("/embed/agenda").await.contains("De agenda is nog leeg. Kom gauw eens terug."));
    make_event(&app, &leuven, "nieuw", |e| {
        e.starts_at = Set(brussels("2027-05-04 10:00"));
        e.ends_at = Set(brussels("2027-05-04 12:00"));
    })
    .await;
    assert_eq!(shown(&app.page("/embed/agenda?region=leuven").await), ["nieuw"], "what is new is there at once");
}

#[rocket::async_test]
async fn hostile_words_stay_words_in_a_frame() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "hostile", |e| {
        e.title = Set("<script>alert('x')</script>\"'&".to_string());
        // Of what is called off the frame says why; no other text of an event stands there.
        e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")));
        e.cancellation_reason = Set(Some("</ol><base href=\"//evil.example\">".to_string()));
    })
    .await;
    let page = app.page("/embed/agenda").await;
    assert!(page.contains("&#60;script&#62;") && !page.contains("<script"), "{page}");
    assert!(
        page.contains("&#60;base href=&#34;//evil.example&#34;&#62;") && !page.contains("evil.example\">"),
        "{page}"
    );
    for query in [
        "region=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "kind=%00&theme=%00&format=%0d%0aX-Frame-Options:%20DENY",
        "lang=%22%3E%3Cscript%3E&x=%3Cscript%3E",
        "q=%3Cscript%3E&from=%3Cscript%3E&page=%3Cscript%3E",
    ] {
        assert_eq!(app.page(&format!("/embed/agenda?{query}")).await, page, "{query}");
    }
}

#[rocket::async_test]
async fn the_page_of_a_region_has_the_code_that_shows_its_agenda_elsewhere() {
    let app = TestApp::start().await;
    make_region(&app, "leuven").await;
    for (language, title) in [("nl", "Op komst in Leuven"), ("en", "Coming up in Leuven")] {
        let page = app.page(&format!("/regions/leuven?lang={language}")).await;
        let address = format!("https://samenkomst.example/embed/agenda?region=leuven&#38;amp;lang={language}");
        let code =
            format!("&#60;iframe src=&#34;{address}&#34; title=&#34;{title} · Samenkomst&#34; loading=&#34;lazy&#34;");
        assert!(page.contains(&code), "{page}");
        let framed = app.page(&format!("/embed/agenda?region=leuven&lang={language}")).await;
        assert!(framed.contains(&format!("</svg> {title}</h1>")), "{framed}");
    }
    assert!(!app.page("/").await.contains("iframe"), "the agenda itself stays as it is");
}
