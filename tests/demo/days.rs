//! What happened stays as it was, and on whatever day it is loaded something of every kind is still to come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone, Weekday};
use samenkomst::events::event::{self, Status as EventStatus};
use samenkomst::events::kind::Kind;
use samenkomst::events::room::Door;
use samenkomst::registrations::registration::Status;

use super::{DAYS, Loaded, count};

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
        ("oost-vlaanderen", 9), // six of them lately, invented
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

/// Between Christmas and New Year, and on the holidays that keep their date.
fn is_free(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (12, 21..) | (1, ..=3) | (5, 1) | (7, 11 | 21) | (8, 15) | (11, 1 | 11))
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
            assert!(event.starts_at <= demo.now() || !is_free(from.date_naive()), "{day}: {}", event.slug);
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
