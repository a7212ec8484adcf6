//! Somebody is added by hand.

use rocket::http::Status as Http;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use sea_orm::Set;

use super::{LIST, kept, noted, sign_in};
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::{amina, let_in, seats, to};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn somebody_is_added_by_hand() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let full = |e: &mut samenkomst::events::event::ActiveModel| {
        e.capacity = Set(Some(1));
        e.closes_at = Set(Some(brussels("2027-02-01 09:00")));
    };
    let event = make_event(&app, &leuven, "samen", full).await;
    let stop = make_stop(&app, &event, "De Cocon", "2027-03-04 13:30", "2027-03-04 14:30").await;
    make_stop(&app, &event, "Cera", "2027-03-04 13:30", "2027-03-04 14:30").await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let stop = stop.id.to_string();
    let mut sent = amina().to_vec();
    sent.extend([("language", "fr"), ("letter", "true"), ("stops[0]", stop.as_str())]);
    let (status, next) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::SeeOther, "registration is closed, but not for organisers: {next}");
    let letters = app.letters().await;
    assert_eq!(to(&letters), ["registration_confirmed amina@example.org"]);
    let said = &letters[0].rendered.text;
    assert!(said.contains("Leuven t’a réservé une place"), "{said}");
    let page = app.page(&next).await;
    assert!(page.contains("noteerde dat die akkoord is") && page.contains("De Cocon") && page.contains("Toegevoegd."));
    let (status, page) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::Conflict, "twice");
    assert!(page.contains("Met dit adres is al iemand ingeschreven.") && page.contains("Amina El Idrissi"), "{page}");
    let wrong = [("name", ""), ("email", "nergens"), ("language", "de"), ("role", "koning"), ("stops[0]", "99")];
    let (status, page) = app.send(LIST, &wrong).await;
    assert_eq!(status, Http::UnprocessableEntity);
    for id in ["#f-name", "#f-email", "#f-language", "#f-role", "#f-stops-0"] {
        assert!(page.contains(&format!("href=\"{id}\"")), "{id}: {page}");
    }
    let (_, page) = app.send(LIST, &[("name", ""), ("stops[0]", "")]).await;
    assert!(page.contains("name=\"stops[0]\" value=\"\" checked>"), "no stop is what was chosen: {page}");
    let bart = [("name", "Bart"), ("email", "bart@example.org"), ("language", "nl")];
    assert_eq!(app.send(LIST, &bart).await.0, Http::SeeOther);
    assert_eq!(seats(&app, "samen").await, (1, 1));
    let zoe = [("name", "Zoë"), ("email", "zoe@example.org"), ("language", "nl"), ("over_capacity", "true")];
    assert_eq!(app.send(LIST, &zoe).await.0, Http::SeeOther);
    assert_eq!(seats(&app, "samen").await, (2, 1));
    assert!(app.letters().await.is_empty(), "no tick, no letter");
    assert_eq!(noted(&app).await, [(Act::RegistrationAdded, true); 3]);
    app.assert_sound().await;
}

#[rocket::async_test]
async fn what_is_wrong_with_somebody_else_is_not_said_to_the_organiser_as_their_own() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    for (email, said) in
        [("nergens", "Dit adres heeft geen @"), ("", "Er staat geen e-mailadres"), ("a@", "Dit adres kan niet kloppen")]
    {
        for (door, method) in [(LIST, "post"), (path.as_str(), "put")] {
            let sent = [("_method", method), ("name", " "), ("email", email), ("language", "nl")];
            let (status, page) = app.send(door, &sent).await;
            assert_eq!(status, Http::UnprocessableEntity, "{door}");
            assert!(page.contains("Er staat geen naam") && page.contains(said), "{said}: {page}");
            assert!(!page.contains("Vul je") && !page.contains("Kijk je e-mailadres"), "{page}");
        }
    }
}

#[rocket::async_test]
async fn nobody_is_added_to_a_draft() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let mut sent = amina().to_vec();
    sent.extend([("language", "fr"), ("letter", "true")]);
    let (status, page) = app.send(LIST, &sent).await;
    assert_eq!(status, Http::Conflict);
    assert!(page.contains("Zet het eerst online.") && page.contains("Amina El Idrissi"), "{page}");
    assert_eq!(seats(&app, "samen").await, (0, 0));
    assert!(app.letters().await.is_empty() && noted(&app).await.is_empty());
    app.assert_sound().await;
}
