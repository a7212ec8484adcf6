//! The private link: change what one said, or cancel. A freed seat goes to the first in line.

mod handing_over;
mod meanwhile;
mod moving;
mod refused;

use rocket::http::Status;
use samenkomst::events::event;
use samenkomst::mail::CalendarMethod;
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, Set};

use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, event_at, link_in, resize, seats, to};

const BOB: [(&str, &str); 3] = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true")];
const CARLA: [(&str, &str); 3] = [("name", "Carla"), ("email", "carla@example.org"), ("consent", "true")];

/// An event with one seat: Amina has it, Bob and Carla wait. Answers with their private links.
async fn one_seat(app: &TestApp) -> [String; 3] {
    let leuven = make_region(app, "leuven").await;
    make_event(app, &leuven, "samenleven", |e| e.capacity = Set(Some(1))).await;
    for person in [&amina()[..], &BOB, &CARLA] {
        app.send("/events/samenleven/registrations", person).await;
    }
    let letters = app.letters().await;
    assert_eq!(letters.len(), 3);
    [link_in(&letters[0]), link_in(&letters[1]), link_in(&letters[2])]
}

#[rocket::async_test]
async fn whoever_cancels_gives_the_seat_to_the_first_in_line() {
    let app = TestApp::start().await;
    let [amina, bob, carla] = one_seat(&app).await;
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 2"));
    let (status, next) = app.send(&format!("{amina}/cancellation"), &[]).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, amina.as_str()));
    assert!(app.page(&amina).await.contains("Uitgeschreven"));
    assert!(app.page(&bob).await.contains("Je bent erbij"));
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 1"));
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled amina@example.org", "seat_became_free bob@example.org"]);
    let method = |n: usize| letters[n].calendar.as_ref().map(|c| c.method);
    assert_eq!((method(0), method(1)), (Some(CalendarMethod::Cancel), Some(CalendarMethod::Request)));
}

#[rocket::async_test]
async fn whose_clocks_are_meant_is_said_wherever_the_hour_stands() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    let (_, receipt) = app.send("/events/samenleven/registrations", &CARLA).await;
    app.send(&format!("{amina}/handover"), &[("name", "Dina"), ("email", "dina@example.org")]).await;
    let offer = link_in(&app.letters().await[0]);
    for path in [receipt, amina, offer] {
        let page = app.page(&path).await;
        assert!(page.contains("13.30 – 15.30\u{a0}uur (Brusselse tijd)"), "{path}: {page}");
    }
}

#[rocket::async_test]
async fn cancelling_twice_frees_one_seat() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    for _ in 0..2 {
        app.send(&format!("{amina}/cancellation"), &[]).await;
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 1));
    assert_eq!(app.letters().await.len(), 2);
}

#[rocket::async_test]
async fn my_registration_says_why_there_is_nothing_to_come_to() {
    let app = TestApp::start().await;
    let [amina, bob, _] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    assert!(app.page(&bob).await.contains("Toch weer komen?"));
    let off = event::Entity::update_many()
        .col_expr(event::Column::CancelledAt, Expr::value(app.clock.now()))
        .col_expr(event::Column::CancellationReason, Expr::value("De zaal staat onder water."));
    off.exec(app.db.write()).await.expect("an update");
    for link in [amina, bob] {
        let page = app.page(&link).await;
        assert!(page.contains("Deze samenkomst gaat niet door.</b><p>De zaal staat onder water.</p>"), "{page}");
        assert!(!page.contains("Toch weer komen?"), "{page}");
    }
}

#[rocket::async_test]
async fn afterwards_my_registration_leads_to_the_recording() {
    let app = TestApp::start().await;
    let [amina, bob, _] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    let recording = Expr::value("https://video.example.org/v");
    let recorded = event::Entity::update_many().col_expr(event::Column::RecordingUrl, recording);
    recorded.exec(app.db.write()).await.expect("an update");
    let way = "href=\"https://video.example.org/v\"";
    assert!(!app.page(&amina).await.contains(way));
    app.at("2027-03-04 15:30");
    assert!(app.page(&amina).await.contains(way));
    assert!(!app.page(&bob).await.contains("Toch weer komen?"));
}

#[rocket::async_test]
async fn looking_at_a_link_changes_nothing() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    for deed in ["", "/cancellation", "/handover", "/stops", "/calendar-key"] {
        app.client.get(format!("{amina}{deed}")).dispatch().await;
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 2));
    assert!(app.letters().await.is_empty());
}

#[rocket::async_test]
async fn one_who_waited_and_leaves_has_nothing_in_the_calendar_to_take_away() {
    let app = TestApp::start().await;
    let [_, bob, carla] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_cancelled bob@example.org"]);
    assert!(letters[0].calendar.is_none());
    assert!(app.page(&carla).await.contains("Wachtlijst, plaats 1"));
}

#[rocket::async_test]
async fn only_whoever_had_a_seat_is_told_that_somebody_else_can_have_it() {
    let app = TestApp::start().await;
    let [amina, bob, _] = one_seat(&app).await;
    app.send(&format!("{bob}/cancellation"), &[]).await;
    let page = app.page(&bob).await;
    assert!(page.contains("Je bent uitgeschreven.") && !page.contains("Je plek gaat naar"), "{page}");
    app.send(&format!("{amina}/cancellation"), &[]).await;
    let letters = app.letters().await;
    let room = |n: usize| letters[n].rendered.text.replace('\n', " ").contains("zo komt er plaats voor iemand anders");
    assert_eq!((room(0), room(1)), (false, true), "{:?}", to(&letters));
}

#[rocket::async_test]
async fn one_who_comes_back_stands_at_the_end_and_the_calendar_follows() {
    let app = TestApp::start().await;
    let [link, bob, carla] = one_seat(&app).await;
    app.send(&format!("{link}/cancellation"), &[]).await;
    app.at("2027-02-03 09:00");
    app.send("/events/samenleven/registrations", &amina()).await;
    assert!(app.page(&link).await.contains("Wachtlijst, plaats 2"), "the old link still leads there");
    let sequence = |ics: &str| {
        let line = ics.lines().find_map(|l| l.strip_prefix("SEQUENCE:")).expect("a sequence");
        line.trim().parse::<i32>().expect("a number")
    };
    let cancelled = app.letters().await;
    let cancelled = cancelled.iter().find_map(|l| l.calendar.as_ref()).map(|c| sequence(&c.ics));
    for ahead in [bob, carla] {
        app.send(&format!("{ahead}/cancellation"), &[]).await;
    }
    let letters = app.letters().await;
    let back = letters.iter().find(|l| l.to.to_string() == "amina@example.org").expect("a letter to Amina");
    let back = back.calendar.as_ref().map(|c| sequence(&c.ics));
    assert!(back > cancelled, "{back:?} after {cancelled:?}");
}

#[rocket::async_test]
async fn what_one_said_can_be_changed_and_faults_are_said() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let change = [("_method", "put"), ("name", "Amina E."), ("organisation", "Wijkwerk Gent"), ("role", "manager")];
    let (status, next) = app.send(&link, &change).await;
    assert_eq!((status, next), (Status::SeeOther, format!("{link}?done=saved")));
    let page = app.page(&link).await;
    assert!(page.contains("Amina E.") && page.contains("Wijkwerk Gent"), "{page}");
    let keyless = [("_method", "put"), ("name", ""), ("organisation", "Elders"), ("answers", "x")];
    let (status, page) = app.send(&link, &keyless).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("Vul je naam in") && page.contains("value=\"Elders\""), "{page}");
}

#[rocket::async_test]
async fn letters_and_entries_follow_in_the_language_that_one_chose() {
    let app = TestApp::start().await;
    let [_, bob, _] = one_seat(&app).await;
    let page = app.page(&bob).await;
    assert!(page.contains("<option value=\"nl\" lang=\"nl-BE\" selected>Nederlands</option>"), "{page}");
    let in_french = [("_method", "put"), ("name", "Bob"), ("language", "fr")];
    assert_eq!(app.send(&bob, &in_french).await, (Status::SeeOther, format!("{bob}?done=saved")));
    let page = app.page(&bob).await;
    assert!(page.contains("<option value=\"fr\" lang=\"fr-BE\" selected>Français</option>"), "{page}");
    assert!(app.letters().await.is_empty(), "it moves nothing");

    let event = event_at(&app, "samenleven").await;
    resize(&app, event.id, Some(2)).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["seat_became_free bob@example.org"]);
    assert!(letters[0].rendered.subject.starts_with("Une place t’attend"), "{}", letters[0].rendered.subject);
    let ics = &letters[0].calendar.as_ref().expect("an invitation").ics;
    assert!(ics.contains("//FR\r\n") && ics.contains("Tout savoir"), "{ics}");

    let (status, page) = app.send(&bob, &[("_method", "put"), ("name", "Bob"), ("language", "de")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(page.contains("<a href=\"#f-language\">Kies uit nl, fr en en</a>"), "{page}");
}

#[rocket::async_test]
async fn a_link_that_nobody_was_given_opens_nothing() {
    let app = TestApp::start().await;
    one_seat(&app).await;
    for path in ["/registrations/AAAAAAAAAAAAAAAAAAAAAA", "/registrations/short", "/handovers/AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound, "{path}");
        for deed in ["cancellation", "calendar-key"] {
            let (status, _) = app.send(&format!("{path}/{deed}"), &[]).await;
            assert_eq!(status, Status::NotFound, "{path} {deed}");
        }
    }
}

#[rocket::async_test]
async fn whoever_registered_in_french_reads_on_in_french() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app.send("/events/samenleven/registrations?lang=fr", &amina()).await;
    let letters = app.letters().await;
    let words = letters[0].rendered.text.split_whitespace();
    let pages: Vec<&str> = words.filter(|word| word.starts_with("https://") && !word.contains("/join/")).collect();
    assert!(pages.len() > 2 && pages.iter().all(|page| page.contains("?lang=fr")), "{pages:?}");
}
