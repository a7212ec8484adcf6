//! The agenda: what people find, whatever they look for and in whatever language.

mod collections;
mod embedded;
mod feeds;
mod long;
mod period;

use rocket::http::{Header, Status};
use samenkomst::events::event::{Format, Venue, folded};
use samenkomst::events::event_theme;
use samenkomst::events::kind::Kind;
use samenkomst::language::Texts;
use samenkomst::regions::{region, series};
use sea_orm::{ActiveModelBehavior, Set};

use crate::support::makers::{make, make_event, make_region, make_subregion, make_theme};
use crate::support::{TestApp, brussels};

async fn make_series(app: &TestApp, region: &region::Model, slug: &str, umbrella: bool) -> series::Model {
    let series = series::ActiveModel {
        slug: Set(slug.to_string()),
        region_id: Set(region.id),
        umbrella: Set(umbrella),
        titles: Set(Texts::same("World Social Work Day 2027")),
        summaries: Set(Texts::same("Eén dag om ons werk te vieren.")),
        ..series::ActiveModel::new()
    };
    make(app, series).await
}

/// The links to events on a page, in order.
fn events_on(page: &str) -> Vec<&str> {
    let links = page.match_indices("href=\"/events/").map(|(at, found)| at + found.len());
    links.filter_map(|at| page[at..].split('"').next()).collect()
}

#[rocket::async_test]
async fn the_agenda_shows_what_is_still_to_come_in_order() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "later", |e| {
        e.starts_at = Set(brussels("2027-05-04 10:00"));
        e.ends_at = Set(brussels("2027-05-04 12:00"));
    })
    .await;
    make_event(&app, &leuven, "sooner", |_| {}).await;
    make_event(&app, &leuven, "over", |e| {
        e.starts_at = Set(brussels("2027-01-04 10:00"));
        e.ends_at = Set(brussels("2027-01-04 12:00"));
    })
    .await;
    make_event(&app, &leuven, "draft", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "by-link", |e| e.listed = Set(false)).await;
    let page = app.page("/").await;
    assert_eq!(events_on(&page), ["sooner", "later"]);
    assert!(page.contains("Maart <small>2027</small>") && page.contains("Mei <small>2027</small>"), "{page}");
}

#[rocket::async_test]
async fn filters_combine_and_nonsense_is_left_out() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    let closeness = make_theme(&app, "nabijheid").await;
    let webinar = make_event(&app, &leuven, "webinar-in-leuven", |_| {}).await;
    let walk = make_event(&app, &leuven, "wandeling-in-leuven", |e| {
        e.kind = Set(Kind::PracticeVisit);
        e.format = Set(Format::InPerson);
        e.search = Set(folded("Wandeling langs café Zoë in Leuven"));
        e.starts_at = Set(brussels("2027-04-05 10:00"));
        e.ends_at = Set(brussels("2027-04-05 12:00"));
    })
    .await;
    make_event(&app, &limburg, "webinar-in-limburg", |_| {}).await;
    for event in [&webinar, &walk] {
        let link = event_theme::ActiveModel { event_id: Set(event.id), theme_id: Set(closeness.id) };
        make(&app, link).await;
    }
    for (query, found) in [
        ("region=vlaams-brabant", vec!["webinar-in-leuven", "wandeling-in-leuven"]),
        ("region=leuven&kind=webinar", vec!["webinar-in-leuven"]),
        ("theme=nabijheid&format=in-person", vec!["wandeling-in-leuven"]),
        ("format=online", vec!["webinar-in-leuven", "webinar-in-limburg"]),
        ("q=Zo%C3%AB+cafe", vec!["wandeling-in-leuven"]),
        ("q=100%25", vec![]),
        ("from=2027-04-05", vec!["wandeling-in-leuven"]),
        ("to=2027-03-04", vec!["webinar-in-leuven", "webinar-in-limburg"]),
        ("region=leuven&theme=nabijheid&kind=practice-visit&q=wandeling", vec!["wandeling-in-leuven"]),
    ] {
        let page = app.page(&format!("/?{query}")).await;
        let mut seen = events_on(&page);
        seen.sort();
        let mut expected = found.clone();
        expected.sort();
        assert_eq!(seen, expected, "{query}");
    }
    let nonsense = "/?region=x&kind=y&theme=%00&format=z&from=gisteren&to=99&q=";
    for nonsense in [nonsense, "/?from=-100000-01-01", "/?to=%2B100000-01-01"] {
        assert_eq!(events_on(&app.page(nonsense).await).len(), 3, "{nonsense}");
    }
}

#[rocket::async_test]
async fn an_umbrella_shows_once_with_its_places() {
    let app = TestApp::start().await;
    let antwerp = make_region(&app, "antwerpen").await;
    let limburg = make_region(&app, "limburg").await;
    let day = make_series(&app, &antwerp, "world-social-work-day-2027", true).await;
    for (region, slug) in [(&antwerp, "wswd-antwerpen"), (&limburg, "wswd-limburg")] {
        make_event(&app, region, slug, |e| {
            e.kind = Set(Kind::WorldSocialWorkDay);
            e.series_id = Set(Some(day.id));
        })
        .await;
    }
    let page = app.page("/").await;
    assert_eq!(page.matches("class=\"wswd\"").count(), 1);
    assert_eq!(events_on(&page), ["wswd-antwerpen", "wswd-limburg"]);
    assert!(page.contains("Antwerpen, online") && page.contains(">13.30\u{a0}uur</time>"), "{page}");
    // Alone in its region it is an event like any other.
    let limburg = app.page("/?region=limburg").await;
    assert!(!limburg.contains("class=\"wswd\"") && events_on(&limburg) == ["wswd-limburg"], "{limburg}");
}

#[rocket::async_test]
async fn a_series_of_shared_days_has_a_heading_for_each_day() {
    let app = TestApp::start().await;
    let antwerp = make_region(&app, "antwerpen").await;
    let series = make_series(&app, &antwerp, "werelddag", true).await;
    for (slug, from) in [("a", "2027-03-16"), ("b", "2027-03-16"), ("c", "2027-03-17"), ("d", "2027-03-17")] {
        make_event(&app, &antwerp, slug, |e| {
            e.series_id = Set(Some(series.id));
            e.starts_at = Set(brussels(&format!("{from} 10:00")));
            e.ends_at = Set(brussels(&format!("{from} 12:00")));
        })
        .await;
    }
    let page = app.page("/").await;
    for id in ["day-werelddag-2027-03-16", "day-werelddag-2027-03-17"] {
        let heading = format!("<article class=\"wswd\" aria-labelledby=\"{id}\">");
        assert!(page.contains(&heading), "{page}");
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{page}");
    }
}

#[rocket::async_test]
async fn a_list_names_the_zone_of_what_happens_in_another_one() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "hier", |e| e.format = Set(Format::InPerson)).await;
    make_event(&app, &leuven, "londen", |e| {
        e.format = Set(Format::InPerson);
        e.timezone = Set("Europe/London".to_string());
    })
    .await;
    for path in ["/", "/regions/leuven"] {
        let page = app.page(path).await;
        assert!(page.contains("12.30 – 14.30\u{a0}uur (Londense tijd), "), "{path}: {page}");
        assert!(page.contains("13.30 – 15.30\u{a0}uur, "), "at home it goes without saying; {path}: {page}");
    }
}

#[rocket::async_test]
async fn an_empty_agenda_says_so_and_shows_the_way_onward() {
    let app = TestApp::start().await;
    let limburg = make_region(&app, "limburg").await;
    make_event(&app, &limburg, "webinar", |_| {}).await;
    let page = app.page("/?region=limburg&kind=practice-safari").await;
    assert!(page.contains("Geen praktijksafari in Limburg. Nog niet."), "{page}");
    assert!(page.contains("Er staat wel één andere samenkomst in Limburg."), "{page}");
    assert!(page.contains("href=\"/?region=limburg\""), "{page}");
}

#[rocket::async_test]
async fn whoever_searches_in_vain_is_told_nothing_that_is_not_so() {
    let app = TestApp::start().await;
    for slug in ["leuven", "limburg"] {
        let region = make_region(&app, slug).await;
        make_event(&app, &region, &format!("webinar-in-{slug}"), |_| {}).await;
    }
    let in_region = app.page("/?region=leuven&q=robots").await;
    assert!(in_region.contains("Niets gevonden.") && !in_region.contains("Niets in Leuven"), "{in_region}");
    assert!(in_region.contains("Er staat wel één andere samenkomst in Leuven."), "{in_region}");
    let of_kind = app.page("/?kind=webinar&q=robots").await;
    assert!(of_kind.contains("Niets gevonden.") && !of_kind.contains("Geen webinar"), "{of_kind}");
    assert!(of_kind.contains("Toon alle webinars") && !of_kind.contains("Elders"), "there is no here");
    let both = app.page("/?region=leuven&kind=webinar&q=robots").await;
    assert!(both.contains("Niets gevonden.") && both.contains("Elders is er wel één van deze soort."), "{both}");
}

#[rocket::async_test]
async fn the_agenda_speaks_the_language_that_was_chosen_or_preferred() {
    let app = TestApp::start().await;
    assert!(app.page("/").await.contains("<html lang=\"nl-BE\">"));
    let preferred = app.client.get("/").header(Header::new("Accept-Language", "fr-BE, nl;q=0.5"));
    let french = preferred.dispatch().await.into_string().await.unwrap_or_default();
    assert!(french.contains("<html lang=\"fr-BE\">") && french.contains("Viens, il y a de la place."), "{french}");
    let english = app.page("/?lang=en&q=x").await;
    assert!(english.contains("Come and join us.") && english.contains("href=\"/?q=x&#38;lang=fr\""), "{english}");
    // The choice is remembered.
    assert!(app.page("/regions").await.contains("<html lang=\"en\">"));
}

#[rocket::async_test]
async fn a_language_is_known_by_its_tag_and_in_every_line_of_what_a_browser_prefers() {
    let app = TestApp::start().await;
    let line = |text: &'static str| Header::new("Accept-Language", text);
    let preferred = app.client.get("/").header(line("de, nl;q=0.3")).header(line("FR-be;q=0.8"));
    let french = preferred.dispatch().await.into_string().await.unwrap_or_default();
    assert!(french.contains("<html lang=\"fr-BE\">"), "{french}");
    for (asked, shown) in [("FR", "fr-BE"), ("en-GB", "en"), ("fr_CA", "fr-BE"), ("nl-be", "nl-BE"), ("eng", "nl-BE")] {
        let page = app.page(&format!("/regions?lang={asked}")).await;
        assert!(page.contains(&format!("<html lang=\"{shown}\">")), "{asked}: {page}");
    }
}

#[rocket::async_test]
async fn the_cookie_with_the_language_goes_over_tls_alone_where_there_is_tls() {
    for (address, is_https) in [("https://samen.example", true), ("http://samen.example", false)] {
        let app = TestApp::start_with(|figment| figment.merge(("public_url", address))).await;
        let answer = app.client.get("/?lang=fr").dispatch().await;
        let cookie = answer.headers().get_one("Set-Cookie").unwrap_or_default();
        assert!(cookie.starts_with("lang=fr; ") && cookie.contains("HttpOnly") && cookie.contains("Lax"), "{cookie}");
        assert_eq!(cookie.contains("Secure"), is_https, "{address}: {cookie}");
        assert!(app.page("/regions").await.contains("<html lang=\"fr-BE\">"));
    }
}

#[rocket::async_test]
async fn hostile_words_are_shown_as_words() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hostile = "<script>alert('x')</script>\"'&";
    make_event(&app, &leuven, "hostile", |e| {
        e.title = Set(hostile.to_string());
        e.summary = Set(hostile.to_string());
        e.format = Set(Format::InPerson);
        e.venue = Set(Some(Venue { name: hostile.to_string(), ..Venue::default() }));
    })
    .await;
    for path in ["/", "/regions/leuven", "/?q=%3Cscript%3Ealert(1)", "/%3Cscript%3Ealert(1)?%22%3E%3Cscript%3E"] {
        let page = app.page(path).await;
        assert!(!page.contains("<script>"), "{path}");
    }
    assert!(app.page("/").await.contains("&#60;script&#62;"));
}

#[rocket::async_test]
async fn every_page_of_the_house_is_there_in_three_languages() {
    let app = TestApp::start().await;
    make_region(&app, "leuven").await;
    for language in ["nl", "fr", "en"] {
        for path in ["/", "/regions", "/regions/leuven", "/recordings", "/privacy", "/accessibility", "/contact"] {
            let answer = app.client.get(format!("{path}?lang={language}")).dispatch().await;
            assert_eq!(answer.status(), Status::Ok, "{path} in {language}");
            let page = answer.into_string().await.unwrap_or_default();
            assert!(page.contains(&format!("<html lang=\"{language}")), "{path} in {language}");
            assert!(!page.contains("Unknown localization"), "{path} in {language}");
            assert_eq!(page.matches("<h1").count(), 1, "{path} in {language}");
            let canonical = format!("<link rel=\"canonical\" href=\"https://samenkomst.example{path}\">");
            assert!(page.contains(&canonical), "{path} in {language}");
        }
    }
}

#[rocket::async_test]
async fn a_search_engine_finds_every_public_page_and_no_other() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-aan-tafel", |_| {}).await;
    make_event(&app, &leuven, "een-idee", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "onder-ons", |e| e.listed = Set(false)).await;
    let sitemap = app.page("/sitemap.xml").await;
    let read = roxmltree::Document::parse(&sitemap).expect("XML");
    let pages: Vec<_> = read.descendants().filter(|n| n.has_tag_name("loc")).filter_map(|n| n.text()).collect();
    let site = "https://samenkomst.example";
    let wanted = ["/", "/regions", "/recordings", "/regions/leuven", "/events/samen-aan-tafel"];
    assert_eq!(pages, wanted.map(|path| format!("{site}{path}")));
    assert!(app.page("/robots.txt").await.contains("Sitemap: https://samenkomst.example/sitemap.xml"));
}
