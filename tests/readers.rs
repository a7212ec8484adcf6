//! What the calendar programs of others read in our feeds and invitations, over every change of the clock from 2020 to
//! 2030: the same as our own records say. The programs are Python's (`READERS_PYTHON` names one that has what
//! `tests/requirements.txt` lists) and Node's (`npm ci --prefix tests/readers`); `bin/check` sees to both.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Duration, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use rocket::tokio::task::spawn_blocking;
use samenkomst::events::event;
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, Set};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::support::makers::{make_event, make_region};
use crate::support::people::amina;
use crate::support::programs::Program;
use crate::support::{Door, TestApp, brussels};

/// Zones of every sort: on our hemisphere and the other, half an hour off, without summer, with a summer that follows
/// the moon.
const ELSEWHERE: [Tz; 11] = [
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Sao_Paulo,
    Tz::Australia__Sydney,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kolkata,
    Tz::Asia__Kathmandu,
    Tz::Asia__Jerusalem,
    Tz::Africa__Casablanca,
    Tz::UTC,
];

/// Minutes from the change of the clock to the beginning and the end of an event.
const ROUND_A_CHANGE: [(&str, i64, i64); 8] = [
    ("the day before", -26 * 60, -24 * 60),
    ("until the change", -120, 0),
    ("over midnight and the change", -300, 300),
    ("over the change", -60, 60),
    ("the first time that the hour comes", -45, -15),
    ("the second time that the hour comes", 15, 45),
    ("from the change", 0, 90),
    ("the day after", 30 * 60, 32 * 60),
];

/// An event, as one reads it: times as seconds since 1970.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    uid: String,
    start: i64,
    end: i64,
    summary: String,
    status: String,
}

impl Read {
    fn of(event: &event::Model) -> Read {
        let (mark, status) = match event.cancelled_at {
            Some(_) => ("Geannuleerd: ", "CANCELLED"),
            None => ("", "CONFIRMED"),
        };
        Read {
            uid: event.uid.to_string(),
            start: event.starts_at.timestamp(),
            end: event.ends_at.timestamp(),
            summary: format!("{mark}{}", event.title),
            status: status.to_string(),
        }
    }
}

/// The programs, and a folder to work in.
struct Readers {
    python: String,
    folder: tempfile::TempDir,
}

impl Readers {
    /// None, with a word on why, where they are not.
    fn here() -> Option<Readers> {
        let Ok(python) = std::env::var("READERS_PYTHON") else {
            eprintln!("SKIPPED: READERS_PYTHON does not name a Python with tests/requirements.txt");
            return None;
        };
        Some(Readers { python, folder: tempfile::tempdir().expect("a folder") })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.file(name), bytes).expect("a file");
        self.file(name)
    }

    /// What a program of ours, in Python or JavaScript, says in JSON.
    async fn ask<T: DeserializeOwned>(&self, script: &str, words: &[&str]) -> T {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script);
        let program = if script.extension().is_some_and(|e| e == "mjs") { "node" } else { &self.python };
        let mut command = Command::new(program);
        command
            .arg(&script)
            .args(words)
            .env("TZ", "Asia/Tokyo")
            .envs([("PYTHONWARNINGS", "ignore"), ("PYTHONDONTWRITEBYTECODE", "1")]);
        let answer = spawn_blocking(move || command.output()).await.expect("a program that ends");
        let answer = answer.expect("a program that starts");
        let complaint = String::from_utf8_lossy(&answer.stderr);
        assert!(answer.status.success(), "{} {words:?}: {complaint}", script.display());
        serde_json::from_slice(&answer.stdout).unwrap_or_else(|e| panic!("{e}: {complaint}"))
    }

    async fn subscribe(&self, door: &Door, path: &str) -> Synced {
        let home = self.file("subscriber").display().to_string();
        let mut synced: Synced = self.ask("subscribe.py", &[&home, &door.url(path)]).await;
        synced.listed.sort();
        synced
    }
}

/// What a subscriber has.
#[derive(Deserialize)]
struct Synced {
    listed: Vec<Listed>,
    /// Each file of a calendar entry, with what tells its content from any other.
    files: std::collections::BTreeMap<String, String>,
}

/// An event as khal lists it, in UTC.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    title: String,
    #[serde(rename = "start-long-full")]
    start: String,
    #[serde(rename = "end-long-full")]
    end: String,
    status: String,
}

impl Listed {
    fn of(event: &event::Model) -> Listed {
        let Read { summary: title, status, .. } = Read::of(event);
        let moment = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M").to_string();
        Listed { title, start: moment(event.starts_at), end: moment(event.ends_at), status }
    }
}

/// Every moment from 2020 to 2030 at which the zone's clock is changed.
fn changes(zone: Tz) -> Vec<DateTime<Utc>> {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0)).expect("a day").and_utc();
    let (mut at, end) = (day(2020), day(2031));
    let mut found = Vec::new();
    while at < end {
        let next = at + Duration::days(1);
        if offset(at) != offset(next) {
            let minutes = (1..=1440).map(|minute| at + Duration::minutes(minute));
            found.extend(minutes.into_iter().find(|minute| offset(*minute) != offset(at)));
        }
        at = next;
    }
    found
}

/// Long before all of it, so that nothing has left the feeds.
async fn house() -> TestApp {
    let app = TestApp::start().await;
    app.at("2020-01-01 00:00");
    app
}

/// An event of that zone; every fifth is called off, and the titles are awkward.
async fn one(
    app: &TestApp,
    host: &samenkomst::regions::region::Model,
    zone: Tz,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    what: &str,
) {
    let slug = format!("e-{}", uuid::Uuid::new_v4().simple());
    make_event(app, host, &slug, |e| {
        // Every time here is a whole quarter of an hour.
        let count = from.timestamp() / 900;
        e.title = Set(match count % 3 {
            0 => format!("{zone} {from}: {what}"),
            1 => format!("{zone} {from}; «{what}», a\\b \"zoë\" 👩🏽‍👧‍👦 עברית"),
            _ => format!("{zone} {from} - {}", what.replace(' ', " 🇧🇪 e\u{301} ")),
        });
        e.timezone = Set(zone.name().to_string());
        e.starts_at = Set(from);
        e.ends_at = Set(until);
        e.cancelled_at = Set((count % 5 == 0).then(|| brussels("2019-12-01 09:00")));
        e.created_at = Set(brussels("2019-11-01 09:00"));
        e.updated_at = Set(brussels("2019-12-01 09:00"));
        e.published_at = Set(Some(brussels("2019-11-01 09:00")));
    })
    .await;
}

/// Events round every change of the zone's clock; in a zone that has none, on each first of January.
async fn round_every_change(
    app: &TestApp,
    host: &samenkomst::regions::region::Model,
    zone: Tz,
    cases: &[(&str, i64, i64)],
) {
    let changes = changes(zone);
    for change in &changes {
        for (what, from, until) in cases {
            let (from, until) = (*change + Duration::minutes(*from), *change + Duration::minutes(*until));
            one(app, host, zone, from, until, what).await;
        }
    }
    if changes.is_empty() {
        for year in 2020..=2030 {
            let noon = Utc.with_ymd_and_hms(year, 1, 1, 12, 0, 0).unwrap();
            one(app, host, zone, noon, noon + Duration::hours(2), "noon").await;
        }
    }
}

async fn records(app: &TestApp) -> Vec<event::Model> {
    event::Entity::find().all(app.db.read()).await.expect("the events")
}

/// The first that is not the same, as it should be and as it was read.
fn difference<T: Clone + Ord>(mut ours: Vec<T>, mut theirs: Vec<T>) -> Option<(Option<T>, Option<T>)> {
    ours.sort();
    theirs.sort();
    let longest = ours.len().max(theirs.len());
    let pairs = (0..longest).map(|n| (ours.get(n).cloned(), theirs.get(n).cloned()));
    pairs.into_iter().find(|(ours, theirs)| ours != theirs)
}

#[rocket::async_test]
async fn every_reader_reads_every_change_of_every_clock_as_it_was_meant() {
    let Some(readers) = Readers::here() else { return };
    let app = house().await;
    let host = make_region(&app, "brussel").await;
    round_every_change(&app, &host, Tz::Europe__Brussels, &ROUND_A_CHANGE).await;
    for zone in ELSEWHERE {
        round_every_change(&app, &host, zone, &ROUND_A_CHANGE[3..6]).await;
    }
    let ours: Vec<Read> = records(&app).await.iter().map(Read::of).collect();
    assert!(ours.len() > 600, "{}", ours.len());
    let feed = readers.keep("all.ics", app.page("/calendar/all.ics").await.as_bytes());
    let feed = feed.display().to_string();
    for (script, reader) in
        [("read.py", "icalendar"), ("read.py", "vobject"), ("read.mjs", "ical.js"), ("read.mjs", "node-ical")]
    {
        let theirs: Vec<Read> = readers.ask(script, &[reader, &feed]).await;
        assert_eq!(theirs.len(), ours.len(), "{reader}");
        assert_eq!(difference(ours.clone(), theirs), None, "{reader}");
    }
    let news = readers.keep("all.atom", app.page("/feeds/all.atom").await.as_bytes());
    let news: Vec<serde_json::Value> = readers.ask("read.py", &["feedparser", &news.display().to_string()]).await;
    let told: Vec<String> = news.iter().filter_map(|entry| entry["id"].as_str()).map(str::to_string).collect();
    assert_eq!(told.len(), 50, "the newest");
    assert!(told.iter().all(|id| ours.iter().any(|event| *id == format!("urn:uuid:{}", event.uid))));
}

#[rocket::async_test]
async fn a_subscriber_sees_what_changed_and_nothing_else() {
    let Some(readers) = Readers::here() else { return };
    let app = house().await;
    let host = make_region(&app, "brussel").await;
    round_every_change(&app, &host, Tz::Europe__Brussels, &ROUND_A_CHANGE).await;
    let door = app.open_door().await;
    let first = readers.subscribe(&door, "/calendar/brussel.ics").await;
    let ours = |events: &[event::Model]| events.iter().map(Listed::of).collect::<Vec<_>>();
    let before = records(&app).await;
    assert_eq!(difference(ours(&before), first.listed), None);
    let again = readers.subscribe(&door, "/calendar/brussel.ics").await;
    assert_eq!(again.files, first.files, "nothing changed");

    let program = Program::of(&app, Role::Organiser, None).await;
    let to_come: Vec<&event::Model> =
        before.iter().filter(|e| e.cancelled_at.is_none() && e.starts_at > app.clock.now()).collect();
    let (moved, off) = (to_come[2], to_come[5]);
    app.at("2020-01-02 09:00");
    let later = moved.starts_at + Duration::hours(3);
    let times = json!({ "starts_at": later, "ends_at": later + Duration::hours(2) });
    program.patch(&format!("/api/v1/events/{}", moved.slug), times).await.ok();
    program.post(&format!("/api/v1/events/{}/cancellation", off.slug), json!({ "reason": "Ziek." })).await.ok();
    one(&app, &host, Tz::Europe__Brussels, brussels("2024-06-01 10:00"), brussels("2024-06-01 12:00"), "nieuw").await;
    door.catch_up().await;

    let second = readers.subscribe(&door, "/calendar/brussel.ics").await;
    let after = records(&app).await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(difference(ours(&after), second.listed), None);
    // vdirsyncer names a file after what is in it, so that a change is one file less and one more.
    let gone = first.files.keys().filter(|file| !second.files.contains_key(*file)).count();
    let came = second.files.keys().filter(|file| !first.files.contains_key(*file)).count();
    assert_eq!((gone, came), (2, 3));
}

/// One letter as it was opened, and the calendar by then.
#[derive(Debug, Deserialize)]
struct Opened {
    method: String,
    defects: Vec<String>,
    message_id: String,
    references: Option<String>,
    attendees: Vec<String>,
    calendar: Vec<Entered>,
    khal: Vec<Listed>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Entered {
    start: i64,
    end: i64,
    sequence: i64,
    summary: String,
}

#[rocket::async_test]
async fn an_invitation_and_its_correction_are_one_entry_and_a_cancel_takes_it_away() {
    let Some(readers) = Readers::here() else { return };
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    // On the day after the clock is changed; the correction moves it to the night itself.
    make_event(&app, &leuven, "samenleven", |e| {
        e.title = Set("Samen leven; \"samen\" wonen, 👩🏽‍👧‍👦".into());
        e.starts_at = Set(brussels("2027-03-29 09:30"));
        e.ends_at = Set(brussels("2027-03-29 12:30"));
    })
    .await;
    let program = Program::of(&app, Role::Organiser, None).await;
    app.send("/events/samenleven/registrations", &amina()).await;
    let mut letters = app.letters().await;
    app.at("2027-02-03 09:00");
    let times = json!({ "starts_at": "2027-03-28T01:30:00", "ends_at": "2027-03-28T03:30:00" });
    program.patch("/api/v1/events/samenleven", times).await.ok();
    letters.extend(app.letters().await);
    app.at("2027-02-04 09:00");
    program.post("/api/v1/events/samenleven/cancellation", json!({ "reason": "Ziek." })).await.ok();
    letters.extend(app.letters().await);

    let files = letters.iter().enumerate().map(|(n, letter)| readers.keep(&format!("{n}.eml"), &letter.bytes));
    let files: Vec<String> = files.map(|file| file.display().to_string()).collect();
    let home = readers.file("reader").display().to_string();
    let words: Vec<&str> = std::iter::once(&home).chain(&files).map(String::as_str).collect();
    let opened: Vec<Opened> = readers.ask("import_letters.py", &words).await;

    let methods: Vec<&str> = opened.iter().map(|o| o.method.as_str()).collect();
    assert_eq!(methods, ["REQUEST", "REQUEST", "CANCEL"]);
    let seconds = |time: &str| brussels(time).timestamp();
    let title = "Samen leven; \"samen\" wonen, 👩🏽‍👧‍👦".to_string();
    let entry =
        |from, until, sequence| Entered { start: seconds(from), end: seconds(until), sequence, summary: title.clone() };
    assert_eq!(opened[0].calendar, [entry("2027-03-29 09:30", "2027-03-29 12:30", 0)]);
    let moved = entry("2027-03-28 01:30", "2027-03-28 03:30", opened[1].calendar[0].sequence);
    assert!(moved.sequence > 0 && moved.end - moved.start == 3600, "an hour, since the clock skips one");
    assert_eq!(opened[1].calendar, [moved]);
    assert_eq!(opened[2].calendar, []);
    for (n, letter) in opened.iter().enumerate() {
        assert_eq!(letter.defects, [""; 0]);
        assert_eq!(letter.attendees, ["mailto:amina@example.org"]);
        assert_eq!(letter.khal.len(), 1, "khal keeps what is called off, marked");
        let thread = (n > 0).then(|| opened[0].message_id.clone());
        assert_eq!(letter.references, thread, "in the thread of the first letter");
    }
    assert_eq!(opened[1].khal[0].start, "2027-03-28T00:30");
    assert_eq!(opened[2].khal[0].status, "CANCELLED");
}
