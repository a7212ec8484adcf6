//! One entry of a person's calendar: what the invitation says, for the one who holds the seat.

use rocket::http::Status;
use samenkomst::registrations::registration;
use samenkomst::registrations::self_service::calendar_entry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::personal::{amina_registers, answer_at, two_events};
use super::property;
use crate::support::TestApp;
use crate::support::people::{amina, link_in};

/// Where the entries of Amina lie, one for each registration.
async fn entries(app: &TestApp) -> Vec<String> {
    let hers = registration::Entity::find().filter(registration::Column::Email.eq("amina@example.org"));
    let hers = hers.order_by_asc(registration::Column::RegisteredAt).all(app.db.read()).await.expect("a query");
    let path = |link: String| link.trim_start_matches("https://samenkomst.example").to_string();
    hers.iter().map(|registration| path(calendar_entry::link(&app.config, registration))).collect()
}

/// The one entry of a stream.
fn entry(stream: &str) -> &str {
    assert_eq!(stream.matches("BEGIN:VEVENT").count(), 1, "{stream}");
    &stream[stream.find("BEGIN:VEVENT").expect("an entry")..]
}

#[rocket::async_test]
async fn one_entry_of_it_says_what_the_invitation_says() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.send("/events/samen-online/registrations", &amina()).await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter");
    let invited = &letter.calendar.as_ref().expect("an invitation").ics;
    let online = entries(&app).await.remove(0);
    let answer = app.client.get(online.clone()).dispatch().await;
    for (name, value) in [
        ("Content-Type", "text/calendar; charset=utf-8; method=PUBLISH"),
        ("Cache-Control", "private, max-age=300"),
        ("X-Robots-Tag", "noindex"),
        ("Referrer-Policy", "no-referrer"),
    ] {
        assert_eq!(answer.headers().get_one(name), Some(value), "{name}");
    }
    let file = answer.into_string().await.unwrap_or_default();
    assert_eq!(property(&file, "METHOD").as_deref(), Some("PUBLISH"));
    let facts = "UID SEQUENCE DTSTAMP LAST-MODIFIED DTSTART DTEND SUMMARY LOCATION DESCRIPTION STATUS TRANSP ORGANIZER \
        CONFERENCE";
    for name in facts.split(' ') {
        let said = property(entry(&file), name);
        assert!(said.is_some() && said == property(entry(invited), name), "{name}: {file}");
    }
    assert!(!file.contains("ATTENDEE") && !file.contains("video.example.org"), "{file}");
}

#[rocket::async_test]
async fn the_button_in_a_letter_and_on_the_page_brings_that_entry() {
    let app = TestApp::start().await;
    two_events(&app).await;
    app.send("/events/samen-online/registrations", &amina()).await;
    app.at("2027-02-02 09:01");
    app.send("/events/samen-vol/registrations", &amina()).await;
    let letters = app.letters().await;
    let hers: Vec<_> = letters.iter().filter(|l| l.to.to_string() == "amina@example.org").collect();
    let [online, full]: [String; 2] = entries(&app).await.try_into().expect("two entries");
    let button = format!("https://samenkomst.example{online}?lang=nl");
    let page = app.page(&link_in(hers[0])).await;
    for said in [&hers[0].rendered.text, &hers[0].rendered.html, &page] {
        assert!(said.contains(&button) && !said.contains("/events/samen-online.ics"), "{said}");
    }
    let page = app.page(&link_in(hers[1])).await;
    for said in [&hers[1].rendered.text, &hers[1].rendered.html, &page] {
        assert!(!said.contains(&full), "who waits has no invitation: {said}");
    }
}

#[rocket::async_test]
async fn an_entry_follows_its_registration_and_opens_for_nobody_else() {
    let app = TestApp::start().await;
    two_events(&app).await;
    let link = amina_registers(&app, "samen-online").await;
    app.at("2027-02-02 10:00");
    amina_registers(&app, "samen-vol").await;
    let [online, full]: [String; 2] = entries(&app).await.try_into().expect("two entries");
    assert!(entry(&app.page(&full).await).contains("STATUS:TENTATIVE"), "what she waits for");
    assert_eq!(answer_at(&app, &online).await, Status::Ok);
    app.send(&format!("{link}/cancellation"), &[]).await;
    assert_eq!(answer_at(&app, &online).await, Status::NotFound, "what she gave back");
    let (place, _) = full.rsplit_once('/').expect("a key");
    let (_, key) = online.rsplit_once('/').expect("a key");
    for nobodys in [format!("{place}/{key}"), format!("/calendar/mine/x/{key}"), format!("/calendar/mine/{key}")] {
        assert_eq!(answer_at(&app, &nobodys).await, Status::NotFound, "{nobodys}");
    }
}
