//! One's own account: the name, the language, and the tokens for programs.

use rocket::http::Status;
use samenkomst::organisers::role::Role;

use crate::support::TestApp;
use crate::support::desk::{make_organiser, sign_hanne_in, sign_in};
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_region};
use crate::support::programs::Program;

#[rocket::async_test]
async fn somebody_changes_their_name_and_their_language() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    for (name, language) in [("", "fr"), ("Zie www.evil.example", "fr"), ("Hanne", "de"), (&"x".repeat(121), "nl")] {
        let (status, page) =
            app.send("/organise/account", &[("_method", "put"), ("name", name), ("language", language)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-"), "{name} {language}");
    }
    let typed = [("_method", "put"), ("name", " Hanne <b>\u{0} Verbeke "), ("language", "fr")];
    let (_, next) = app.send("/organise/account", &typed).await;
    let page = app.page(&next).await;
    assert!(page.contains("C’est enregistré.") && page.contains("Hanne &#60;b&#62; Verbeke"), "{page}");
    assert!(app.page("/organise").await.contains("Bonjour Hanne"), "the pages follow");
}

#[rocket::async_test]
async fn what_one_says_of_oneself_in_one_tab_is_not_undone_from_another() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let hanne = make_organiser(&app, "hanne@example.org", "Hanne", Role::Organiser, &[&leuven]).await;
    sign_in(&app, hanne).await;
    let change = async |name: &str, language: &str, seen: &str| {
        let typed = [("_method", "put"), ("name", name), ("language", language), ("seen", seen)];
        app.send("/organise/account", &typed).await
    };
    let seen = seen_on(&app.page("/organise/account").await);
    for _ in 0..2 {
        assert_eq!(change("Hanne Verbeke", "nl", &seen).await.0, Status::SeeOther, "pressing twice is harmless");
    }
    let (status, page) = change("", "en", &seen).await;
    assert_eq!((status, seen_on(&page)), (Status::UnprocessableEntity, seen.clone()), "a fault makes it no newer");
    let (status, page) = change("Hanne", "en", &seen).await;
    assert_eq!(status, Status::Conflict);
    for words in [
        "Naam: nu staat er Hanne Verbeke",
        "nu staat er Nederlands",
        "value=\"Hanne\"",
        "value=\"en\" lang=\"en\" selected",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.page("/organise/account").await.contains("value=\"Hanne Verbeke\""), "nothing changed");
    assert_eq!(change("Hanne", "en", &seen_on(&page)).await.0, Status::SeeOther);
}

#[rocket::async_test]
async fn a_token_is_shown_once_and_works_until_it_is_withdrawn() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen-in-leuven", |_| {}).await;
    sign_hanne_in(&app, Role::Organiser, &[&leuven]).await;
    assert_eq!(app.send("/organise/account/tokens", &[("name", " \t ")]).await.0, Status::UnprocessableEntity);
    let (status, page) = app.send("/organise/account/tokens", &[("name", "Onze site")]).await;
    assert_eq!(status, Status::Created);
    let (_, rest) = page.split_once("readonly value=\"").expect("the token");
    let token = rest.split('"').next().expect("the token").to_string();
    let page = app.page("/organise/account").await;
    assert!(page.contains("Onze site") && !page.contains(&token) && page.contains("Nog niet gebruikt."), "{page}");
    let program = Program::with_token(&app, &token);
    let list = "/api/v1/events/samen-in-leuven/registrations";
    assert_eq!(program.get(list).await.status, Status::Ok);
    let page = app.page("/organise/account").await;
    assert!(page.contains("Laatst gebruikt op 2 februari 2027"), "{page}");
    let (_, rest) = page.split_once("/organise/account/tokens/").expect("the way to withdraw it");
    let id = rest.split('"').next().expect("an id").to_string();
    let asked = format!("<button class=\"btn btn-stop\" form=\"token-{id}\">");
    assert!(page.contains("Trek je deze sleutel in?") && page.contains(&asked), "one is asked first: {page}");
    let french = app.page("/organise/account?lang=fr").await;
    assert!(french.contains("<b>Onze site</b>\u{a0}: ce qui l’utilise"), "{french}");
    let other = app.neighbour().await;
    let joris = make_organiser(&app, "joris@example.org", "Joris", Role::Admin, &[]).await;
    sign_in(&other, joris).await;
    let revoke = [("_method", "delete")];
    let (status, _) = other.send(&format!("/organise/account/tokens/{id}"), &revoke).await;
    assert_eq!(status, Status::NotFound, "it is not Joris's own");
    app.send(&format!("/organise/account/tokens/{id}"), &revoke).await;
    assert_eq!(program.get(list).await.status, Status::Unauthorized);
}
