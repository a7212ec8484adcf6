//! The page of an event: is this for me, and is there a seat?

mod search_engines;
mod texts;

use rocket::http::Status;
use samenkomst::events::event::{Format, Programme, ProgrammePoint, Speaker, Speakers};
use samenkomst::language::Texts;
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};

use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::{TestApp, brussels};

const JOIN_URL: &str = "https://example.org/join/secret-room";

/// The structured data on a page.
fn structured_data(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("structured data");
    let (data, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("JSON")
}

#[rocket::async_test]
async fn an_open_event_shows_its_seats_and_the_form() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "safari", |e| {
        e.capacity = Set(Some(60));
        e.seats_taken = Set(42);
        e.closes_at = Set(Some(brussels("2027-03-03 12:00")));
    })
    .await;
    let page = app.page("/events/safari").await;
    assert!(page.contains("42 van de 60 plaatsen zijn ingenomen. Er zijn nog 18 plaatsen vrij."), "{page}");
    assert!(page.contains("Inschrijven kan tot woensdag 3 maart, 12\u{a0}uur."), "{page}");
    assert!(
        page.contains("action=\"/events/safari/registrations?lang=nl#seat\"") && page.contains("Schrijf me in"),
        "{page}"
    );
    for field in ["name", "email", "organisation", "role", "consent", "website"] {
        assert!(page.contains(&format!(" name=\"{field}\"")), "{field}");
    }
    assert!(page.contains("<time datetime=\"2027-03-04T13:30+01:00\">Donderdag 4 maart 2027</time>"), "{page}");
}

#[rocket::async_test]
async fn only_a_short_form_is_said_to_take_twenty_seconds() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let safari = make_event(&app, &leuven, "safari", |_| {}).await;
    for practice in ["De Cocon", "De Meubelfabriek"] {
        make_stop(&app, &safari, practice, "2027-03-04 13:45", "2027-03-04 14:30").await;
    }
    assert!(app.page("/events/samen").await.contains("Klaar in twintig seconden."));
    assert!(!app.page("/events/safari").await.contains("Klaar in twintig seconden."));
}

#[rocket::async_test]
async fn the_door_is_said_in_a_sentence_whatever_its_state() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "waiting", |e| {
        e.capacity = Set(Some(380));
        e.seats_taken = Set(380);
        e.waiting = Set(14);
    })
    .await;
    make_event(&app, &leuven, "full", |e| {
        e.capacity = Set(Some(1));
        e.seats_taken = Set(1);
        e.waiting_list = Set(false);
    })
    .await;
    make_event(&app, &leuven, "plenty", |_| {}).await;
    make_event(&app, &leuven, "not-open", |e| {
        e.capacity = Set(Some(40));
        e.opens_at = Set(Some(brussels("2027-02-15 10:00")));
    })
    .await;
    make_event(&app, &leuven, "closed", |e| e.closes_at = Set(Some(brussels("2027-02-01 10:00")))).await;
    make_event(&app, &leuven, "past", |e| {
        e.starts_at = Set(brussels("2027-01-12 10:00"));
        e.ends_at = Set(brussels("2027-01-12 12:00"));
        e.recording_url = Set(Some("https://example.org/video".to_string()));
        e.recording_minutes = Set(Some(54));
    })
    .await;
    make_event(&app, &leuven, "cancelled", |e| {
        e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")));
        e.cancellation_reason = Set(Some("De spreker is ziek.".to_string()));
    })
    .await;
    for (slug, sentence, has_form) in [
        ("waiting", "Er staan 14 mensen in de rij. <b>Jij wordt nummer 15.</b>", true),
        ("full", "Alle plaatsen zijn ingenomen en er is geen wachtlijst.", false),
        ("plenty", "Er is plaats genoeg.", true),
        ("not-open", "Inschrijven kan vanaf maandag 15 februari, 10\u{a0}uur.", false),
        ("closed", "Inschrijven is voorbij.", false),
        ("past", "Opname van 54 minuten.", false),
        ("cancelled", "De spreker is ziek.", false),
    ] {
        let page = app.page(&format!("/events/{slug}")).await;
        assert!(page.contains(sentence), "{slug}");
        assert_eq!(page.contains("name=\"consent\""), has_form, "{slug}");
    }
    let cancelled = structured_data(&app.page("/events/cancelled").await);
    assert_eq!(cancelled["eventStatus"], "https://schema.org/EventCancelled");
    let waiting = app.page("/events/waiting").await;
    assert_eq!(waiting.matches("<i></i>").count(), 15);
    assert!(waiting.contains("Hier is er wel plek") && waiting.contains("href=\"/events/plenty\""), "{waiting}");
}

#[rocket::async_test]
async fn that_everybody_is_told_is_said_until_it_would_have_been_over() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "cancelled", |e| e.cancelled_at = Set(Some(brussels("2027-01-20 10:00")))).await;
    let says_so = async || app.page("/events/cancelled").await.contains("We mailen iedereen die ingeschreven was.");
    assert!(says_so().await);
    app.at("2027-03-04 15:30");
    assert!(!says_so().await);
}

#[rocket::async_test]
async fn a_draft_is_not_found_and_an_unlisted_event_only_by_its_link() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "draft", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "by-link", |e| e.listed = Set(false)).await;
    for slug in ["draft", "nothing", "%2e%2e", "DRAFT"] {
        let answer = app.client.get(format!("/events/{slug}")).dispatch().await;
        assert_eq!(answer.status(), Status::NotFound, "{slug}");
    }
    let page = app.page("/events/by-link").await;
    assert!(
        page.contains("<meta name=\"robots\" content=\"noindex\">") && !page.contains("rel=\"canonical\""),
        "{page}"
    );
}

#[rocket::async_test]
async fn the_link_to_join_is_on_no_page() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, format) in [("online", Format::Online), ("both", Format::Hybrid)] {
        make_event(&app, &leuven, slug, |e| {
            e.format = Set(format);
            e.join_url = Set(Some(JOIN_URL.to_string()));
        })
        .await;
    }
    for path in ["/", "/events/online", "/events/both", "/regions/leuven", "/recordings"] {
        let page = app.page(path).await;
        assert!(page.contains("Samenkomst") && !page.contains("secret-room"), "{path}");
    }
}

#[rocket::async_test]
async fn stops_points_and_people_stand_in_the_order_of_the_day() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "safari", |e| {
        e.programme =
            Set(Programme(vec![ProgrammePoint { at: brussels("2027-03-04 13:30"), text: Texts::same("Welkom.") }]));
        e.speakers = Set(Speakers(vec![Speaker { name: "Lien Dewaele".into(), role: Texts::same("gids") }]));
    })
    .await;
    let limited = |stop: samenkomst::events::stop::Model| {
        let mut stop = stop.into_active_model();
        stop.capacity = Set(Some(12));
        stop.seats_taken = Set(9);
        stop
    };
    make_stop(&app, &event, "Altijd open", "2027-03-04 13:45", "2027-03-04 14:00").await;
    let first = make_stop(&app, &event, "De Cocon", "2027-03-04 14:15", "2027-03-04 14:45").await;
    make_stop(&app, &event, "De Meubelfabriek", "2027-03-04 14:15", "2027-03-04 14:45").await;
    let changed = limited(first).update(app.db.write()).await.expect("a stop with a limit");
    let page = app.page("/events/safari").await;
    let at = |words: &str| page.rfind(words).unwrap_or_else(|| panic!("{words} is on the page"));
    assert!(at("Welkom.") < at("<span>Altijd open") && at("<span>Altijd open") < at("<span>De Meubelfabriek"));
    assert!(page.contains("Drie haltes") && page.contains(">LD<"), "{page}");
    // Only where there is something to choose, one is asked.
    assert!(!page.contains("name=\"stops[0]\""), "{page}");
    assert_eq!(page.matches("name=\"stops[1]\"").count(), 3);
    assert!(
        page.contains(&format!("value=\"{}\" id=\"f-stops-0\"", changed.id)) && page.contains("Nog 3 plaatsen"),
        "{page}"
    );
}

#[rocket::async_test]
async fn the_programme_of_two_days_names_the_day_before_its_hours() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let point = |at: &str, text: &str| ProgrammePoint { at: brussels(at), text: Texts::same(text) };
    let event = make_event(&app, &leuven, "tweedaagse", |e| {
        e.ends_at = Set(brussels("2027-03-05 12:00"));
        let welcome = point("2027-03-04 13:30", "Welkom.");
        e.programme = Set(Programme(vec![welcome, point("2027-03-05 09:00", "Ontbijt.")]));
    })
    .await;
    make_stop(&app, &event, "De Cocon", "2027-03-05 10:00", "2027-03-05 10:45").await;
    make_event(&app, &leuven, "eendaags", |e| {
        e.programme = Set(Programme(vec![point("2027-03-04 13:30", "Welkom.")]));
    })
    .await;
    let page = app.page("/events/tweedaagse").await;
    let (_, programme) = page.split_once("<h2 id=\"programme\">").expect("a programme");
    let at = |words: &str| programme.find(words).unwrap_or_else(|| panic!("{words} is in {programme}"));
    let order = [
        ">Donderdag 4 maart</h3>",
        "<time datetime=\"2027-03-04T13:30+01:00\">13.30",
        "Welkom.",
        ">Vrijdag 5 maart</h3>",
        "<time datetime=\"2027-03-05T09:00+01:00\">9.00",
        "<time datetime=\"2027-03-05T10:00+01:00\">10.00",
        "De Cocon</span></h4>",
    ];
    assert!(order.map(at).is_sorted(), "{programme}");
    assert_eq!(programme.matches("class=\"h day\"").count(), 2);
    let page = app.page("/events/eendaags").await;
    assert!(page.contains("Welkom.") && !page.contains("class=\"h day\""), "its day stands above");
}
