//! How a feed is written: the same bytes for the same events, and nothing that a text can spoil.

use icalendar::{Calendar, Component};
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::language::Texts;
use samenkomst::regions::region;
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};

use super::{lines, property, titles};
use crate::support::makers::{commit, make_event, make_region};
use crate::support::{TestApp, brussels};

async fn change(app: &TestApp, event: event::Model, change: impl FnOnce(&mut event::ActiveModel)) {
    let mut event = event.into_active_model();
    change(&mut event);
    let txn = app.db.begin().await.unwrap();
    event.update(&txn).await.unwrap();
    commit(app, txn).await;
}

#[rocket::async_test]
async fn a_hostile_title_adds_no_property() {
    let app = TestApp::start().await;
    let evil = "Kom\r\nX-EVIL:1\rX-EVIL:2\nX-EVIL:3\u{2028}X-EVIL:4\u{1}\u{7}\u{85}; zie, \\n";
    let region = region::ActiveModel { names: Set(Texts::same(evil)), ..make_region(&app, "kwaad").await.into() };
    let txn = app.db.begin().await.unwrap();
    let region = region.reset_all().update(&txn).await.unwrap();
    commit(&app, txn).await;
    make_event(&app, &region, "kwaad-event", |e| {
        e.title = Set(evil.into());
        e.summary = Set(evil.into());
        e.description = Set(evil.into());
        e.format = Set(Format::Hybrid);
        e.venue = Set(Some(Venue { name: evil.into(), ..Venue::default() }));
        e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")));
        e.cancellation_reason = Set(Some(evil.into()));
    })
    .await;
    for feed in ["/calendar/kwaad.ics", "/events/kwaad-event.ics", "/calendar/all.ics"] {
        let feed = app.page(feed).await;
        assert!(feed.contains("X-EVIL"));
        assert_eq!(lines(&feed).iter().filter(|l| l.starts_with("X-EVIL")).count(), 0, "{feed}");
        assert!(!feed.replace("\r\n", "").contains(|c: char| c.is_control()));
        let title = property(&feed, "SUMMARY").unwrap();
        assert_eq!(title, "Geannuleerd: Kom X-EVIL:1 X-EVIL:2 X-EVIL:3 X-EVIL:4\\; zie\\, \\\\n");
    }
    let feed = app.page("/calendar/kwaad.ics").await;
    let name = property(&feed, "NAME").unwrap();
    assert_eq!(name, "Samenkomst · Kom X-EVIL:1 X-EVIL:2 X-EVIL:3 X-EVIL:4\\; zie\\, \\\\n");
    assert_eq!(property(&feed, "X-WR-CALNAME").unwrap(), name);
}

#[rocket::async_test]
async fn no_fold_cuts_a_character_an_escape_or_a_family() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let awkward = "👩🏽‍👧‍👦e\u{301}\\,;🇧🇪❤️\n".repeat(12);
    for shift in 0..40 {
        let slug = format!("emoji-{shift}");
        make_event(&app, &leuven, &slug, |e| {
            e.title = Set(format!("{}{}", "x".repeat(shift), awkward));
            e.summary = Set(format!("{}{}", "é".repeat(shift), awkward));
        })
        .await;
    }
    let tower = format!("a{}", "\u{301}".repeat(200));
    make_event(&app, &leuven, "toren", |e| e.title = Set(tower.clone())).await;
    let feed = app.page("/calendar/all.ics").await;
    for line in feed.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        if line.starts_with(' ') && !line.contains(&"\u{301}".repeat(10)) {
            let first = line.chars().nth(1).unwrap();
            assert!(!matches!(first, '\u{301}' | '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'), "{line}");
        }
        let slashes = line.len() - line.trim_end_matches('\\').len();
        assert_eq!(slashes % 2, 0, "an escape is cut: {line}");
    }
    assert!(titles(&feed).contains(&tower));
    let family = "👩🏽‍👧‍👦e\u{301}\\\\\\,\\;🇧🇪❤️";
    assert!(titles(&feed)[0].starts_with(family) && feed.contains("👩🏽‍👧‍👦"), "{feed}");
}

#[rocket::async_test]
async fn the_same_events_are_the_same_bytes_until_one_changes() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "wandeling", |_| {}).await;
    let first = app.page("/calendar/leuven.ics").await;
    // Another house on the same database: nothing of what the first one keeps, and an hour later.
    app.at("2027-02-02 10:00");
    commit(&app, app.db.begin().await.unwrap()).await;
    assert_eq!(app.page("/calendar/leuven.ics").await, first);
    assert_eq!(property(&first, "DTSTAMP").unwrap(), "20270115T090000Z");
    change(&app, event, |e| {
        e.title = Set("Een lange wandeling".into());
        e.sequence = Set(1);
        e.updated_at = Set(brussels("2027-02-02 10:00"));
    })
    .await;
    let second = app.page("/calendar/leuven.ics").await;
    assert_eq!(titles(&second), vec!["Een lange wandeling"]);
    assert_eq!(property(&second, "DTSTAMP").unwrap(), "20270202T090000Z");
    assert_eq!(property(&second, "LAST-MODIFIED").unwrap(), "20270202T090000Z");
    assert_eq!(property(&second, "SEQUENCE").unwrap(), "1");
    assert_eq!(property(&second, "UID"), property(&first, "UID"));
}

/// Why `stream.rs` writes zones and names itself. When this fails, the crate was mended.
#[test]
fn the_icalendar_crate_spoils_zones_and_names() {
    let zone = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\nBEGIN:STANDARD\r\n\
        DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
        END:VCALENDAR\r\n";
    let again = zone.parse::<Calendar>().unwrap().to_string();
    assert!(again.contains("DTSTAMP:") && again.contains("UID:"), "{again}");
    let named = Calendar::new().name("Samenkomst\r\nX-EVIL:1").done().to_string();
    assert!(named.contains("\r\nX-EVIL:1\r\n"));
    let event = icalendar::Event::new().summary("Kom\rX-EVIL:1").done();
    assert!(Component::to_string(&event).contains('\u{d}'));
}
