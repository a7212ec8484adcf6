//! What search engines read on the page of an event.

use samenkomst::events::event::{Format, Languages, Venue};
use samenkomst::language::Language;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::structured_data;
use crate::support::makers::{make_event, make_region};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn search_engines_read_when_and_where() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "both", |e| {
        e.title = Set("Ontmoeting </script><script>alert(1)</script>".to_string());
        e.summary = Set("Een namiddag.".to_string());
        e.format = Set(Format::Hybrid);
        e.starts_at = Set(brussels("2027-06-01 13:30"));
        e.ends_at = Set(brussels("2027-06-01 16:00"));
        e.capacity = Set(Some(10));
        e.seats_taken = Set(10);
        e.languages = Set(Languages(vec![Language::Nl, Language::Fr]));
        e.venue = Set(Some(Venue {
            name: "De Zaal".into(),
            street: "Kerkstraat 1".into(),
            postcode: "3000".into(),
            city: "Leuven".into(),
            ..Venue::default()
        }));
    })
    .await;
    let page = app.page("/events/both").await;
    assert!(!page.contains("<script>alert"));
    let data = structured_data(&page);
    assert_eq!(data["name"], "Ontmoeting </script><script>alert(1)</script>");
    assert_eq!(data["startDate"], "2027-06-01T13:30+02:00");
    assert_eq!(data["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
    assert_eq!(data["location"][0]["address"]["addressLocality"], "Leuven");
    assert_eq!(data["location"][1]["url"], "https://samenkomst.example/events/both");
    assert_eq!(data["offers"]["availability"], "https://schema.org/SoldOut");
    assert_eq!(data["inLanguage"], serde_json::json!(["nl", "fr"]));
    for link in ["hreflang=\"fr\" href=\"https://samenkomst.example/events/both?lang=fr\"", "href=\"/events/both.ics\""]
    {
        assert!(page.contains(link), "{link}");
    }
}

#[rocket::async_test]
async fn whoever_gets_the_link_of_what_is_called_off_sees_it_before_they_open_it() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let off = brussels("2027-01-20 10:00");
    for (slug, cancelled_at, title) in
        [("gaat-door", None, "Gaat door"), ("gaat-niet-door", Some(off), "Geannuleerd: Gaat niet door")]
    {
        make_event(&app, &leuven, slug, |e| e.cancelled_at = Set(cancelled_at)).await;
        let page = app.page(&format!("/events/{slug}")).await;
        for said in [format!("<title>{title} · "), format!("property=\"og:title\" content=\"{title}\"")] {
            assert!(page.contains(&said), "{said}: {page}");
        }
        assert!(!page.contains("<h1>Geannuleerd"), "the page itself says it at length");
    }
}

#[rocket::async_test]
async fn search_engines_read_that_it_moved_and_whether_there_is_a_seat() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "verhuisd", |e| e.capacity = Set(Some(5))).await;
    let data = structured_data(&app.page("/events/verhuisd").await);
    assert_eq!(data["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(data["previousStartDate"], serde_json::Value::Null);
    assert_eq!(data["offers"]["availability"], "https://schema.org/InStock");

    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let moved = serde_json::json!({ "starts_at": "2027-04-01T13:30:00", "ends_at": "2027-04-01T15:30:00",
        "registration": { "opens_at": "2027-02-10T09:00:00" } });
    program.patch("/api/v1/events/verhuisd", moved).await.ok();
    let data = structured_data(&app.page("/events/verhuisd").await);
    assert_eq!(data["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(data["previousStartDate"], "2027-03-04T13:30+01:00");
    assert_eq!(data["startDate"], "2027-04-01T13:30+02:00");
    assert_eq!(data["offers"]["availability"], "https://schema.org/PreOrder");

    let back = serde_json::json!({ "starts_at": "2027-03-04T13:30:00", "ends_at": "2027-03-04T15:30:00" });
    program.patch("/api/v1/events/verhuisd", back).await.ok();
    let data = structured_data(&app.page("/events/verhuisd").await);
    assert_eq!(data["eventStatus"], "https://schema.org/EventRescheduled", "the first of April is in calendars by now");
    program.post("/api/v1/events/verhuisd/cancellation", serde_json::json!({})).await.ok();
    let data = structured_data(&app.page("/events/verhuisd").await);
    assert_eq!(data["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(data["offers"]["availability"], "https://schema.org/SoldOut");
}
