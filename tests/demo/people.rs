//! Who comes in the demo: counters that agree with the rows, lines at a stop, people who were there, and questions that
//! are answered.

use std::collections::BTreeSet;

use samenkomst::events::stop;
use samenkomst::registrations::registration::Status;
use samenkomst::registrations::seats::held_stop;

use super::{DAYS, Loaded, count, secret};

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
    demo.app.assert_sound().await;
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
async fn at_a_past_safari_most_were_at_the_stops_that_they_chose() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let safari = demo.event("praktijksafari-op-stap-in-lokeren");
    assert!(safari.is_past(demo.now()));
    let stops: Vec<_> = demo.stops.iter().filter(|s| s.event_id == safari.id).collect();
    assert_eq!(stops.len(), 4);
    for stop in &stops {
        let came = demo.arrivals.iter().filter(|a| a.stop_id == stop.id).count();
        let seats = stop.seats_taken as usize;
        assert!(came < seats && came * 2 > seats, "{}: {came} of {seats}", stop.titles.nl);
    }
    for there in &demo.arrivals {
        let seat = |h: &&held_stop::Model| h.registration_id == there.registration_id && h.stop_id == there.stop_id;
        assert_eq!(demo.held.iter().find(seat).map(|h| h.status), Some(Status::Confirmed));
        let person = demo.registrations.iter().find(|r| r.id == there.registration_id).expect("a registration");
        assert!(person.checked_in_at < Some(there.at), "nobody is at a stop before they are at the event");
        let stop = stops.iter().find(|s| s.id == there.stop_id).expect("a stop of the safari");
        assert!(there.at < stop.ends_at && person.checked_in_at.is_some());
    }
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
async fn the_private_link_of_a_registration_opens_it() {
    let demo = Loaded::on("2026-11-21 12:00").await;
    let person = &demo.registrations[0];
    assert_eq!(person.token_hash, person.token(&secret()).hash());
}
