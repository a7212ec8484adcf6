//! Who goes first, and how many leave in a minute.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use samenkomst::language::Language;
use samenkomst::mail::delivery::Load;
use samenkomst::mail::{Letter, LetterKind, Pace, Urgency, outbox};

use super::samples::letter;
use super::{House, Samples, in_memory};

fn kinds(parcels: Vec<samenkomst::mail::Parcel>) -> Vec<&'static str> {
    parcels.iter().map(|parcel| parcel.kind.folder()).collect()
}

#[tokio::test]
async fn a_letter_that_somebody_waits_for_overtakes_a_crowd() {
    let (house, _) = in_memory().await;
    for piece in 0..10 {
        let crowd = (0..200).map(|n| letter(piece * 200 + n, LetterKind::Thanks, Language::Nl)).collect();
        house.post(crowd).await;
    }
    house.wait(TimeDelta::minutes(1));
    let late = [LetterKind::Message, LetterKind::Reminder, LetterKind::RegistrationConfirmed, LetterKind::SignIn];
    for (place, kind) in late.into_iter().enumerate() {
        house.post(vec![letter(9000 + place as u128, kind, Language::Nl)]).await;
    }
    let claimed = outbox::claim(&house.db, house.clock.now(), 5, Urgency::Bulk).await.unwrap();
    let order: Vec<&str> = claimed.iter().map(|l| l.kind.folder()).collect();
    assert_eq!(order, ["sign_in", "registration_confirmed", "reminder", "thanks", "thanks"]);
    let urgent = outbox::claim(&house.db, house.clock.now(), 5, Urgency::Awaited).await.unwrap();
    assert!(urgent.is_empty(), "the crowd is not for the one who carries what is awaited");
}

#[tokio::test]
async fn a_cancellation_waits_for_its_invitation_but_not_for_a_message() {
    let (house, memory) = in_memory().await;
    let first = letter(1, LetterKind::RegistrationConfirmed, Language::Nl);
    let thread = Some(first.id);
    // Nobody knows what it says: it will wait for long.
    let facts = serde_json::json!({"unknown": true});
    let message = Letter { thread_id: thread, facts, ..letter(2, LetterKind::Message, Language::Nl) };
    let changed = Letter { thread_id: thread, ..letter(3, LetterKind::EventChanged, Language::Nl) };
    let cancelled = Letter { thread_id: thread, ..letter(4, LetterKind::RegistrationCancelled, Language::Nl) };
    for one in [first, message, changed, cancelled] {
        house.post(vec![one]).await;
        house.wait(TimeDelta::seconds(1));
    }
    let mut order = Vec::new();
    while house.deliver().await > 0 {
        order.push(kinds(memory.take()));
    }
    assert_eq!(order, [["registration_confirmed"], ["event_changed"], ["registration_cancelled"]]);
    assert!(house.rows().await[1].sent_at.is_none());
}

/// When letters were claimed, over so many seconds, by two workers who look every half second.
async fn claimed_times(house: &House, pace: Pace, seconds: i64) -> Vec<DateTime<Utc>> {
    let mut times = Vec::new();
    for _ in 0..seconds * 2 {
        let now = house.clock.now();
        let (one, two) = tokio::join!(
            outbox::claim_in_step(&house.db, now, 50, Urgency::Bulk, pace),
            outbox::claim_in_step(&house.db, now, 50, Urgency::Bulk, pace)
        );
        let claimed = one.unwrap().0.len() + two.unwrap().0.len();
        times.extend(std::iter::repeat_n(now, claimed));
        house.wait(TimeDelta::milliseconds(500));
    }
    times
}

#[tokio::test]
async fn two_workers_keep_to_one_limit_and_spread_a_minute() {
    let (house, _) = in_memory().await;
    for piece in 0..3 {
        house.post((0..200).map(|n| letter(piece * 200 + n, LetterKind::Thanks, Language::Nl)).collect()).await;
    }
    let times = claimed_times(&house, Pace::per_minute(120), 150).await;
    let within = |start: DateTime<Utc>, length: TimeDelta| {
        times.iter().filter(|time| **time >= start && **time < start + length).count()
    };
    let most = |length| times.iter().map(|start| within(*start, length)).max().unwrap_or(0);
    assert!(most(TimeDelta::minutes(1)) <= 120, "{} in a minute", most(TimeDelta::minutes(1)));
    assert!(most(TimeDelta::seconds(1)) <= 9, "{} in a second", most(TimeDelta::seconds(1)));
    assert!(times.len() > 270, "the limit is used: {}", times.len());
}

#[tokio::test]
async fn a_worker_without_room_is_told_how_long_to_rest() {
    let (mut house, memory) = in_memory().await;
    house.office = house.office.at_pace(Some(Pace::per_minute(30)));
    house.post((0..3).map(|n| letter(n, LetterKind::Thanks, Language::Nl)).collect()).await;
    house.post(vec![letter(9, LetterKind::SignIn, Language::Nl)]).await;
    let mut order = Vec::new();
    for _ in 0..4 {
        let round = house.office.round(&house.db, &house.clock, &Samples, Urgency::Bulk, Load::FULL).await.unwrap();
        assert_eq!(round.handled, 1);
        order.extend(kinds(memory.take()));
        let none = house.office.round(&house.db, &house.clock, &Samples, Urgency::Bulk, Load::FULL).await.unwrap();
        assert_eq!((none.handled, none.pause), (0, Some(Duration::from_secs(2))));
        house.wait(TimeDelta::seconds(2));
    }
    assert_eq!(order, ["sign_in", "thanks", "thanks", "thanks"]);
}

#[tokio::test]
async fn a_light_round_leaves_most_of_the_letters_for_later() {
    let (house, memory) = in_memory().await;
    house.post((0..30).map(|n| letter(n, LetterKind::Thanks, Language::Nl)).collect()).await;
    let round = house.office.round(&house.db, &house.clock, &Samples, Urgency::Bulk, Load::LIGHT).await.unwrap();
    assert_eq!((round.handled, memory.take().len()), (8, 8));
    let round = house.office.round(&house.db, &house.clock, &Samples, Urgency::Bulk, Load::FULL).await.unwrap();
    assert_eq!((round.handled, memory.take().len()), (22, 22));
}

#[tokio::test]
async fn a_clock_that_was_wrong_stops_nobody_for_long() {
    let (house, _) = in_memory().await;
    let pace = Pace::per_minute(60);
    house.post((0..20).map(|n| letter(n, LetterKind::Thanks, Language::Nl)).collect()).await;
    let tomorrow = house.clock.now() + TimeDelta::days(1);
    let (ahead, _) = outbox::claim_in_step(&house.db, tomorrow, 50, Urgency::Bulk, pace).await.unwrap();
    let (now, _) = outbox::claim_in_step(&house.db, house.clock.now(), 50, Urgency::Bulk, pace).await.unwrap();
    assert_eq!((ahead.len(), now.len()), (3, 3));
}
