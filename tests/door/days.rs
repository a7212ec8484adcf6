//! An event of several days: whoever came on one of them is welcome on the others.

use rocket::http::Status;
use samenkomst::events::event::Format;
use samenkomst::organisers::role::Role;
use samenkomst::regions::region;
use sea_orm::Set;
use serde_json::{Value, json};

use super::{DOOR, Phone, register, ticket_of, who};
use crate::support::makers::{make_event, make_region};
use crate::support::{TestApp, brussels};

/// Some days in Leuven, at which Amina came at this moment.
async fn amina_came(from: &str, until: &str, at: &str, zone: &str) -> (TestApp, region::Model) {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |e| {
        e.format = Set(Format::InPerson);
        e.starts_at = Set(brussels(from));
        e.ends_at = Set(brussels(until));
        e.timezone = Set(zone.to_string());
    })
    .await;
    register(&app, "samen", "Amina El Idrissi", "amina@example.org").await;
    app.at(at);
    let phone = Phone::of(&app, Role::Organiser, &leuven).await;
    phone.check_in(&who(&app, "Amina").await).await;
    (app, leuven)
}

/// A Tuesday and a Wednesday; she came on the first, at two minutes past nine.
async fn two_days() -> (TestApp, region::Model) {
    amina_came("2027-03-02 09:30", "2027-03-03 16:00", "2027-03-02 09:02", "Europe/Brussels").await
}

#[rocket::async_test]
async fn whoever_came_on_tuesday_is_let_in_on_wednesday_with_a_friendly_word() {
    let (app, leuven) = two_days().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let amina = who(&app, "Amina").await;
    app.at("2027-03-02 09:10");
    let page = phone.check_in(&amina).await;
    assert!(page.contains("Amina El Idrissi was al binnen, sinds 9.02.") && page.contains("note-stop"), "{page}");
    assert!(page.contains("Binnen sinds 9.02"), "{page}");

    app.at("2027-03-03 08:55");
    assert!(phone.page(DOOR).await.contains("Binnen sinds dinsdag 9.02"));
    let welcome = "Amina El Idrissi was er dinsdag al. Laat maar binnen.";
    let ticket = ticket_of(&app, "Amina").await;
    for page in [phone.check_in(&amina).await, phone.page(&ticket).await] {
        assert!(page.contains(welcome) && page.contains("note note-ok"), "{page}");
        assert!(!page.contains("note-stop") && !page.contains("note-seat"), "{page}");
    }
    let now = app.clock.now();
    let scanned = json!([{ "ticket": format!("https://samenkomst.example{ticket}"), "at": now.timestamp_millis() }]);
    assert_eq!(phone.send(now, scanned).await, [("already".to_string(), welcome.to_string())]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-02 09:02")), "what was noted stays");
}

#[rocket::async_test]
async fn a_phone_that_kept_the_list_knows_by_itself_that_it_is_another_day() {
    let (app, leuven) = two_days().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let list: Value = serde_json::from_str(&phone.page(&format!("{DOOR}/people")).await).expect("JSON");
    let amina = &list["people"][0];
    assert_eq!([&amina["since"], &amina["date"], &amina["day"]], ["9.02", "2027-03-02", "dinsdag"]);
    app.at("2027-03-03 08:55");
    let mark = list["mark"].as_str().expect("a mark");
    let heard = phone.open(&format!("{DOOR}/people?since={mark}")).await;
    assert_eq!(heard, (Status::NoContent, String::new()), "a new day is no news of anybody");
    let page = phone.page(DOOR).await;
    for words in [
        "data-zone=\"Europe/Brussels\"",
        "data-since-day=\"Binnen sinds %3 %2\"",
        "data-said-already-day=\"%1 was er %3 al. Laat maar binnen.\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[rocket::async_test]
async fn the_day_is_said_in_the_language_of_whoever_stands_at_the_door() {
    let (app, leuven) = two_days().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    app.at("2027-03-03 08:55");
    for (language, since) in [
        ("nl", "Binnen sinds dinsdag 9.02"),
        ("fr", "Entré·e mardi à 9\u{a0}h\u{a0}02"),
        ("en", "In since Tuesday 9.02\u{a0}am"),
    ] {
        let page = phone.page(&format!("{DOOR}?lang={language}")).await;
        assert!(page.contains(since), "{since}: {page}");
    }
}

#[rocket::async_test]
async fn it_is_today_until_midnight_where_the_event_is() {
    let (from, until) = ("2027-03-03 00:00", "2027-03-03 06:00");
    let (app, leuven) = amina_came(from, until, "2027-03-02 23:50", "America/New_York").await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    // Eight in the evening, in New York.
    app.at("2027-03-03 02:00");
    assert!(phone.page(DOOR).await.contains("Binnen sinds 17.50"));
    assert!(phone.check_in(&who(&app, "Amina").await).await.contains("was al binnen, sinds 17.50."));
}

#[rocket::async_test]
async fn where_there_are_two_tuesdays_the_date_tells_which() {
    let (from, until) = ("2027-03-01 09:30", "2027-03-12 16:00");
    let (app, leuven) = amina_came(from, until, "2027-03-09 09:02", "Europe/Brussels").await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    app.at("2027-03-10 08:55");
    assert!(phone.page(DOOR).await.contains("Binnen sinds dinsdag 9 maart 9.02"));
    assert!(phone.check_in(&who(&app, "Amina").await).await.contains("was er dinsdag 9 maart al."));
}
