//! A mail server hands what arrived to the program, whatever it is.

use std::io::Write;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use samenkomst::incoming::{Effect, Why};
use samenkomst::mail::returning::Returns;

use super::{DECLINING, House, UNKNOWN};
use crate::support::TestApp;
use crate::support::operator::{Operator, err};
use crate::support::people::seats;

#[rocket::async_test]
async fn nonsense_is_not_understood_and_takes_no_time() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let reply = |attendees: &str| house.filled(DECLINING, &guest).replace("SUMMARY:", attendees);
    let boxes: String =
        (0..1000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let mut same = "Content-Type: multipart/mixed; boundary=a\n\n".to_string();
    same.push_str(&"--a\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n".repeat(100_000));
    let parts = [
        Vec::new(),
        vec![0; 1024 * 1024],
        b"no header at all".to_vec(),
        b"\n\n\n".to_vec(),
        vec![b'x'; 10 * 1024 * 1024],
        [b"From: ".to_vec(), vec![b'<'; 5 * 1024 * 1024]].concat(),
        vec![b'\n'; 1024 * 1024],
        boxes.into_bytes(),
        nested.into_bytes(),
        same.into_bytes(),
        reply(&"ATTENDEE:mailto:x@example.org\n".repeat(5_000)).into_bytes(),
        reply(&"BEGIN:VEVENT\n".repeat(100_000)).into_bytes(),
        format!("Content-Type: text/calendar; charset=utf-7\n\n{}", "+AEIARQBH-".repeat(100_000)).into_bytes(),
        format!("Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n{}", "=!".repeat(500_000)).into_bytes(),
        format!("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n{}", "Action: failed\n\n".repeat(50_000)).into_bytes(),
        "Content-Type: text/calendar; x*0*=\"\u{0}\"; x*1=\"\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;:\nUID".into(),
    ];
    for (place, message) in parts.into_iter().enumerate() {
        let begun = Instant::now();
        let effect = house.reads(message).await;
        assert!(matches!(effect, Effect::Ignored(_)), "{place}: {effect:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{place} took {:?}", begun.elapsed());
    }
    assert_eq!(house.reads(vec![b'x'; 10 * 1024 * 1024 + 1]).await, Effect::Ignored(Why::TooLarge));
    assert_eq!(seats(&house.app, "webinar-over-wonen").await, (1, 0));
}

/// Hands a message to the program, as a mail server does.
fn hand_over(app: &TestApp, line: &[&str], database: &str, message: &[u8]) -> Output {
    let mut program = Operator::of(app)
        .command(&["receive-mail"])
        .args(line)
        .env("ROCKET_DATABASE_URL", database)
        .env("ROCKET_MAIL_INCOMING", app.config.mail_incoming.as_ref().unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let _ = program.stdin.take().expect("an input").write_all(message);
    program.wait_with_output().expect("an end")
}

#[rocket::async_test]
async fn a_mail_server_hands_a_message_to_the_program() {
    let house = House::open().await;
    let guest = house.seat(1).await;
    let database = &house.app.config.database_url;
    let bounce = house.filled(UNKNOWN, &guest).replace(&format!("{}@", guest.letter), "nothing@");
    let returns = Returns::of(&house.app.config).unwrap().for_letter(guest.letter).unwrap().to_string();
    let bounce = bounce.replace(&returns, "somebody@example.org");
    let read = hand_over(&house.app, &["--recipient", &returns, "--sender", ""], database, bounce.as_bytes());
    let log = err(&read);
    assert_eq!(read.status.code(), Some(0), "{log}");
    assert!(log.contains("a letter came back") && !log.contains("person1@") && !log.contains("Undelivered"), "{log}");
    assert!(house.row(guest.letter).await.failed_at.is_some());
    let huge = vec![b'x'; 11 * 1024 * 1024];
    assert_eq!(hand_over(&house.app, &[], database, &huge).status.code(), Some(0));
    assert_eq!(hand_over(&house.app, &[], database, b"").status.code(), Some(0));
    assert_eq!(hand_over(&house.app, &["--dance"], database, b"").status.code(), Some(2));
    let away = hand_over(&house.app, &[], "postgres://nobody@127.0.0.1:1/none", bounce.as_bytes());
    assert_eq!(away.status.code(), Some(1));
    assert_eq!(err(&away).lines().count(), 1);
}

#[test]
fn a_wrong_mailbox_is_one_clear_line() {
    for wrong in ["post", "post+x@example.org", "a-very-long-mailbox@example.org", "pöst@example.org"] {
        let figment =
            rocket::Config::figment().merge(("database_url", "sqlite::memory:")).merge(("mail_incoming", wrong));
        let said = samenkomst::config::Config::read(&figment).expect_err("a mistake");
        assert!(said.starts_with("ROCKET_MAIL_INCOMING must be an address"), "{said}");
    }
    let figment = rocket::Config::figment().merge(("database_url", "sqlite::memory:")).merge(("mail_incoming", ""));
    assert!(samenkomst::config::Config::read(&figment).unwrap().mail_incoming.is_none());
}
