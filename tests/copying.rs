//! A house outgrows its database: everything moves into another one, or nothing does.

mod refusing;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use rusqlite::Connection;
use samenkomst::database::Database;
use samenkomst::demo;
use samenkomst::events::event;
use samenkomst::regions::{region, theme};
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::support::TestApp;
use crate::support::operator::{Operator, err, out};
use crate::support::people::let_in;

/// The demo, and what nobody did in it yet: after these each table has a row. Two regions hang otherwise than in the order
/// in which they came, and the last one is gone.
const LIVED_IN: [&str; 19] = [
    "INSERT INTO letters (id, kind, recipient, recipient_name, language, facts, posted_at, due_at, attempts, sent_at) \
        SELECT id, 'registration_confirmed', email, name, language, '{ \"z\": 1.0, \"a\":\"é\" }', registered_at, \
        registered_at, 1, updated_at FROM registrations LIMIT 3",
    "INSERT INTO audit_entries (at, organiser_id, organiser_name, act, region_id, registration_id, about, facts) \
        SELECT registered_at, NULL, '', 'region-added', 1, id, name, '{}' FROM registrations LIMIT 3",
    "INSERT INTO handovers (id, registration_id, name, email, token_hash, offered_at, declined_at) \
        SELECT id, id, name, email, token_hash, registered_at, updated_at FROM registrations LIMIT 1",
    "INSERT INTO sign_in_links (organiser_id, token_hash, expires_at) \
        SELECT (SELECT MIN(id) FROM organisers), token_hash, registered_at FROM registrations LIMIT 1",
    "INSERT INTO sessions (organiser_id, token_hash, started_at, expires_at, device) \
        SELECT (SELECT MIN(id) FROM organisers), token_hash, registered_at, updated_at, 'Firefox' \
        FROM registrations LIMIT 1",
    "INSERT INTO api_tokens (organiser_id, name, token_hash, created_at) \
        SELECT (SELECT MIN(id) FROM organisers), 'site', token_hash, registered_at FROM registrations LIMIT 1",
    "INSERT INTO messages (id, event_id, subjects, bodies, audience, created_at, recipients) \
        SELECT id, event_id, '{}', '{}', '{}', registered_at, 0 FROM registrations LIMIT 1",
    "INSERT INTO sent_reminders (event_id, minutes_before, starts_at, sent_at) \
        SELECT id, 60, starts_at, starts_at FROM events LIMIT 1",
    "INSERT INTO sent_thanks (id, event_id, again, recording, materials, question, decided_at) \
        SELECT id, event_id, FALSE, TRUE, FALSE, TRUE, registered_at FROM registrations LIMIT 1",
    "INSERT INTO silences (registration_id, key_version, asked_at) \
        SELECT id, key_version, registered_at FROM registrations LIMIT 1",
    "INSERT INTO kept_lists (id, event_id, organiser_id, language, content, kept_at) \
        SELECT id, event_id, 1, 'nl', zeroblob(3000000), registered_at FROM registrations LIMIT 3",
    "INSERT INTO unreachable_addresses (address, since, reason, letter_id) \
        SELECT email, registered_at, 'gone', id FROM registrations LIMIT 1",
    "INSERT INTO calendar_replies (registration_id, uid, key_version, answer, sequence, stamp, received_at) \
        SELECT id, id, key_version, 'declined', 0, registered_at, updated_at FROM registrations LIMIT 1",
    "INSERT INTO calendar_keys (token_hash, email_key) SELECT token_hash, email_key FROM registrations LIMIT 1",
    "INSERT INTO digest_readers (id, email, email_key, language, asked_at) \
        SELECT id, email, email_key, language, registered_at FROM registrations LIMIT 1",
    "INSERT INTO digests (id, since, until) SELECT id, registered_at, updated_at FROM registrations LIMIT 1",
    "UPDATE regions SET parent_id = (SELECT MAX(id) FROM regions WHERE parent_id IS NULL) \
        WHERE id = (SELECT MIN(id) FROM regions WHERE parent_id IS NULL)",
    "INSERT INTO themes (slug, position, core, names) VALUES ('gone', 99, FALSE, '{}')",
    "DELETE FROM themes WHERE slug = 'gone'",
];

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// A house in a file in which nothing happened yet; nobody has it open.
async fn make_empty_house(file: &Path) {
    let db = Database::connect(&url(file)).await.expect("a database");
    db.migrate().await.expect("a schema");
    db.close().await;
}

/// One that is lived in.
async fn make_house(app: &TestApp, file: &Path) {
    make_empty_house(file).await;
    let db = Database::connect(&url(file)).await.expect("a database");
    assert!(demo::load(&db, &app.clock, &app.config.secret).await.expect("a demo"));
    for sql in LIVED_IN {
        db.write().execute_unprepared(sql).await.expect(sql);
    }
    db.close().await;
}

/// Copies the house in a file to where the app's is.
fn copy(app: &TestApp, file: &Path) -> Output {
    let from = [("ROCKET_DATABASE_URL", url(file))];
    let mut copy = Operator::of(app).command(&["copy", "--to", &app.config.database_url]);
    copy.envs(from).output().expect("the program")
}

/// The last number that is given out in a table, and all that stands in each, to the letter.
fn contents(file: &Path) -> BTreeMap<String, Vec<String>> {
    let db = Connection::open(file).expect("a database");
    let tables = column(&db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seaql_migrations'");
    let rows = |table: &String| {
        let cells = format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}') ORDER BY name");
        let cells = column(&db, &cells).join(" || ' ' || ");
        column(&db, &format!("SELECT {cells} FROM \"{table}\" ORDER BY 1"))
    };
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

fn column(db: &Connection, sql: &str) -> Vec<String> {
    let mut asked = db.prepare(sql).expect("a query");
    let rows = asked.query_map([], |row| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a text")).collect()
}

#[rocket::async_test]
async fn a_house_moves_to_another_database_and_back_with_all_that_is_in_it() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (first, last) = (folder.path().join("first.db"), folder.path().join("last.db"));
    make_house(&app, &first).await;
    app.db.clone().close().await;
    let there = copy(&app, &first);
    assert_eq!(there.status.code(), Some(0), "{}", err(&there));
    let target = url(&last);
    let back = Operator::of(&app).with(&["copy"], &[("ROCKET_COPY_TO", target.as_str())]);
    assert_eq!(back.status.code(), Some(0), "{}", err(&back));

    let (before, after) = (contents(&first), contents(&last));
    let empty: Vec<&String> = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
    assert_eq!(empty, Vec::<&String>::new(), "a table without a row says nothing: add one to LIVED_IN");
    for (table, rows) in &before {
        let same = after.get(table) == Some(rows);
        assert!(same, "{table} came back otherwise");
    }
    assert_eq!(after.len(), before.len());

    let said = out(&there);
    for (table, rows) in before.iter().filter(|(table, _)| *table != "sqlite_sequence") {
        let line = format!("{:8}  {table}", rows.len());
        assert!(said.lines().any(|l| l == line), "{line}: {said}");
    }
    assert!(said.contains("The key is not in it: leave ROCKET_SECRET_KEY as it is."), "{said}");
    assert!(said.trim_end().ends_with("and run samenkomst doctor."), "{said}");
    assert_eq!(
        out(&back).lines().take(before.len()).collect::<Vec<_>>(),
        said.lines().take(before.len()).collect::<Vec<_>>()
    );
}

#[rocket::async_test]
async fn in_the_new_database_everything_goes_on() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first.db");
    make_house(&app, &first).await;
    let copied = copy(&app, &first);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    let operator = Operator::of(&app);
    let healthy = operator.types(&["doctor"]);
    assert_eq!(healthy.status.code(), Some(0), "{}", out(&healthy));

    let house = app.neighbour().await;
    let event = event::Entity::find().filter(event::Column::Slug.eq("vier-gesprekken-een-plan"));
    let event = event.one(house.db.read()).await.expect("a query").expect("the event");
    let_in(&house, event.id, [1]).await;
    let added = operator.types(&["region", "add", "--slug", "halle-noord", "--name-nl", "Halle-Noord"]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let newest = region::Entity::find().order_by_desc(region::Column::Id).one(house.db.read()).await;
    assert_eq!(newest.expect("a query").expect("a region").slug, "halle-noord");
    let new = "INSERT INTO themes (slug, position, core, names) VALUES ('new', 99, FALSE, '{}')";
    house.db.write().execute_unprepared(new).await.expect("a theme");
    let themes = theme::Entity::find().all(house.db.read()).await.expect("themes");
    let mut ids: Vec<i32> = themes.iter().map(|theme| theme.id).collect();
    ids.sort_unstable();
    let gap = ids.windows(2).filter(|pair| pair[1] - pair[0] == 2).count();
    assert_eq!(gap, 1, "what was deleted is not counted anew: {ids:?}");
    house.assert_sound().await;
}

#[rocket::async_test]
async fn a_copy_that_breaks_off_leaves_nothing() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (broken, sound) = (folder.path().join("broken.db"), folder.path().join("sound.db"));
    make_house(&app, &broken).await;
    make_house(&app, &sound).await;
    let db = Connection::open(&broken).expect("a database");
    let twice = "DROP INDEX registrations_by_address; UPDATE registrations SET email_key = 'an@example.org'";
    db.execute_batch(twice).expect("a database that lost an index");
    drop(db);

    let failed = copy(&app, &broken);
    let why = err(&failed);
    assert_eq!((failed.status.code(), out(&failed)), (Some(1), String::new()), "{why}");
    let said = why.lines().last().unwrap_or_default();
    assert!(said.starts_with("samenkomst: Nothing was copied: registrations: "), "{why}");
    let db = app.db.read();
    assert_eq!(region::Entity::find().count(db).await.expect("a count"), 0);
    assert_eq!(event::Entity::find().count(db).await.expect("a count"), 0);
    assert_eq!(registration::Entity::find().count(db).await.expect("a count"), 0);
    assert_eq!(out(&Operator::of(&app).types(&["region", "list"])), "");

    let copied = copy(&app, &sound);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
}
