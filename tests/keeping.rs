//! What is kept of people, and for how long: a year and a day after an event nobody's name is anywhere, and the numbers
//! stay.

mod asked;
mod backup;
mod files;
mod once;
mod organisers;
mod program;

use rocket::futures::future::join_all;
use rocket::http::Status;
use samenkomst::database::Database;
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::Texts;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::forgetting::{Forgotten, forget, to_forget};
use samenkomst::registrations::registration;
use samenkomst::registrations::self_service::joining;
use samenkomst::registrations::steering::telling;
use sea_orm::{ActiveModelBehavior, ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Set, Statement};

use crate::support::makers::{make, make_event, make_region};
use crate::support::operator::Operator;
use crate::support::people::{amina, link_in, person, seats, to};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

/// What would tell who came to the old event.
const TRACES: [&str; 10] =
    ["amina", "idrissi", "ledeberg", "peanuts", "bob", "carla", "dina", "emil", "fatma", "an@example"];

/// The people of an old event: Amina (with an answer, and an open offer to Fatma) and Dina (who has Bob's seat) are in,
/// Carla waits, Emil left; and Zora, who comes to a younger event. Answers with Amina's and Zora's private links.
async fn two_events(app: &TestApp) -> (event::Model, String, String) {
    let leuven = make_region(app, "leuven").await;
    let old = make_event(app, &leuven, "samenleven", |e| e.capacity = Set(Some(2))).await;
    make_event(app, &leuven, "later", |e| {
        e.starts_at = Set(brussels("2027-06-04 13:30"));
        e.ends_at = Set(brussels("2027-06-04 15:30"));
    })
    .await;
    let asked = make(
        app,
        question::ActiveModel {
            event_id: Set(old.id),
            position: Set(0),
            labels: Set(Texts::same("What can you not eat?")),
            kind: Set(QuestionKind::Text),
            required: Set(false),
            options: Set(Options::default()),
            ..question::ActiveModel::new()
        },
    )
    .await;
    let answer = format!("answers[{}]", asked.id);
    let hers = [&amina()[..], &[(answer.as_str(), "Peanuts")]].concat();
    register(app, "samenleven", &hers).await;
    for (name, email) in [("Bob", "bob@example.org"), ("Carla", "carla@example.org"), ("Emil", "emil@example.org")] {
        register(app, "samenleven", &[("name", name), ("email", email), ("consent", "true")]).await;
    }
    let zora = [("name", "Zora"), ("email", "zora@example.org"), ("consent", "true")];
    register(app, "later", &zora).await;
    let letters = app.letters().await;
    let link = |n: usize| link_in(&letters[n]);
    let dina = [("name", "Dina"), ("email", "dina@example.org")];
    app.send(&format!("{}/handover", link(1)), &dina).await;
    let offered = app.letters().await;
    let yes = [("name", "Dina"), ("organisation", ""), ("consent", "true")];
    app.send(&format!("{}/acceptance", link_in(&offered[0])), &yes).await;
    app.send(&format!("{}/cancellation", link(3)), &[]).await;
    app.letters().await;
    // This letter never leaves.
    let fatma = [("name", "Fatma"), ("email", "fatma@example.org")];
    app.send(&format!("{}/handover", link(0)), &fatma).await;
    (old, link(0), link(4))
}

async fn register(app: &TestApp, event: &str, fields: &[(&str, &str)]) {
    let (status, page) = app.send(&format!("/events/{event}/registrations"), fields).await;
    assert_eq!(status, Status::SeeOther, "{page}");
}

#[rocket::async_test]
async fn a_year_and_a_day_later_nobodys_name_is_anywhere_and_the_numbers_stay() {
    let app = TestApp::start().await;
    let (old, hers, zoras) = two_events(&app).await;
    let before = registrations(&app).await;
    for trace in TRACES.iter().filter(|t| **t != "an@example") {
        assert!(!places_of(&app.db, trace).await.is_empty(), "{trace} could be found");
    }
    let join = joining::link(&app.config, before.iter().find(|r| r.name.starts_with("Amina")).expect("Amina"));
    let join = join.trim_start_matches(&app.config.public_url).to_string();
    app.at("2028-03-05 09:00");
    let done = forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!((done.registrations, done.events, done.handovers, done.keys), (5, 1, 2, 0));
    for trace in TRACES {
        assert_eq!(places_of(&app.db, trace).await, Vec::<String>::new(), "{trace}");
    }
    assert_eq!(seats(&app, "samenleven").await, (2, 1));
    app.assert_sound().await;
    assert_eq!(what_stays(&registrations(&app).await), what_stays(&before));
    for link in [hers, join] {
        assert_eq!(app.client.get(link).dispatch().await.status(), Status::NotFound);
    }
    assert!(app.page(&zoras).await.contains("Zora"), "the younger event is untouched");
    assert_eq!(to(&app.letters().await), Vec::<String>::new(), "the letter to Fatma comes too late");
    let again = forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!(again, Forgotten::default());
    // Whoever was forgotten cannot be written to.
    let txn = app.db.begin().await.expect("a transaction");
    assert_eq!(telling::called_off(&txn, app.clock.now(), &old).await.expect("telling"), 0);
    txn.commit().await.expect("a commit");
    assert_eq!(to(&app.letters().await), Vec::<String>::new());
}

/// All but who it is.
fn what_stays(people: &[registration::Model]) -> Vec<String> {
    let told = |r: &registration::Model| {
        let came = (r.registered_at, r.cancelled_at, r.checked_in_at);
        format!("{} {} {:?} {} {:?} {:?} {came:?}", r.event_id, r.id, r.status, r.place, r.role, r.language)
    };
    people.iter().map(told).collect()
}

#[rocket::async_test]
async fn until_the_year_is_over_and_on_a_dry_run_everything_stays() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let before = registrations(&app).await;
    let nothing = to_forget(&app.db, &app.clock).await.expect("a dry run");
    assert_eq!(nothing, Forgotten::default());
    // 365 days after half past three on 4 March 2027, with a leap day in between.
    app.at("2028-03-03 15:29");
    assert_eq!(forget(&app.db, &app.clock).await.expect("forgetting"), nothing);
    app.at("2028-03-03 15:30");
    let planned = to_forget(&app.db, &app.clock).await.expect("a dry run");
    assert_eq!(registrations(&app).await, before);
    assert!(!places_of(&app.db, "fatma").await.is_empty());
    let done = forget(&app.db, &app.clock).await.expect("forgetting");
    assert_eq!(done, planned, "the dry run told the truth");
}

#[rocket::async_test]
async fn the_list_of_a_forgotten_event_has_a_row_for_everyone_and_no_name() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.at("2028-03-05 09:00");
    forget(&app.db, &app.clock).await.expect("forgetting");
    let list = Operator::of(&app).types(&["export", "--event", "samenleven", "--format", "csv"]);
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    let names: Vec<&str> = list.lines().skip(1).filter_map(|l| l.split(';').nth(3)).collect();
    assert_eq!(names, ["–"; 5], "{list}");
    let program = Program::of(&app, Role::Admin, None).await;
    let people = program.get("/api/v1/events/samenleven/registrations").await.ok();
    assert_eq!((&people["total"], &people["items"][0]["email"]), (&5.into(), &"".into()));
    assert_eq!(people["items"][0]["answers"], serde_json::json!({}));
}

/// Each of them registers at once.
async fn crowd(app: &TestApp, event: i32, numbers: std::ops::Range<usize>) {
    let answers = numbers.map(|n| app.desk().register(person(event, n)));
    for answer in join_all(answers).await {
        answer.expect("an answer").expect("a place");
    }
}

async fn registrations(app: &TestApp) -> Vec<registration::Model> {
    let all = registration::Entity::find().order_by_asc(registration::Column::Id);
    all.all(app.db.read()).await.expect("the registrations")
}

#[derive(FromQueryResult)]
struct Place {
    table_name: String,
    column_name: String,
}

/// Every column of the database in which this stands somewhere, whatever its type.
async fn places_of(db: &Database, trace: &str) -> Vec<String> {
    let reader = db.read();
    let (columns, within) = if db.is_sqlite() {
        let columns = "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m \
                       JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
        (columns, "instr(lower(CAST(\"COLUMN\" AS TEXT)), $1) > 0")
    } else {
        let columns = "SELECT table_name::text, column_name::text FROM information_schema.columns \
                       WHERE table_schema = 'public'";
        (columns, "position($1 in lower(\"COLUMN\"::text)) > 0")
    };
    let statement = Statement::from_string(reader.get_database_backend(), columns);
    let columns = Place::find_by_statement(statement).all(reader).await.expect("columns");
    assert!(columns.len() > 80, "the whole database is searched");
    let mut found = Vec::new();
    for Place { table_name, column_name } in columns {
        let within = within.replace("COLUMN", &column_name);
        let sql = format!("SELECT 1 AS one FROM \"{table_name}\" WHERE {within} LIMIT 1");
        let search = Statement::from_sql_and_values(reader.get_database_backend(), sql, [trace.into()]);
        if reader.query_one_raw(search).await.expect("a search").is_some() {
            found.push(format!("{table_name}.{column_name}"));
        }
    }
    found
}
