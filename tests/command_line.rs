//! What an operator types, and what the program answers: output, one line about what failed, and the exit status.

use std::process::{Command, Output};

use samenkomst::organisers::audit::{self, Act};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::support::makers::{make_event, make_region};
use crate::support::people::person;
use crate::support::{SECRET, TestApp};

struct Operator<'a>(&'a TestApp);

impl Operator<'_> {
    fn types(&self, line: &[&str]) -> Output {
        self.with(line, &[])
    }

    fn with(&self, line: &[&str], settings: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_samenkomst"))
            .args(line)
            .env("ROCKET_DATABASE_URL", &self.0.config.database_url)
            .env("ROCKET_SECRET_KEY", SECRET)
            .env("ROCKET_MAIL_FOLDER", &self.0.config.mail_folder)
            .envs(settings.iter().copied())
            .output()
            .expect("the program")
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).to_string()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).to_string()
}

#[rocket::async_test]
async fn an_operator_builds_a_network() {
    let app = TestApp::start().await;
    let operator = Operator(&app);
    let added =
        operator.types(&["region", "add", "--slug", "limburg", "--name-nl", "Limburg", "--name-fr", "Limbourg"]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let below = ["region", "add", "--slug", "hasselt", "--name-nl", "Hasselt", "--parent", "limburg"];
    assert_eq!(operator.types(&below).status.code(), Some(0));
    let listed = out(&operator.types(&["region", "list"]));
    assert!(listed.contains("limburg") && listed.contains("Limburg / Limbourg") && listed.contains("  hasselt"));
    let again = operator.types(&below);
    assert_eq!((again.status.code(), err(&again).trim()), (Some(1), "samenkomst: There is a region hasselt already"));
    let organiser = ["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "organiser"];
    let link = operator.types(&[&organiser[..], &["--region", "limburg"]].concat());
    assert!(out(&link).contains("/organise/sign-in/"), "{}", err(&link));
    let token = operator.types(&["token", "create", "--organiser", "an@example.org", "--name", "site"]);
    assert_eq!(out(&token).trim().len(), 22, "the token, alone on standard output");
    assert!(err(&token).contains("shown this once"));
    let trail = audit::Entity::find().all(app.db.read()).await.expect("a trail");
    let noted: Vec<(Option<i32>, Act)> = trail.iter().map(|entry| (entry.organiser_id, entry.act)).collect();
    let acts = [Act::RegionAdded, Act::RegionAdded, Act::OrganiserAdded, Act::TokenCreated];
    assert_eq!(noted, acts.map(|act| (None, act)));
}

#[rocket::async_test]
async fn what_is_used_wrongly_ends_with_two_and_what_fails_with_one() {
    let app = TestApp::start().await;
    let operator = Operator(&app);
    for line in [&["dance"][..], &["export"], &["organiser", "add", "--role", "king"]] {
        assert_eq!(operator.types(line).status.code(), Some(2), "{line:?}");
    }
    for line in [
        &["export", "--event", "nothing", "--format", "csv"][..],
        &["token", "create", "--organiser", "nobody@example.org", "--name", "x"],
        &["organiser", "add", "--email", "no address", "--name", "An", "--role", "admin"],
        &["region", "add", "--slug", "Nope!", "--name-nl", "Nope"],
    ] {
        let failed = operator.types(line);
        assert_eq!(failed.status.code(), Some(1), "{line:?}");
        assert_eq!(err(&failed).lines().count(), 1, "{}", err(&failed));
    }
    assert_eq!(operator.types(&["export", "--help"]).status.code(), Some(0));
}

#[rocket::async_test]
async fn a_wrong_setting_is_one_clear_line() {
    let app = TestApp::start().await;
    for (name, value) in [
        ("ROCKET_DATABASE_URL", "mysql://nowhere"),
        ("ROCKET_PORT", "many"),
        ("ROCKET_WORKERS", "0"),
        ("ROCKET_WORKERS", "100000000"),
        ("ROCKET_MAX_BLOCKING", "0"),
        ("ROCKET_MAX_BLOCKING", "a few"),
        ("ROCKET_SMTP_URL", "gopher://x"),
        ("ROCKET_TIMEZONE", "Europe/Atlantis"),
        ("ROCKET_MAIL_FROM", "nobody"),
        ("ROCKET_SECRET_KEY", "short"),
        ("ROCKET_MAIL_PER_MINUTE", "-3"),
        ("ROCKET_MAIL_PER_MINUTE", "a few"),
        ("ROCKET_DKIM_KEYS", "dkim.pem"),
        ("ROCKET_DKIM_KEYS", "s1:/nowhere/dkim.pem"),
        ("ROCKET_SMTP_URL", "smtp://mail.example.org?tls=perhaps"),
        ("ROCKET_PUBLIC_URL", "samenkomst.example"),
    ] {
        let failed = Operator(&app).with(&["serve"], &[(name, value)]);
        let said = err(&failed);
        assert_eq!(failed.status.code(), Some(1), "{name}: {said}");
        assert!(said.lines().count() == 1 && said.contains(name), "{name}: {said}");
    }
}

#[rocket::async_test]
async fn a_list_is_written_to_standard_output() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.desk().register(person(event.id, 7)).await.expect("an answer").expect("a seat");
    let operator = Operator(&app);
    let list = operator.types(&["export", "--event", "samenleven", "--format", "csv", "--columns", "status,email"]);
    assert!(out(&list).contains("person7@example.org"), "{}", err(&list));
    let json = out(&operator.types(&["export", "--event", "samenleven", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    assert!(operator.types(&["export", "--event", "samenleven", "--format", "xlsx"]).stdout.starts_with(b"PK"));
}

#[rocket::async_test]
async fn the_doctor_says_what_is_right_and_what_is_wrong() {
    let app = TestApp::start().await;
    let operator = Operator(&app);
    let healthy = operator.types(&["doctor"]);
    assert_eq!(healthy.status.code(), Some(0), "{}{}", out(&healthy), err(&healthy));
    assert!(out(&healthy).lines().count() >= 6 && out(&healthy).lines().all(|l| l.starts_with("ok ")));
    let ill = operator.with(&["doctor"], &[("ROCKET_SMTP_URL", "smtp://127.0.0.1:1")]);
    assert_eq!(ill.status.code(), Some(1));
    assert!(out(&ill).lines().any(|l| l.starts_with("WRONG  mail:")), "{}", out(&ill));
    assert!(out(&operator.types(&["migrate", "status"])).lines().count() >= 5);
}

#[rocket::async_test]
async fn the_doctor_names_ten_of_many_things_that_are_wrong() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    for number in 0..12 {
        app.desk().register(person(event.id, number)).await.expect("an answer").expect("a seat");
    }
    app.db.write().execute_unprepared("DELETE FROM letters").await.expect("a statement");
    let said = out(&Operator(&app).types(&["doctor"]));
    assert_eq!(said.matches("has no letter").count(), 10, "{said}");
    assert!(said.lines().any(|l| l.starts_with("WRONG  seats:") && l.ends_with("; and 2 more")), "{said}");
}

#[rocket::async_test]
async fn the_doctor_says_what_to_publish_for_a_key() {
    let app = TestApp::start().await;
    let key = concat!("s27:", env!("CARGO_MANIFEST_DIR"), "/tests/letters/keys/ed25519.pem");
    let settings = [("ROCKET_DKIM_KEYS", key), ("ROCKET_MAIL_FROM", "Samenkomst <post@huis.example>")];
    let said = out(&Operator(&app).with(&["doctor"], &settings));
    let record = "\n       s27._domainkey.huis.example. IN TXT \"v=DKIM1; k=ed25519; p=";
    assert!(said.contains("ok     DKIM keys: letters are signed for huis.example") && said.contains(record), "{said}");
}

#[rocket::async_test]
async fn an_operator_looks_at_the_outbox_and_lets_letters_try_again() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    for number in 1..=3 {
        app.desk().register(person(event.id, number)).await.expect("an answer").expect("a seat");
    }
    let fail = |number: u32, why: &str| {
        let at = app.clock.now().to_rfc3339();
        format!(
            "UPDATE letters SET failed_at = '{at}', last_error = '{why}' WHERE recipient = 'person{number}@example.org'"
        )
    };
    for sql in [fail(1, "permanent error (550): 5.1.1 no such user"), fail(2, "permanent error (550): spam")] {
        app.db.write().execute_unprepared(&sql).await.expect("a statement");
    }
    let operator = Operator(&app);
    let status = out(&operator.types(&["mail", "status"]));
    let words: Vec<&str> = status.split_whitespace().collect();
    let said = words.join(" ");
    assert!(said.starts_with("waiting 1 awaited 1 tried before 0 oldest "), "{said}");
    assert!(said.ends_with("limit none given up 2 address-unknown 1 refused 1"), "{said}");

    let unknown = operator.types(&["mail", "retry", "--cause", "weather"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(err(&unknown).contains("There is: address-unknown, refused."), "{}", err(&unknown));
    let one = operator.types(&["mail", "retry", "--cause", "refused"]);
    assert_eq!((one.status.code(), out(&one).trim()), (Some(0), "1 letter tries again"));
    let rest = operator.types(&["mail", "retry"]);
    assert_eq!(out(&rest).trim(), "1 letter tries again");
    assert_eq!(operator.types(&["mail"]).status.code(), Some(2));
    assert!(out(&operator.types(&["doctor"])).contains("letters: 3 waiting, 0 given up"));
}
