//! The demo network is loaded once and in a moment, speaks three languages, and its organisers can sign in.

mod afterwards;
mod days;
mod people;

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use samenkomst::config::Secret;
use samenkomst::demo;
use samenkomst::events::event::{self, Format};
use samenkomst::events::{event_region, event_theme, question, stop};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::{organiser, role};
use samenkomst::regions::{Network, region};
use samenkomst::registrations::door::stop_arrival;
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::seats::held_stop;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::TestApp;

/// Days that are awkward in one way or another: before Christmas, just before World Social Work Day, a leap day, the
/// nights in which the clock jumps.
const DAYS: [&str; 6] = [
    "2026-11-21 23:30",
    "2027-03-10 08:00",
    "2028-02-29 12:00",
    "2027-10-31 04:00",
    "2027-03-28 01:30",
    "2026-01-01 00:05",
];

/// Everything that was loaded.
struct Loaded {
    app: TestApp,
    network: Network,
    events: Vec<event::Model>,
    stops: Vec<stop::Model>,
    questions: Vec<question::Model>,
    registrations: Vec<registration::Model>,
    held: Vec<held_stop::Model>,
    arrivals: Vec<stop_arrival::Model>,
    co_hosts: Vec<event_region::Model>,
}

impl Loaded {
    async fn on(day: &str) -> Loaded {
        let app = TestApp::start().await;
        app.at(day);
        assert!(demo::load(&app.db, &app.clock, &secret()).await.expect("a demo"));
        let db = app.db.read();
        Loaded {
            network: Network::load(&app.db).await.expect("a network"),
            events: event::Entity::find().all(db).await.expect("events"),
            stops: stop::Entity::find().all(db).await.expect("stops"),
            questions: question::Entity::find().all(db).await.expect("questions"),
            registrations: registration::Entity::find().all(db).await.expect("registrations"),
            held: held_stop::Entity::find().all(db).await.expect("held stops"),
            arrivals: stop_arrival::Entity::find().all(db).await.expect("arrivals at stops"),
            co_hosts: event_region::Entity::find().all(db).await.expect("co-hosts"),
            app,
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    fn event(&self, slug: &str) -> &event::Model {
        let found = self.events.iter().find(|e| e.slug == slug);
        found.unwrap_or_else(|| panic!("there is no event {slug}"))
    }

    fn upcoming(&self) -> impl Iterator<Item = &event::Model> {
        self.events.iter().filter(|e| e.starts_at > self.now())
    }

    fn at(&self, event: &event::Model) -> Vec<&registration::Model> {
        let mut there: Vec<_> = self.registrations.iter().filter(|r| r.event_id == event.id).collect();
        there.sort_by_key(|r| r.place);
        there
    }
}

fn secret() -> Secret {
    Secret::from_text("a secret for tests that is long enough").expect("a secret")
}

fn count(rows: &[&registration::Model], status: Status) -> usize {
    rows.iter().filter(|r| r.status == status).count()
}

#[rocket::async_test]
async fn every_text_is_there_in_three_languages() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let whole = |texts: &Texts| !texts.nl.is_empty() && !texts.fr.is_empty() && !texts.en.is_empty();
    for region in &demo.network.regions {
        assert!([&region.names, &region.intro, &region.work].into_iter().all(whole), "{}", region.slug);
        assert!(region.reply_to.ends_with("@example.org") && !region.contacts.0.is_empty(), "{}", region.slug);
    }
    assert!(demo.network.themes.iter().all(|t| whole(&t.names)));
    assert_eq!(demo.network.themes.iter().filter(|t| t.core).count(), 5);
    assert!(demo.network.series.iter().all(|s| whole(&s.titles) && whole(&s.summaries)));
    for event in &demo.events {
        for language in [Language::Fr, Language::En] {
            let there = event.translations.get(language).expect("a translation");
            assert!(!there.title.is_empty() && !there.summary.is_empty(), "{} {language}", event.slug);
            assert_eq!(there.description.is_empty(), event.description.is_empty(), "{} {language}", event.slug);
            assert_eq!(there.accessibility.is_empty(), event.accessibility.is_empty(), "{} {language}", event.slug);
        }
        assert_eq!(event.venue.is_none(), event.format == Format::Online, "{}", event.slug);
        assert_eq!(event.join_url.is_none(), event.format == Format::InPerson, "{}", event.slug);
        assert!(!event.slug.contains('{') && !event.title.contains('{'), "{}", event.slug);
    }
}

#[rocket::async_test]
async fn loading_again_changes_nothing() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    demo.app.at("2026-12-21 12:00");
    assert!(!demo::load(&demo.app.db, &demo.app.clock, &secret()).await.expect("an answer"));
    let db = demo.app.db.read();
    assert_eq!(event::Entity::find().all(db).await.expect("events"), demo.events);
    let people = registration::Entity::find().count(db).await.expect("a count");
    assert_eq!(people as usize, demo.registrations.len());
    assert_eq!(region::Entity::find().count(db).await.expect("a count"), 11);
}

#[rocket::async_test]
async fn two_who_load_at_once_load_it_once() {
    let app = TestApp::start().await;
    let secret = secret();
    let load = || demo::load(&app.db, &app.clock, &secret);
    let (one, other) = rocket::tokio::join!(load(), load());
    assert_ne!(one.expect("an answer"), other.expect("an answer"));
}

#[rocket::async_test]
async fn an_organiser_of_one_region_and_an_admin_of_all_can_sign_in() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let db = demo.app.db.read();
    let mut found = Vec::new();
    for organiser in organiser::Entity::find().all(db).await.expect("organisers") {
        let roles = role::Entity::find().all(db).await.expect("roles");
        let role = roles.into_iter().find(|r| r.organiser_id == organiser.id).expect("a role");
        let region = role.region_id.and_then(|id| demo.network.region(id)).map(|r| r.slug.clone());
        found.push((organiser.email, role.role, region));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        (demo::ORGANISER.to_string(), role::Role::Organiser, Some("oost-vlaanderen".to_string())),
        (demo::ADMIN.to_string(), role::Role::Admin, None),
    ];
    assert_eq!(found, expected);
}

#[rocket::async_test]
async fn the_demo_loads_in_a_moment() {
    let app = TestApp::start().await;
    let begun = Instant::now();
    demo::load(&app.db, &app.clock, &secret()).await.expect("a demo");
    let took = begun.elapsed();
    // Well under two seconds on a quiet machine; a busy one may take its time.
    println!("loaded in {took:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
    let themes = event_theme::Entity::find().count(app.db.read()).await.expect("a count");
    assert!(themes > 80);
}
