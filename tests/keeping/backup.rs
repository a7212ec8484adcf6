//! The copy that an operator takes while everybody registers.

use std::path::Path;

use samenkomst::config::sqlite_file;
use samenkomst::database::Database;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::inventory;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::crowd;
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, err, out};
use crate::support::people::seats;

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
    let mut backup = Operator::of(&app).command(&["backup", &name]);
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
    let again = Operator::of(&app).types(&["backup", &name]);
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
    let said = Operator::of(app).types(&["backup", "/var/backups/samenkomst.dump"]);
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
    let failed = Operator::of(&app).command(&["backup", &copy]).envs(from_nothing).output().expect("the program");
    assert_eq!(
        (failed.status.code(), err(&failed)),
        (Some(1), format!("samenkomst: There is no database at {}\n", missing.display()))
    );
    if app.db.is_sqlite() {
        let failed = Operator::of(&app).types(&["backup", &folder.path().join("none/copy.db").display().to_string()]);
        assert_eq!((failed.status.code(), err(&failed).lines().count()), (Some(1), 1), "{}", err(&failed));
    }
    let secret = [("ROCKET_DATABASE_URL", "postgres://an:hush@db.example/samenkomst?sslmode=require")];
    let said = Operator::of(&app).command(&["backup", "x.dump"]).envs(secret).output().expect("the program");
    assert_eq!(
        out(&said).lines().nth(1),
        Some("pg_dump --format=custom --file='x.dump' 'postgres://an@db.example/samenkomst?sslmode=require'")
    );
}
