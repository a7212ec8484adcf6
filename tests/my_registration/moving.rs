//! Somebody changes their address: the registration goes along, and each mailbox hears what it must know.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::mail::outbox::standing;
use samenkomst::mail::{CalendarMethod, LetterKind, Parcel, letter, unreachable};
use samenkomst::organisers::role::Role;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::one_seat;
use crate::calendar::{calendar_in, property};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::forms::seen_on;
use crate::support::people::{link_in, seats, to, who};

const AT_WORK: &str = "amina@werk.example.org";

/// What a page sends on which the address alone was changed.
pub(super) fn moving<'a>(name: &'a str, email: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
    [("_method", "put"), ("name", name), ("email", email), ("language", "nl"), ("seen", seen)]
}

/// The kind and the reader of each letter, in any order.
fn sorted(letters: &[Parcel]) -> Vec<String> {
    let mut told = to(letters);
    told.sort();
    told
}

fn of(letters: &[Parcel], kind: LetterKind) -> &Parcel {
    letters.iter().find(|letter| letter.kind == kind).expect("a letter of this kind")
}

#[rocket::async_test]
async fn whoever_changes_their_address_finds_a_new_link_there_and_the_old_one_dies() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let page = app.page(&link).await;
    assert!(page.contains("name=\"email\" type=\"email\"") && page.contains("value=\"amina@example.org\""), "{page}");
    let seen = seen_on(&page);
    let (status, next) = app.send(&link, &moving("Amina El Idrissi", AT_WORK, &seen)).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/registrations/moved"));
    let shown = app.page(&next).await;
    assert!(shown.contains("Kijk in je mailbox") && shown.contains("<b>amina@werk.example.org</b>"), "{shown}");
    assert!(shown.contains("mailto:leuven@example.org"), "who helps where the address is wrong: {shown}");
    assert_eq!(app.client.get(link.clone()).dispatch().await.status(), Status::NotFound);
    assert_eq!(app.send(&link, &moving("Amina El Idrissi", AT_WORK, &seen)).await.0, Status::NotFound);

    let letters = app.letters().await;
    assert_eq!(
        sorted(&letters),
        ["registration_confirmed amina@werk.example.org", "registration_moved amina@example.org"]
    );
    let mine = app.page(&link_in(of(&letters, LetterKind::RegistrationConfirmed))).await;
    assert!(mine.contains("Je bent erbij") && mine.contains("value=\"amina@werk.example.org\""), "{mine}");
    let told = &of(&letters, LetterKind::RegistrationMoved).rendered;
    assert!(told.text.contains("a…@werk.example.org") && told.text.contains("Was jij dit niet?"), "{}", told.text);
    for secret in ["amina@werk", "/registrations/", "/calendar/mine/", "/join/"] {
        assert!(!told.text.contains(secret) && !told.html.contains(secret), "{secret}: {}", told.text);
    }
    assert_eq!(seats(&app, "samenleven").await, (1, 2), "no seat moves");
    app.assert_sound().await;

    let hanne = app.neighbour().await;
    sign_hanne_in(&hanne, Role::Admin, &[]).await;
    let id = who(&app, "Amina El Idrissi").await.id;
    let page = hanne.page(&format!("/organise/events/samenleven/registrations/{id}")).await;
    assert!(page.contains("Koos een ander e-mailadres"), "{page}");
}

#[rocket::async_test]
async fn the_page_after_the_move_says_in_which_language_the_title_is_whatever_language_one_chooses_there() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let seen = seen_on(&app.page(&link).await);
    let (_, next) = app.send(&link, &moving("Amina El Idrissi", AT_WORK, &seen)).await;
    let dutch = app.page(&next).await;
    assert!(dutch.contains("href=\"/events/samenleven\">Samenleven</a>"), "{dutch}");
    let french = app.page(&format!("{next}?lang=fr")).await;
    assert!(french.contains("href=\"/events/samenleven\" lang=\"nl-BE\">Samenleven</a>"), "{french}");
}

#[rocket::async_test]
async fn the_calendars_of_both_addresses_are_right() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let page = app.page(&link).await;
    let old = calendar_in(&page);
    assert!(app.page(&old).await.contains("SUMMARY:Samenleven"));
    app.wait(Duration::minutes(1));
    app.send(&link, &moving("Amina El Idrissi", AT_WORK, &seen_on(&page))).await;
    let letters = app.letters().await;
    let entry = |kind| {
        let entry = of(&letters, kind).calendar.as_ref().expect("an entry");
        let attendee = property(&entry.ics, "ATTENDEE").expect("an attendee");
        let address = attendee.rsplit("mailto:").next().unwrap_or_default().to_string();
        (entry.method, address, property(&entry.ics, "SEQUENCE").expect("a number"))
    };
    let (gone, came) = (entry(LetterKind::RegistrationMoved), entry(LetterKind::RegistrationConfirmed));
    assert_eq!(gone, (CalendarMethod::Cancel, "amina@example.org".to_string(), "1".to_string()));
    assert_eq!(came, (CalendarMethod::Request, AT_WORK.to_string(), "2".to_string()), "it outranks the other one");
    assert!(!app.page(&old).await.contains("BEGIN:VEVENT"), "the old address subscribes to nothing any more");
    let new = calendar_in(&app.page(&link_in(of(&letters, LetterKind::RegistrationConfirmed))).await);
    assert!(app.page(&new).await.contains("SUMMARY:Samenleven"));
}

/// The server of those who get a letter of this kind says that it is to come back in an hour.
async fn comes_back_in_an_hour(app: &TestApp, kind: LetterKind) {
    let later = letter::Entity::update_many()
        .col_expr(letter::Column::DueAt, Expr::value(app.clock.now() + Duration::hours(1)))
        .filter(letter::Column::Kind.eq(kind))
        .filter(letter::Column::SentAt.is_null());
    later.exec(app.db.write()).await.expect("an update");
}

#[rocket::async_test]
async fn neither_mailbox_waits_for_the_other_when_that_is_full() {
    let app = TestApp::start().await;
    let [amina, bob, _] = one_seat(&app).await;
    app.send(&amina, &moving("Amina El Idrissi", AT_WORK, "")).await;
    comes_back_in_an_hour(&app, LetterKind::RegistrationMoved).await;
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@werk.example.org"]);
    app.send(&format!("{}/cancellation", link_in(&letters[0])), &[]).await;
    let told = sorted(&app.letters().await);
    assert_eq!(told, ["registration_cancelled amina@werk.example.org", "seat_became_free bob@example.org"]);
    app.wait(Duration::hours(1));
    assert_eq!(to(&app.letters().await), ["registration_moved amina@example.org"]);

    app.send(&bob, &moving("Bob", "bob@werk.example.org", "")).await;
    comes_back_in_an_hour(&app, LetterKind::RegistrationConfirmed).await;
    assert_eq!(to(&app.letters().await), ["registration_moved bob@example.org"], "the warning leaves at once");
}

#[rocket::async_test]
async fn what_an_address_that_was_left_should_hear_tries_again_there_and_not_at_the_new_one() {
    let app = TestApp::start().await;
    let [amina, ..] = one_seat(&app).await;
    app.send(&amina, &moving("Amina El Idrissi", AT_WORK, "")).await;
    let given_up = letter::Entity::update_many()
        .col_expr(letter::Column::FailedAt, Expr::value(app.clock.now()))
        .col_expr(letter::Column::LastError, Expr::value("permanent error (552): 5.2.2 full"))
        .filter(letter::Column::Kind.eq(LetterKind::RegistrationMoved));
    given_up.exec(app.db.write()).await.expect("an update");
    assert_eq!(standing::retry_all(&app.db, app.clock.now(), &[]).await.expect("an update"), 1);
    let sent = to(&app.letters().await);
    assert!(sent.iter().any(|letter| letter == "registration_moved amina@example.org"), "{sent:?}");
}

#[rocket::async_test]
async fn whoever_waits_and_moves_has_nothing_in_the_calendar_to_take_away() {
    let app = TestApp::start().await;
    let [_, bob, _] = one_seat(&app).await;
    app.send(&bob, &moving("Bob", "bob@werk.example.org", "")).await;
    let letters = app.letters().await;
    assert_eq!(
        sorted(&letters),
        ["registration_moved bob@example.org", "registration_waitlisted bob@werk.example.org"]
    );
    assert!(letters.iter().all(|letter| letter.calendar.is_none()));
    let mine = app.page(&link_in(of(&letters, LetterKind::RegistrationWaitlisted))).await;
    assert!(mine.contains("Wachtlijst, plaats 1"), "the place in the line stays: {mine}");
}

#[rocket::async_test]
async fn whoever_is_back_before_the_letter_left_hears_of_no_move() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    app.send(&link, &moving("Amina El Idrissi", AT_WORK, "")).await;
    let link = format!("/registrations/{}", who(&app, "Amina El Idrissi").await.token(&app.config.secret));
    app.send(&link, &moving("Amina El Idrissi", "amina@example.org", "")).await;
    let letters = app.letters().await;
    assert!(letters.iter().all(|letter| {
        letter.to.to_string() == "amina@example.org" || letter.kind == LetterKind::RegistrationMoved
    }));
    let moved = letters.iter().filter(|letter| letter.kind == LetterKind::RegistrationMoved);
    assert_eq!(moved.map(|letter| letter.to.to_string()).collect::<Vec<_>>(), [AT_WORK]);
}

#[rocket::async_test]
async fn whoever_moves_twice_before_a_letter_left_leaves_a_warning_at_both_addresses() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    app.send(&link, &moving("Amina El Idrissi", AT_WORK, "")).await;
    let link = format!("/registrations/{}", who(&app, "Amina El Idrissi").await.token(&app.config.secret));
    app.send(&link, &moving("Amina El Idrissi", "amina@thuis.example.org", "")).await;
    let letters = app.letters().await;
    let moved = letters.iter().filter(|letter| letter.kind == LetterKind::RegistrationMoved);
    let mut warned: Vec<String> = moved.map(|letter| letter.to.to_string()).collect();
    warned.sort();
    assert_eq!(warned, ["amina@example.org", AT_WORK]);
}

#[rocket::async_test]
async fn who_moves_from_an_address_where_nobody_is_writes_no_letter_there() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    unreachable::stop(app.db.write(), app.clock.now(), "amina@example.org", "5.1.1", Uuid::nil())
        .await
        .expect("a stop");
    app.send(&link, &moving("Amina El Idrissi", AT_WORK, "")).await;
    assert_eq!(to(&app.letters().await), ["registration_confirmed amina@werk.example.org"]);
}

#[rocket::async_test]
async fn the_page_that_says_where_a_registration_went_is_for_whoever_moved_it() {
    let app = TestApp::start().await;
    let answer = app.client.get("/registrations/moved").dispatch().await;
    assert_eq!((answer.status(), answer.headers().get_one("Location")), (Status::SeeOther, Some("/")));
    assert_eq!(answer.headers().get_one("Cache-Control"), Some("private, no-store"));
}
