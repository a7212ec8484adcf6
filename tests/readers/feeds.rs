//! In a feed every reader reads every event round every change of the clock, and a subscriber sees what changed.

use chrono::{DateTime, Duration, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use samenkomst::events::event;
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, Set};
use serde_json::json;

use super::{Listed, Read, Readers};
use crate::support::makers::{make_event, make_region};
use crate::support::programs::Program;
use crate::support::{TestApp, brussels};

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
