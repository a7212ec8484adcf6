//! Two tabs, an old page, an organiser who was there first: what was changed meanwhile is shown, and nothing is lost.

use rocket::http::Status;
use rocket::tokio;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::Role;
use samenkomst::registrations::correction::{self, Correction};
use samenkomst::registrations::registration;
use samenkomst::registrations::self_service::amending::amend;
use samenkomst::security::Token;
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, QueryFilter, Set};

use super::one_seat;
use crate::support::TestApp;
use crate::support::desk::sign_hanne_in;
use crate::support::forms::seen_on;
use crate::support::makers::{make, make_event, make_region};
use crate::support::people::{amina, link_in};

/// What Amina's page sends when she changes her name or organisation.
fn change<'a>(name: &'a str, organisation: &'a str, seen: &'a str) -> [(&'a str, &'a str); 5] {
    [("_method", "put"), ("name", name), ("organisation", organisation), ("role", "practitioner"), ("seen", seen)]
}

async fn kept(app: &TestApp) -> registration::Model {
    let found = registration::Entity::find().filter(registration::Column::EmailKey.eq("amina@example.org"));
    found.one(app.db.read()).await.expect("a query").expect("a registration")
}

#[rocket::async_test]
async fn what_was_changed_in_one_tab_is_not_undone_from_another() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let seen = seen_on(&app.page(&link).await);
    let saved = (Status::SeeOther, format!("{link}?done=saved"));
    for _ in 0..2 {
        let sent = app.send(&link, &change("Amina E.", "CAW Gent", &seen)).await;
        assert_eq!(sent, saved, "pressing twice is harmless");
    }
    let (status, page) = app.send(&link, &change("", "OCMW Gent", &seen)).await;
    assert_eq!((status, seen_on(&page)), (Status::UnprocessableEntity, seen.clone()), "a fault makes it no newer");
    let (status, page) = app.send(&link, &change("Amina El Idrissi", "OCMW Gent", &seen)).await;
    assert_eq!(status, Status::Conflict);
    for words in [
        "Dit is intussen gewijzigd",
        "<a href=\"#f-name\">Naam: nu staat er Amina E.</a>",
        "<a href=\"#f-organisation\">Organisatie: nu staat er CAW Gent</a>",
        "value=\"Amina El Idrissi\"",
        "value=\"OCMW Gent\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("#f-role"), "what is the same is not said: {page}");
    assert_eq!(kept(&app).await.organisation, "CAW Gent", "nothing changed");
    let fresh = seen_on(&page);
    assert_eq!(app.send(&link, &change("Amina El Idrissi", "OCMW Gent", &fresh)).await, saved);
    let scripted = [("_method", "put"), ("name", "Amina"), ("organisation", "Elders")];
    assert_eq!(app.send(&link, &scripted).await, saved, "a form that says nothing of what it saw is as before");
    assert_eq!(kept(&app).await.organisation, "Elders");
}

#[rocket::async_test]
async fn a_name_that_an_organiser_corrected_is_not_undone_from_an_old_page() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let seen = seen_on(&app.page(&link).await);
    let hanne = app.neighbour().await;
    sign_hanne_in(&hanne, Role::Admin, &[]).await;
    let path = format!("/organise/events/samenleven/registrations/{}", kept(&app).await.id);
    let correct = async |name: &str, organisation: &str| {
        let person = [("email", "amina@example.org"), ("role", "practitioner"), ("language", "fr")];
        let typed = [("_method", "put"), ("name", name), ("organisation", organisation)];
        let sent = [&typed[..], &person].concat();
        assert_eq!(hanne.send(&path, &sent).await.0, Status::SeeOther);
    };
    correct("Amina El Idrissi", "Wijkwerk Ledeberg").await;
    let hers = change("Amina El Idrissi", "Wijkwerk Gent", &seen);
    let hers = [&hers[..], &[("language", "nl")]].concat();
    let (status, page) = app.send(&link, &hers).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("<a href=\"#f-language\">Taal van de mails: nu staat er Frans</a>"), "{page}");
    let seen = seen_on(&page);
    let hers = change("Amina El Idrissi", "Wijkwerk Gent", &seen);
    assert_eq!(app.send(&link, &hers).await.0, Status::SeeOther, "what her form does not hold stays");
    assert_eq!(kept(&app).await.language, Language::Fr);
    let seen = seen_on(&app.page(&link).await);
    correct("Amina El-Idrissi", "Wijkwerk Gent").await;
    let (status, page) = app.send(&link, &change("Amina El Idrissi", "CAW Gent", &seen)).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Naam: nu staat er Amina El-Idrissi") && page.contains("value=\"CAW Gent\""), "{page}");
    let now = kept(&app).await;
    assert_eq!((now.name.as_str(), now.organisation.as_str()), ("Amina El-Idrissi", "Wijkwerk Gent"));
}

#[rocket::async_test]
async fn an_answer_that_was_changed_meanwhile_stands_beside_its_question() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samenleven", |_| {}).await;
    let asked = question::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        labels: Set(Texts::same("Wat eet je")),
        kind: Set(QuestionKind::Choice),
        required: Set(false),
        options: Set(Options(vec![Texts::same("Brood"), Texts::same("Soep")])),
        ..question::ActiveModel::new()
    };
    let food = format!("answers[{}][]", make(&app, asked).await.id);
    app.send("/events/samenleven/registrations", &amina()).await;
    let link = link_in(&app.letters().await[0]);
    let seen = seen_on(&app.page(&link).await);
    let answer = async |given: &str| {
        let hers = change("Amina El Idrissi", "Wijkwerk Ledeberg", &seen);
        app.send(&link, &[&hers[..], &[(food.as_str(), given)]].concat()).await
    };
    assert_eq!(answer("Soep").await.0, Status::SeeOther);
    let (status, page) = answer("Brood").await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Wat eet je: nu staat er Soep</a>"), "{page}");
    assert!(
        page.contains("<dd>Soep</dd>") && !page.contains("value=\"Soep\" checked"),
        "Brood is ticked still: {page}"
    );
}

#[rocket::async_test]
async fn of_two_who_save_in_the_same_moment_one_is_told() {
    let app = TestApp::start().await;
    let [link, ..] = one_seat(&app).await;
    let token: Token = link.trim_start_matches("/registrations/").parse().expect("a key");
    let opened = kept(&app).await;
    let called = |name: &str| Correction {
        name: name.to_string(),
        email: opened.email.parse().expect("an address"),
        organisation: opened.organisation.clone(),
        role: opened.role,
        language: opened.language,
        answers: opened.answers.clone(),
        seen: correction::seen(&opened),
    };
    let (now, secret) = (app.clock.now(), &app.config.secret);
    let (one, two) = tokio::join!(
        amend(&app.db, now, secret, &token, called("Amina E.")),
        amend(&app.db, now, secret, &token, called("A. El Idrissi")),
    );
    let mut saved = [one.expect("an answer").is_ok(), two.expect("an answer").is_ok()];
    saved.sort_unstable();
    assert_eq!(saved, [false, true]);
}
