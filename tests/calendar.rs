//! Whoever follows a region finds its events in their own calendar.

mod dates;
mod entry;
mod http;
mod invitation;
mod news;
mod personal;
mod stream;
mod zones;

use rocket::http::Status;
use samenkomst::events::event::{Format, Venue};
use samenkomst::events::kind::Kind;
use samenkomst::events::{event_region, event_theme};
use samenkomst::language::{Language, Texts};
use samenkomst::regions::series;
use sea_orm::{ActiveModelBehavior, Set};

use crate::support::makers::{make, make_event, make_region, make_stop, make_subregion, make_theme};
use crate::support::{TestApp, brussels};

/// The lines of a stream, unfolded.
fn lines(stream: &str) -> Vec<String> {
    stream.replace("\r\n ", "").split_terminator("\r\n").map(str::to_string).collect()
}

/// The value of the first property called `name`, its parameters with it.
pub fn property(stream: &str, name: &str) -> Option<String> {
    let starts = |line: &&String| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']));
    let found = lines(stream).iter().find(starts)?.clone();
    Some(found[name.len()..].trim_start_matches(':').to_string())
}

/// The address of the own calendar that the page behind the private link shows.
pub fn calendar_in(page: &str) -> String {
    let (_, address) = page.split_once("\"webcal://samenkomst.example").expect("a calendar on the page");
    address.split(['"', '?', '&']).next().unwrap_or_default().to_string()
}

/// The text with `[kind]` for what a kind of event is called: that may be reworded.
fn without_kinds(text: &str) -> String {
    let names = Kind::ALL.map(|kind| kind.name(Language::Nl));
    names.iter().fold(text.to_string(), |text, name| {
        let categories = text.replace(&format!("CATEGORIES:{name}"), "CATEGORIES:[kind]");
        categories.replace(&format!("term=\"{}\"", name.replace('"', "&#34;")), "term=\"[kind]\"")
    })
}

/// The titles in a feed, in its order.
fn titles(feed: &str) -> Vec<String> {
    let lines = lines(feed);
    lines.iter().filter_map(|l| l.strip_prefix("SUMMARY:")).map(str::to_string).collect()
}

#[rocket::async_test]
async fn a_region_feed_reads_like_this() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let safari = make_event(&app, &leuven, "praktijksafari-leuven", |e| {
        e.uid = Set(uuid::Uuid::from_u128(0x6f1c_0a52_6c41_4d2b_9d0e_0a6d_2f8f_0001));
        e.kind = Set(Kind::PracticeSafari);
        e.title = Set("Praktijksafari: zorg, buurt & \"nabijheid\"".into());
        e.summary = Set("Een dag op bezoek.".into());
        e.description =
            Set("Kom **mee**.\r\n\r\n- eerst koffie\n- dan [op weg](https://example.org/route)\n\n<b>weg</b>".into());
        e.format = Set(Format::InPerson);
        e.venue = Set(Some(Venue {
            name: "Huis van het Kind".into(),
            street: "Stationsstraat 12; bus 3".into(),
            postcode: "3000".into(),
            city: "Leuven".into(),
            latitude: Some(50.8798),
            longitude: Some(4.7005),
        }));
    })
    .await;
    make_stop(&app, &safari, "Wijkwerking", "2027-03-04 13:30", "2027-03-04 14:15").await;
    make_event(&app, &leuven, "online-over-wonen", |e| {
        e.uid = Set(uuid::Uuid::from_u128(0x6f1c_0a52_6c41_4d2b_9d0e_0a6d_2f8f_0002));
        e.starts_at = Set(brussels("2027-07-01 10:00"));
        e.ends_at = Set(brussels("2027-07-01 11:30"));
        e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")));
        e.cancellation_reason = Set(Some("De spreker is ziek.".into()));
        e.sequence = Set(1);
        e.updated_at = Set(brussels("2027-01-20 10:00"));
    })
    .await;
    let feed = app.page("/calendar/leuven.ics").await;
    insta::assert_snapshot!(without_kinds(&feed.replace("\r\n", "\n")));
}

#[rocket::async_test]
async fn a_region_shows_its_subregions_what_it_co_hosts_and_what_is_for_everyone() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "vlaams-brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let limburg = make_region(&app, "limburg").await;
    make_event(&app, &leuven, "in-leuven", |_| {}).await;
    make_event(&app, &limburg, "in-limburg", |_| {}).await;
    let shared = make_event(&app, &limburg, "samen-met-leuven", |_| {}).await;
    let link = event_region::ActiveModel { event_id: Set(shared.id), region_id: Set(leuven.id) };
    make(&app, link).await;
    make_event(&app, &limburg, "voor-elke-regio", |e| e.for_every_region = Set(true)).await;

    let leuvens = vec!["In leuven", "Samen met leuven", "Voor elke regio"];
    assert_eq!(titles(&app.page("/calendar/leuven.ics").await), leuvens);
    assert_eq!(titles(&app.page("/calendar/vlaams-brabant.ics").await), leuvens);
    let limburgs = vec!["In limburg", "Samen met leuven", "Voor elke regio"];
    assert_eq!(titles(&app.page("/calendar/limburg.ics").await), limburgs);
    assert_eq!(titles(&app.page("/calendar/all.ics").await).len(), 4);
}

#[rocket::async_test]
async fn drafts_are_in_no_feed_and_what_is_not_listed_only_at_its_own_address() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "klad", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "op-uitnodiging", |e| e.listed = Set(false)).await;
    assert_eq!(titles(&app.page("/calendar/all.ics").await), Vec::<String>::new());
    assert_eq!(titles(&app.page("/calendar/leuven.ics").await), Vec::<String>::new());
    assert_eq!(titles(&app.page("/events/op-uitnodiging.ics").await), vec!["Op uitnodiging"]);
    for gone in ["/events/klad.ics", "/events/nooit-geweest.ics"] {
        assert_eq!(app.client.get(gone).dispatch().await.status(), Status::NotFound, "{gone}");
    }
}

#[rocket::async_test]
async fn nobody_can_join_from_a_feed() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "webinar", |e| {
        e.join_url = Set(Some("https://video.example.org/j/4711".into()));
        e.summary = Set("Kom via https://video.example.org/j/4711 of mail an.peeters@example.org.".into());
        e.description = Set("[Hier](https://video.example.org/j/4711), of <an.peeters@example.org>".into());
    })
    .await;
    for feed in ["/calendar/all.ics", "/events/webinar.ics", "/feeds/all.atom"] {
        let feed = lines(&app.page(feed).await).join("");
        assert!(feed.contains("Webinar"));
        assert!(!feed.contains("j/4711") && !feed.contains("an.peeters"), "{feed}");
    }
}

#[rocket::async_test]
async fn a_place_on_a_map_and_a_name_elsewhere_stay_in_a_feed() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let map = "https://www.google.com/maps/@50.8798,4.7005,17z";
    make_event(&app, &leuven, "wandeling", |e| {
        e.summary = Set(format!("Vertrek: {map}, vragen aan (an.peeters@example.org)."));
        e.description = Set(format!("Volg @caw@sociaal.example, zie www.caw.example of [de route]({map})."));
    })
    .await;
    let feed = lines(&app.page("/events/wandeling.ics").await).join("\n").replace("\\,", ",");
    let told = format!("Volg @caw@sociaal.example, zie www.caw.example of de route ({map}).");
    assert!(feed.contains(&format!("Vertrek: {map}, vragen aan …")) && feed.contains(&told), "{feed}");
    let news = app.page("/feeds/all.atom").await;
    assert!(news.contains(&format!("href=&#34;{map}&#34;")) && !news.contains("an.peeters"), "{news}");
}

#[rocket::async_test]
async fn filters_combine_and_an_unknown_one_is_no_address() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let housing = make_theme(&app, "wonen").await;
    let webinar = make_event(&app, &leuven, "webinar-wonen", |_| {}).await;
    make(&app, event_theme::ActiveModel { event_id: Set(webinar.id), theme_id: Set(housing.id) }).await;
    make_event(&app, &leuven, "webinar-zorg", |_| {}).await;
    let visit = make_event(&app, &leuven, "bezoek-wonen", |e| {
        e.kind = Set(Kind::PracticeVisit);
        e.format = Set(Format::InPerson);
    })
    .await;
    make(&app, event_theme::ActiveModel { event_id: Set(visit.id), theme_id: Set(housing.id) }).await;

    for (filters, found) in [
        ("kind=webinar&theme=wonen&lang=fr", vec!["Webinar wonen"]),
        ("theme=wonen", vec!["Webinar wonen", "Bezoek wonen"]),
        ("format=online", vec!["Webinar wonen", "Webinar zorg"]),
        ("kind=&theme=&utm_source=brief", vec!["Webinar wonen", "Webinar zorg", "Bezoek wonen"]),
        ("kind=conference", vec![]),
        ("kind=webinar&theme=wonen&format=online&lang=en", vec!["Webinar wonen"]),
        ("lang=en&format=in-person&theme=wonen&kind=practice-visit", vec!["Bezoek wonen"]),
        ("format=in-person&kind=webinar", vec![]),
        ("kind=webinar&kind=webinar&theme=wonen", vec!["Webinar wonen"]),
    ] {
        assert_eq!(titles(&app.page(&format!("/calendar/leuven.ics?{filters}")).await), found, "{filters}");
    }
    let french = app.page("/calendar/leuven.ics?lang=fr").await;
    assert!(french.contains("BEGIN:VEVENT") && french == app.page("/calendar/leuven.ics?lang=FR-be").await, "{french}");
    for unknown in [
        "/calendar/leuven.ics?theme=voetbal",
        "/calendar/leuven.ics?kind=feest",
        "/calendar/leuven.ics?format=thuis",
        "/calendar/leuven.ics?lang=de",
        "/calendar/leuven.ics?kind=webinar&kind=conference",
        "/calendar/leuven.ics?lang=fr&lang=en",
        "/calendar/atlantis.ics",
        "/calendar/leuven",
        "/calendar/leuven.ics.ics",
        "/calendar/series/atlantis.ics",
        "/feeds/atlantis.atom",
        "/feeds/leuven.rss",
    ] {
        assert_eq!(app.client.get(unknown).dispatch().await.status(), Status::NotFound, "{unknown}");
    }
}

#[rocket::async_test]
async fn its_kind_and_themes_are_categories() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |_| {}).await;
    for theme in ["zorg, buurt; samen", "wonen"] {
        let theme = make_theme(&app, theme).await;
        let link = event_theme::ActiveModel { event_id: Set(event.id), theme_id: Set(theme.id) };
        make(&app, link).await;
    }
    let categories = property(&app.page("/calendar/all.ics").await, "CATEGORIES").unwrap();
    assert_eq!(categories, format!("{},zorg\\, buurt\\; samen,wonen", Kind::Webinar.name(Language::Nl)));
}

#[rocket::async_test]
async fn a_series_has_a_feed_of_all_its_dates() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let diversity = series::ActiveModel {
        slug: Set("diversiteit".into()),
        region_id: Set(leuven.id),
        umbrella: Set(false),
        titles: Set(Texts { nl: "Diversiteit".into(), fr: "Diversité".into(), en: String::new() }),
        summaries: Set(Texts::default()),
        ..series::ActiveModel::new()
    };
    let diversity = make(&app, diversity).await;
    make_event(&app, &leuven, "tweede", |e| e.series_id = Set(Some(diversity.id))).await;
    make_event(&app, &leuven, "eerste", |e| {
        e.series_id = Set(Some(diversity.id));
        e.starts_at = Set(brussels("2027-02-10 10:00"));
        e.ends_at = Set(brussels("2027-02-10 12:00"));
    })
    .await;
    make_event(&app, &leuven, "iets-anders", |_| {}).await;
    let feed = app.page("/calendar/series/diversiteit.ics?lang=fr").await;
    assert_eq!(titles(&feed), vec!["Eerste", "Tweede"]);
    assert_eq!(property(&feed, "X-WR-CALNAME").unwrap(), "Samenkomst · Diversité");
    let source = "VALUE=URI:https://samenkomst.example/calendar/series/diversiteit.ics?lang=fr";
    assert_eq!(property(&feed, "SOURCE").unwrap().trim_start_matches(';'), source);
}

#[rocket::async_test]
async fn what_is_past_stays_for_a_year() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "toen", |_| {}).await;
    app.at("2028-03-03 09:00");
    assert_eq!(titles(&app.page("/calendar/all.ics").await), vec!["Toen"]);
    app.at("2028-03-05 09:00");
    assert_eq!(titles(&app.page("/calendar/all.ics").await), Vec::<String>::new());
    assert_eq!(titles(&app.page("/events/toen.ics").await), vec!["Toen"], "its own address stays");
}

#[rocket::async_test]
async fn called_off_stands_in_the_title_in_each_language() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "wandeling", |e| e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")))).await;
    for (language, title) in
        [("nl", "Geannuleerd: Wandeling"), ("fr", "Annulé\u{a0}: Wandeling"), ("en", "Cancelled: Wandeling")]
    {
        let feed = app.page(&format!("/calendar/all.ics?lang={language}")).await;
        assert_eq!(titles(&feed), vec![title]);
        assert_eq!(property(&feed, "STATUS").unwrap(), "CANCELLED");
    }
}
