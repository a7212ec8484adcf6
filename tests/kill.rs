//! The real program is killed in the middle of a rush. After it starts again, everyone who was told "you are in" is in,
//! and no seat is sold twice. And when it is asked to stop, nobody finds the door closed.

use std::collections::HashSet;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rocket::futures::future::join_all;
use samenkomst::mail::letter;
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::letters::smtp::Server;
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::operator::Operator;
use crate::support::people::let_in;
use crate::support::running::Running;

/// The program, on a port of its own; killed without warning when it is dropped.
struct Program {
    child: Running,
    port: u16,
}

impl Program {
    async fn start(app: &TestApp) -> Program {
        Program::start_with(app, &[]).await
    }

    async fn start_with(app: &TestApp, settings: &[(&str, &str)]) -> Program {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let child = Operator::of(app)
            .command(&["serve"])
            .env("ROCKET_RATE_LIMITS", "false")
            .env("ROCKET_PORT", port.to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let program = Program { child: Running(child), port };
        until("it answers", async || program.answers().await).await;
        program
    }

    async fn answers(&self) -> bool {
        request(self.port, "GET /events/samenleven HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.is_some()
    }

    fn kill(mut self) {
        self.child.0.kill().expect("a program to kill");
        self.child.0.wait().expect("its end");
    }
}

/// Looks again and again at a program that runs by itself, for a minute.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let late = Instant::now() + Duration::from_secs(60);
    while !is_so().await {
        assert!(Instant::now() < late, "never: {what}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The status that was answered; none when the line went dead.
pub async fn request(port: u16, text: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    stream.write_all(text.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    String::from_utf8_lossy(&answer).split(' ').nth(1)?.parse().ok()
}

/// Registers until the line goes dead; the addresses of those who were told that they are in.
async fn rush(port: u16, round: usize, caller: usize, told: Arc<AtomicUsize>) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for n in 0.. {
        let email = format!("r{round}c{caller}n{n}@example.org");
        let body = format!("name=Caller&consent=true&email={email}");
        let head = "POST /events/samenleven/registrations HTTP/1.1\r\nHost: x\r\nConnection: close";
        let kind = "Content-Type: application/x-www-form-urlencoded";
        let text = format!("{head}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        match request(port, &text).await {
            Some(303) => {
                acknowledged.push(email);
                told.fetch_add(1, Ordering::Relaxed);
            }
            Some(status) => panic!("an answer that nobody expected: {status}"),
            None => break,
        }
    }
    acknowledged
}

#[rocket::async_test]
async fn whoever_was_told_that_they_are_in_is_in_after_a_kill() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| {
        // The program has the machine's clock; the story is told long before the event.
        e.starts_at = Set(chrono::Utc::now() + chrono::Duration::days(90));
        e.ends_at = Set(chrono::Utc::now() + chrono::Duration::days(91));
        e.capacity = Set(Some(100));
    })
    .await;
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        let program = Program::start(&app).await;
        let told = Arc::new(AtomicUsize::new(0));
        let port = program.port;
        let callers: Vec<_> = (0..16).map(|c| tokio::spawn(rush(port, round, c, told.clone()))).collect();
        until("enough are told", async || told.load(Ordering::Relaxed) >= 60 + 40 * round).await;
        program.kill();
        for caller in join_all(callers).await {
            acknowledged.extend(caller.expect("a caller that did not panic"));
        }
    }
    let program = Program::start(&app).await;
    let rows: Vec<String> = registration::Entity::find()
        .select_only()
        .column(registration::Column::Email)
        .into_tuple()
        .all(app.db.read())
        .await
        .expect("the rows");
    let rows: HashSet<String> = rows.into_iter().collect();
    let lost: Vec<&String> = acknowledged.iter().filter(|email| !rows.contains(*email)).collect();
    assert!(lost.is_empty(), "told and lost: {lost:?}");
    app.assert_sound().await;
    program.kill();
}

#[rocket::async_test]
async fn a_kill_loses_no_letter_and_doubles_only_those_that_travelled() {
    let app = TestApp::start().await;
    app.clock.set(chrono::Utc::now());
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |e| {
        e.starts_at = Set(chrono::Utc::now() + chrono::Duration::days(90));
        e.ends_at = Set(chrono::Utc::now() + chrono::Duration::days(91));
    })
    .await;
    let_in(&app, event.id, 0..200).await;
    let server = Server::start(&[]).await;
    let settings = [("ROCKET_SMTP_URL", server.url.as_str())];
    let mut kills = 0;
    loop {
        let waiting = letter::Entity::find().filter(letter::Column::SentAt.is_null()).count(app.db.read());
        if waiting.await.expect("a count") == 0 {
            break;
        }
        let program = Program::start_with(&app, &settings).await;
        // Towards the end the last ones may be those that already came: then all are there soon.
        let enough = server.arrived().len() + 45;
        let all_left = async || {
            let waiting = letter::Entity::find().filter(letter::Column::SentAt.is_null()).count(app.db.read());
            waiting.await.expect("a count") == 0
        };
        until("letters arrive", async || server.arrived().len() >= enough || all_left().await).await;
        program.kill();
        kills += 1;
        // Five minutes pass.
        let released = app.db.write().execute_unprepared("UPDATE letters SET claimed_until = NULL").await;
        released.expect("a statement");
    }
    let arrived = server.arrived();
    let ids = arrived.iter().filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID: ")));
    let ids: HashSet<&str> = ids.collect();
    assert_eq!(ids.len(), 200, "every letter arrived");
    assert!(kills > 2, "it was killed too seldom");
    assert!(arrived.len() - 200 <= kills * 32, "{} came twice, after {kills} kills", arrived.len() - 200);
}

#[rocket::async_test]
async fn whoever_is_asked_to_stop_says_so_and_serves_on_until_the_balancer_knows() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    let mut program = Program::start_with(&app, &[("ROCKET_DRAIN", "2")]).await;
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let (ready, page) = (get("/health/ready"), get("/events/samenleven"));
    assert_eq!(request(program.port, &ready).await, Some(200));
    let asked = Command::new("kill").arg(program.child.0.id().to_string()).status().expect("a signal");
    assert!(asked.success());
    until("it is not ready", async || request(program.port, &ready).await == Some(503)).await;
    assert_eq!(request(program.port, &page).await, Some(200), "not ready, and open");
    until("it ends", async || program.child.0.try_wait().expect("a child").is_some()).await;
    assert!(program.child.0.wait().expect("its end").success());
    assert_eq!(request(program.port, &page).await, None);
}
