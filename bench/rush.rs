//! Callers who register one person after the other while something goes wrong, and write in a book what they were told.
//! An answer is a seat or a place (201), "not now" (503 with Retry-After), or silence; any other is a fault.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Done;

/// Whoever waits longer counts as cut off.
const PATIENCE: Duration = Duration::from_secs(40);

/// What the callers heard.
#[derive(Default)]
struct Heard {
    /// "address status place", one line for each person who was told that they are in.
    book: String,
    told: usize,
    pages: usize,
    not_now: usize,
    not_now_for_how_long: usize,
    cut_off: usize,
    strange: Vec<String>,
    longest: Duration,
    pause: Duration,
}

pub async fn come(port: &str, slug: &str, seconds: &str, callers: &str, book: &str, name: &str) -> Done {
    let (port, callers): (u16, usize) = (port.parse()?, callers.parse()?);
    let began = Instant::now();
    let until = began + Duration::from_secs_f64(seconds.parse()?);
    let crowd: Vec<_> =
        (0..callers).map(|c| tokio::spawn(call(port, slug.into(), format!("{name}-{c}"), began, until))).collect();
    let mut all = Heard::default();
    for caller in crowd {
        all.add(caller.await?);
    }
    std::fs::write(book, &all.book)?;
    println!(
        "told {}, pages {}, not now {} ({} without Retry-After), cut off {}, strange {}; longest answer {} ms, longest without one {} ms",
        all.told,
        all.pages,
        all.not_now,
        all.not_now_for_how_long,
        all.cut_off,
        all.strange.len(),
        all.longest.as_millis(),
        all.pause.as_millis()
    );
    match all.strange.first() {
        None => Ok(()),
        Some(first) => Err(format!("{} strange answers, such as {first}", all.strange.len()).into()),
    }
}

impl Heard {
    fn add(&mut self, other: Heard) {
        self.book.push_str(&other.book);
        self.told += other.told;
        self.pages += other.pages;
        self.not_now += other.not_now;
        self.not_now_for_how_long += other.not_now_for_how_long;
        self.cut_off += other.cut_off;
        self.strange.extend(other.strange);
        self.longest = self.longest.max(other.longest);
        self.pause = self.pause.max(other.pause);
    }

    fn hear(&mut self, email: &str, answer: Option<Answer>) {
        let Some(answer) = answer else {
            self.cut_off += 1;
            return;
        };
        match answer.status {
            200 => self.pages += 1,
            201 => {
                let told: Value = serde_json::from_str(&answer.body).unwrap_or_default();
                let place = told["position"].as_i64().unwrap_or_default();
                let _ = writeln!(self.book, "{email} {} {place}", told["status"].as_str().unwrap_or("?"));
                self.told += 1;
            }
            503 => {
                self.not_now += 1;
                self.not_now_for_how_long += usize::from(!answer.says_when);
            }
            status => self.strange.push(format!("{status} {}", answer.body)),
        }
    }
}

struct Answer {
    status: u16,
    says_when: bool,
    body: String,
}

async fn call(port: u16, slug: String, name: String, began: Instant, until: Instant) -> Heard {
    let mut heard = Heard::default();
    let mut answered = began;
    for n in 0.. {
        let asked = Instant::now();
        if asked >= until {
            break;
        }
        let email = format!("{name}-{n}@example.org");
        // Every fourth time somebody only looks.
        let text = if n % 4 == 3 { look(&slug) } else { register(&slug, &email) };
        let answer = tokio::time::timeout(PATIENCE, ask(port, &text)).await.ok().flatten();
        let good = answer.as_ref().is_some_and(|a| a.status < 300);
        if answer.is_some() {
            heard.longest = heard.longest.max(asked.elapsed());
        }
        heard.hear(&email, answer);
        if good {
            heard.pause = heard.pause.max(answered.elapsed());
            answered = Instant::now();
        } else {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    heard
}

fn look(slug: &str) -> String {
    format!("GET /events/{slug} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
}

fn register(slug: &str, email: &str) -> String {
    let body = format!(r#"{{"name":"Caller","email":"{email}","role":"practitioner","consent":true}}"#);
    format!(
        "POST /api/v1/events/{slug}/registrations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// None when the line went dead before a whole answer.
async fn ask(port: u16, text: &str) -> Option<Answer> {
    let mut line = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    line.write_all(text.as_bytes()).await.ok()?;
    let mut bytes = Vec::new();
    line.read_to_end(&mut bytes).await.ok()?;
    let answer = String::from_utf8_lossy(&bytes);
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let head = head.to_lowercase();
    let length = head.lines().find_map(|l| l.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    if length.is_some_and(|length| body.len() < length) {
        return None;
    }
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, says_when: head.contains("\r\nretry-after:"), body: body.to_string() })
}
