//! Somebody changes their address: the registration goes along, and nobody else learns anything from it.

use chrono::Duration;
use rocket::http::Status;
use rocket::tokio;
use samenkomst::mail::{CalendarMethod, LetterKind, Parcel, letter, unreachable};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::amending::{Amended, NotAmended, amend};
use samenkomst::registrations::correction::{self, Correction};
use samenkomst::registrations::registration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::one_seat;
use crate::calendar::{calendar_in, property};
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, seats, to, who};

const AT_WORK: &str = "amina@werk.example.org";
const REFUSED: &str = "<a href=\"#f-email\">Naar dit adres kunnen we je inschrijving nu niet verhuizen. Is het van jou? Kijk dan in die mailbox</a>";

/// What a page sends on which the address alone was changed.
fn moving<'a>(name: &'a str, email: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
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
async fn why_an_address_cannot_be_had_is_not_said() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let leuven = make_region(&app, "gent").await;
    for number in 0..10 {
        let event = format!("druk-{number}");
        make_event(&app, &leuven, &event, |_| {}).await;
        let fields = [("name", "Dina"), ("email", "dina@example.org"), ("consent", "true")];
        app.send(&format!("/events/{event}/registrations"), &fields).await;
    }
    let (now, gone) = (app.clock.now(), "weg@example.org");
    unreachable::stop(app.db.write(), now, gone, "5.1.1", Uuid::nil()).await.expect("a stop");
    app.letters().await;
    app.at("2027-02-02 09:30");
    let seen = seen_on(&app.page(&link).await);
    let mut shown = Vec::new();
    for email in ["bob+x@example.org", "dina@example.org", gone] {
        let (status, page) = app.send(&link, &moving("Amina El Idrissi", email, &seen)).await;
        assert_eq!(status, Status::UnprocessableEntity, "{email}");
        assert!(page.contains(REFUSED) && page.contains(&format!("value=\"{email}\"")), "{email}: {page}");
        shown.push(page.replace(email, ""));
    }
    assert!(shown.iter().all(|page| *page == shown[0]), "somebody there, much mail and no mailbox look the same");
    assert_eq!(to(&app.letters().await), ["registration_waitlisted bob@example.org"], "as if Bob registered again");
    app.send(&link, &moving("Amina El Idrissi", "bob@example.org", &seen)).await;
    assert!(app.letters().await.is_empty(), "though not each time that somebody types his address");
    assert!(app.page(&link).await.contains("value=\"amina@example.org\""), "it stayed where it was");
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

/// What they say of themselves, at another address.
fn elsewhere(person: &registration::Model, email: &str) -> Correction {
    Correction {
        name: person.name.clone(),
        email: email.parse().expect("an address"),
        organisation: person.organisation.clone(),
        role: person.role,
        language: person.language,
        answers: person.answers.clone(),
        seen: correction::seen(person),
    }
}

#[rocket::async_test]
async fn of_two_who_want_the_same_address_at_once_one_has_it() {
    let app = TestApp::start().await;
    one_seat(&app).await;
    let neighbour = app.neighbour().await;
    let (now, secret) = (app.clock.now(), &app.config.secret);
    let (bob, carla) = (who(&app, "Bob").await, who(&app, "Carla").await);
    let (bobs, carlas) = (bob.token(secret), carla.token(secret));
    let (one, two) = tokio::join!(
        amend(&app.db, now, secret, &bobs, elsewhere(&bob, "samen@example.org")),
        amend(&neighbour.db, now, secret, &carlas, elsewhere(&carla, "samen@example.org")),
    );
    let answers = [one.expect("an answer"), two.expect("an answer")];
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Ok(Amended::Moved))).count(), 1);
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Err(NotAmended::AddressRefused))).count(), 1);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn of_two_tabs_that_move_one_registration_at_once_one_finds_the_link_dead() {
    let app = TestApp::start().await;
    one_seat(&app).await;
    let neighbour = app.neighbour().await;
    let (now, secret) = (app.clock.now(), &app.config.secret);
    let amina = who(&app, "Amina El Idrissi").await;
    let token = amina.token(secret);
    let (one, two) = tokio::join!(
        amend(&app.db, now, secret, &token, elsewhere(&amina, "een@example.org")),
        amend(&neighbour.db, now, secret, &token, elsewhere(&amina, "twee@example.org")),
    );
    let moved = [&one, &two].into_iter().filter(|answer| matches!(answer, Ok(Ok(Amended::Moved)))).count();
    assert_eq!((moved, [&one, &two].into_iter().filter(|answer| answer.is_err()).count()), (1, 1));
}

#[rocket::async_test]
async fn a_script_that_changes_addresses_is_slowed_down() {
    let strict =
        |figment: rocket::figment::Figment| figment.merge(("rate_limits", true)).merge(("most_per_address", 4));
    let app = TestApp::start_with(strict).await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |e| e.capacity = Set(Some(60))).await;
    for person in [
        amina(),
        [("name", "Bob"), ("email", "bob@example.org"), ("organisation", ""), ("role", ""), ("consent", "true")],
    ] {
        app.send("/events/samenleven/registrations", &person).await;
    }
    let letters = app.letters().await;
    let link = link_in(letters.iter().find(|letter| letter.to.user() == "amina").expect("a letter"));
    let typed = moving("Amina El Idrissi", "bob@example.org", "");
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(app.send(&link, &typed).await.0);
    }
    assert_eq!(answers, [Status::UnprocessableEntity, Status::UnprocessableEntity, Status::TooManyRequests]);
}

#[rocket::async_test]
async fn the_page_that_says_where_a_registration_went_is_for_whoever_moved_it() {
    let app = TestApp::start().await;
    let answer = app.client.get("/registrations/moved").dispatch().await;
    assert_eq!((answer.status(), answer.headers().get_one("Location")), (Status::SeeOther, Some("/")));
    assert_eq!(answer.headers().get_one("Cache-Control"), Some("private, no-store"));
}
