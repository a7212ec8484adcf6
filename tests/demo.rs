//! The demo network: what really happened, and what is still to come on whatever day it is loaded.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, NaiveTime, TimeZone, Utc, Weekday};
use samenkomst::config::Secret;
use samenkomst::demo;
use samenkomst::events::event::{Format, Status as EventStatus};
use samenkomst::events::kind::Kind;
use samenkomst::events::room::Door;
use samenkomst::events::{event, event_region, event_theme, question, stop};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::{organiser, role};
use samenkomst::regions::{Network, region};
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::{held_stop, inventory};
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
async fn the_past_is_as_it_happened() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let past: BTreeMap<&str, usize> =
        demo.events.iter().filter(|e| e.is_past(demo.now())).fold(BTreeMap::new(), |mut counts, e| {
            let region = demo.network.region(e.region_id).expect("a region");
            *counts.entry(region.slug.as_str()).or_default() += 1;
            counts
        });
    let expected = [
        ("antwerpen", 1),
        ("brussel", 6),
        ("hageland", 1),
        ("halle-pajottenland", 1),
        ("leuven", 1),
        ("limburg", 1),
        ("oost-vlaanderen", 7), // four of them lately, invented
        ("vilvoorde", 1),
        ("vlaams-brabant", 2),
        ("vlaanderen", 5),
        ("west-vlaanderen", 3),
    ];
    assert_eq!(past, BTreeMap::from(expected));

    let webinar = demo.event("samenleven-in-diversiteit");
    assert_eq!(webinar.starts_at.to_rfc3339(), "2020-11-12T13:00:00+00:00");
    assert_eq!(webinar.speakers.0[0].name, "Khalid Benhaddou");
    assert!(webinar.recording_url.is_some());
    let people = demo.at(webinar);
    assert_eq!((people.len(), count(&people, Status::Confirmed)), (380, 380));
    let addresses: BTreeSet<_> = people.iter().map(|r| &r.email_key).collect();
    assert_eq!(addresses.len(), 380);

    let start = demo.event("startevent-brussel-2020");
    assert_eq!(start.status(), EventStatus::Cancelled);
    assert!(start.cancelled_at < Some(start.starts_at) && start.cancelled_at > start.published_at);
    assert!(start.cancellation_reason.as_deref().unwrap_or("").contains("twee online momenten"));
}

#[rocket::async_test]
async fn something_of_every_kind_is_still_to_come_on_whatever_day() {
    for day in DAYS {
        let demo = Loaded::on(day).await;
        let kinds: BTreeSet<&str> = demo.upcoming().map(|e| e.kind.code()).collect();
        assert_eq!(kinds, Kind::ALL.map(Kind::code).into(), "{day}");
        let states: BTreeSet<String> = demo.upcoming().map(|e| format!("{:?}", e.door(demo.now()))).collect();
        for state in [Door::Open, Door::WaitingList, Door::NotOpen, Door::Cancelled] {
            assert!(states.contains(&format!("{state:?}")), "{day}: {state:?}");
        }
        let formats: BTreeSet<&str> = demo.upcoming().map(|e| e.format.code()).collect();
        assert_eq!(formats.len(), 3, "{day}");
        assert!(demo.upcoming().any(|e| !e.listed) && demo.upcoming().any(|e| !e.is_public()), "{day}");

        for region in &demo.network.regions {
            let below = demo.network.below(region.id);
            let here = |e: &&event::Model| {
                let co_hosted = demo.co_hosts.iter().any(|c| c.event_id == e.id && c.region_id == region.id);
                e.is_public() && e.listed && (below.contains(&e.region_id) || co_hosted)
            };
            assert!(demo.upcoming().filter(here).count() >= 2, "{day}: {}", region.slug);
        }
    }
}

#[rocket::async_test]
async fn world_social_work_day_is_a_third_tuesday_of_march_in_seven_regions() {
    for day in DAYS {
        let demo = Loaded::on(day).await;
        let celebrations: Vec<_> = demo.upcoming().filter(|e| e.kind == Kind::WorldSocialWorkDay).collect();
        let regions: BTreeSet<_> = celebrations.iter().map(|e| e.region_id).collect();
        let top: BTreeSet<_> = demo.network.top().map(|r| r.id).collect();
        assert_eq!((celebrations.len(), regions), (7, top), "{day}");
        for event in celebrations {
            let local = event.starts_at.with_timezone(&event.zone());
            assert_eq!((local.month(), local.weekday()), (3, Weekday::Tue), "{day}");
            assert!((15..=21).contains(&local.day()), "{day}");
            let series = event.series_id.and_then(|id| demo.network.series_by_id(id)).expect("a series");
            assert!(series.umbrella);
            assert_eq!(series.slug, format!("world-social-work-day-{}", local.year()));
        }
    }
}

#[rocket::async_test]
async fn every_event_is_on_a_weekday_at_an_hour_that_exists() {
    for day in DAYS {
        let demo = Loaded::on(day).await;
        for event in &demo.events {
            let (from, until) =
                (event.starts_at.with_timezone(&event.zone()), event.ends_at.with_timezone(&event.zone()));
            assert!(from < until && from.date_naive() == until.date_naive(), "{}", event.slug);
            assert!(event.zone().from_local_datetime(&from.naive_local()).single().is_some(), "{}", event.slug);
            assert!(!matches!(from.weekday(), Weekday::Sat | Weekday::Sun), "{day}: {}", event.slug);
            let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
            assert!(from.time() >= nine, "{}", event.slug);
            assert!(
                event.published_at.is_none_or(|at| at < demo.now() && at < event.starts_at),
                "{day}: {}",
                event.slug
            );
            assert!(event.updated_at <= demo.now(), "{day}: {}", event.slug);
            for stop in demo.stops.iter().filter(|s| s.event_id == event.id) {
                assert!(
                    event.starts_at <= stop.starts_at && stop.starts_at < stop.ends_at && stop.ends_at <= event.ends_at
                );
            }
        }
    }
}

#[rocket::async_test]
async fn the_counters_agree_with_the_rows() {
    for day in DAYS {
        let demo = Loaded::on(day).await;
        for event in &demo.events {
            let people = demo.at(event);
            assert_eq!(event.seats_taken as usize, count(&people, Status::Confirmed), "{}", event.slug);
            assert_eq!(event.waiting as usize, count(&people, Status::Waitlisted), "{}", event.slug);
            assert!(event.capacity.is_none_or(|capacity| event.seats_taken <= capacity), "{}", event.slug);
            assert!(event.waiting == 0 || event.seats_left() == Some(0), "{}", event.slug);
            let places: Vec<i64> = people.iter().map(|r| r.place).collect();
            assert_eq!(places, (1..event.next_place).collect::<Vec<_>>(), "{}", event.slug);
            assert!(people.is_sorted_by_key(|r| r.registered_at), "{}", event.slug);
            for person in people {
                assert!(Some(person.registered_at) >= event.published_at && person.updated_at <= demo.now());
                assert!(person.registered_at < event.starts_at);
            }
        }
        for stop in &demo.stops {
            let mut held: Vec<_> = demo.held.iter().filter(|h| h.stop_id == stop.id).collect();
            held.sort_by_key(|h| h.place);
            let with = |status| held.iter().filter(|h| h.status == status).count();
            assert_eq!(stop.seats_taken as usize, with(Status::Confirmed));
            assert_eq!(stop.waiting as usize, with(Status::Waitlisted));
            assert!(stop.waiting == 0 || stop.seats_left() == Some(0));
            let places: Vec<i64> = held.iter().map(|h| h.place).collect();
            assert_eq!(places, (1..stop.next_place).collect::<Vec<_>>());
        }
        for person in &demo.registrations {
            let mine = demo.held.iter().filter(|h| h.registration_id == person.id);
            let stops: Vec<_> = mine.map(|h| demo.stops.iter().find(|s| s.id == h.stop_id).expect("a stop")).collect();
            for (index, stop) in stops.iter().enumerate() {
                assert_eq!(stop.event_id, person.event_id);
                assert!(stops[index + 1..].iter().all(|other| !stop.overlaps(other)), "two places at once");
            }
        }
    }
}

#[rocket::async_test]
async fn the_inventory_finds_nothing_wrong_with_the_demo() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    assert_eq!(inventory::faults(&demo.app.db).await.expect("an inventory"), Vec::<String>::new());
}

#[rocket::async_test]
async fn a_safari_has_a_stop_nearly_full_and_one_with_a_line() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let safari = demo.event("praktijksafari-op-stap-in-gent");
    let stops: Vec<_> = demo.stops.iter().filter(|s| s.event_id == safari.id).collect();
    assert_eq!(
        stop::slots(&demo.stops.iter().filter(|s| s.event_id == safari.id).cloned().collect::<Vec<_>>()).len(),
        2
    );
    assert!(stops.iter().any(|s| s.seats_left() == Some(1)));
    assert!(stops.iter().any(|s| s.seats_left() == Some(0) && s.waiting > 0));
}

#[rocket::async_test]
async fn questions_of_all_kinds_are_answered_from_their_options() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let kinds: BTreeSet<String> = demo.questions.iter().map(|q| format!("{:?}", q.kind)).collect();
    assert_eq!(kinds.len(), 4);
    for question in &demo.questions {
        let asked: Vec<_> = demo.registrations.iter().filter(|r| r.event_id == question.event_id).collect();
        for person in asked {
            let answer = person.answers.0.get(&question.id);
            assert!(answer.is_some() || !question.required);
            let options: Vec<&str> = question.options.0.iter().map(|o| o.nl.as_str()).collect();
            let known = |given: &String| options.is_empty() || options.contains(&given.as_str());
            assert!(answer.is_none_or(|given| !given.is_empty() && given.iter().all(known)));
        }
    }
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

#[rocket::async_test]
async fn the_private_link_of_a_registration_opens_it() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let person = &demo.registrations[0];
    assert_eq!(person.token_hash, person.token(&secret()).hash());
}
