//! An hour is the hour of its zone, through every change of the clock.

use chrono::Duration;
use sea_orm::Set;

use super::lines;
use crate::support::makers::{make_event, make_region};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn the_zone_comes_before_the_events_and_knows_summer() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    // The day before and the day of the change to summer time, and the day of the change back.
    for (slug, from, until) in [
        ("winter", "2027-03-27 09:30", "2027-03-27 12:30"),
        ("zomer", "2027-03-28 09:30", "2027-03-28 12:30"),
        ("nacht", "2027-03-27 22:00", "2027-03-28 05:00"),
        ("herfst", "2027-10-31 09:30", "2027-10-31 12:30"),
    ] {
        make_event(&app, &leuven, slug, |e| {
            e.starts_at = Set(brussels(from));
            e.ends_at = Set(brussels(until));
        })
        .await;
    }
    let feed = app.page("/calendar/all.ics").await;
    let brussels_zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
        TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n\
        BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
        TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert_eq!(feed.matches("BEGIN:VTIMEZONE").count(), 1);
    assert!(feed.find(brussels_zone).expect("the zone") < feed.find("BEGIN:VEVENT").expect("an event"));
    let starts: Vec<String> = lines(&feed).into_iter().filter(|l| l.starts_with("DTSTART;")).collect();
    let in_brussels = |time: &str| format!("DTSTART;TZID=Europe/Brussels:{time}");
    let expected = ["20270327T093000", "20270327T220000", "20270328T093000", "20271031T093000"].map(in_brussels);
    assert_eq!(starts, expected);
}

#[rocket::async_test]
async fn a_zone_without_a_yearly_rule_and_an_hour_that_comes_twice_are_said_in_utc() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, zone) in [
        ("new-york", "America/New_York"),
        ("sydney", "Australia/Sydney"),
        ("kolkata", "Asia/Kolkata"),
        ("casablanca", "Africa/Casablanca"),
        ("jeruzalem", "Asia/Jerusalem"),
        ("utc", "UTC"),
        ("brussel", "Europe/Brussels"),
    ] {
        make_event(&app, &leuven, slug, |e| e.timezone = Set(zone.to_string())).await;
    }
    make_event(&app, &leuven, "nacht", |e| {
        let second_time = brussels("2027-10-31 04:00") - Duration::minutes(90);
        e.starts_at = Set(second_time);
        e.ends_at = Set(second_time + Duration::hours(2));
    })
    .await;
    let feed = app.page("/calendar/all.ics").await;
    let zones: Vec<String> = lines(&feed).into_iter().filter(|l| l.starts_with("TZID:")).collect();
    assert_eq!(zones, ["TZID:America/New_York", "TZID:Asia/Kolkata", "TZID:Australia/Sydney", "TZID:Europe/Brussels"]);
    assert!(feed.contains("DTSTART:20271031T013000Z\r\n"), "the second 2.30 of that night");
    let new_york = "DTSTART:19700308T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n";
    assert!(feed.contains(new_york) && feed.contains("DTSTART;TZID=America/New_York:20270304T073000\r\n"), "{feed}");
    let kolkata = "DTSTART:19700101T000000\r\nTZNAME:IST\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n";
    assert!(feed.contains(kolkata));
    assert_eq!(feed.matches("DTSTART:20270304T123000Z\r\n").count(), 3, "Casablanca, Jerusalem, UTC");
}
