//! A newsletter goes out and everyone presses "register" in the same minute. Nothing is lost and nothing is sold twice;
//! proved by counting rows.

mod rooms;

use std::collections::HashSet;
use std::sync::Arc;

use rocket::futures::future::join_all;
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::seats::booking::{Refusal, Standing};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{person, seats};

async fn count(app: &TestApp, event: i32, status: Status) -> u64 {
    let rows = registration::Entity::find().filter(registration::Column::EventId.eq(event));
    rows.filter(registration::Column::Status.eq(status)).count(app.db.read()).await.expect("a count")
}

#[rocket::async_test]
async fn the_last_seat_goes_to_one_person() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(1))).await;
    let crowd = join_all((0..50).map(|n| app.desk().register(person(event.id, n)))).await;
    let stood: Vec<Standing> = crowd.into_iter().map(|r| r.expect("an answer").expect("no refusal")).collect();
    assert_eq!(stood.iter().filter(|s| s.status == Status::Confirmed).count(), 1);
    let positions: HashSet<i64> = stood.iter().filter_map(|s| s.position).collect();
    assert_eq!(positions, (1..=49).collect(), "the line is unbroken");
    assert_eq!(seats(&app, "samenleven").await, (1, 49));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn order_of_arrival_decides_from_the_first_to_the_last_of_a_thousand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(300))).await;
    let crowd = join_all((0..1000).map(|n| app.desk().register(person(event.id, n)))).await;
    let stood = crowd.into_iter().map(|r| r.expect("an answer").expect("no refusal").position);
    let expected = (1..=1000).map(|n| (n > 300).then_some(n - 300));
    assert_eq!(stood.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    app.assert_sound().await;
}

#[rocket::async_test]
async fn six_hundred_people_for_380_seats_while_some_cancel() {
    let app = Arc::new(TestApp::start().await);
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(380))).await;
    let visit = |n: usize| {
        let app = app.clone();
        async move {
            let standing = app.desk().register(person(event.id, n)).await.expect("an answer").expect("no refusal");
            // Every tenth thinks better of it, and every twentieth registers twice.
            if n % 20 == 5 {
                app.desk().register(person(event.id, n)).await.expect("an answer").expect("the same answer");
            }
            if n.is_multiple_of(10) {
                app.cancel(standing.registration_id).await;
            }
        }
    };
    join_all((0..600).map(visit)).await;
    assert_eq!(count(&app, event.id, Status::Confirmed).await, 380);
    assert_eq!(count(&app, event.id, Status::Waitlisted).await, 160);
    assert_eq!(count(&app, event.id, Status::Cancelled).await, 60);
    assert_eq!(seats(&app, "webinar").await, (380, 160));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn in_a_crowd_whoever_is_known_is_told_how_they_stand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(4))).await;
    let ask = |n: usize| app.desk().register(person(event.id, n));
    let stands = |answer: samenkomst::error::Result<Result<Standing, _>>| answer.expect("an answer").expect("a yes");
    let known = stands(ask(0).await);
    // All at once: four newcomers, the one who has a seat, and one of the newcomers a second time.
    let all = join_all([1, 2, 0, 3, 2, 4].map(ask)).await.into_iter().map(stands).collect::<Vec<_>>();
    assert_eq!(all[2], known, "the seat they had");
    assert_eq!(all[4], all[1], "the same seat twice");
    let positions: Vec<_> = [&all[0], &all[1], &all[3], &all[5]].iter().map(|s| s.position).collect();
    assert_eq!(positions, [None, None, None, Some(1)]);
    assert_eq!(seats(&app, "webinar").await, (4, 1));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_comes_back_in_a_crowd_takes_a_seat_in_their_turn() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(2))).await;
    let gone = app.desk().register(person(event.id, 0)).await.expect("an answer").expect("a seat");
    app.cancel(gone.registration_id).await;
    let crowd = join_all([1, 0, 2].map(|n| app.desk().register(person(event.id, n)))).await;
    let positions = crowd.into_iter().map(|r| r.expect("an answer").expect("no refusal").position);
    assert_eq!(positions.collect::<Vec<_>>(), [None, None, Some(1)]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_waits_and_asks_in_a_crowd_once_it_has_begun_takes_a_seat_in_their_turn() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let before = make_event(&app, &leuven, "conferentie", |_| {}).await;
    let event = make_event(&app, &leuven, "webinar", |e| e.capacity = Set(Some(1))).await;
    let ask = |event: i32, n: usize| app.desk().register(person(event, n));
    let gone = ask(event.id, 0).await.expect("an answer").expect("a seat");
    ask(event.id, 1).await.expect("an answer").expect("a place");
    app.at("2027-03-04 14:00");
    app.cancel(gone.registration_id).await;
    // While the first of them is served, the two who want the seat are together behind.
    let crowd = join_all([(before.id, 0), (event.id, 1), (event.id, 2)].map(|(event, n)| ask(event, n))).await;
    let answers: Vec<_> = crowd.into_iter().map(|r| r.expect("an answer").map(|s| s.status)).collect();
    assert_eq!(answers, [Ok(Status::Confirmed), Ok(Status::Confirmed), Err(Refusal::Full)]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn two_houses_over_one_database_sell_no_seat_twice() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(40))).await;
    let neighbour = app.neighbour().await;
    let here = (0..100).map(|n| app.desk().register(person(event.id, n)));
    // Half of the neighbour's visitors are registering here at this moment, too.
    let there = (50..150).map(|n| neighbour.desk().register(person(event.id, n)));
    let (here, there) = rocket::tokio::join!(join_all(here), join_all(there));
    assert!(here.into_iter().chain(there).all(|answer| matches!(answer, Ok(Ok(_)))));
    assert_eq!(count(&app, event.id, Status::Confirmed).await, 40);
    assert_eq!(count(&app, event.id, Status::Waitlisted).await, 110);
    assert_eq!(seats(&app, "samenleven").await, (40, 110));
    app.assert_sound().await;
}
