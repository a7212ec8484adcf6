//! Each person is forgotten once, whoever does it, and whoever comes later is not forgotten with the others.

use std::collections::BTreeSet;

use samenkomst::events::event;
use samenkomst::registrations::forgetting::forget;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

use super::{crowd, places_of, registrations};
use crate::support::makers::{make_event, make_region};
use crate::support::people::seats;
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn who_was_forgotten_is_not_looked_for_again_and_who_comes_after_a_move_is_forgotten_too() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    crowd(&app, event.id, 0..3).await;
    let forgotten_at = async || {
        let found = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query");
        found.expect("the event").forgotten_at
    };
    let forgotten = async || forget(&app.db, &app.clock).await.expect("forgetting").registrations;
    app.at("2028-03-03 15:29");
    assert_eq!((forgotten().await, forgotten_at().await), (0, None));
    app.at("2028-03-05 09:00");
    assert_eq!((forgotten().await, forgotten_at().await), (3, Some(app.clock.now())));
    let mut again = event.clone().into_active_model();
    again.starts_at = Set(brussels("2028-07-04 13:30"));
    again.ends_at = Set(brussels("2028-07-04 15:30"));
    again.update(app.db.write()).await.expect("an event");
    crowd(&app, event.id, 3..5).await;
    app.at("2029-07-03 15:30");
    assert_eq!((forgotten().await, forgotten().await), (0, 0), "a year is not over");
    app.at("2029-07-05 09:00");
    assert_eq!((forgotten().await, forgotten_at().await), (2, Some(app.clock.now())));
}

/// Somebody is written to at the moment at which they are forgotten.
const LATE: [&str; 2] = [
    "CREATE TRIGGER late AFTER UPDATE OF email ON registrations BEGIN INSERT INTO letters \
        (id, kind, about_id, recipient, recipient_name, language, facts, posted_at, due_at, attempts) \
        VALUES (randomblob(16), 'message', OLD.id, OLD.email, OLD.name, 'nl', '{}', OLD.updated_at, OLD.updated_at, 0); \
        END",
    "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO letters \
        (id, kind, about_id, recipient, recipient_name, language, facts, posted_at, due_at, attempts) \
        VALUES (gen_random_uuid(), 'message', OLD.id, OLD.email, OLD.name, 'nl', '{}', OLD.updated_at, OLD.updated_at, 0); \
        RETURN NULL; END $$; \
        CREATE TRIGGER late AFTER UPDATE OF email ON registrations FOR EACH ROW EXECUTE FUNCTION late()",
];

#[rocket::async_test]
async fn no_letter_that_was_written_meanwhile_names_who_was_forgotten() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    crowd(&app, event.id, 0..3).await;
    app.sql(LATE[usize::from(!app.db.is_sqlite())]).await;
    app.at("2028-06-01 09:00");
    let forgotten = forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!((forgotten.registrations, forgotten.letters), (3, 6));
    assert_eq!(places_of(&app.db, "person1@").await, Vec::<String>::new());
}

#[rocket::async_test]
async fn two_processes_forget_a_crowd_while_another_registers() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let old = make_event(&app, &leuven, "samenleven", |_| {}).await;
    crowd(&app, old.id, 0..1_100).await;
    app.at("2028-06-01 09:00");
    let new = make_event(&app, &leuven, "nieuw", |e| {
        e.starts_at = Set(brussels("2028-07-04 13:30"));
        e.ends_at = Set(brussels("2028-07-04 15:30"));
        e.capacity = Set(Some(150));
    })
    .await;
    let neighbour = app.neighbour().await;
    let (here, there, ()) = rocket::tokio::join!(
        forget(&app.db, &app.clock),
        forget(&neighbour.db, &neighbour.clock),
        crowd(&app, new.id, 2_000..2_200),
    );
    let (here, there) = (here.expect("forgetting"), there.expect("forgetting"));
    assert_eq!(here.registrations + there.registrations, 1_100, "each once");
    assert_eq!(here.letters + there.letters, 1_100, "each once");
    assert_eq!(places_of(&app.db, "person1@").await, Vec::<String>::new());
    assert_eq!((seats(&app, "samenleven").await, seats(&app, "nieuw").await), ((1_100, 0), (150, 50)));
    app.assert_sound().await;
    let keys: BTreeSet<Vec<u8>> = registrations(&app).await.into_iter().map(|r| r.token_hash).collect();
    assert_eq!(keys.len(), 1_300);
}
