//! A mail server that misbehaves at every stage, one that is away, and a worker that is killed at any line: afterwards
//! every letter has arrived, and at most those that travelled at that moment came twice.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use chrono::TimeDelta;
use samenkomst::language::Language;
use samenkomst::mail::{Letter, LetterKind, Patience, SmtpServer, Transport, Urgency, outbox};

use super::House;
use super::faulty::{Fault, Server, Stage};
use super::samples::letter;

/// Long enough for a busy machine where the server answers, and short where it never does.
fn patience(fault: Fault) -> Patience {
    // An answer that seems to go on is silence, too.
    let silent = matches!(fault, Fault::FallsSilent | Fault::Says("200-\r\n\r\n"));
    let moment = Duration::from_millis(if silent { 300 } else { 20_000 });
    Patience { connect: moment, answer: moment, verdict: moment }
}

async fn house(server: &Server, patience: Patience) -> House {
    House::with(Transport::Smtp(SmtpServer::at(&server.url).unwrap().with_patience(patience))).await
}

/// Rounds until nothing waits any more, with time in between.
async fn until_nothing_waits(house: &House) {
    for _ in 0..60 {
        while house.deliver().await > 0 {}
        if house.rows().await.iter().all(|row| row.sent_at.is_some() || row.failed_at.is_some()) {
            return;
        }
        house.wait(TimeDelta::minutes(5));
    }
    panic!("letters still wait: {:?}", house.rows().await);
}

#[tokio::test]
async fn whatever_a_server_does_once_every_letter_arrives() {
    let stages = [Stage::Greeting, Stage::Hello, Stage::Sender, Stage::Recipient, Stage::Data, Stage::Content];
    let faults = [
        Fault::Says("421 closing"),
        Fault::Says("451 not now"),
        Fault::Says("554 go away"),
        Fault::Says("hello there"),
        Fault::Says("200-\r\n\r\n"),
        Fault::Says("354 go on"),
        Fault::HangsUp,
        Fault::FallsSilent,
        Fault::Dawdles,
        Fault::Shouts,
        Fault::Rambles,
        Fault::SaysTwice,
    ];
    // One house for all: each story posts letters of its own.
    let first = Server::start(&[]).await;
    let mut house = house(&first, Patience::default()).await;
    let mut number = 0;
    for stage in stages {
        for fault in faults {
            let server = Server::start(&[(stage, fault)]).await;
            let transport = SmtpServer::at(&server.url).unwrap().with_patience(patience(fault));
            house.use_transport(Transport::Smtp(transport));
            let letters: Vec<Letter> = (0..3).map(|n| letter(number + n, LetterKind::Thanks, Language::Nl)).collect();
            let ids: Vec<_> = letters.iter().map(|l| l.id).collect();
            number += 3;
            house.post(letters).await;
            until_nothing_waits(&house).await;

            assert!(server.has_no_fault_left(), "{stage:?} {fault:?} never came to pass");
            let rows = house.rows().await;
            let given_up = rows.iter().filter(|row| ids.contains(&row.id) && row.failed_at.is_some()).count();
            let refused = matches!(stage, Stage::Recipient | Stage::Content) && fault == Fault::Says("554 go away");
            assert_eq!(given_up, usize::from(refused), "{stage:?} {fault:?}");
            let arrivals = server.arrivals();
            assert_eq!(arrivals.len(), 3 - given_up, "{stage:?} {fault:?}: {arrivals:?}");
            let doubles = arrivals.values().sum::<usize>() - arrivals.len();
            // It had the letter, and we did not hear it say so.
            let unheard = match stage {
                Stage::Content => !matches!(fault, Fault::Dawdles | Fault::SaysTwice),
                stage => stage == Stage::Data && fault == Fault::SaysTwice,
            };
            assert!(doubles <= usize::from(unheard), "{stage:?} {fault:?}: {arrivals:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_is_away_for_a_day_costs_no_letter_and_gets_no_storm() {
    let away = [(Stage::Greeting, Fault::Says("554 closed for today")); 2000];
    let server = Server::start(&away).await;
    let house = house(&server, Patience::default()).await;
    let began = house.clock.now();
    let mut number = 0;
    while house.clock.now() < began + TimeDelta::days(1) {
        if number < 60 {
            let kind = [LetterKind::Thanks, LetterKind::EventChanged, LetterKind::SignIn][number as usize % 3];
            house.post(vec![letter(number, kind, Language::Nl)]).await;
            number += 1;
        }
        house.deliver().await;
        house.wait(TimeDelta::minutes(1));
    }
    assert!(server.connections() <= 24 * 60 / 5 + 40, "{} connections", server.connections());
    let rows = house.rows().await;
    assert!(rows.iter().all(|row| row.failed_at.is_none() && row.sent_at.is_none() && row.attempts == 0));

    server.behaves();
    until_nothing_waits(&house).await;
    assert_eq!(server.arrivals().len(), 60);
    assert!(server.arrivals().values().all(|times| *times == 1));
    // Eight travel at once, so a letter may pass those that are just before it.
    let place = |subject: &str| match subject {
        subject if subject.starts_with("Je aanmeldlink") => 0,
        subject if subject.starts_with("Nieuwe dag") => 1,
        _ => 2,
    };
    let places: Vec<usize> = server.subjects().iter().map(|subject| place(subject)).collect();
    let in_order =
        places.iter().enumerate().all(|(at, place)| *place >= at.saturating_sub(16) / 20 && *place <= (at + 16) / 20);
    assert!(in_order, "{places:?}");
}

/// Drops a future when it has been polled so often.
struct Killed<F> {
    future: Pin<Box<F>>,
    left: usize,
}

impl<F: Future> Future for Killed<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.future.as_mut().poll(cx).map(Some)
    }
}

#[tokio::test]
async fn a_worker_that_is_killed_at_any_line_loses_nothing() {
    let server = Server::start(&[]).await;
    let house = house(&server, Patience::default()).await;
    let (mut number, mut unharmed, mut posted) = (0, 0, 0);
    for polls in 1..400 {
        house.post((0..2).map(|n| letter(number + n, LetterKind::SignIn, Language::Nl)).collect()).await;
        number += 2;
        posted += 2;
        let round = Box::pin(house.deliver());
        let ended = Killed { future: round, left: polls }.await;
        house.wait(TimeDelta::minutes(5));
        while house.deliver().await > 0 {}
        let arrivals = server.arrivals();
        assert_eq!(arrivals.len(), posted, "killed after {polls} steps");
        assert!(arrivals.values().all(|times| *times <= 2), "killed after {polls} steps: {arrivals:?}");
        unharmed += usize::from(ended.is_some());
        if unharmed == 3 {
            assert!(polls > 10, "it was hardly ever killed");
            return;
        }
    }
    panic!("the round never came to its end");
}

#[tokio::test]
async fn a_worker_whose_letter_travels_long_keeps_its_claim() {
    let server = Server::start(&[(Stage::Content, Fault::FallsSilent)]).await;
    let mut house = house(&server, Patience::default()).await;
    house.office = house.office.renewing_every(Duration::from_millis(5));
    let house = house;
    house.post(vec![letter(1, LetterKind::SignIn, Language::Nl)]).await;
    let neighbour = async {
        while !server.has_no_fault_left() {
            tokio::task::yield_now().await;
        }
        for _ in 0..3 {
            house.wait(TimeDelta::minutes(4));
            let enough = house.clock.now() + TimeDelta::minutes(4);
            while house.rows().await[0].claimed_until.unwrap() < enough {
                tokio::task::yield_now().await;
            }
            let due = outbox::claim(&house.db, house.clock.now(), 9, Urgency::Bulk).await.unwrap();
            assert!(due.is_empty(), "somebody else took it");
        }
    };
    tokio::select! {
        _ = house.deliver() => panic!("the server said nothing"),
        () = neighbour => {}
    }
}
