//! What is kept of people, and for how long: a year and a day after an event nobody's name is anywhere, and the numbers
//! stay. And the copy that an operator takes while everybody registers.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use rocket::futures::future::join_all;
use rocket::http::Status;
use samenkomst::clock::Clock;
use samenkomst::config::sqlite_file;
use samenkomst::database::Database;
use samenkomst::events::event;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::Texts;
use samenkomst::messages;
use samenkomst::messages::message::{self, Audience};
use samenkomst::organisers::audit::{self, Act, Subject};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::attendees::Filter;
use samenkomst::registrations::forgetting::{Forgotten, forget};
use samenkomst::registrations::{inventory, joining, registration, telling};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, Set, Statement,
};
use uuid::Uuid;

use crate::support::makers::{make, make_event, make_region};
use crate::support::people::{amina, link_in, person, seats, to};
use crate::support::programs::Program;
use crate::support::{SECRET, TestApp};

/// What would tell who came to the old event.
const TRACES: [&str; 10] =
    ["amina", "idrissi", "ledeberg", "peanuts", "bob", "carla", "dina", "emil", "fatma", "an@example"];

/// The people of an old event: Amina (with an answer, and an open offer to Fatma) and Dina (who has Bob's seat) are in,
/// Carla waits, Emil left; and Zora, who comes to a younger event. Answers with Amina's and Zora's private links.
async fn two_events(app: &TestApp) -> (event::Model, String, String) {
    let leuven = make_region(app, "leuven").await;
    let old = make_event(app, &leuven, "samenleven", |e| e.capacity = Set(Some(2))).await;
    make_event(app, &leuven, "later", |e| {
        e.starts_at = Set(crate::support::brussels("2027-06-04 13:30"));
        e.ends_at = Set(crate::support::brussels("2027-06-04 15:30"));
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
    let done = forget(&app.db, &app.clock, false).await.expect("forgetting");
    assert_eq!((done.registrations, done.events, done.handovers, done.keys), (5, 1, 2, 0));
    for trace in TRACES {
        assert_eq!(places_of(&app.db, trace).await, Vec::<String>::new(), "{trace}");
    }
    assert_eq!(seats(&app, "samenleven").await, (2, 1));
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), Vec::<String>::new());
    assert_eq!(what_stays(&registrations(&app).await), what_stays(&before));
    for link in [hers, join] {
        assert_eq!(app.client.get(link).dispatch().await.status(), Status::NotFound);
    }
    assert!(app.page(&zoras).await.contains("Zora"), "the younger event is untouched");
    assert_eq!(to(&app.letters().await), Vec::<String>::new(), "the letter to Fatma comes too late");
    let again = forget(&app.db, &app.clock, false).await.expect("forgetting");
    assert_eq!(again, Forgotten::default());
    // Whoever was forgotten cannot be written to.
    let txn = app.db.begin().await.expect("a transaction");
    telling::called_off(&txn, app.clock.now(), &old).await.expect("telling");
    txn.commit().await.expect("a commit");
    assert_eq!(to(&app.letters().await), Vec::<String>::new());
}

#[rocket::async_test]
async fn what_organisers_said_of_somebody_goes_with_them() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let people = registrations(&app).await;
    let amina = people.iter().find(|r| r.name.starts_with("Amina")).expect("Amina");
    let now = app.clock.now();
    let audience = Filter {
        words: "Amina".to_string(),
        answer: Some((1, "Peanuts".to_string())),
        ids: vec![amina.id; 2],
        ..Filter::default()
    };
    let written = message::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(amina.event_id),
        organiser_id: Set(None),
        subjects: Set(Texts::same("Dag")),
        bodies: Set(Texts::same("Tot dan")),
        audience: Set(Audience(audience)),
        created_at: Set(now),
        send_at: Set(Some(now)),
        sent_at: Set(Some(now)),
        withdrawn_at: Set(None),
        recipients: Set(1),
    };
    make(&app, written).await;
    let txn = app.db.begin().await.expect("a transaction");
    let of_her = Subject { registration_id: Some(amina.id), event_id: Some(amina.event_id), ..Subject::default() };
    let of_many = Subject { event_id: Some(amina.event_id), ..Subject::default() };
    for (act, subject) in [
        (Act::RegistrationMoved, of_her),
        (Act::RegistrationCancelled, of_many.clone()),
        (Act::EventCalledOff, of_many),
    ] {
        let facts = serde_json::json!({ "reason": "zij is ziek", "to": 2 });
        audit::note(&txn, now, None, act, subject, facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    let facts = async || -> Vec<serde_json::Value> {
        let trail = audit::Entity::find().filter(audit::Column::Act.is_in(SAID)).order_by_asc(audit::Column::Id);
        trail.all(app.db.read()).await.expect("a trail").into_iter().map(|entry| entry.facts).collect()
    };
    let said = serde_json::json!({ "reason": "zij is ziek", "to": 2 });
    for (time, expected) in [
        ("2028-03-03 15:29", [said.clone(), said.clone(), said.clone()]),
        ("2028-03-05 09:00", [serde_json::json!({ "to": 2 }), serde_json::json!({ "to": 2 }), said.clone()]),
    ] {
        app.at(time);
        forget(&app.db, &app.clock, false).await.expect("forgetting");
        messages::forgetting::forget(&app.db, &app.clock).await.expect("forgetting");
        assert_eq!(facts().await, expected, "{time}");
    }
    for trace in ["amina", "peanuts"] {
        assert_eq!(places_of(&app.db, trace).await, Vec::<String>::new(), "{trace}");
    }
    let kept = message::Entity::find().one(app.db.read()).await.expect("a query").expect("a message");
    assert_eq!(kept.audience.0.ids, [Uuid::nil(); 2], "how many were chosen");
}

/// What an organiser gives a reason for.
const SAID: [Act; 3] = [Act::RegistrationMoved, Act::RegistrationCancelled, Act::EventCalledOff];

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
    let nothing = forget(&app.db, &app.clock, true).await.expect("a dry run");
    assert_eq!(nothing, Forgotten::default());
    // 365 days after half past three on 4 March 2027, with a leap day in between.
    app.at("2028-03-03 15:29");
    assert_eq!(forget(&app.db, &app.clock, false).await.expect("forgetting"), nothing);
    app.at("2028-03-03 15:30");
    let planned = forget(&app.db, &app.clock, true).await.expect("a dry run");
    assert_eq!(registrations(&app).await, before);
    assert!(!places_of(&app.db, "fatma").await.is_empty());
    let done = forget(&app.db, &app.clock, false).await.expect("forgetting");
    assert_eq!(done, planned, "the dry run told the truth");
}

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
    let forgotten = async || forget(&app.db, &app.clock, false).await.expect("forgetting").registrations;
    app.at("2028-03-03 15:29");
    assert_eq!((forgotten().await, forgotten_at().await), (0, None));
    app.at("2028-03-05 09:00");
    assert_eq!((forgotten().await, forgotten_at().await), (3, Some(app.clock.now())));
    let mut again = event.clone().into_active_model();
    again.starts_at = Set(crate::support::brussels("2028-07-04 13:30"));
    again.ends_at = Set(crate::support::brussels("2028-07-04 15:30"));
    again.update(app.db.write()).await.expect("an event");
    crowd(&app, event.id, 3..5).await;
    app.at("2029-07-03 15:30");
    assert_eq!((forgotten().await, forgotten().await), (0, 0), "a year is not over");
    app.at("2029-07-05 09:00");
    assert_eq!((forgotten().await, forgotten_at().await), (2, Some(app.clock.now())));
}

#[rocket::async_test]
async fn old_links_of_organisers_and_their_letters_go_too() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    Program::of(&app, Role::Admin, Some(&leuven)).await;
    app.send("/organise/sign-in", &[("email", "admin.leuven@example.org")]).await;
    let letters = app.letters().await;
    app.send(&link_in(&letters[0]), &[]).await;
    let kept = |letters, keys| Forgotten { letters, keys, ..Forgotten::default() };
    // The link holds for a quarter of an hour, the session for two weeks.
    for (time, expected) in [
        ("2027-03-04 09:00", kept(0, 0)),
        ("2027-03-05 09:00", kept(0, 1)),
        ("2027-03-19 09:00", kept(0, 1)),
        ("2028-02-02 08:59", kept(0, 0)),
        ("2028-02-02 09:00", kept(1, 0)),
    ] {
        app.at(time);
        assert_eq!(forget(&app.db, &app.clock, true).await.expect("a dry run"), expected, "{time}");
        assert_eq!(forget(&app.db, &app.clock, false).await.expect("forgetting"), expected, "{time}");
    }
}

#[rocket::async_test]
async fn two_processes_forget_a_crowd_while_another_registers() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let old = make_event(&app, &leuven, "samenleven", |_| {}).await;
    crowd(&app, old.id, 0..1_100).await;
    app.at("2028-06-01 09:00");
    let new = make_event(&app, &leuven, "nieuw", |e| {
        e.starts_at = Set(crate::support::brussels("2028-07-04 13:30"));
        e.ends_at = Set(crate::support::brussels("2028-07-04 15:30"));
        e.capacity = Set(Some(150));
    })
    .await;
    let neighbour = app.neighbour().await;
    let (here, there, ()) = rocket::tokio::join!(
        forget(&app.db, &app.clock, false),
        forget(&neighbour.db, &neighbour.clock, false),
        crowd(&app, new.id, 2_000..2_200),
    );
    let (here, there) = (here.expect("forgetting"), there.expect("forgetting"));
    assert_eq!(here.registrations + there.registrations, 1_100, "each once");
    assert_eq!(here.letters + there.letters, 1_100, "each once");
    assert_eq!(places_of(&app.db, "person1@").await, Vec::<String>::new());
    assert_eq!((seats(&app, "samenleven").await, seats(&app, "nieuw").await), ((1_100, 0), (150, 50)));
    assert_eq!(inventory::faults(&app.db).await.expect("an inventory"), Vec::<String>::new());
    let keys: BTreeSet<Vec<u8>> = registrations(&app).await.into_iter().map(|r| r.token_hash).collect();
    assert_eq!(keys.len(), 1_300);
}

#[rocket::async_test]
async fn the_list_of_a_forgotten_event_has_a_row_for_everyone_and_no_name() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.at("2028-03-05 09:00");
    forget(&app.db, &app.clock, false).await.expect("forgetting");
    let list = operator(&app, &["export", "--event", "samenleven", "--format", "csv"]);
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    let names: Vec<&str> = list.lines().skip(1).filter_map(|l| l.split(';').nth(3)).collect();
    assert_eq!(names, ["–"; 5], "{list}");
    let program = Program::of(&app, Role::Admin, None).await;
    let people = program.get("/api/v1/events/samenleven/registrations").await.ok();
    assert_eq!((&people["total"], &people["items"][0]["email"]), (&5.into(), &"".into()));
    assert_eq!(people["items"][0]["answers"], serde_json::json!({}));
}

/// Somebody came to an event that ended 370 days ago, by the clock of the machine.
async fn long_ago(app: &TestApp) {
    let today = Clock::System.now();
    let ends = today - chrono::Duration::days(370);
    let leuven = make_region(app, "leuven").await;
    let event = make_event(app, &leuven, "samenleven", |e| {
        e.starts_at = Set(ends - chrono::Duration::hours(2));
        e.ends_at = Set(ends);
    })
    .await;
    app.clock.set(ends - chrono::Duration::days(10));
    crowd(app, event.id, 0..3).await;
}

#[rocket::async_test]
async fn an_operator_forgets_and_hears_how_much() {
    let app = TestApp::start().await;
    long_ago(&app).await;
    let counted = [
        "       3  registrations",
        "       1  events that they were for",
        "       0  offers to a colleague",
        "       3  letters",
        "       0  answers of calendars",
        "       0  expired sign-in links and sessions",
    ]
    .join("\n");
    let dry = operator(&app, &["forget", "--dry-run"]);
    assert_eq!(out(&dry), format!("To forget:\n{counted}\n"));
    assert!(!places_of(&app.db, "person1@").await.is_empty());
    assert_eq!(out(&operator(&app, &["forget"])), format!("Forgotten:\n{counted}\n"));
    assert_eq!(places_of(&app.db, "person1@").await, Vec::<String>::new());
    assert!(out(&operator(&app, &["forget"])).starts_with("Forgotten:\n       0  registrations"));
}

#[rocket::async_test]
async fn whoever_serves_forgets_by_itself() {
    let app = TestApp::start().await;
    long_ago(&app).await;
    let _serving = Serving(
        command(&app, &["serve"])
            .env("ROCKET_PORT", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program"),
    );
    for _ in 0..200 {
        if places_of(&app.db, "person1@").await.is_empty() {
            return;
        }
        rocket::tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nobody was forgotten");
}

struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[rocket::async_test]
async fn a_backup_taken_in_a_rush_is_sound() {
    let app = TestApp::start().await;
    let Some(kept) = sqlite_file(&app.config.database_url) else {
        return postgres_says_how(&app);
    };
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    crowd(&app, event.id, 0..400).await;
    let copy = kept.with_file_name("copy.db");
    let name = copy.display().to_string();
    let mut backup = command(&app, &["backup", &name]);
    let backup = rocket::tokio::task::spawn_blocking(move || backup.output().expect("the program"));
    let mut registered = 400;
    while !backup.is_finished() {
        crowd(&app, event.id, registered..registered + 40).await;
        registered += 40;
    }
    let said = backup.await.expect("its end");
    assert_eq!(said.status.code(), Some(0), "{}", err(&said));
    assert_eq!(
        out(&said),
        format!("The copy is {name}.\nThe key is not in it: keep ROCKET_SECRET_KEY too, in another place.\n")
    );
    let opened = Database::connect(&format!("sqlite://{name}")).await.expect("a database");
    assert_eq!(inventory::faults(&opened).await.expect("an inventory"), Vec::<String>::new());
    let there = registration::Entity::find().count(opened.read()).await.expect("a count");
    assert!((400..=registered as u64).contains(&there), "{there} of {registered}");
    opened.close().await;
    let all = (registered as i32, 0);
    assert_eq!(seats(&app, "samenleven").await, all, "nobody was kept out");
    only_the_copy_is_left(&copy);
    let again = operator(&app, &["backup", &name]);
    assert_eq!(
        (again.status.code(), err(&again)),
        (Some(1), format!("samenkomst: {name} is there already: name a new file\n"))
    );
}

/// Nothing half-written lies beside it, and nobody else may read it.
fn only_the_copy_is_left(copy: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(copy).expect("the copy").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let beside = std::fs::read_dir(copy.parent().expect("a folder")).expect("a folder");
    let names: Vec<String> = beside.map(|f| f.expect("a file").file_name().display().to_string()).collect();
    assert!(names.iter().all(|n| n.starts_with("test.") || n.starts_with("copy.")), "{names:?}");
}

fn postgres_says_how(app: &TestApp) {
    let said = operator(app, &["backup", "/var/backups/samenkomst.dump"]);
    assert_eq!(said.status.code(), Some(0), "{}", err(&said));
    let line = "pg_dump --format=custom --file='/var/backups/samenkomst.dump' 'postgres://";
    assert!(out(&said).lines().any(|l| l.starts_with(line)), "{}", out(&said));
}

#[rocket::async_test]
async fn a_backup_of_nothing_or_to_nowhere_is_one_clear_line() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing.db");
    let from_nothing = [("ROCKET_DATABASE_URL", format!("sqlite://{}", missing.display()))];
    let copy = folder.path().join("copy.db").display().to_string();
    let failed = command(&app, &["backup", &copy]).envs(from_nothing).output().expect("the program");
    assert_eq!(
        (failed.status.code(), err(&failed)),
        (Some(1), format!("samenkomst: There is no database at {}\n", missing.display()))
    );
    if app.db.is_sqlite() {
        let failed = operator(&app, &["backup", &folder.path().join("none/copy.db").display().to_string()]);
        assert_eq!((failed.status.code(), err(&failed).lines().count()), (Some(1), 1), "{}", err(&failed));
    }
    let secret = [("ROCKET_DATABASE_URL", "postgres://an:hush@db.example/samenkomst?sslmode=require")];
    let said = command(&app, &["backup", "x.dump"]).envs(secret).output().expect("the program");
    assert_eq!(
        out(&said).lines().nth(1),
        Some("pg_dump --format=custom --file='x.dump' 'postgres://an@db.example/samenkomst?sslmode=require'")
    );
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

fn command(app: &TestApp, line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_samenkomst"));
    command
        .args(line)
        .env("ROCKET_DATABASE_URL", &app.config.database_url)
        .env("ROCKET_SECRET_KEY", SECRET)
        .env("ROCKET_MAIL_FOLDER", &app.config.mail_folder);
    command
}

fn operator(app: &TestApp, line: &[&str]) -> Output {
    command(app, line).output().expect("the program")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).to_string()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).to_string()
}
