//! What the doctor finds: one line for each thing, and nothing is changed.

use sea_orm::ConnectionTrait;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::{Operator, err, out};
use crate::support::people::person;

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
async fn the_doctor_names_ten_of_many_things_that_are_wrong() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    for number in 0..12 {
        app.desk().register(person(event.id, number)).await.expect("an answer").expect("a seat");
    }
    app.db.write().execute_unprepared("DELETE FROM letters").await.expect("a statement");
    let said = out(&Operator::of(&app).types(&["doctor"]));
    assert_eq!(said.matches("has no letter").count(), 10, "{said}");
    assert!(said.lines().any(|l| l.starts_with("WRONG  seats:") && l.ends_with("; and 2 more")), "{said}");
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
