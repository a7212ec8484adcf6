//! A person's own calendar: whatever they register for appears by itself, and leaves again.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use samenkomst::registrations::self_service::calendar_key;
use samenkomst::registrations::{forgetting, registration};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

use super::{calendar_in, lines, property};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{commit, make_event, make_region};
use crate::support::people::{amina, link_in, person};
use crate::support::{TestApp, brussels};

/// Amina registers; answers with her private link.
pub async fn amina_registers(app: &TestApp, event: &str) -> String {
    app.send(&format!("/events/{event}/registrations"), &amina()).await;
    let letters = app.letters().await;
    link_in(letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter"))
}

/// Two events of Leuven, the second with one seat, which is taken.
pub async fn two_events(app: &TestApp) {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "samen-online", |e| {
        e.join_url = Set(Some("https://video.example.org/kamer".into()));
    })
    .await;
    let full = make_event(app, &leuven, "samen-vol", |e| e.capacity = Set(Some(1))).await;
    app.desk().register(person(full.id, 1)).await.expect("an answer").expect("a seat");
}

#[rocket::async_test]
async fn amina_subscribes_once_and_finds_all_that_she_registers_for() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let link = amina_registers(&app, "samen-online").await;
    let address = calendar_in(&app.page(&link).await);
    let first = app.page(&address).await;
    assert!(first.contains("SUMMARY:Samen online") && first.contains("STATUS:CONFIRMED"), "{first}");
    let unfolded = lines(&first).join("\n");
    assert!(unfolded.contains("CONFERENCE;") && unfolded.contains("https://samenkomst.example/join/"), "{unfolded}");
    assert!(!first.contains("video.example.org"), "never the room itself");

    app.send("/events/samen-vol/registrations", &amina()).await;
    let second = lines(&app.page(&address).await).join("\n");
    assert!(second.contains("SUMMARY:Op de wachtlijst: Samen vol") && second.contains("STATUS:TENTATIVE"), "{second}");

    app.send(&format!("{link}/cancellation"), &[]).await;
    let third = app.page(&address).await;
    assert!(!third.contains("SUMMARY:Samen online") && third.contains("Samen vol"), "{third}");
    assert_eq!(app.page(&format!("/calendar/mine/{}.ics", link.rsplit('/').next().unwrap())).await.lines().count(), {
        third.lines().count()
    });
}

#[rocket::async_test]
async fn her_calendar_tells_of_a_seat_that_is_held_for_her() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-online", |_| {}).await;
    let full = make_event(&app, &leuven, "samen-vol", |e| {
        e.capacity = Set(Some(1));
        e.offer_hours = Set(Some(24));
    })
    .await;
    let seated = app.desk().register(person(full.id, 1)).await.expect("an answer").expect("a seat");
    let link = amina_registers(&app, "samen-online").await;
    let address = calendar_in(&app.page(&link).await);
    app.send("/events/samen-vol/registrations", &amina()).await;
    app.cancel(seated.registration_id).await;
    let calendar = lines(&app.page(&address).await).join("\n");
    let told = "DESCRIPTION:We houden een plek voor je vrij tot woensdag 3 februari\\, 9\u{a0}uur (Brusselse tijd).";
    assert!(calendar.contains(told) && calendar.contains("STATUS:TENTATIVE"), "{calendar}");
    app.at("2027-02-03 09:00");
    let calendar = lines(&app.page(&address).await).join("\n");
    assert!(calendar.contains("DESCRIPTION:Je staat op de wachtlijst."), "too late, as her page says too: {calendar}");
}

#[rocket::async_test]
async fn whoever_reads_it_again_reads_it_in_the_language_that_was_asked_for() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let address = calendar_in(&app.page(&amina_registers(&app, "samen-online").await).await);
    for asked in [address.clone(), format!("{address}?lang=fr")] {
        let calendar = app.page(&asked).await;
        let source = format!(";VALUE=URI:https://samenkomst.example{asked}");
        assert_eq!(property(&calendar, "SOURCE"), Some(source), "{calendar}");
    }
    let french = app.page(&format!("{address}?lang=fr")).await;
    assert_eq!(property(&french, "URL").as_deref(), Some("https://samenkomst.example/?lang=fr"));
}

#[rocket::async_test]
async fn the_same_calendar_is_the_same_bytes_and_no_cache_keeps_it() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let address = calendar_in(&app.page(&amina_registers(&app, "samen-online").await).await);
    let answer = app.client.get(address.clone()).dispatch().await;
    assert_eq!(answer.headers().get_one("Cache-Control"), Some("private, max-age=300"));
    assert!(answer.headers().get_one("Access-Control-Allow-Origin").is_none());
    assert_eq!(answer.headers().get_one("Referrer-Policy"), Some("no-referrer"));
    let tag = answer.headers().get_one("ETag").expect("a tag").to_string();
    app.wait(Duration::hours(2));
    let again = app.client.get(address).header(rocket::http::Header::new("If-None-Match", tag)).dispatch().await;
    assert_eq!(again.status(), Status::NotModified);
}

/// Since when it is as it is, as it says itself.
async fn date_of(app: &TestApp, calendar: &str) -> String {
    let answer = app.client.get(calendar.to_string()).dispatch().await;
    answer.headers().get_one("Last-Modified").unwrap_or_default().to_string()
}

#[rocket::async_test]
async fn its_date_moves_on_whatever_leaves_it() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.at("2027-02-02 09:05");
    let link = amina_registers(&app, "samen-online").await;
    app.send("/events/samen-vol/registrations", &amina()).await;
    let own = calendar_in(&app.page(&link).await);
    app.at("2027-02-02 09:06");
    assert_eq!(date_of(&app, &own).await, "Tue, 02 Feb 2027 08:05:00 GMT");

    app.at("2027-02-02 10:00");
    let txn = app.db.begin().await.expect("a transaction");
    let leuven = region::Entity::find().one(&txn).await.expect("a query").expect("a region");
    let mut renamed = leuven.clone().into_active_model();
    renamed.names = Set(Texts::same("Groot-Leuven"));
    renamed.update(&txn).await.expect("a region");
    commit(&app, txn).await;
    app.at("2027-02-02 10:01");
    assert_eq!(date_of(&app, &own).await, "Tue, 02 Feb 2027 09:00:00 GMT");

    // What is newest goes to somebody else's calendar.
    app.at("2027-02-02 11:00");
    assert_eq!(app.send(&link, &[("_method", "put"), ("name", "Amina E.")]).await.0, Status::SeeOther);
    app.at("2027-02-02 11:01");
    assert_eq!(date_of(&app, &own).await, "Tue, 02 Feb 2027 10:00:00 GMT");
    app.at("2027-02-02 12:00");
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    let hers = registration::Entity::find().filter(registration::Column::Name.eq("Amina E."));
    let hers = hers.one(app.db.read()).await.expect("a query").expect("a registration");
    let path = format!("/organise/events/samen-online/registrations/{}", hers.id);
    let right = [("_method", "put"), ("name", "Amina E."), ("email", "elders@example.org"), ("language", "nl")];
    assert_eq!(app.send(&path, &right).await.0, Status::SeeOther);
    app.at("2027-02-02 12:01");
    assert!(!app.page(&own).await.contains("SUMMARY:Samen online"));
    assert_eq!(date_of(&app, &own).await, "Tue, 02 Feb 2027 11:00:00 GMT");

    app.at("2027-02-02 13:00");
    let txn = app.db.begin().await.expect("a transaction");
    let full = event::Entity::find().filter(event::Column::Slug.eq("samen-vol")).one(&txn).await.expect("a query");
    let mut deleted = full.expect("an event").into_active_model();
    deleted.deleted_at = Set(Some(app.clock.now()));
    deleted.update(&txn).await.expect("an event");
    commit(&app, txn).await;
    app.at("2027-02-02 13:01");
    assert!(!app.page(&own).await.contains("BEGIN:VEVENT"));
    assert_eq!(date_of(&app, &own).await, "Tue, 02 Feb 2027 12:00:00 GMT");
}

/// What a calendar app hears that asks with this address.
pub async fn answer_at(app: &TestApp, calendar: &str) -> Status {
    app.client.get(calendar.to_string()).dispatch().await.status()
}

#[rocket::async_test]
async fn a_key_that_nobody_has_opens_nothing() {
    let app = TestApp::start().await;
    two_events(&app).await;
    amina_registers(&app, "samen-online").await;
    for odd in ["x.ics", "AAAAAAAAAAAAAAAAAAAAAA.ics", "..%2f.ics", "%00.ics", "AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(answer_at(&app, &format!("/calendar/mine/{odd}")).await, Status::NotFound, "{odd}");
    }
}

#[rocket::async_test]
async fn looking_again_makes_no_other_key() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let link = amina_registers(&app, "samen-online").await;
    let first = calendar_in(&app.page(&link).await);
    let made = keys(&app).await;
    app.at("2027-02-03 09:00");
    amina_registers(&app, "samen-vol").await;
    assert_eq!(calendar_in(&app.page(&link).await), first);
    assert_eq!(keys(&app).await, made);
}

async fn keys(app: &TestApp) -> Vec<calendar_key::Model> {
    calendar_key::Entity::find().all(app.db.read()).await.expect("a query")
}

#[rocket::async_test]
async fn a_new_link_ends_the_old_one() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let link = amina_registers(&app, "samen-online").await;
    let page = app.page(&link).await;
    let old = calendar_in(&page);
    let button = format!("<form method=\"post\" action=\"{link}/calendar-key\"><button");
    assert!(page.contains(&button) && page.contains("Nieuwe link"), "{page}");
    let (status, next) = app.send(&format!("{link}/calendar-key"), &[]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, format!("{link}?done=calendar").as_str()));
    let page = app.page(&next).await;
    assert!(page.contains("Je agenda heeft een nieuwe link."), "{page}");
    let new = calendar_in(&page);
    assert_ne!(new, old);
    assert!(app.page(&new).await.contains("SUMMARY:Samen online"));
    let gone = app.client.get(old).dispatch().await;
    assert_eq!(gone.status(), Status::Gone);
    assert_eq!(gone.headers().get_one("Cache-Control"), Some("private, no-store"));
    assert_eq!(calendar_in(&app.page(&link).await), new, "until she asks again");
}

#[rocket::async_test]
async fn two_who_press_at_once_leave_one_link_that_works() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let link = amina_registers(&app, "samen-online").await;
    let button = format!("{link}/calendar-key");
    for round in 0..3 {
        // At first nobody has looked, and there is no key yet.
        let (one, two) = rocket::tokio::join!(app.send(&button, &[]), app.send(&button, &[]));
        assert_eq!((one.0, two.0), (Status::SeeOther, Status::SeeOther));
        let good = keys(&app).await.into_iter().filter(|key| key.withdrawn_at.is_none());
        assert_eq!(good.count(), 1, "{round}");
    }
    let own = calendar_in(&app.page(&link).await);
    assert!(app.page(&own).await.contains("SUMMARY:Samen online"));
}

#[rocket::async_test]
async fn the_calendar_of_one_who_was_forgotten_is_gone_and_stays_so_when_they_come_back() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let old = calendar_in(&app.page(&amina_registers(&app, "samen-online").await).await);
    app.at("2028-03-08 09:00");
    forgetting::forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!(answer_at(&app, &old).await, Status::Gone);
    let kept: Vec<String> = keys(&app).await.into_iter().map(|key| key.email_key).collect();
    assert_eq!(kept, [""], "not whose it was");

    let leuven = region::Entity::find().one(app.db.read()).await.expect("a query").expect("a region");
    make_event(&app, &leuven, "samen-weer", |e| {
        e.starts_at = Set(brussels("2028-06-04 13:30"));
        e.ends_at = Set(brussels("2028-06-04 15:30"));
    })
    .await;
    let new = calendar_in(&app.page(&amina_registers(&app, "samen-weer").await).await);
    assert!(app.page(&new).await.contains("SUMMARY:Samen weer"));
    assert_eq!(answer_at(&app, &old).await, Status::Gone, "whoever had it has it no more");

    app.at("2029-03-09 09:00");
    forgetting::forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!(answer_at(&app, &old).await, Status::NotFound, "a year later nothing is left of it");
    assert!(app.page(&new).await.contains("SUMMARY:Samen weer"));
}
