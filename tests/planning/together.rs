//! Drafts that were made together stand on one page, and one press puts them online.

use rocket::http::Status;
use samenkomst::organisers::audit::Act;
use sea_orm::Set;

use super::{acts, fields_of, leuven};
use crate::support::makers::{make_event, make_region};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn one_press_puts_all_of_them_online_and_a_second_one_changes_nothing() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "tweede", |e| {
        e.published_at = Set(None);
        e.starts_at = Set(brussels("2027-04-01 13:30"));
        e.ends_at = Set(brussels("2027-04-01 15:30"));
    })
    .await;
    make_event(&app, &leuven, "eerste", |e| e.published_at = Set(None)).await;
    make_event(&app, &leuven, "al-online", |_| {}).await;
    make_event(&app, &leuven, "nooit", |e| {
        e.published_at = Set(None);
        e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")));
    })
    .await;
    let page = app.page("/organise/drafts?event=tweede&event=eerste&event=al-online&event=nooit&made=4").await;
    assert!(page.contains("4 concepten staan klaar.") && page.contains("Zet alle 2 online"), "{page}");
    let at = |words: &str| page.find(words).expect("the event");
    assert!(at("Donderdag 4 maart 2027, 13.30") < at("Donderdag 1 april 2027, 13.30"), "the first one first: {page}");
    let form = fields_of(&page, "<form method=\"post\" action=\"/organise/publications\"");
    let sent: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, next) = app.send("/organise/publications", &sent).await;
    assert!(status == Status::SeeOther && next.starts_with("/organise/drafts?online=2&event="), "{next}");
    let page = app.page(&next).await;
    assert!(page.contains("2 samenkomsten staan nu online.") && !page.contains("/organise/publications"), "{page}");
    for slug in ["eerste", "tweede", "al-online"] {
        assert_eq!(app.client.get(format!("/events/{slug}")).dispatch().await.status(), Status::Ok, "{slug}");
    }
    assert!(event_at(&app, "nooit").await.published_at.is_none());
    let (_, next) = app.send("/organise/publications", &sent).await;
    assert!(next.starts_with("/organise/drafts?online=0&"), "{next}");
    assert_eq!(acts(&app).await, [Act::EventPublished, Act::EventPublished]);
}

#[rocket::async_test]
async fn of_a_region_that_is_not_theirs_nobody_sees_or_publishes_one() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "hier", |e| e.published_at = Set(None)).await;
    make_event(&app, &gent, "daar", |e| e.published_at = Set(None)).await;
    for query in ["event=hier&event=daar", "event=hier&event=nergens", "event=hier&event=%2f", ""] {
        let page = app.client.get(format!("/organise/drafts?{query}")).dispatch().await;
        assert_eq!(page.status(), Status::NotFound, "{query}");
    }
    for events in [&[("event", "hier"), ("event", "daar")][..], &[]] {
        assert_eq!(app.send("/organise/publications", events).await.0, Status::NotFound);
    }
    assert!(event_at(&app, "hier").await.published_at.is_none(), "all of them or none");
    assert!(acts(&app).await.is_empty());
}
