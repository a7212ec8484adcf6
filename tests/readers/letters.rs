//! In letters an invitation, its correction and its end are one entry, which a calendar follows.

use samenkomst::organisers::role::Role;
use sea_orm::Set;
use serde::Deserialize;
use serde_json::json;

use super::{Listed, Readers};
use crate::support::makers::{make_event, make_region};
use crate::support::people::amina;
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

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
