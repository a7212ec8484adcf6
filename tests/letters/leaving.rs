//! Each letter leaves once and in order, whatever the mail server says of it.

use chrono::TimeDelta;
use samenkomst::language::Language;
use samenkomst::mail::outbox::{self, standing};
use samenkomst::mail::{Letter, LetterKind, SmtpServer, Transport, Urgency, masked};

use super::samples::letter;
use super::smtp::{Server, Turn};
use super::{House, header, in_memory, over_smtp};

#[tokio::test]
async fn a_letter_waits_for_the_earlier_ones_of_its_thread() {
    let (house, server) = over_smtp(&[Turn::RefuseContent("451 come back later")]).await;
    let first = letter(9, LetterKind::RegistrationConfirmed, Language::Nl);
    let second = Letter { thread_id: Some(first.id), ..letter(2, LetterKind::EventChanged, Language::Nl) };
    let third = Letter { thread_id: Some(first.id), ..letter(3, LetterKind::EventCancelled, Language::Nl) };
    house.post(vec![first, second, third]).await;
    assert_eq!(house.deliver().await, 1);
    assert_eq!(house.deliver().await, 0);
    house.wait(TimeDelta::minutes(1));
    while house.deliver().await > 0 {}
    let arrived = server.arrived();
    let subjects: Vec<&str> = arrived.iter().map(|mail| header(mail, "Subject")).collect();
    assert_eq!(subjects.len(), 3);
    assert!(subjects[0].starts_with("Je bent erbij"), "{subjects:?}");
    assert!(subjects[1].starts_with("Nieuwe dag"), "{subjects:?}");
    assert!(subjects[2].starts_with("Gaat niet door"), "{subjects:?}");
}

#[tokio::test]
async fn a_letter_of_a_killed_worker_goes_out_again_with_the_same_message_id() {
    let (house, memory) = in_memory().await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    let claimed = outbox::claim(&house.db, house.clock.now(), 50, Urgency::Bulk).await.unwrap();
    assert_eq!(claimed.len(), 1);
    house.wait(TimeDelta::seconds(299));
    assert_eq!(house.deliver().await, 0);
    house.wait(TimeDelta::seconds(1));
    assert_eq!(house.deliver().await, 1);
    let message = String::from_utf8(memory.take().remove(0).bytes).unwrap();
    assert_eq!(header(&message, "Message-ID"), format!("<{}@samenkomst.example>", claimed[0].id));
}

#[tokio::test]
async fn one_round_takes_fifty_letters_and_two_workers_never_the_same() {
    let (house, memory) = in_memory().await;
    house.post((0..120).map(|n| letter(n, LetterKind::SignIn, Language::Nl)).collect()).await;
    let now = house.clock.now();
    let (one, two) = tokio::join!(
        outbox::claim(&house.db, now, 35, Urgency::Bulk),
        outbox::claim(&house.db, now, 35, Urgency::Bulk)
    );
    let mut claimed: Vec<_> = one.unwrap().into_iter().chain(two.unwrap()).map(|l| l.id).collect();
    claimed.sort();
    claimed.dedup();
    assert_eq!(claimed.len(), 70);
    assert_eq!(house.deliver().await, 50);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(memory.take().len(), 50);
}

#[tokio::test]
async fn a_letter_that_cannot_leave_comes_back_ever_later_and_is_given_up_after_three_days() {
    let (house, server) = over_smtp(&[Turn::RefuseSender("451 not now"); 40]).await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    let posted = house.clock.now();
    let mut pauses: Vec<TimeDelta> = Vec::new();
    loop {
        assert_eq!(house.deliver().await, 1);
        let row = house.rows().await.remove(0);
        assert_eq!(row.last_error.as_deref(), Some("transient error (451): not now"));
        if row.failed_at.is_some() {
            break;
        }
        pauses.push(row.due_at - house.clock.now());
        house.clock.set(row.due_at);
    }
    let minutes: Vec<i64> = pauses.iter().map(|pause| (pause.num_seconds() + 59) / 60).collect();
    assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]), "{minutes:?}");
    assert!(pauses[0] <= TimeDelta::minutes(1) && *pauses.last().unwrap() <= TimeDelta::hours(4), "{minutes:?}");
    let tried = house.clock.now() - posted;
    assert!(tried > TimeDelta::days(2) && tried < TimeDelta::days(4), "{tried}");
    assert_eq!(server.arrived().len(), 0);
    house.wait(TimeDelta::days(1));
    assert_eq!(house.deliver().await, 0);
}

#[tokio::test]
async fn a_refused_recipient_is_given_up_and_the_next_letter_leaves_on_the_same_connection() {
    let (house, server) = over_smtp(&[Turn::RefuseRecipient("550 5.1.1 no such user")]).await;
    let gone = letter(1, LetterKind::SignIn, Language::Nl);
    let changed = Letter { thread_id: Some(gone.id), ..letter(2, LetterKind::SignIn, Language::Nl) };
    house.post(vec![gone, changed]).await;
    while house.deliver().await > 0 {}
    let rows = house.rows().await;
    assert_eq!(rows[0].failed_at, Some(house.clock.now()));
    assert_eq!(rows[0].last_error.as_deref(), Some("permanent error (550): 5.1.1 no such user"));
    assert_eq!((rows[1].sent_at, rows[1].claimed_until), (Some(house.clock.now()), None));
    assert_eq!((server.arrived().len(), server.connections()), (1, 1));
}

#[tokio::test]
async fn an_address_that_the_server_does_not_know_gets_nothing_more_until_somebody_lets_it_try_again() {
    for (refusal, sent) in [("550 5.1.1 no such user", 0), ("550 5.7.1 not from you", 1), ("550 go away", 1)] {
        let (house, server) = over_smtp(&[Turn::RefuseRecipient(refusal)]).await;
        for number in 1..=2 {
            house.post(vec![letter(number, LetterKind::Thanks, Language::Nl)]).await;
            assert_eq!(house.deliver().await, 1);
        }
        assert_eq!(server.arrived().len(), sent, "{refusal}");
        let noted = house.rows().await.remove(1).last_error.unwrap_or_default();
        assert_eq!(noted.starts_with("not sent: ") && noted.ends_with("(5.1.1)"), sent == 0, "{refusal}: {noted}");
        let retried = standing::retry_all(&house.db, house.clock.now(), &[]).await.unwrap();
        while house.deliver().await > 0 {}
        assert_eq!((retried, server.arrived().len()), (2 - sent as u64, 2), "{refusal}");
    }
}

#[tokio::test]
async fn a_server_that_refuses_us_or_hangs_up_gets_the_letter_later() {
    let refusals = [
        Turn::RefuseSender("530 sign in first"),
        Turn::RefuseSender("550 you may not send"),
        Turn::RefuseContent("530 sign in first"),
        Turn::RefuseContent("452 no room"),
        Turn::HangUp,
    ];
    for refusal in refusals {
        let (house, server) = over_smtp(&[refusal]).await;
        house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
        assert_eq!(house.deliver().await, 1);
        let row = house.rows().await.remove(0);
        assert!(row.failed_at.is_none() && row.sent_at.is_none() && row.last_error.is_some(), "{refusal:?}");
        house.wait(TimeDelta::minutes(1));
        assert_eq!(house.deliver().await, 1);
        assert_eq!(server.arrived().len(), 1, "{refusal:?}");
    }
}

#[tokio::test]
async fn a_connection_that_the_server_closed_meanwhile_is_replaced_at_once() {
    let (house, server) = over_smtp(&[Turn::Accept, Turn::RefuseSender("421 enough for today")]).await;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    house.deliver().await;
    house.post(vec![letter(2, LetterKind::SignIn, Language::Nl)]).await;
    house.deliver().await;
    assert_eq!((server.arrived().len(), server.connections()), (2, 2));
    let attempts: Vec<i32> = house.rows().await.iter().map(|row| row.attempts).collect();
    assert_eq!(attempts, [1, 1]);
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing_when_tls_is_required() {
    let server = Server::start(&[]).await;
    let with_password = server.url.replace("smtp://", "smtp://us:hunter2@");
    for (url, query, arrived) in [
        (&server.url, "?tls=required", 0),
        (&with_password, "?tls=opportunistic", 0),
        (&server.url, "?tls=opportunistic", 1),
    ] {
        let transport = Transport::Smtp(SmtpServer::at(&format!("{url}/{query}")).unwrap());
        let house = House::with(transport).await;
        house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
        assert_eq!(house.deliver().await, 1);
        assert_eq!(server.arrived().len(), arrived, "{query}");
        assert!(house.rows().await[0].failed_at.is_none());
    }
}

#[test]
fn a_wrong_address_of_a_server_is_one_sentence_without_the_password() {
    for url in ["smtp://", "smtp://u:hunter2@", "http://u:hunter2@mail.example.org", "smtp://u:hunter2@h?tls=maybe"] {
        let wrong = SmtpServer::at(url).err().unwrap();
        assert!(wrong.starts_with("ROCKET_SMTP_URL ") && !wrong.contains("hunter2"), "{wrong}");
    }
    assert!(SmtpServer::at("smtps://post%40example.org:p%3Ass@mail.example.org").is_ok());
}

#[tokio::test]
async fn a_letter_with_nothing_left_to_say_is_dropped() {
    let (house, memory) = in_memory().await;
    let dropped = Letter {
        facts: serde_json::json!({"dropped": true}),
        ..letter(1, LetterKind::RegistrationWaitlisted, Language::Nl)
    };
    house.post(vec![dropped]).await;
    assert_eq!(house.deliver().await, 1);
    let row = house.rows().await.remove(0);
    assert_eq!((row.sent_at, row.last_error.as_deref()), (Some(house.clock.now()), Some("superseded")));
    assert_eq!(memory.take().len(), 0);
}

#[tokio::test]
async fn a_letter_that_nobody_can_compose_holds_up_no_other() {
    let (house, memory) = in_memory().await;
    let unknown = Letter { facts: serde_json::json!({"unknown": true}), ..letter(1, LetterKind::SignIn, Language::Nl) };
    house.post(vec![unknown, letter(2, LetterKind::SignIn, Language::Nl)]).await;
    assert_eq!(house.deliver().await, 2);
    assert_eq!(memory.take().len(), 1);
    let row = house.rows().await.remove(0);
    assert_eq!(row.last_error.as_deref(), Some("cannot be composed: not found"));
    assert!(row.sent_at.is_none() && row.failed_at.is_none());
}

#[test]
fn a_log_shows_no_address() {
    let shown = masked("550 <amina.peeters@example.org>: unknown, says zoe@example.org");
    assert_eq!(shown, "550 <a…@example.org>: unknown, says z…@example.org");
}

#[tokio::test]
async fn an_address_that_no_server_takes_is_given_up() {
    let (house, memory) = in_memory().await;
    let unsendable = Letter { recipient: "zoë@example.org".into(), ..letter(1, LetterKind::SignIn, Language::Nl) };
    let abroad = Letter { recipient: "zoe@café.example.org".into(), ..letter(2, LetterKind::SignIn, Language::Nl) };
    house.post(vec![unsendable, abroad]).await;
    assert_eq!(house.deliver().await, 2);
    assert!(house.rows().await[0].failed_at.is_some());
    assert_eq!(memory.take().remove(0).to.to_string(), "zoe@xn--caf-dma.example.org");
}
