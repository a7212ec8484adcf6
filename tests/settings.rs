//! What an operator sets: taken as it is meant, or refused in one line that names the setting and tells no secret.

use std::process::Output;

use crate::support::TestApp;
use crate::support::operator::{Operator, err, out};

#[rocket::async_test]
async fn a_list_in_the_file_is_no_key_and_no_key_at_all_makes_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let newcomer = Operator::at(folder.path());
    std::fs::write(folder.path().join("Rocket.toml"), "[default]\nsecret_key = [1, 2, 3]\n").expect("a file");
    let failed = newcomer.types(&["region", "list"]);
    assert_eq!(failed.status.code(), Some(1), "{}", err(&failed));
    assert!(err(&failed).contains("ROCKET_SECRET_KEY") && err(&failed).lines().count() == 1, "{}", err(&failed));
    std::fs::remove_file(folder.path().join("Rocket.toml")).expect("a file");
    assert_eq!(newcomer.types(&["region", "list"]).status.code(), Some(0));
    assert!(folder.path().join("data/samenkomst.key").exists());
}

#[rocket::async_test]
async fn a_mail_server_that_is_set_to_nothing_is_unset() {
    let app = TestApp::start().await;
    let done = Operator::of(&app).with(&["doctor"], &[("ROCKET_SMTP_URL", "")]);
    assert_eq!(done.status.code(), Some(0), "{}{}", out(&done), err(&done));
    assert!(out(&done).contains("mail: the folder"), "{}", out(&done));
}
