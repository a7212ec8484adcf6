//! When nothing is copied, and how an operator hears why.

use std::path::Path;

use rusqlite::Connection;
use samenkomst::config::sqlite_file;
use samenkomst::database::Database;
use samenkomst::database::copying::{self, Refusal};
use samenkomst::regions::{region, theme};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, PaginatorTrait, QueryResult, Statement};

use super::{column, copy, make_empty_house, url};
use crate::support::TestApp;
use crate::support::makers::make_region;
use crate::support::operator::{Operator, err};

/// What is said when the house in this file is copied to where the app's is; that it fails is clear.
fn refusal(app: &TestApp, file: &Path) -> String {
    let refused = copy(app, file);
    assert_eq!(refused.status.code(), Some(1), "{}", err(&refused));
    err(&refused)
}

#[rocket::async_test]
async fn nothing_is_copied_into_a_database_that_holds_something() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first.db");
    make_empty_house(&first).await;
    make_region(&app, "leuven").await;
    let full = "samenkomst: The new database holds something already (regions: 1): name an empty one\n";
    assert_eq!(refusal(&app, &first), full);
    assert_eq!(region::Entity::find().count(app.db.read()).await.expect("a count"), 1, "it stays as it was");
    app.db.write().execute_unprepared("CREATE TABLE guests (id INTEGER)").await.expect("a table");
    let strange = "samenkomst: The new database holds tables of others (guests): name an empty one\n";
    assert_eq!(refusal(&app, &first), strange);
}

#[rocket::async_test]
async fn a_database_of_others_gets_no_table_of_ours() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (first, others) = (folder.path().join("first.db"), folder.path().join("others.db"));
    make_empty_house(&first).await;
    let db = Connection::open(&others).expect("a database");
    db.execute_batch("CREATE TABLE guests (id INTEGER)").expect("a table");
    let from = [("ROCKET_DATABASE_URL", url(&first))];
    let mut command = Operator::of(&app).command(&["copy", "--to", &url(&others)]);
    let refused = command.envs(from).output().expect("the program");
    assert!(err(&refused).contains("tables of others (guests)"), "{}", err(&refused));
    assert_eq!(column(&db, "SELECT name FROM sqlite_schema"), ["guests"]);
}

#[rocket::async_test]
async fn a_database_is_not_copied_into_itself() {
    let app = TestApp::start().await;
    app.db.clone().close().await;
    let itself = &app.config.database_url;
    let otherwise = match sqlite_file(itself) {
        Some(file) => itself.replace("/test.db", &format!("/../{}/test.db", folder_name(&file))),
        None => format!("{itself}?application_name=other"),
    };
    for target in [itself, &otherwise] {
        let refused = Operator::of(&app).types(&["copy", "--to", target]);
        assert_eq!(refused.status.code(), Some(1));
        let said = "samenkomst: It is the same database: name another, empty one";
        assert_eq!(err(&refused).lines().last(), Some(said), "{target}");
    }
}

fn folder_name(file: &Path) -> String {
    let folder = file.parent().and_then(Path::file_name).expect("a folder with a name");
    folder.display().to_string()
}

#[rocket::async_test]
async fn a_house_that_is_served_is_not_copied() {
    let app = TestApp::start().await;
    let neighbour = app.neighbour().await;
    let folder = tempfile::tempdir().expect("a folder");
    let last = folder.path().join("last.db");
    let copy = || Operator::of(&app).types(&["copy", "--to", &url(&last)]);
    let why = match sqlite_file(&app.config.database_url) {
        Some(served) => {
            format!("samenkomst: {} is in use: stop the service first, and whatever else reads it\n", served.display())
        }
        None => format!("samenkomst: {}\n", Refusal::InUse),
    };
    let refused = copy();
    assert_eq!((refused.status.code(), err(&refused)), (Some(1), why.clone()));
    assert!(!(app.db.is_sqlite() && last.exists()), "nothing was made");
    app.db.clone().close().await;
    assert_eq!(err(&copy()), why, "one of the two still serves");
    neighbour.db.clone().close().await;
    let copied = copy();
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
}

#[rocket::async_test]
async fn whoever_opens_the_file_while_it_is_copied_stops_the_copy() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first.db");
    make_empty_house(&first).await;
    let statement = "INSERT INTO themes (slug, position, core, names) VALUES ('new', 99, FALSE, '{}')";
    Connection::open(&first).expect("a database").execute_batch(statement).expect("a theme");
    let open = || async { Database::connect_unnoticed(&url(&first)).await.expect("a database") };
    let late = open().await;
    let refused = copying::copy(&open().await, &app.db).await.expect("a copy");
    assert_eq!(refused, Err(Refusal::InUse));
    assert_eq!(theme::Entity::find().count(app.db.read()).await.expect("a count"), 0, "nothing is kept");
    late.close().await;
    let copied = copying::copy(&open().await, &app.db).await.expect("a copy");
    assert!(copied.is_ok(), "{copied:?}");
    assert_eq!(theme::Entity::find().count(app.db.read()).await.expect("a count"), 1);
}

#[rocket::async_test]
async fn nobody_comes_into_a_house_that_is_being_copied() {
    let app = TestApp::start().await;
    let house = &app.config.database_url;
    app.db.clone().close().await;
    let copied = Database::connect_unnoticed(house).await.expect("a database");
    if copied.is_sqlite() {
        // There one may look, and nobody can write: the second transaction would wait for the first.
        return;
    }
    let held = copied.keep_others_out().await.expect("an answer").expect("nobody else is there");
    let operator = Operator::of(&app);
    let refused = operator.types(&["region", "list"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("samenkomst copy is at work there: wait until it is done"), "{}", err(&refused));
    held.rollback().await.expect("an end");
    let welcome = operator.types(&["region", "list"]);
    assert_eq!(welcome.status.code(), Some(0), "{}", err(&welcome));
}

#[rocket::async_test]
async fn whoever_lost_their_connections_stays_outside_while_the_house_is_copied() {
    let app = TestApp::start().await;
    if app.db.is_sqlite() {
        // There nobody loses a file that is open.
        return;
    }
    let copied = Database::connect_unnoticed(&app.config.database_url).await.expect("a database");
    let held = hang_up(&copied).await;
    let (desk, mut line) = (app.db.apart(), app.db.line().expect("a line"));
    let asked = line.find("SELECT 1".to_string(), []);
    let (pool, desk, line) = rocket::tokio::join!(app.db.begin(), desk.begin(), asked);
    assert_eq!([pool.is_err(), desk.is_err(), line.is_err()], [true; 3], "the pool, the desk, its line");
    held.rollback().await.expect("an end");
    app.db.begin().await.expect("the house is open again");
}

#[rocket::async_test]
async fn a_copy_takes_its_time_however_soon_postgres_ends_what_says_nothing() {
    let app = TestApp::start().await;
    if app.db.is_sqlite() {
        // A file ends nothing by itself.
        return;
    }
    app.sql(IMPATIENT).await;
    let copied = Database::connect_unnoticed(&app.config.database_url).await.expect("a database");
    let held = hang_up(&copied).await;
    let asked = || Statement::from_string(DbBackend::Postgres, PATIENCE);
    let said = |row: Option<QueryResult>| row.expect("a row").try_get_by_index::<String>(0).expect("a text");
    let inside = said(held.query_one_raw(asked()).await.expect("an answer"));
    let outside = said(copied.read().query_one_raw(asked()).await.expect("an answer"));
    assert!(outside.starts_with("idle_in_transaction_session_timeout 1min, statement_timeout 1min"), "{outside}");
    assert_eq!(inside, outside.replace("1min", "0"));
}

/// As a careful operator sets it, or whoever hosts the database.
const IMPATIENT: &str = "DO $$ DECLARE setting text; BEGIN FOR setting IN SELECT name FROM pg_settings \
    WHERE name IN ('idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout') LOOP \
    EXECUTE format('ALTER DATABASE %I SET %I = %L', current_database(), setting, '1min'); END LOOP; END $$";

/// How long PostgreSQL lets each of these last; an older one does not know the third.
const PATIENCE: &str = "SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings \
    WHERE name IN ('idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout')";

/// As when PostgreSQL begins anew and one is there first. Whoever follows the house may be back at once.
async fn hang_up(copied: &Database) -> DatabaseTransaction {
    loop {
        copied.write().execute_unprepared(HANG_UP).await.expect("everybody else hangs up");
        if let Some(held) = copied.keep_others_out().await.expect("an answer") {
            return held;
        }
    }
}

/// Ends all connections to the database but one's own.
const HANG_UP: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()";

#[rocket::async_test]
async fn only_a_house_with_the_schema_of_this_program_is_copied() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first.db");
    assert!(refusal(&app, &first).contains("cannot be copied: there is none yet at"));
    assert!(!first.exists(), "none is made");
    make_empty_house(&first).await;
    let change = |sql: &str| {
        let db = Connection::open(&first).expect("a database");
        db.execute_batch(sql).expect("a statement");
    };
    change("DELETE FROM seaql_migrations WHERE version = (SELECT MAX(version) FROM seaql_migrations)");
    let pending = refusal(&app, &first);
    assert!(pending.contains("cannot be copied: 1 not applied yet: run samenkomst migrate"), "{pending}");
    change("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9998_later', 0), ('m9999_later', 0)");
    let unknown = refusal(&app, &first);
    assert!(unknown.contains("m9999_later") && unknown.lines().count() == 1, "{unknown}");
}

#[rocket::async_test]
async fn a_target_that_makes_no_sense_is_one_line_without_its_password() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let nowhere = operator.with(&["copy"], &[("ROCKET_COPY_TO", "")]);
    let missing = "samenkomst: the following required arguments were not provided: --to <URL>\n".to_string();
    assert_eq!((nowhere.status.code(), err(&nowhere)), (Some(2), missing));
    for (target, why) in [
        ("mysql://an:hush@db.example/house", "must begin with sqlite:// or postgres://"),
        ("postgres://an:hu/sh@db.example/house", "must look like postgres://user:password@host/database"),
        ("sqlite://", "names no file"),
        ("sqlite::memory:", "names a database in memory"),
    ] {
        let typed = operator.types(&["copy", "--to", target]);
        let set = operator.with(&["copy"], &[("ROCKET_COPY_TO", target)]);
        for (refused, said) in [(typed, "--to"), (set, "ROCKET_COPY_TO")] {
            let line = err(&refused);
            assert_eq!((refused.status.code(), line.lines().count()), (Some(1), 1), "{line}");
            assert!(line.starts_with(&format!("samenkomst: {said} {why}")), "{line}");
            assert!(!line.contains("hush") && !line.contains("hu/sh"), "{line}");
        }
    }
}
