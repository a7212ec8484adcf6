//! An organiser signs in with a link by mail, sees their events, takes a list away, and signs out; and who is kept out.

mod account;
mod code;
mod leading_back;
mod lost;
mod sessions;
mod strangers;

use rocket::http::{Header, Status};
use rocket::tokio::task::JoinSet;
use samenkomst::events::event_region;
use samenkomst::mail::{Parcel, letter};
use samenkomst::organisers::accounts;
use samenkomst::organisers::keys::{link, session};
use samenkomst::organisers::role::Role;
use samenkomst::organisers::signing_in::links::{self, Attempt};
use samenkomst::regions::region;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::{amina, link_in, to};

/// Leuven and Gent with an event each; Hanne organises Leuven.
async fn hanne(app: &TestApp) {
    let leuven = make_region(app, "leuven").await;
    let gent = make_region(app, "gent").await;
    make_event(app, &leuven, "samen-in-leuven", |e| e.capacity = Set(Some(40))).await;
    make_event(app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    make_event(app, &gent, "samen-in-gent", |_| {}).await;
    make_organiser(app, "hanne@example.org", "Hanne Verbeke", Role::Organiser, &[&leuven]).await;
}

async fn ask_for_link(app: &TestApp) -> String {
    let (_, next) = app.send("/organise/sign-in", &[("email", "Hanne@example.org")]).await;
    assert!(app.page(&next).await.contains("Kijk even in je mailbox"));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["sign_in hanne@example.org"]);
    link_in(&letters[0])
}

async fn ask(app: &TestApp) -> Parcel {
    app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    app.letters().await.pop().expect("a letter")
}

async fn is_in(app: &TestApp) -> bool {
    app.client.get("/organise").dispatch().await.status() == Status::Ok
}

#[rocket::async_test]
async fn hanne_signs_in_with_a_link_and_sees_what_is_hers() {
    let app = TestApp::start().await;
    hanne(&app).await;
    app.send("/events/samen-in-leuven/registrations", &amina()).await;
    app.letters().await;
    let link = ask_for_link(&app).await;
    assert!(app.page(&link).await.contains("Meld me aan"), "opening the link signs nobody in");
    let (status, page) = app.send("/organise/sign-in", &[]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(
        page.contains("id=\"errors\"") && page.contains("href=\"#email\"") && page.contains("id=\"email-e\""),
        "{page}"
    );
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::SeeOther);
    assert_eq!(app.send(&link, &[]).await, (Status::SeeOther, "/organise".to_string()));
    let page = app.page("/organise").await;
    assert!(page.contains("Dag Hanne, er komt 1 persoon.") && page.contains("1 van de 40"), "{page}");
    assert!(page.contains("Samen in leuven") && page.contains("Idee") && !page.contains("Samen in gent"), "{page}");
    let list = app.page("/organise/events/samen-in-leuven/registrations.csv").await;
    assert!(list.starts_with('\u{feff}') && list.contains("amina@example.org"), "{list}");
    let other = app.client.get("/organise/events/samen-in-gent/registrations.csv").dispatch().await;
    assert_eq!(other.status(), Status::NotFound, "another region's event");
    app.send("/organise/session", &[("_method", "delete")]).await;
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::SeeOther);
}

#[rocket::async_test]
async fn an_event_of_two_regions_belongs_to_both() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let brussel = make_region(&app, "brussel").await;
    let both = make_event(&app, &brussel, "samen-met-brussel", |_| {}).await;
    let leuven = region::Entity::find().filter(region::Column::Slug.eq("leuven")).one(app.db.read()).await;
    let leuven = leuven.expect("a query").expect("a region");
    make(&app, event_region::ActiveModel { event_id: Set(both.id), region_id: Set(leuven.id) }).await;
    let link = ask_for_link(&app).await;
    app.send(&link, &[]).await;
    assert!(app.page("/organise").await.contains("/organise/events/samen-met-brussel/registrations"));
    let list = app.client.get("/organise/events/samen-met-brussel/registrations.csv").dispatch().await;
    assert_eq!(list.status(), Status::Ok);
}

#[rocket::async_test]
async fn a_link_signs_in_once_and_for_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let link = ask_for_link(&app).await;
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
    assert_eq!(app.send(&link, &[]).await.0, Status::Gone);
    app.at("2027-02-02 10:00");
    let late = ask_for_link(&app).await;
    app.at("2027-02-02 10:16");
    assert_eq!(app.client.get(late.clone()).dispatch().await.status(), Status::Gone);
    assert_eq!(app.send(&late, &[]).await.0, Status::Gone);
}

#[rocket::async_test]
async fn a_stranger_does_not_learn_who_organises() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let known = app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await;
    app.letters().await;
    let unknown = app.send("/organise/sign-in", &[("email", "stranger@example.org")]).await;
    assert_eq!(known, unknown);
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn the_time_of_an_answer_does_not_tell_who_organises() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let stranger = [("email", "stranger@example.org")];
    for asked in [&stranger, &[("email", "hanne@example.org")]] {
        assert_eq!(app.send("/organise/sign-in", asked).await.0, Status::SeeOther);
    }
    let (letters, links) = (letter::Entity::find(), link::Entity::find());
    let kept =
        (letters.count(app.db.read()).await.expect("a count"), links.count(app.db.read()).await.expect("a count"));
    assert_eq!(kept, (1, 1), "nothing stays of who does not organise");
    // Whoever writes a letter, be it in vain, fails now.
    app.sql("ALTER TABLE letters RENAME TO mislaid").await;
    for asked in [&stranger, &[("email", "hanne@example.org")]] {
        assert_eq!(app.send("/organise/sign-in", asked).await.0, Status::InternalServerError);
        let (status, _) = app.send("/organise/sign-in/code", &[("code", "000000")]).await;
        assert_eq!(status, Status::InternalServerError);
    }
}

#[rocket::async_test]
async fn a_form_from_another_site_does_nothing() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let link = ask_for_link(&app).await;
    for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
        let answer = app.client.post(link.clone()).header(Header::new(name, value)).dispatch().await;
        assert_eq!(answer.status(), Status::Forbidden, "{name}");
    }
    assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn a_viewer_sees_the_events_and_takes_no_list_away() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-in-leuven", |_| {}).await;
    make_organiser(&app, "hanne@example.org", "Hanne Verbeke", Role::Viewer, &[&leuven]).await;
    let link = ask_for_link(&app).await;
    app.send(&link, &[]).await;
    let page = app.page("/organise").await;
    assert!(page.contains("Samen in leuven") && !page.contains("registrations.csv"), "{page}");
    let list = app.client.get("/organise/events/samen-in-leuven/registrations.csv").dispatch().await;
    assert_eq!(list.status(), Status::Forbidden);
}

#[rocket::async_test]
async fn a_crowd_with_one_link_begins_one_session() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let id = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let token = accounts::make_link(app.db.write(), app.clock.now(), id).await.expect("a link");
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        let (db, now, secret) = (app.db.clone(), app.clock.now(), app.config.secret.clone());
        let token = token.clone();
        crowd.spawn(async move { links::enter(&db, now, &secret, &token, None, "", "").await });
    }
    let outcomes = crowd.join_all().await;
    let inside = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Attempt::In(_)))).count();
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!((inside, session::Entity::find().count(app.db.read()).await.expect("a count")), (1, 1));
}

#[rocket::async_test]
async fn asking_again_and_again_sends_five_letters() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    hanne(&app).await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(app.send("/organise/sign-in", &[("email", "hanne@example.org")]).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let letters = app.letters().await;
    assert_eq!(letters.len(), 5);
    assert_eq!(app.send(&link_in(&letters[0]), &[]).await.0, Status::SeeOther, "the first still works");
}

#[rocket::async_test]
async fn whoever_uses_their_links_is_sent_another_each_time() {
    let app = TestApp::start_with(|figment| figment.merge(("rate_limits", true))).await;
    hanne(&app).await;
    for _ in 0..7 {
        let link = ask_for_link(&app).await;
        assert_eq!(app.send(&link, &[]).await.0, Status::SeeOther);
    }
}

#[rocket::async_test]
async fn a_link_of_the_command_line_works_in_any_browser() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let id = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    let token = accounts::make_link(app.db.write(), app.clock.now(), id).await.expect("a link");
    let page = app.page(&format!("/organise/sign-in/{token}")).await;
    assert!(page.contains("Nog één tik") && !page.contains("name=\"code\""), "{page}");
    sign_in(&app, id).await;
}
