//! Things break: the disk is full, the file is gone, the process is about to stop. Whoever comes hears "not now" and when
//! to come back, and afterwards all goes on by itself.

use rocket::http::{ContentType, Status};
use samenkomst::error::Error;
use samenkomst::events::event;
use samenkomst::operating::Draining;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::booking::{Addition, Applicant};
use samenkomst::registrations::seats::inventory;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Set, Statement};
use serde_json::json;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{let_in, person, seats};
use crate::support::programs::Program;

async fn register(app: &TestApp, name: &str) -> (Status, Option<String>) {
    let body = format!("name={name}&consent=true&role=student&email={name}%40example.org");
    let answer =
        app.client.post("/events/samenleven/registrations").header(ContentType::Form).body(body).dispatch().await;
    (answer.status(), answer.headers().get_one("Retry-After").map(str::to_string))
}

async fn readiness(app: &TestApp) -> (Status, String) {
    let answer = app.client.get("/health/ready").dispatch().await;
    (answer.status(), answer.into_string().await.unwrap_or_default())
}

async fn house_with_an_event() -> TestApp {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(5_000))).await;
    app
}

#[rocket::async_test]
async fn a_full_disk_means_not_now_and_once_there_is_room_all_goes_on() {
    let app = house_with_an_event().await;
    if !app.db.is_sqlite() {
        return;
    }
    let event = event::Entity::find().one(app.db.read()).await.expect("a query").expect("an event").id;
    let add = async |name: String| {
        let email = format!("{name}@example.org").parse().expect("an address");
        let applicant = Applicant { name, email, ..person(event, 0) };
        app.desk().add(Addition { applicant, over_capacity: false, letter: true, by: None }).await
    };
    let mut inside = 0;
    // Each time another statement is the first without room; some end the whole transaction, some only themselves.
    for round in 0..8 {
        // This connection may not let the file grow: the same error as a full disk, in the middle of a transaction.
        app.sql("PRAGMA max_page_count = 1").await;
        loop {
            match add(format!("early{round}-{inside}")).await {
                Ok(_) => inside += 1,
                Err(Error::Unavailable(_)) => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(app.client.get("/events/samenleven").dispatch().await.status(), Status::Ok, "reading goes on");
        app.sql("PRAGMA max_page_count = 1000000").await;
        for n in 0..5 {
            add(format!("late{round}-{n}")).await.expect("an answer").expect("a seat");
            inside += 1;
        }
    }
    let rows = registration::Entity::find().count(app.db.read()).await.expect("a count");
    assert_eq!(rows, inside, "whoever was told so is in, for everybody to see");
    assert_eq!(readiness(&app).await, (Status::Ok, "ok\n".to_string()));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn whoever_writes_waits_for_the_disk() {
    let app = house_with_an_event().await;
    let Some(mut direct) = app.db.direct() else { return };
    // 2: every commit is synced; wal: into a journal that others read past; 1: a row points at what is there.
    for (asked, expected) in [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1")] {
        let asking = format!("SELECT CAST({asked} AS TEXT) FROM pragma_{asked}");
        let row = app.db.write().query_one_raw(Statement::from_string(DbBackend::Sqlite, &asking)).await;
        let row = row.expect("an answer").expect("a row");
        assert_eq!(row.try_get_by_index::<String>(0).expect("a text"), expected, "{asked}");
        let turn = direct.begin().await.expect("a turn");
        let said: Vec<String> = turn.find(&asking, (), |row| row.get(0)).expect("an answer");
        assert_eq!(said, [expected], "{asked} at the desk");
    }
}

#[rocket::async_test]
async fn nothing_of_a_transaction_that_ended_by_itself_is_kept() {
    let app = house_with_an_event().await;
    if !app.db.is_sqlite() {
        return;
    }
    assert_eq!(register(&app, "first").await.0, Status::SeeOther);
    // As a disk does that fills up: what was written before the letter is undone, and what comes after it must not stay.
    app.sql("CREATE TRIGGER full BEFORE INSERT ON letters BEGIN SELECT RAISE(ROLLBACK, 'no room'); END").await;
    assert_eq!(register(&app, "second").await.0, Status::InternalServerError);
    assert_eq!(seats(&app, "samenleven").await, (1, 0));
    app.sql("DROP TRIGGER full").await;
    assert_eq!(register(&app, "third").await.0, Status::SeeOther);
    assert_eq!(seats(&app, "samenleven").await, (2, 0));
    app.assert_sound().await;
}

#[rocket::async_test]
async fn a_database_that_cannot_be_written_is_not_ready_until_it_can() {
    let app = house_with_an_event().await;
    app.sql("ALTER TABLE revisions RENAME TO mislaid").await;
    assert_eq!(readiness(&app).await.0, Status::Ok, "nobody has written, so nobody knows");
    app.db.doubt();
    assert_eq!(readiness(&app).await, (Status::ServiceUnavailable, "The database cannot be written.\n".to_string()));
    app.sql("ALTER TABLE mislaid RENAME TO revisions").await;
    assert_eq!(readiness(&app).await.0, Status::Ok);
}

#[rocket::async_test]
async fn a_file_that_was_moved_away_takes_nothing_more_until_it_is_back() {
    let app = house_with_an_event().await;
    let Some(file) = samenkomst::config::sqlite_file(&app.config.database_url) else {
        return;
    };
    let elsewhere = file.with_extension("elsewhere");
    std::fs::rename(&file, &elsewhere).expect("a file to move");
    assert_eq!(register(&app, "an").await, (Status::ServiceUnavailable, Some("5".to_string())));
    assert_eq!(readiness(&app).await, (Status::ServiceUnavailable, "The database cannot be written.\n".to_string()));
    assert!(!file.exists(), "no second, empty file was made");

    std::fs::rename(&elsewhere, &file).expect("a file to move back");
    assert_eq!(register(&app, "an").await.0, Status::SeeOther);
    assert_eq!(readiness(&app).await.0, Status::Ok);
}

#[rocket::async_test]
async fn a_process_that_is_about_to_stop_serves_on_but_is_not_ready() {
    let app = house_with_an_event().await;
    app.client.rocket().state::<Draining>().expect("a door").begin();
    assert_eq!(readiness(&app).await, (Status::ServiceUnavailable, "The process is stopping.\n".to_string()));
    let page = app.client.get("/events/samenleven").dispatch().await;
    assert_eq!((page.status(), page.headers().get_one("Connection")), (Status::Ok, Some("close")));
    assert_eq!(register(&app, "an").await.0, Status::SeeOther);
    assert_eq!(app.client.get("/health/live").dispatch().await.status(), Status::Ok);
}

#[rocket::async_test]
async fn the_inventory_finds_each_thing_that_is_not_as_it_should_be() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(2))).await;
    let_in(&app, event.id, 0..4).await;
    let sound = Vec::<String>::new();
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), sound);
    for (broken, mended, said) in [
        (
            "UPDATE events SET seats_taken = 1",
            "UPDATE events SET seats_taken = 2",
            "samenleven: seats_taken is 1, but 2",
        ),
        ("UPDATE events SET waiting = 3", "UPDATE events SET waiting = 2", "samenleven: waiting is 3, but 2"),
        (
            "UPDATE events SET next_place = 4",
            "UPDATE events SET next_place = 5",
            "samenleven: the next place is 4, but 4",
        ),
        ("UPDATE events SET capacity = 1", "UPDATE events SET capacity = 2", "samenleven: the capacity is 1, but 2"),
        (
            "UPDATE registrations SET place = 2 WHERE place = 3",
            "UPDATE registrations SET place = 3 WHERE place = 2 AND status = 'waitlisted'",
            "samenleven: the places drawn is 4, but 3",
        ),
    ] {
        app.sql(broken).await;
        let found = inventory::faults(&app.db).await.expect("an inventory");
        assert!(found.len() == 1 && found[0].starts_with(said), "{broken}: {found:?}");
        app.sql(mended).await;
        assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), sound, "{mended}");
    }
    app.sql("DELETE FROM letters WHERE id = (SELECT id FROM registrations WHERE place = 4)").await;
    let found = inventory::faults(&app.db).await.expect("an inventory");
    assert!(found.len() == 1 && found[0].ends_with("has no letter"), "{found:?}");
}

#[rocket::async_test]
async fn the_inventory_finds_what_is_not_as_it_should_be_at_a_stop() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(None)).await;
    let elsewhere = make_event(&app, &leuven, "elders", |_| {}).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    for number in 0..2 {
        let mut applicant = person(event.id, number);
        applicant.stops = vec![stop.id];
        app.desk().register(applicant).await.expect("an answer").expect("a seat");
    }
    app.assert_sound().await;
    let leave = |status, seats| {
        format!(
            "UPDATE registrations SET status = '{status}' WHERE place = 1; \
             UPDATE events SET seats_taken = {seats} WHERE slug = 'samenleven'"
        )
    };
    let belong = |event| format!("UPDATE stops SET event_id = {event}");
    for (broken, mended, said) in [
        (
            "UPDATE stops SET capacity = 1".to_string(),
            "UPDATE stops SET capacity = NULL".to_string(),
            "samenleven: at a stop the capacity is 1, but 2 are there",
        ),
        (
            "UPDATE registration_stops SET place = 1".to_string(),
            "UPDATE registration_stops SET place = (SELECT place FROM registrations WHERE id = registration_id)"
                .to_string(),
            "samenleven: the places drawn at a stop is 2, but 1",
        ),
        (
            "UPDATE stops SET next_place = 2".to_string(),
            "UPDATE stops SET next_place = 3".to_string(),
            "samenleven: the next place at a stop is 2, but 2",
        ),
        (
            leave("cancelled", 1),
            leave("confirmed", 2),
            "samenleven: seats at a stop without one at the event is 0, but 1",
        ),
        (belong(elsewhere.id), belong(event.id), "samenleven: seats at a stop without one at the event is 0, but 2"),
    ] {
        app.sql(&broken).await;
        let found = inventory::faults(&app.db).await.expect("an inventory");
        assert!(found.len() == 1 && found[0].starts_with(said), "{broken}: {found:?}");
        app.sql(&mended).await;
        app.assert_sound().await;
    }
}

#[rocket::async_test]
async fn only_an_organiser_who_says_so_seats_more_people_than_fit() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(2))).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    for number in 0..2 {
        let applicant = Applicant { stops: vec![stop.id], ..person(event.id, number) };
        let addition = Addition { applicant, over_capacity: true, letter: true, by: None };
        app.desk().add(addition).await.expect("an answer").expect("a seat that was there");
    }
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    program.patch("/api/v1/events/samenleven", json!({ "summary": "Samen" })).await.ok();
    app.assert_sound().await;
    for (table, kept, said) in [("events", "2", "the capacity is 1"), ("stops", "NULL", "at a stop the capacity is 1")]
    {
        app.sql(&format!("UPDATE {table} SET capacity = 1")).await;
        let found = inventory::faults(&app.db).await.expect("an inventory");
        assert_eq!(found, [format!("samenleven: {said}, but 2 are there")]);
        app.sql(&format!("UPDATE {table} SET capacity = {kept}")).await;
    }
    let cocon = json!({ "id": stop.id, "title": "De Cocon", "starts_at": "2027-03-04T13:30",
        "ends_at": "2027-03-04T14:30", "capacity": 1 });
    program.patch("/api/v1/events/samenleven", json!({ "capacity": 1, "stops": [cocon] })).await.ok();
    app.assert_sound().await;
}
