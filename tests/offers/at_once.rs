//! A crowd that takes, declines, forgets and comes at two houses at once.

use std::collections::HashSet;

use chrono::Duration;
use rocket::futures::future::join_all;
use samenkomst::registrations::registration::{self, Status};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{event_row, expire, webinar};
use crate::support::TestApp;
use crate::support::people::person;

/// A little chance that is the same every time.
fn dice(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[rocket::async_test]
async fn a_crowd_that_takes_declines_forgets_and_comes_at_two_houses_oversells_nothing() {
    let app = TestApp::start().await;
    let event = webinar(&app, 12).await;
    let neighbour = app.neighbour().await;
    let mut seed = 20270202;
    let mut come = 0..;
    let mut people: Vec<Uuid> = Vec::new();
    for round in 0..12 {
        // The line runs dry now and then, and a seat is free beside one that is held.
        let newcomers: Vec<usize> = come.by_ref().take(if round == 0 { 15 } else { 2 }).collect();
        let house = |n: usize| if n.is_multiple_of(2) { app.desk() } else { neighbour.desk() };
        let deeds: Vec<(Uuid, u64)> = people.iter().map(|id| (*id, dice(&mut seed) % 10)).collect();
        let registering = join_all(newcomers.iter().map(|n| house(*n).register(person(event.id, *n))));
        let acting = join_all(deeds.iter().enumerate().map(|(n, (id, deed))| async move {
            match deed {
                0 | 1 => house(n).accept(*id).await.map(drop),
                2 => house(n).decline(*id).await.map(drop),
                3 if n % 3 == 0 => house(n).cancel(*id).await.map(drop),
                _ => Ok(()),
            }
        }));
        let expiring = join_all([0, 1].map(|n| house(n).expire(event.id)));
        let (came, acted, expired) = rocket::tokio::join!(registering, acting, expiring);
        assert!(acted.iter().all(Result::is_ok) && expired.iter().all(Result::is_ok), "every deed has an answer");
        people.extend(came.into_iter().map(|r| r.expect("an answer").expect("no refusal").registration_id));
        let now = event_row(&app).await;
        assert!(now.seats_taken + now.offered <= 12, "round {round}: {} and {}", now.seats_taken, now.offered);
        assert!(now.seats_left() == Some(0) || now.waiting == now.offered, "round {round}: nobody waits beside a seat");
        app.assert_sound().await;
        assert_nobody_jumped(&app, event.id).await;
        app.wait(Duration::hours(9));
    }
    app.at("2027-03-01 09:00");
    while expire(&app).await > 0 {
        app.wait(Duration::minutes(1));
    }
    app.assert_sound().await;
}

/// Seats are offered from the front of the line: whoever waits without an offer drew a higher number than all who have
/// one.
async fn assert_nobody_jumped(app: &TestApp, event: i32) {
    let line = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event))
        .filter(registration::Column::Status.eq(Status::Waitlisted))
        .order_by_asc(registration::Column::Place);
    let line = line.all(app.db.read()).await.expect("a query");
    let offered: HashSet<usize> = (0..line.len()).filter(|n| line[*n].offered_until.is_some()).collect();
    assert_eq!(offered, (0..offered.len()).collect(), "offers stand at the front of the line");
}
