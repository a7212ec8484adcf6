//! An address that one cannot have: somebody else's, one that two want at once, one of many that a script tries. Nobody
//! learns why.

use rocket::http::Status;
use rocket::tokio;
use samenkomst::mail::unreachable;
use samenkomst::registrations::correction::{self, Correction};
use samenkomst::registrations::registration;
use samenkomst::registrations::self_service::amending::{Amended, NotAmended, amend};
use sea_orm::Set;
use uuid::Uuid;

use super::moving::moving;
use super::one_seat;
use crate::support::TestApp;
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{amina, link_in, to, who};

const REFUSED: &str = "<a href=\"#f-email\">Naar dit adres kunnen we je inschrijving nu niet verhuizen. Is het van jou? Kijk dan in die mailbox</a>";

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
