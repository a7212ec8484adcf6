//! The same address once more: no second seat, and nobody learns from it who else comes.

use rocket::http::Status;
use samenkomst::events::event::Format;
use sea_orm::Set;

use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{amina, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn a_second_registration_of_the_same_person_takes_no_second_seat() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    let first = app.send("/events/samenleven/registrations", &amina()).await;
    let again = [("name", "Amina"), ("email", "Amina+werk@Example.org"), ("consent", "on")];
    assert_eq!(app.send("/events/samenleven/registrations", &again).await, first);
    assert!(app.page(&first.1).await.contains("Je bent erbij, Amina."));
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
    assert_eq!(app.letters().await.len(), 1, "the letter is not sent twice within minutes");
    app.at("2027-02-02 09:30");
    app.send("/events/samenleven/registrations", &again).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"], "to the address that registered");
}

#[rocket::async_test]
async fn a_team_with_one_mailbox_reads_beforehand_that_an_address_has_one_seat() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, format) in [("online", Format::Online), ("ter-plaatse", Format::InPerson), ("beide", Format::Hybrid)] {
        make_event(&app, &leuven, slug, |e| e.format = Set(format)).await;
        let page = app.page(&format!("/events/{slug}")).await;
        let (_, hint) = page.split_once("id=\"f-email-h\">").expect("a hint of the address");
        let (hint, _) = hint.split_once("</p>").expect("its end");
        assert!(hint.starts_with("Hierheen sturen we") && hint.ends_with("Eén plek per adres."), "{slug}: {hint}");
    }
}

/// What is shown to one who types this address as Eve: the status, and the page without the address.
async fn shown_to_eve(app: &TestApp, slug: &str, email: &str, stop: &str) -> (Status, String) {
    let fields = [("name", "Eve"), ("email", email), ("consent", "true"), ("stops[0]", stop)];
    let (status, next) = app.send(&format!("/events/{slug}/registrations"), &fields).await;
    let page = if status == Status::SeeOther { app.page(&next).await } else { next };
    (status, page.replace(email, ""))
}

#[rocket::async_test]
async fn whoever_types_the_address_of_another_is_told_what_anybody_would_be() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    for (slug, capacity) in [("roomy", 60), ("full", 1)] {
        let event = make_event(&app, &gent, slug, |e| e.capacity = Set(Some(capacity))).await;
        let cocon = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
        let factory = make_stop(&app, &event, "De Meubelfabriek", "2027-03-04 13:45", "2027-03-04 14:30").await;
        let (cocon, factory) = (cocon.id.to_string(), factory.id.to_string());
        let mut hers = amina().to_vec();
        hers.push(("stops[0]", &cocon));
        app.send(&format!("/events/{slug}/registrations"), &hers).await;
        let of_amina = shown_to_eve(&app, slug, "amina@example.org", &factory).await;
        assert!(of_amina.1.contains("De Meubelfabriek") && !of_amina.1.contains("De Cocon"), "{}", of_amina.1);
        assert!(of_amina.1.contains("Kijk even in je mailbox"), "true whether or not a letter leaves");
        assert_eq!(of_amina, shown_to_eve(&app, slug, "nobody@example.org", &factory).await, "{slug}");
    }
    make_event(&app, &gent, "closed", |e| e.closes_at = Set(Some(brussels("2027-02-02 10:00")))).await;
    app.send("/events/closed/registrations", &amina()).await;
    app.at("2027-02-02 10:00");
    let of_amina = shown_to_eve(&app, "closed", "amina@example.org", "").await;
    assert_eq!(of_amina, shown_to_eve(&app, "closed", "nobody@example.org", "").await);
}

#[rocket::async_test]
async fn whoever_sends_the_same_form_again_sees_how_it_stands() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(1))).await;
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
    for _ in 0..2 {
        let (_, next) = app.send("/events/samenleven/registrations", &amina()).await;
        assert!(app.page(&next).await.contains("Je bent erbij, Amina."), "the last seat is hers");
    }
    for _ in 0..2 {
        let (_, next) = app.send("/events/samenleven/registrations", &bob).await;
        assert!(app.page(&next).await.contains("Wachtlijst, plaats 1"));
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
}

#[rocket::async_test]
async fn whoever_types_an_address_at_many_events_again_and_again_sends_its_owner_few_letters() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let slugs: Vec<String> = (0..6).map(|n| format!("event-{n}")).collect();
    for slug in &slugs {
        make_event(&app, &leuven, slug, |_| {}).await;
    }
    let mut letters = 0;
    for time in ["09:00", "09:20", "09:40", "10:00", "10:20"] {
        app.at(&format!("2027-02-02 {time}"));
        for slug in &slugs {
            let (status, _) = app.send(&format!("/events/{slug}/registrations"), &amina()).await;
            assert_eq!(status, Status::SeeOther);
        }
        letters += app.letters().await.len();
    }
    assert_eq!(letters, 10, "one for each seat, and four once more");
    app.at("2027-02-03 10:30");
    app.send("/events/event-0/registrations", &amina()).await;
    assert_eq!(app.letters().await.len(), 1, "another day");
}
