//! A room or a stop that shrinks or grows while people come has no seat too many, and leaves none empty.

use chrono::TimeDelta;
use rocket::futures::future::join_all;
use samenkomst::registrations::Desk;
use samenkomst::registrations::registration::{self, Status};
use samenkomst::registrations::seats::held_stop;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Set, Statement};

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{call_up, person, resize, room_at, seats, seats_at};

/// Until somebody waits for a row that is locked. On SQLite they wait for the one connection that writes, and get it next.
async fn somebody_waits(app: &TestApp) {
    let waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    let waiting = Statement::from_string(DbBackend::Postgres, waiting);
    while !app.db.is_sqlite() {
        let row = app.db.read().query_one_raw(waiting.clone()).await.expect("an answer").expect("a row");
        if row.try_get_by_index::<i64>(0).expect("a count") > 0 {
            return;
        }
    }
}

/// One person is there already, let in at this desk, and three come to ours while an organiser does this.
async fn three_come_while(app: &TestApp, first: &Desk, event: i32, stops: &[i32], change: &str) {
    let come = |desk: &Desk, n: usize| {
        let mut applicant = person(event, n);
        applicant.stops = stops.to_vec();
        let desk = desk.clone();
        async move { desk.register(applicant).await }
    };
    come(first, 0).await.expect("an answer").expect("no refusal");
    let txn = app.db.begin().await.expect("a transaction");
    txn.execute_unprepared(change).await.expect("a change");
    let changed = async {
        somebody_waits(app).await;
        txn.commit().await.expect("a commit");
    };
    let (answers, ()) = rocket::tokio::join!(join_all((1..4).map(|n| come(app.desk(), n))), changed);
    assert!(answers.into_iter().all(|answer| matches!(answer, Ok(Ok(_)))));
}

#[rocket::async_test]
async fn whoever_waits_for_somebody_else_to_finish_is_served_at_the_time_of_their_turn() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |_| {}).await;
    let standing = app.desk().register(person(event.id, 0)).await.expect("an answer").expect("a seat");
    let txn = app.db.begin().await.expect("a transaction");
    txn.execute_unprepared("UPDATE events SET slug = slug").await.expect("a change");
    let finished = async {
        somebody_waits(&app).await;
        app.wait(TimeDelta::seconds(5));
        txn.commit().await.expect("a commit");
    };
    rocket::tokio::join!(app.cancel(standing.registration_id), finished);
    let person = registration::Entity::find_by_id(standing.registration_id).one(app.db.read()).await;
    assert_eq!(person.expect("a query").expect("a row").cancelled_at, Some(app.clock.now()));
}

/// Our own desk knows the room of the first person, and with the neighbour's it has to look.
#[rocket::async_test]
async fn a_room_that_shrinks_while_people_come_has_no_seat_more() {
    let app = TestApp::start().await;
    let neighbour = app.neighbour().await;
    let gent = make_region(&app, "gent").await;
    for (slug, first) in [("known", app.desk()), ("unknown", neighbour.desk())] {
        let event = make_event(&app, &gent, slug, |e| e.capacity = Set(Some(2))).await;
        three_come_while(&app, first, event.id, &[], "UPDATE events SET capacity = 1").await;
        assert_eq!(seats(&app, slug).await, (1, 3));
        app.assert_sound().await;
    }
}

#[rocket::async_test]
async fn a_stop_that_shrinks_while_people_come_has_no_seat_more() {
    let app = TestApp::start().await;
    let neighbour = app.neighbour().await;
    let gent = make_region(&app, "gent").await;
    for (slug, first) in [("known", app.desk()), ("unknown", neighbour.desk())] {
        let event = make_event(&app, &gent, slug, |e| e.capacity = Set(None)).await;
        let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
        room_at(&app, stop.id, 2).await;
        three_come_while(&app, first, event.id, &[stop.id], "UPDATE stops SET capacity = 1").await;
        assert_eq!(seats(&app, slug).await, (4, 0));
        assert_eq!(seats_at(&app, stop.id).await, (1, 3));
        app.assert_sound().await;
    }
}

#[rocket::async_test]
async fn a_room_that_shrank_since_the_last_one_came_has_no_seat_more() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "webinar", |e| e.capacity = Set(Some(2))).await;
    let come = |n: usize| app.desk().register(person(event.id, n));
    come(0).await.expect("an answer").expect("a seat");
    app.db.write().execute_unprepared("UPDATE events SET capacity = 1").await.expect("a change");
    let waits = come(1).await.expect("an answer").expect("a place");
    assert_eq!(waits.position, Some(1));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_stop_that_grows_calls_up_those_who_wait_for_it() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |e| e.capacity = Set(Some(10))).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, stop.id, 1).await;
    for n in 0..3 {
        let mut applicant = person(event.id, n);
        applicant.stops = vec![stop.id];
        app.desk().register(applicant).await.expect("an answer").expect("no refusal");
    }
    assert_eq!(seats_at(&app, stop.id).await, (1, 2));
    room_at(&app, stop.id, 2).await;
    call_up(&app, event.id).await;
    assert_eq!(seats_at(&app, stop.id).await, (2, 1));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_stop_goes_first_to_those_who_come_already() {
    let app = TestApp::start().await;
    let gent = make_region(&app, "gent").await;
    let event = make_event(&app, &gent, "safari", |e| e.capacity = Set(Some(2))).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:45", "2027-03-04 14:30").await;
    room_at(&app, stop.id, 1).await;
    let mut standings = Vec::new();
    for n in 0..3 {
        let mut applicant = person(event.id, n);
        applicant.stops = vec![stop.id];
        standings.push(app.desk().register(applicant).await.expect("an answer").expect("no refusal"));
    }
    app.cancel(standings[0].registration_id).await;
    let holder = held_stop::Entity::find().filter(held_stop::Column::Status.eq(Status::Confirmed));
    let holder = holder.one(app.db.read()).await.expect("a query").expect("somebody");
    assert_eq!(holder.registration_id, standings[1].registration_id, "not to whom the event lets in only now");
    assert_eq!(seats(&app, "safari").await, (2, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn more_seats_go_to_those_who_wait_and_fewer_send_nobody_away() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(2))).await;
    let mut standings = Vec::new();
    for n in 0..10 {
        standings.push(app.desk().register(person(event.id, n)).await.expect("an answer").expect("no refusal"));
    }
    resize(&app, event.id, Some(5)).await;
    assert_eq!(seats(&app, "samenleven").await, (5, 5));
    resize(&app, event.id, Some(3)).await;
    assert_eq!(seats(&app, "samenleven").await, (5, 5));
    app.cancel(standings[0].registration_id).await;
    assert_eq!(seats(&app, "samenleven").await, (4, 5), "nobody moves up before there is room again");
    resize(&app, event.id, None).await;
    assert_eq!(seats(&app, "samenleven").await, (9, 0));
    app.assert_sound().await;
}
