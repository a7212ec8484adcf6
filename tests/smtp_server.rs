//! Letters through a mail server that somebody else wrote (aiosmtpd, run by the Python that `SMTP_TEST_PYTHON` names;
//! `bin/check` sees to it): what arrives is what was packed, byte for byte, and reads as it should.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use samenkomst::mail::delivery::Load;
use samenkomst::mail::{PostOffice, SmtpServer, Templates, Transport, Urgency, letter};
use samenkomst::worker::Secretary;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::amina;
use crate::support::running::Running;

const PYTHON: &str = "SMTP_TEST_PYTHON";
const PATIENCE: Duration = Duration::from_secs(20);

/// The server, and what it says. Ended when it is dropped.
struct Server {
    said: UnboundedReceiver<String>,
    port: u16,
    _child: Running,
}

/// A letter as the server got it and as Python reads it.
#[derive(Deserialize)]
struct Arrived {
    sender: String,
    recipients: Vec<String>,
    content: String,
    defects: Vec<String>,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    headers: Vec<(String, String)>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Open {
    port: u16,
}

impl Server {
    /// Nothing, with a word on why, where there is no such Python.
    async fn start() -> Option<Server> {
        let Ok(python) = std::env::var(PYTHON) else {
            eprintln!("skipped: {PYTHON} does not name a Python with aiosmtpd");
            return None;
        };
        let mut child = Command::new(python)
            .args(["-W", "ignore"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp_server/server.py"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("a Python that starts");
        let lines = BufReader::new(child.stdout.take().expect("what it says")).lines();
        let (say, mut said) = unbounded_channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| say.send(line)));
        let open: Open = next(&mut said).await;
        Some(Server { said, port: open.port, _child: Running(child) })
    }

    fn url(&self, password: &str) -> String {
        format!("smtp://house:{password}@127.0.0.1:{}", self.port)
    }

    /// The next letter that arrives.
    async fn letter(&mut self) -> Arrived {
        next(&mut self.said).await
    }
}

async fn next<T: for<'a> Deserialize<'a>>(said: &mut UnboundedReceiver<String>) -> T {
    let line = timeout(PATIENCE, said.recv()).await.expect("the server in time");
    serde_json::from_str(&line.expect("a server that still runs")).expect("a line of JSON")
}

impl Arrived {
    fn bytes(&self) -> Vec<u8> {
        STANDARD.decode(&self.content).expect("base64")
    }

    /// The part whose type begins so, in words.
    fn text(&self, kind: &str) -> &str {
        let is = |p: &&Part| p.header("Content-Type").is_some_and(|v| v.starts_with(kind));
        let part = self.parts.iter().find(is).expect("such a part");
        part.text.as_deref().expect("words")
    }

    /// The headers of the letter and of each part, one a line.
    fn outline(&self) -> String {
        let part = |p: &Part| {
            let headers = p.headers.iter().map(|(name, value)| format!("{name}: {value}"));
            headers.collect::<Vec<_>>().join("\n")
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join("\n\n")
    }
}

impl Part {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// An event in Leuven with one seat, of which a line in the letter begins with a dot (RFC 5321, section 4.5.2).
async fn one_seat(app: &TestApp) {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "samenleven", |event| {
        event.title = Set(".be: samen online".to_string());
        event.capacity = Set(Some(1));
        event.join_url = Set(Some("https://meet.example.org/samenleven".to_string()));
    })
    .await;
}

async fn register(app: &TestApp, person: &[(&str, &str)]) {
    let (status, _) = app.send("/events/samenleven/registrations", person).await;
    assert_eq!(status.code, 303);
}

/// One round of the worker with this server.
async fn deliver(app: &TestApp, url: &str) {
    let transport = Transport::Smtp(SmtpServer::at(url).expect("an address"));
    let templates = Templates::load(None).expect("templates that are right");
    let office = PostOffice::new(transport, templates, app.config.mail_from.clone());
    let secretary = Secretary { db: app.db.clone(), clock: app.clock.clone(), config: app.config.clone() };
    office.round(&app.db, &app.clock, &secretary, Urgency::Bulk, Load::FULL).await.expect("a round");
}

/// Puts the letters back in the outbox, as if they had not left.
async fn take_back(app: &TestApp) {
    let update = letter::Entity::update_many()
        .col_expr(letter::Column::SentAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .filter(letter::Column::SentAt.is_not_null());
    update.exec(app.db.write()).await.expect("an update");
}

async fn outbox(app: &TestApp) -> Vec<letter::Model> {
    letter::Entity::find().all(app.db.read()).await.expect("letters")
}

/// The first line that is not the same, in the one and in the other.
fn first_difference(one: &[u8], other: &[u8]) -> Option<(String, String)> {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).split('\n').map(str::to_string).collect::<Vec<_>>();
    let (mut one, mut other) = (lines(one), lines(other));
    one.push("(its end)".to_string());
    other.push("(its end)".to_string());
    one.into_iter().zip(other).find(|(a, b)| a != b)
}

#[rocket::async_test]
async fn a_letter_arrives_as_it_was_packed() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let app = TestApp::start().await;
    one_seat(&app).await;
    register(&app, &amina()).await;
    let packed = app.letters().await;
    take_back(&app).await;
    deliver(&app, &server.url("a%20p%40ssword")).await;

    let arrived = server.letter().await;
    let bytes = arrived.bytes();
    // lettre ends a message with one empty line more, after the last boundary, where nobody reads (RFC 2046, 5.1.1).
    let sent = bytes.strip_suffix(b"\r\n").expect("a last line");
    assert_eq!(first_difference(sent, &packed[0].bytes), None);
    assert!(bytes.is_ascii());
    assert!(bytes.windows(3).any(|w| w == b"\r\n."), "no line begins with a dot");
    assert_eq!(arrived.sender, app.config.mail_from.email.to_string());
    assert_eq!(arrived.recipients, ["amina@example.org"]);
    assert_eq!(arrived.defects, [""; 0]);
    assert!(outbox(&app).await[0].sent_at.is_some());
}

#[rocket::async_test]
async fn others_read_it_as_it_was_meant() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let app = TestApp::start().await;
    one_seat(&app).await;
    register(&app, &amina()).await;
    deliver(&app, &server.url("a%20p%40ssword")).await;

    let arrived = server.letter().await;
    insta::with_settings!({ filters => vec![
        (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>"),
        (r#"-[0-9a-f]{16}""#, r#"-<id>""#),
    ] }, { insta::assert_snapshot!(arrived.outline()) });
    let text = arrived.text("text/plain");
    assert!(text.contains("\n.be: samen online"), "{text}");
    assert!(text.contains("https://samenkomst.example/join/"), "{text}");
    let entry = arrived.text("text/calendar");
    assert_eq!(entry, arrived.text("application/ics"));
    assert!(entry.starts_with("BEGIN:VCALENDAR\r\n") && entry.ends_with("END:VCALENDAR\r\n"));

    let start = text.find("/registrations/").expect("the private link");
    let link = text[start..].split_whitespace().next().expect("a path");
    assert!(app.page(link).await.contains("Amina El Idrissi"));
    assert!(arrived.text("text/html").contains(link));
}

#[rocket::async_test]
async fn an_address_that_the_server_does_not_know_holds_up_nobody() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let app = TestApp::start().await;
    one_seat(&app).await;
    let nobody = [("name", "Niemand"), ("email", "nobody@example.org"), ("consent", "true")];
    register(&app, &nobody).await;
    register(&app, &amina()).await;
    deliver(&app, &server.url("a%20p%40ssword")).await;

    assert_eq!(server.letter().await.recipients, ["amina@example.org"]);
    let letters = outbox(&app).await;
    let to = |address: &str| letters.iter().find(|l| l.recipient == address).expect("the letter");
    assert!(to("amina@example.org").sent_at.is_some());
    let given_up = to("nobody@example.org");
    assert!(given_up.failed_at.is_some());
    assert!(given_up.last_error.as_deref().unwrap_or("").contains("nobody lives here"));
}

#[rocket::async_test]
async fn a_wrong_password_loses_no_letter() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let app = TestApp::start().await;
    one_seat(&app).await;
    register(&app, &amina()).await;
    deliver(&app, &server.url("guessed")).await;

    let waiting = outbox(&app).await.remove(0);
    assert_eq!((waiting.sent_at, waiting.failed_at, waiting.attempts), (None, None, 0));
    assert!(!waiting.last_error.expect("why").contains("guessed"));

    app.at("2027-02-02 09:05");
    deliver(&app, &server.url("a%20p%40ssword")).await;
    assert_eq!(server.letter().await.recipients, ["amina@example.org"]);
}
