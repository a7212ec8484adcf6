//! An event is taken back, called off or deleted, and whoever counted on it is told.

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::forget;
use samenkomst::registrations::registration;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

use super::{acts, leuven, register, sign_in};
use crate::support::makers::{make_event, make_region};
use crate::support::people::{event_at, let_in, to};
use crate::support::{TestApp, brussels};

/// Where the event called Samen is called off, and the reason put right.
pub const CALLING_OFF: &str = "/organise/events/samen/cancellation";

/// Where it is deleted.
const DELETING: &str = "/organise/events/samen/deletion";

/// Calls it off; answers with where that leads.
pub async fn call_off(app: &TestApp, reason: &str) -> String {
    let (_, next) = app.send(CALLING_OFF, &[("reason", reason)]).await;
    assert!(next.starts_with("/organise/events/samen?done=called-off"), "{next}");
    next
}

/// Sends what is no reason, with these fields beside it; answers with the pages that say so.
pub async fn refused(app: &TestApp, fields: &[(&str, &str)]) -> Vec<String> {
    let mut pages = Vec::new();
    for (reason, sentence) in [(" \u{7}\r\n", "Geef een reden"), (&"x".repeat(2_001), "Dat is te lang")] {
        let (status, page) = app.send(CALLING_OFF, &[fields, &[("reason", reason)]].concat()).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{page}");
        pages.push(page);
    }
    pages
}

/// From ten until noon on the day on which the stories begin.
pub fn today(event: &mut event::ActiveModel) {
    event.starts_at = Set(brussels("2027-02-02 10:00"));
    event.ends_at = Set(brussels("2027-02-02 12:00"));
}

#[rocket::async_test]
async fn an_event_is_taken_back_only_while_nobody_has_registered() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    let back = [("_method", "delete")];
    let (_, next) = app.send("/organise/events/samen/publication", &back).await;
    assert_eq!(next, "/organise/events/samen?done=unpublished");
    assert_eq!(app.client.get("/events/samen").dispatch().await.status(), Status::NotFound);
    assert!(!app.page("/calendar/all.ics").await.contains("SUMMARY:Samen"));
    let (_, next) = app.send("/organise/events/samen/publication", &[]).await;
    assert_eq!(next, "/organise/events/samen?done=published");
    register(&app, samen.id, 0..1).await;
    let (_, next) = app.send("/organise/events/samen/publication", &back).await;
    assert_eq!(next, "/organise/events/samen?done=registered");
    assert!(app.page(&next).await.contains("Er zijn al mensen ingeschreven."));
    assert!(event_at(&app, "samen").await.is_public());
    assert_eq!(acts(&app).await, [Act::EventUnpublished, Act::EventPublished]);
}

#[rocket::async_test]
async fn an_event_is_called_off_with_a_reason_and_everyone_is_told() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(2))).await;
    register(&app, samen.id, 0..3).await;
    let page = app.page(CALLING_OFF).await;
    assert!(page.contains("3 mensen krijgen een mail met je reden."), "{page}");
    refused(&app, &[]).await;
    let next = call_off(&app, "De trein <staakt>").await;
    assert_eq!(next, "/organise/events/samen?done=called-off&told=3");
    let page = app.page(&next).await;
    assert!(page.contains("De samenkomst is afgeblazen.") && page.contains("3 mensen krijgen bericht."), "{page}");
    assert_eq!(app.letters().await.iter().filter(|l| l.kind.folder() == "event_cancelled").count(), 3);
    assert!(app.page("/events/samen").await.contains("De trein &#60;staakt&#62;"));
    // Twice is harmless, and it cannot be put back.
    call_off(&app, "Nog eens").await;
    let (_, next) = app.send("/organise/events/samen/publication", &[("_method", "delete")]).await;
    assert_eq!(next, "/organise/events/samen?done=cancelled");
    assert!(app.letters().await.is_empty());
    assert_eq!(acts(&app).await, [Act::EventCalledOff]);
    let draft = make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let (_, next) = app.send("/organise/events/idee/cancellation", &[("reason", "Toch niet")]).await;
    assert!(
        app.page(&next).await.contains("Dit is een concept")
            && event_at(&app, &draft.slug).await.cancelled_at.is_none()
    );
}

#[rocket::async_test]
async fn whoever_registered_just_before_the_event_was_called_off_hears_of_that_alone() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(1))).await;
    // No letter leaves in between.
    let_in(&app, samen.id, 0..2).await;
    call_off(&app, "Ziek").await;
    let mut told = to(&app.letters().await);
    told.sort();
    assert_eq!(told, ["event_cancelled person0@example.org", "event_cancelled person1@example.org"]);
}

#[rocket::async_test]
async fn what_is_over_is_called_off_for_the_records_and_nobody_is_written_to() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", today).await;
    register(&app, samen.id, 0..2).await;
    app.letters().await;
    app.at("2027-02-02 12:00");
    let page = app.page(CALLING_OFF).await;
    assert!(page.contains("Het is al voorbij, dus niemand krijgt een mail.") && page.contains(">Blaas af<"), "{page}");
    let next = call_off(&app, "De zaal was dicht").await;
    assert_eq!(next, "/organise/events/samen?done=called-off&told=0");
    let page = app.page(&next).await;
    assert!(page.contains("De samenkomst is afgeblazen.") && !page.contains("bericht."), "{page}");
    assert!(event_at(&app, "samen").await.cancelled_at.is_some());
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
}

/// Three registered for Samen and were forgotten after a year; it is planned anew, and whoever organises it is signed in.
async fn forgotten_and_planned_anew() -> TestApp {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..3).await;
    app.at("2028-03-05 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    let mut again = event_at(&app, "samen").await.into_active_model();
    again.starts_at = Set(brussels("2028-07-04 13:30"));
    again.ends_at = Set(brussels("2028-07-04 15:30"));
    again.update(app.db.write()).await.expect("an event");
    sign_in(&app, "Jan Peeters", Role::Organiser, &[&leuven]).await;
    app
}

#[rocket::async_test]
async fn whoever_was_forgotten_is_not_counted_among_those_who_are_told() {
    let app = forgotten_and_planned_anew().await;
    register(&app, event_at(&app, "samen").await.id, 3..4).await;
    let page = app.page(CALLING_OFF).await;
    assert!(page.contains("Eén persoon krijgt een mail met je reden."), "{page}");
    let page = app.page(DELETING).await;
    assert!(page.contains("Eén persoon rekent erop. Blaas de samenkomst eerst af"), "{page}");
    assert_eq!(call_off(&app, "Ziek").await, "/organise/events/samen?done=called-off&told=1");
    assert_eq!(to(&app.letters().await), ["event_cancelled person3@example.org"]);
    let page = app.page(DELETING).await;
    assert!(page.contains("Eén inschrijving blijft bewaard tot haar termijn verstrijkt."), "of those we know: {page}");
}

#[rocket::async_test]
async fn where_everybody_was_forgotten_nobody_has_to_be_told_before_it_is_deleted() {
    let app = forgotten_and_planned_anew().await;
    let page = app.page(DELETING).await;
    assert!(!page.contains("rekenen erop") && !page.contains("inschrijvingen blijven"), "{page}");
    assert_eq!(app.send("/organise/events/samen", &[("_method", "delete")]).await.1, "/organise?done=deleted");
}

#[rocket::async_test]
async fn deleting_what_has_registrations_asks_first_and_keeps_the_history() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..2).await;
    let delete = [("_method", "delete")];
    let (status, page) = app.send("/organise/events/samen", &delete).await;
    assert!(
        status == Status::Conflict && page.contains("2 mensen rekenen erop. Blaas de samenkomst eerst af"),
        "{page}"
    );
    call_off(&app, "Ziek").await;
    let page = app.page(DELETING).await;
    assert!(page.contains("2 inschrijvingen blijven bewaard") && page.contains("agenda’s"), "{page}");
    let (_, next) = app.send("/organise/events/samen", &delete).await;
    assert_eq!(next, "/organise?done=deleted");
    for path in ["/events/samen", "/organise/events/samen", "/api/v1/events/samen", "/organise/events/samen/preview"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound, "{path}");
    }
    for path in ["/", "/regions/leuven", "/organise", "/api/v1/events", "/feeds/all.atom"] {
        assert!(!app.page(path).await.contains("Samen\""), "{path}");
        assert!(!app.page(path).await.contains("/events/samen"), "{path}");
    }
    for path in ["/calendar/all.ics", "/calendar/leuven.ics", "/events/samen.ics"] {
        let feed = app.page(path).await;
        assert!(feed.contains("STATUS:CANCELLED") && feed.contains(&samen.uid.to_string()), "{path}: {feed}");
    }
    let kept = registration::Entity::find().count(app.db.read()).await.expect("a count");
    assert_eq!((kept, acts(&app).await), (2, vec![Act::EventCalledOff, Act::EventDeleted]));
    make_event(&app, &leuven, "leeg", |_| {}).await;
    app.send("/organise/events/leeg", &delete).await;
    assert!(!app.page("/calendar/all.ics").await.contains("SUMMARY:Leeg"), "nobody was told of it");
    assert_eq!(app.send("/organise/events/leeg", &delete).await.0, Status::NotFound, "twice");
}
