//! Codes are scanned: by two phones at once, without a network, by a browser that cannot read them.

use chrono::Duration;
use rocket::http::{ContentType, Status};
use samenkomst::events::event::Format;
use samenkomst::organisers::audit::{self, Act, Subject};
use samenkomst::organisers::role::Role;
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use super::{DOOR, Phone, house, register, ticket_of, trail, who};
use crate::support::brussels;
use crate::support::makers::make_event;
use crate::support::programs::Program;

#[rocket::async_test]
async fn two_phones_that_scan_the_same_code_note_it_once() {
    let (app, leuven, _) = house().await;
    let phones = [Phone::of(&app, Role::Viewer, &leuven).await, Phone::of(&app, Role::Organiser, &leuven).await];
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let now = app.clock.now();
    let noted = || json!([{ "ticket": ticket, "at": now.timestamp_millis() }]);
    let (one, other) = rocket::tokio::join!(phones[0].send(now, noted()), phones[1].send(now, noted()));
    let mut said = [one, other].concat();
    said.sort();
    assert_eq!(said[0], ("already".to_string(), "Amina El Idrissi was al binnen, sinds 13.15.".to_string()));
    assert_eq!(said[1], ("in".to_string(), "Amina El Idrissi is binnen.".to_string()));
    assert_eq!(trail(&app).await.len(), 1);
}

#[rocket::async_test]
async fn what_was_scanned_without_a_network_arrives_later_at_its_own_time() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let (amina, bram, chloe) = (who(&app, "Amina").await, who(&app, "Bram").await, who(&app, "Chloé").await);
    // The phone's clock is an hour fast.
    let clock = |time: &str| (brussels(time) + Duration::hours(1)).timestamp_millis();
    let noted = json!([
        { "id": amina.id.simple().to_string(), "at": clock("2027-03-04 13:15") },
        { "id": bram.id.simple().to_string(), "at": clock("2027-01-01 13:15") },
        { "id": chloe.id.simple().to_string(), "at": clock("2027-03-04 13:16") },
    ]);
    app.at("2027-03-04 13:45");
    let sent_at = brussels("2027-03-04 13:45") + Duration::hours(1);
    let codes = |said: Vec<(String, String)>| said.into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(phone.send(sent_at, noted.clone()).await), ["in", "in", "waitlisted"]);
    assert_eq!(codes(phone.send(sent_at, noted).await), ["already", "already", "waitlisted"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:15")));
    assert_eq!(who(&app, "Bram").await.checked_in_at, Some(brussels("2027-03-03 13:30")), "not weeks before");
    assert_eq!(trail(&app).await.len(), 2);
    // Somebody who will come in an hour is there now.
    phone.undo(&amina).await;
    app.at("2027-03-04 13:50");
    let future = json!([{ "id": amina.id.to_string(), "at": clock("2028-01-01 13:00") }]);
    assert_eq!(phone.outcomes(future).await, ["in"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:50")));
}

#[rocket::async_test]
async fn what_was_taken_back_stays_so_when_an_older_scan_arrives() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let amina = who(&app, "Amina").await;
    phone.check_in(&amina).await;
    app.at("2027-03-04 13:30");
    phone.undo(&amina).await;
    app.at("2027-03-04 13:40");
    let at = |time: &str| json!([{ "id": amina.id.to_string(), "at": brussels(time).timestamp_millis() }]);
    assert_eq!(phone.outcomes(at("2027-03-04 13:20")).await, ["taken-back"]);
    assert_eq!(phone.outcomes(at("2027-03-04 13:35")).await, ["in"]);
    let mut undo = at("2027-03-04 13:32");
    undo[0]["undo"] = true.into();
    assert_eq!(phone.outcomes(undo).await, ["already"], "she came in after that");
    assert_eq!(who(&app, "Amina").await.checked_in_at, Some(brussels("2027-03-04 13:35")));
}

#[rocket::async_test]
async fn what_is_taken_back_in_the_same_moment_stays_so_when_an_older_scan_arrives() {
    let (app, leuven, event) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let amina = who(&app, "Amina").await;
    phone.check_in(&amina).await;
    app.at("2027-03-04 13:40");
    let older = json!([{ "id": amina.id.to_string(), "at": brussels("2027-03-04 13:20").timestamp_millis() }]);
    let other = app.db.begin().await.expect("a transaction");
    other.execute_unprepared("UPDATE registrations SET checked_in_at = NULL").await.expect("an update");
    let about = Subject { registration_id: Some(amina.id), ..event.subject() };
    let half_past = brussels("2027-03-04 13:30");
    audit::note(&other, half_past, None, Act::CheckInUndone, about, &[]).await.expect("a note");
    let (said, ()) = rocket::tokio::join!(phone.outcomes(older), async {
        // Meanwhile the phone's scan comes as far as it can.
        for _ in 0..50 {
            who(&app, "Bram").await;
        }
        other.commit().await.expect("a commit");
    });
    assert_eq!(said, ["taken-back"]);
    assert_eq!(who(&app, "Amina").await.checked_in_at, None);
}

#[rocket::async_test]
async fn what_a_phone_noted_before_the_event_moved_is_not_taken_for_the_new_date() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let amina = who(&app, "Amina").await;
    app.at("2027-03-08 09:00");
    let program = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let later = json!({ "starts_at": "2027-03-18T13:30", "ends_at": "2027-03-18T15:30" });
    program.patch("/api/v1/events/samen", later).await.ok();
    let at = |time: &str| json!([{ "id": amina.id.to_string(), "at": brussels(time).timestamp_millis() }]);
    let said = "Amina El Idrissi is niet genoteerd: dat was voor de samenkomst een andere datum kreeg.";
    for now in ["2027-03-08 09:05", "2027-03-18 13:20"] {
        app.at(now);
        let answered = phone.send(app.clock.now(), at("2027-03-04 13:20")).await;
        assert_eq!(answered, [("other-date".to_string(), said.to_string())], "{now}");
        assert_eq!(who(&app, "Amina").await.checked_in_at, None, "{now}");
    }
    assert_eq!(phone.outcomes(at("2027-03-18 13:15")).await, ["in"]);
}

#[rocket::async_test]
async fn codes_that_open_nothing_here_say_so() {
    let (app, leuven, _) = house().await;
    make_event(&app, &leuven, "elders", |e| e.format = Set(Format::InPerson)).await;
    app.at("2027-02-03 09:00");
    register(&app, "elders", "Dorien Smets", "dorien@example.org").await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let at = app.clock.now().timestamp_millis();
    let scanned = |text: String| json!({ "ticket": text, "at": at });
    let (amina, dorien) = (ticket_of(&app, "Amina").await, ticket_of(&app, "Dorien").await);
    let (path, _) = amina.rsplit_once('/').expect("a key");
    let said = phone
        .send(
            app.clock.now(),
            json!([
                scanned(format!("https://samenkomst.example{dorien}")),
                scanned(format!("https://samenkomst.example{path}/AAAAAAAAAAAAAAAAAAAAAA")),
                scanned(format!("https://evil.example{amina}")),
                scanned("x\u{0}\u{1F480}".repeat(1000)),
                { "id": "no id", "at": at },
                { "id": who(&app, "Dorien").await.id.to_string(), "at": i64::MIN },
            ]),
        )
        .await;
    let codes: Vec<&str> = said.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["elsewhere", "forged", "forged", "forged", "unknown", "unknown"]);
    assert!(said.iter().all(|(_, sentence)| !sentence.contains("Dorien") && sentence.ends_with('.')));
    let cancelled = who(&app, "Amina").await;
    app.cancel(cancelled.id).await;
    let late = phone.send(app.clock.now(), json!([scanned(format!("https://samenkomst.example{amina}"))])).await;
    assert_eq!(late, [("cancelled".to_string(), "Amina El Idrissi schreef zich uit.".to_string())]);
    assert!(trail(&app).await.is_empty());
}

/// What a camera sees of a code, in grey: a little of the wall round it.
fn seen(text: &str) -> (usize, Vec<u8>) {
    let code = qrcode::QrCode::new(text).expect("a code");
    let (inner, colors) = (code.width(), code.to_colors());
    let side = (inner + 12) * 5;
    let grey = |index: usize| {
        let (x, y) = (index % side / 5, index / side / 5);
        let inside = (6..inner + 6).contains(&x) && (6..inner + 6).contains(&y);
        let dark = inside && colors[(y - 6) * inner + (x - 6)] == qrcode::Color::Dark;
        if dark { 40 } else { 200 }
    };
    (side, (0..side * side).map(grey).collect())
}

#[rocket::async_test]
async fn a_browser_that_cannot_read_codes_sends_what_it_sees() {
    let (app, leuven, _) = house().await;
    let phone = Phone::of(&app, Role::Viewer, &leuven).await;
    let ticket = format!("https://samenkomst.example{}", ticket_of(&app, "Amina").await);
    let (side, grey) = seen(&ticket);
    let send = async |query: &str, body: Vec<u8>| {
        let request = app.client.post(format!("{DOOR}/scan?{query}")).header(ContentType::Binary).body(body);
        let answer = phone.signed(request).dispatch().await;
        (answer.status(), answer.into_string().await.unwrap_or_default())
    };
    let size = format!("width={side}&height={side}");
    let (status, said) = send(&size, grey.clone()).await;
    assert_eq!((status, said), (Status::Ok, json!({ "text": ticket }).to_string()));
    assert_eq!(send("width=320&height=240", vec![128; 320 * 240]).await.0, Status::NoContent);
    let noise = (0..320_u32 * 240).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(send("width=320&height=240", noise).await.0, Status::NoContent);
    for (query, length) in [
        (size.as_str(), 10),
        ("width=0&height=0", 0),
        ("width=4000&height=4000", 4000),
        ("width=640&height=640", 2_000_000),
        ("width=18446744073709551615&height=2", 2),
    ] {
        assert_eq!(send(query, vec![0; length]).await.0, Status::UnprocessableEntity, "{query}");
    }
}
