//! What the doctor finds: one line for each thing, and nothing is changed.

use samenkomst::registrations::seats::booking::Addition;
use samenkomst::registrations::seats::inventory;
use sea_orm::ConnectionTrait;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, err, out};
use crate::support::people::{let_in, person};

#[rocket::async_test]
async fn the_doctor_says_what_is_right_and_what_is_wrong() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let healthy = operator.types(&["doctor"]);
    assert_eq!(healthy.status.code(), Some(0), "{}{}", out(&healthy), err(&healthy));
    assert!(out(&healthy).lines().count() >= 6 && out(&healthy).lines().all(|l| l.starts_with("ok ")));
    let ill = operator.with(&["doctor"], &[("ROCKET_SMTP_URL", "smtp://127.0.0.1:1")]);
    assert_eq!(ill.status.code(), Some(1));
    assert!(out(&ill).lines().any(|l| l.starts_with("WRONG  mail:")), "{}", out(&ill));
    assert!(out(&operator.types(&["migrate", "status"])).lines().count() >= 5);
}

#[rocket::async_test]
async fn settings_with_which_it_cannot_serve_are_wrong_for_the_doctor_too() {
    let app = TestApp::start().await;
    for (name, value) in [
        ("ROCKET_ADDRESS", "here"),
        ("ROCKET_PORT", "many"),
        ("ROCKET_SHUTDOWN", "{grace=-1}"),
        ("ROCKET_LIMITS", "{form=\"x\"}"),
    ] {
        let ill = Operator::of(&app).with(&["doctor"], &[(name, value)]);
        let said = out(&ill);
        assert_eq!(ill.status.code(), Some(1), "{said}");
        assert!(said.starts_with(&format!("WRONG  settings: {name}")) && said.lines().count() == 1, "{said}");
    }
}

#[rocket::async_test]
async fn the_doctor_names_ten_of_many_things_that_are_wrong() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    let_in(&app, event.id, 0..12).await;
    app.sql("DELETE FROM letters").await;
    let said = out(&Operator::of(&app).types(&["doctor"]));
    assert_eq!(said.matches("has no letter").count(), 10, "{said}");
    assert!(said.lines().any(|l| l.starts_with("WRONG  seats:") && l.ends_with("; and 2 more")), "{said}");
}

#[rocket::async_test]
async fn only_whoever_an_organiser_wished_no_letter_needs_none() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    for (number, letter) in [(0, true), (1, false)] {
        let applicant = person(event.id, number);
        let addition = Addition { applicant, over_capacity: false, letter, by: None };
        app.desk().add(addition).await.expect("an answer").expect("a seat");
    }
    app.assert_sound().await;
    app.sql("DELETE FROM letters").await;
    let faults = inventory::faults(&app.db).await.expect("an inventory");
    assert!(faults.len() == 1 && faults[0].ends_with("has no letter"), "{faults:?}");
}

#[rocket::async_test]
async fn the_doctor_says_what_to_publish_for_a_key() {
    let app = TestApp::start().await;
    let key = concat!("s27:", env!("CARGO_MANIFEST_DIR"), "/tests/letters/keys/ed25519.pem");
    let settings = [("ROCKET_DKIM_KEYS", key), ("ROCKET_MAIL_FROM", "Samenkomst <post@huis.example>")];
    let said = out(&Operator::of(&app).with(&["doctor"], &settings));
    let record = "\n       s27._domainkey.huis.example. IN TXT \"v=DKIM1; k=ed25519; p=";
    assert!(said.contains("ok     DKIM keys: letters are signed for huis.example") && said.contains(record), "{said}");
}

#[rocket::async_test]
async fn the_doctor_finds_a_new_folder_empty_and_leaves_it_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    let nothing = newcomer.types(&["doctor"]);
    assert_eq!(nothing.status.code(), Some(1));
    let said = out(&nothing);
    assert!(said.contains("WRONG  database: there is none yet at data/samenkomst.db"), "{said}");
    assert!(!said.contains("seats") && !said.contains("no such table"), "{said}");
    assert_eq!(newcomer.types(&["backup", "copy.db"]).status.code(), Some(1));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");

    std::fs::File::create(folder.path().join("empty.db")).expect("a file");
    let said = out(&newcomer.with(&["doctor"], &[("ROCKET_DATABASE_URL", "sqlite://empty.db")]));
    assert!(said.contains("WRONG  migrations: ") && said.contains("run samenkomst migrate"), "{said}");
    assert!(!said.contains("seats:") && !said.contains("letters:"), "{said}");
    assert_eq!(newcomer.types(&["migrate"]).status.code(), Some(0));
    let healthy = newcomer.types(&["doctor"]);
    assert_eq!(healthy.status.code(), Some(0), "{}", out(&healthy));
}

#[rocket::async_test]
async fn whoever_looks_at_an_empty_database_makes_no_table() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    for _ in 0..2 {
        app.db.write().execute_unprepared("DROP TABLE seaql_migrations").await.ok();
        let said = out(&operator.types(&["doctor"]));
        assert!(said.contains("WRONG  migrations: none applied yet: run samenkomst migrate"), "{said}");
        let said = out(&operator.types(&["migrate", "status"]));
        assert!(said.lines().count() >= 5 && said.lines().all(|line| line.starts_with("Pending ")), "{said}");
    }
    assert!(app.db.read().execute_unprepared("SELECT * FROM seaql_migrations").await.is_err());
}

#[rocket::async_test]
async fn the_doctor_says_that_a_database_can_be_read_and_not_written() {
    let app = TestApp::start().await;
    let only_to_read = if app.db.is_sqlite() { "mode=ro" } else { "options[default_transaction_read_only]=on" };
    let url = format!("{}?{only_to_read}", app.config.database_url);
    let ill = Operator::of(&app).with(&["doctor"], &[("ROCKET_DATABASE_URL", &url)]);
    let said = out(&ill);
    assert_eq!(ill.status.code(), Some(1), "{said}");
    assert!(said.contains("WRONG  database: whoever runs this may not write it: "), "{said}");
    assert!(said.contains("ok     seats: "), "what can be read is looked at: {said}");
}

#[rocket::async_test]
async fn the_doctor_says_that_a_database_holds_the_letters_of_some_alphabets_alone() {
    let app = TestApp::start().await;
    if app.db.is_sqlite() {
        return;
    }
    let url = format!("{}_latin", app.config.database_url);
    let (_, name) = url.rsplit_once('/').expect("an address that ends in a database");
    let latin = format!("CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    app.db.write().execute_unprepared(&latin).await.expect("a database of another encoding");
    let said = out(&Operator::of(&app).with(&["doctor"], &[("ROCKET_DATABASE_URL", &url)]));
    assert!(said.contains("WRONG  database: its encoding is LATIN1, "), "{said}");
    assert!(!said.contains("migrations:"), "{said}");
}

#[rocket::async_test]
async fn the_doctor_says_that_a_file_is_damaged() {
    let app = TestApp::start().await;
    let Some(file) = samenkomst::config::sqlite_file(&app.config.database_url) else { return };
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let by_hand = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; UPDATE events SET region_id = 99, \
        seats_taken = -1";
    rusqlite::Connection::open(&file).and_then(|db| db.execute_batch(by_hand)).expect("a change");
    let said = out(&Operator::of(&app).types(&["doctor"]));
    let line = "WRONG  database: it is damaged: CHECK constraint failed in events; rows of events point at regions that \
        are not there\n";
    assert!(said.contains(line), "{said}");
}

#[rocket::async_test]
async fn whoever_looks_at_a_copy_leaves_it_as_it_is() {
    let app = TestApp::start().await;
    if !app.db.is_sqlite() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    let made = Operator::of(&app).types(&["backup", &copy.display().to_string()]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let before = std::fs::read(&copy).expect("a copy");
    let url = format!("sqlite://{}", copy.display());
    for line in [&["doctor"][..], &["migrate", "status"]] {
        let looked = Operator::of(&app).with(line, &[("ROCKET_DATABASE_URL", &url)]);
        assert_eq!(looked.status.code(), Some(0), "{}", out(&looked));
        assert!(std::fs::read(&copy).expect("a copy") == before, "{line:?}: not a byte is another");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "{line:?}: nothing lies beside it");
    }
}

#[rocket::async_test]
async fn a_database_that_came_back_without_its_key_does_not_pass_for_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (operator, key) = (Operator::at(folder.path()), folder.path().join("data/samenkomst.key"));
    assert_eq!(err(&operator.types(&["migrate"])), "", "whoever begins has neither");
    std::fs::remove_file(&key).expect("a key");
    let looked = operator.types(&["doctor"]);
    let said = out(&looked);
    assert!(
        said.contains("?      key: there is none at data/samenkomst.key, and a start would make another: "),
        "{said}"
    );
    assert_eq!((looked.status.code(), key.exists()), (Some(0), false), "a copy can be looked at without one");
    let warned = err(&operator.types(&["region", "list"]));
    assert!(warned.contains("data/samenkomst.key is made anew, beside a database that is there: put back"), "{warned}");
    assert_eq!(err(&operator.types(&["region", "list"])), "");
    std::fs::write(&key, "half of a key").expect("a file");
    let refused = err(&operator.types(&["region", "list"]));
    assert!(refused.starts_with("samenkomst: The key file data/samenkomst.key is too short: put back "), "{refused}");
}

#[rocket::async_test]
async fn the_doctor_says_that_letters_do_not_lead_back() {
    let app = TestApp::start().await;
    let relay = ("ROCKET_SMTP_URL", "smtp://127.0.0.1:1");
    for (settings, is_said) in [
        (&[relay][..], true),
        (&[relay, ("ROCKET_PUBLIC_URL", "http://localhost:8000")], true),
        (&[relay, ("ROCKET_PUBLIC_URL", "http://[::1]")], true),
        (&[relay, ("ROCKET_PUBLIC_URL", "https://samen.example")], false),
        (&[], false),
    ] {
        let said = out(&Operator::of(&app).with(&["doctor"], settings));
        assert_eq!(said.contains("\n?      public address: letters lead to http://"), is_said, "{settings:?}: {said}");
    }
}
